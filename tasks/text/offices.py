"""Who "the chief minister" is, where the body calls but one person so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tasks.text.bullet import Evidence
from tasks.text.known_nouns import NO_NOUN
from tasks.text.name_words import word_set
from tasks.text.naming import Names, people_between
from tasks.text.replacing import Edit

_SAME = {"cm": "chief minister", "pm": "prime minister"}
_OFFICE = re.compile(
    r"(?<![\w-])(?:(?:[Cc]hief|[Pp]rime|[Hh]ome|[Ff]inance|[Hh]ealth|[Rr]ailway|[Dd]efence|[Ee]ducation|[Ff]oreign)"
    r" [Mm]inister|CM|PM|[Gg]overnor|[Mm]ayor)(?![\w'’-])"
)
_MINISTRIES = word_set("chief prime home finance health railway defence education foreign")
# One of these is in all bodies with such an office: to look for them costs less than the pattern.
_THE_OFFICES = (
    *(f"the {kind} minister" for kind in sorted(_MINISTRIES)),
    "the cm",
    "the pm",
    "the governor",
    "the mayor",
)
_RANK = re.compile(
    r"\b(?:[Ff]ormer|[Dd]eputy|[Ee]x|[Vv]ice|[Tt]hen|[Ll]ate|[Nn]ext|[Ff]irst|Lt|Lieutenant|would-be)[ -]$"
)
_THE = re.compile(r"\b[Tt]he (?:new )?$")
_ROLE_ITSELF = re.compile(
    r"\b(?:as|for|be|become|becomes|became|becoming|is|was|being|been|elected|appointed|made|named|like|than"
    r"|(?:post|office|chair|position|job|candidate|seat|oath|role) of) $"
)
_PLURAL = re.compile(r"\b(?:[Mm]inisters|CMs|[Gg]overnors|[Mm]ayors)\b")
_LIMITS = word_set("of who whom whose which that for in designate elect candidate")
_NAME_BEHIND = re.compile(r" [A-Z]")
_BEHIND = re.compile(r" (\S+)")
# How far the title before an office reaches, and the initials before a mention.
_REACH, _FIRST_NAME = 24, 6


class Holder(NamedTuple):
    """A person by the identifier of mentions, and where the body has the full name, with the office or without."""

    entity_id: str
    full: Evidence
    told: Evidence


def find_holders(body: str, names: Names) -> Mapping[str, Holder]:
    """Return by office the only person whom the body calls so, if it has a full name."""
    found: dict[str, Holder | None] = {}
    lower = body.lower().replace("the new ", "the ")
    if not any(office in lower for office in _THE_OFFICES) or _PLURAL.search(body):
        return {}
    for match in _OFFICE.finditer(body):
        if not _NAME_BEHIND.match(body, match.end()) or _RANK.search(
            body, max(0, match.start() - _REACH), match.start()
        ):
            continue
        office = _name(match)
        near = names.people[bisect_left(names.starts, match.end()) :][:1]
        who = near[0].entity_id if near and near[0].start_char <= match.end() + _FIRST_NAME else ""
        full = names.full.get(who)
        before = found.get(office)
        if full is None or (office in found and (before is None or before.entity_id != who)):
            found[office] = None
        elif before is None or before.told == full:
            has_full = body.startswith(body[slice(*full)], match.end() + 1)
            told = Evidence(match.start(), match.end() + 1 + full.end_char - full.start_char) if has_full else full
            found[office] = Holder(who, full, told)
    return {office: holder for office, holder in found.items() if holder is not None}


def name_holder(body: str, start: int, end: int, names: Names, holders: Mapping[str, Holder]) -> Iterator[Edit]:
    """Yield the edits that name whoever holds an office in the sentence `body[start:end]`, outside quotation marks."""
    for match in _OFFICE.finditer(body, start, end) if holders else ():
        the = _THE.search(body, max(start, match.start() - _REACH), match.start())
        holder = holders.get(_name(match))
        if the is None or holder is None or holder.full.end_char > start:
            continue
        if body.count('"', start, match.start()) % 2 or _ROLE_ITSELF.search(body, start, the.start()):
            continue
        parts = body[slice(*holder.full)].split()
        is_named = any(part in body[start:end] for part in (parts[0], parts[-1]))
        is_mentioned = any(one.entity_id == holder.entity_id for one in people_between(names, start, end))
        if not (is_named or is_mentioned or _is_limited(body, match.end())):
            yield Edit(the.start(), match.end(), holder.told)
            return


def _is_limited(body: str, at: int) -> bool:
    """Return whether more of the noun phrase follows: "the chief minister of Bihar", "the mayor elect"."""
    behind = _BEHIND.match(body, at)
    word = behind.group(1) if behind else ""
    return bool(word) and (word in _LIMITS or not (word in NO_NOUN or word.endswith(("ed", "ly"))))


def _name(match: re.Match[str]) -> str:
    """Return the office by one name: "chief minister" for "CM"."""
    office = match.group().lower()
    return _SAME.get(office, office)
