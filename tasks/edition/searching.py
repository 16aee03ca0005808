"""The index of the search box: a script file that sets one constant, since a page from disk may not fetch."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tasks.edition.grouping import Front
from tasks.edition.profiles import Profile
from tasks.edition.safety import clean
from tasks.edition.stories import Story


def search_index(front: Front, stories: Iterable[Story], profiles: Iterable[Profile]) -> bytes:
    """Entries [what, title, further words, address], stories in their order, then entities; plain ASCII."""
    entries = [
        [
            front.section_of[story.anchor],
            clean(story.title),
            clean(" ".join([*_texts(story), *(chip.name for chip in (*story.chips, *story.further_chips))])),
            f"{front.page_of[story.anchor]}#{story.anchor}",
        ]
        for story in stories
    ]
    entries += [
        [profile.what, clean(profile.chip.name), clean(" ".join(profile.aliases)), profile.chip.href]
        for profile in profiles
    ]
    lines = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries)
    return f"window.daybookIndex = [\n{lines}\n];\n".encode("ascii")


def _texts(story: Story) -> list[str]:
    return [story.publisher or "", *(bullet.text for bullet in story.in_shorts)]
