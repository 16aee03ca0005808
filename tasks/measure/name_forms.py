"""Forms in which names are compared with a gold file, so that case, titles and possessives cost nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tasks.data import read_table
from tasks.text.name_words import word_set

_TITLES = word_set(
    "ambassador amir ayatollah chancellor col datuk dr emir gen general gov governor imam judge justice king lady lord "
    "maulana minister mr mrs ms pope president prince princess prof professor queen rabbi rep sen senator sheikh shri "
    "sir smt sultan"
)
_MOST_COUNTRY_WORDS = 3


def surface_form(text: str) -> str:
    """Lower-case words without a leading article, a closing possessive and punctuation."""
    text = " ".join(re.sub("[’‘`]", "'", text).lower().split())
    text = text.removesuffix("'s").removesuffix("'").removeprefix("the ")
    return " ".join(re.sub(r"[^\w ]", "", text).split())


def person_form(text: str) -> str:
    """Surface form without the titles before a name; a title alone stays."""
    words = surface_form(text).split()
    while len(words) > 1:
        if words[0] in _TITLES:
            words = words[1:]
        elif words[:2] == ["prime", "minister"] and len(words) > 2:
            words = words[2:]
        else:
            break
    return " ".join(words)


def person_forms(texts: Iterable[str]) -> frozenset[str]:
    """Person forms of all texts, empty ones left out."""
    return frozenset(form for text in texts if (form := person_form(text)))


def full_names(texts: Iterable[str]) -> frozenset[str]:
    """Person forms of two words or more; all forms where no text has two."""
    forms = person_forms(texts)
    return frozenset(form for form in forms if " " in form) or forms


def agency_forms(texts: Iterable[str]) -> frozenset[str]:
    """Surface forms, each also without a country before it or after "of": "british parliament" and "parliament"."""
    forms = {form for text in texts if (form := surface_form(text))}
    return frozenset(forms | {short for form in forms for short in _without_country(form.split())})


def _without_country(words: list[str]) -> Iterable[str]:
    countries = _country_forms()
    for count in range(1, _MOST_COUNTRY_WORDS + 1):
        if len(words) > count and " ".join(words[:count]) in countries:
            yield " ".join(words[count:])
        if len(words) > count + 1 and words[-count - 1] == "of" and " ".join(words[-count:]) in countries:
            yield " ".join(words[: -count - 1])


@lru_cache(maxsize=1)
def _country_forms() -> frozenset[str]:
    """Names and demonyms of countries, and the EU, whose bodies are named in the same way."""
    rows = read_table("country_aliases")
    return frozenset(
        {"eu", *(surface_form(row["alias"]) for row in rows if row["via"] in ("name", "alias", "demonym"))}
    )
