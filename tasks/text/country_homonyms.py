"""Tells countries from their namesakes in the United States: the state of Georgia, towns called Lebanon or Peru."""

from __future__ import annotations

from collections import Counter

from tasks.text.entity_words import Words
from tasks.text.gazetteer import Gazetteer
from tasks.text.name_words import word_set

GEORGIA = "GE"

_OF_THE_COUNTRY = word_set("Georgian Georgians Tbilisi Abkhazia Ossetia")
_PARTS = word_set("Northeast Northwest Southeast Southwest north North south South middle Middle")
# Words of local news in the United States, where towns bear the names of countries.
_LOCAL = word_set(
    "County Township Sheriff Interstate Elementary School Schools Street Road Church Ave county township sheriff "
    "varsity firefighters freshman sophomore Hometown Fairgrounds"
)


def names_home_state(words: Words) -> bool:
    """Whether the article means the state of Georgia: "the state of Georgia", "north Georgia", Atlanta."""
    forms = words.forms
    if not _OF_THE_COUNTRY.isdisjoint(forms):
        return False
    for index, form in enumerate(forms):
        if form in {"Atlanta", "Ga"} and index:
            return True
        if form == "Georgia" and index > 1:
            before = forms[index - 1]
            if before in _PARTS or (before == "of" and forms[index - 2] in {"state", "University"}):
                return True
    return False


def names_georgians(words: Words) -> bool:
    """Whether the article has words that belong to the country of Georgia alone."""
    return not _OF_THE_COUNTRY.isdisjoint(words.forms)


def local_signs(words: Words, gazetteer: Gazetteer) -> int:
    """How often the body names states of the United States, Georgia aside, or uses the words of local news there."""
    states = 0
    for match in gazetteer.regions.matches(words):
        if match.value == "US" and gazetteer.places.get(" ".join(words.forms[match.first : match.last])) is None:
            states += 1
    counts = Counter(words.forms)
    return states + sum(counts[form] for form in sorted(_LOCAL))
