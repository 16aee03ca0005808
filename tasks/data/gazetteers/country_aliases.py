"""Names of countries: short and long ones, those of their people, and their capitals."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks.data.gazetteers.countries import adjectives
from tasks.data.gazetteers.rows import Row, curated
from tasks.data.gazetteers.sources import Entry, country_codes, factbook
from tasks.text.entity_words import fold

# What the factbook writes where a state has no such name.
_NO_NAME = {"none", "NA", ""}
# Of "Afghan(s)" the factbook tells the plural; "Swiss" and "Japanese" are their own.
_PLURAL_NOUN = re.compile(r"([A-Z][\w' -]+)\(s\)")


def derive_country_aliases(folder: Path, countries: Sequence[Row]) -> Iterator[Row]:
    """Rows by alias, one for each spelling without accents: the first claim counts.

    Claims in their order: the country's name, its other names, its adjective, other words for its people, its capital.
    Homonyms are the editors' (`homonyms.csv`).
    """
    states, codes = factbook(folder), country_codes(folder)
    homonyms = {row["alias"] for row in curated("homonyms")}
    seen: set[str] = set()
    for via, find in (
        ("name", lambda row, _codes, _state: _variants(row["name"])),
        ("alias", lambda _row, codes, state: _other_names(codes, state)),
        ("demonym", lambda _row, _codes, state: adjectives(state)[:1]),
        ("demonym", lambda _row, _codes, state: _people(state)),
        ("capital", lambda _row, codes, state: _capitals(codes, state)),
    ):
        for row in countries:
            country_id = row["country_id"]
            for alias in find(row, codes.get(country_id, {}), states.get(country_id, {})):
                if fold(alias) not in seen:
                    seen.add(fold(alias))
                    is_homonym = "true" if alias in homonyms else ""
                    yield {"alias": alias, "country_id": country_id, "via": via, "is_homonym": is_homonym}


def _other_names(codes: dict[str, str], state: Entry) -> Iterator[str]:
    names = state.get("country_name", {})
    for column in ("CLDR display name", "UNTERM English Short", "UNTERM English Formal", "official_name_en"):
        yield from _variants(codes.get(column, ""))
    for column in ("conventional short form", "conventional long form"):
        yield from _variants(names.get(column, ""))


def _people(state: Entry) -> Iterator[str]:
    yield from adjectives(state)
    for match in _PLURAL_NOUN.finditer(state.get("nationality", {}).get("noun", "")):
        stem = match[1].strip()
        yield stem
        yield stem + "s"


def _capitals(codes: dict[str, str], state: Entry) -> Iterator[str]:
    for name in (codes.get("Capital", ""), state.get("capital", "")):
        if isinstance(name, str) and "," not in name:
            yield from _variants(name)


def _variants(name: str) -> Iterator[str]:
    """A name without articles and remarks; with "and" for an ampersand, and "St" and "Saint" for "St."."""
    plain = re.sub(r"\([^)]*\)|\*|;.*", "", html.unescape(name)).strip().removeprefix("the ").removeprefix("The ")
    plain = " ".join(plain.split())
    if plain in _NO_NAME or "," in plain:
        return
    for form in (plain, plain.replace("&", "and")):
        yield form
        if form.startswith("St. "):
            yield "St " + form[4:]
            yield "Saint " + form[4:]
