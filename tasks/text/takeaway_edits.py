"""What takes the place of words that only the article explains: "the party", "the film", "the minister", "OHC"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tasks.text.abbreviations import find_long_names, spell_out
from tasks.text.definites import find_definites
from tasks.text.films import find_film, name_film
from tasks.text.naming import Names
from tasks.text.offices import find_holders, name_holder
from tasks.text.parties import name_party
from tasks.text.replacing import Edit
from tasks.text.sentences import Sentence
from tasks.text.states import name_state


def find_edits(
    title: str, body: str, usable: Sequence[Sentence], names: Names, numbers: Iterable[int]
) -> dict[int, tuple[Edit, ...]]:
    """Return for each of the sentences the edits that tell by itself what its nouns with "the" and short names mean."""
    long_names = find_long_names(body)
    film = find_film(title, body, {body[one.start_char : one.end_char] for one in names.people})
    holders = find_holders(body, names)
    spans = {number: (usable[number].start_char, usable[number].end_char) for number in numbers}
    return {
        number: (
            *name_holder(body, *span, names, holders),
            *name_film(body, *span, film),
            *name_state(body, *span),
            *name_party(body, *span),
            *find_definites(body, *span),
            *spell_out(body, *span, long_names),
        )
        for number, span in spans.items()
    }
