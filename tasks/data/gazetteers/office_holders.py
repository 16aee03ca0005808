"""Office-holders: the Congress of the United States, presidents, heads of state and government."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tasks.data.gazetteers.rows import Row, curated
from tasks.data.gazetteers.sources import congress, leaders, presidents
from tasks.text.entity_words import fold
from tasks.text.gazetteer import name_key

# Presidents before Eisenhower are not in the news as office-holders.
_FIRST_DAY = "1953-01-01"
_FAMILY_FIRST = {"CN", "HK", "KH", "KP", "KR", "MO", "TW", "VN"}
# The list of 2026 gives her the id of Viktor Orbán; the editors have her without one.
_WRONG = ("Ursula von der Leyen", "Q57641")
_NUMERAL = re.compile(r"[IVX]+")
_PARTICLES = {
    "al",
    "bin",
    "da",
    "de",
    "del",
    "der",
    "di",
    "do",
    "dos",
    "du",
    "el",
    "la",
    "le",
    "van",
    "von",
    "den",
    "ben",
}


def derive_office_holders(folder: Path, country_ids: Mapping[str, str]) -> Iterator[Row]:
    """Rows by name form, one for each spelling without accents; `country_ids` tells the country of a country's names.

    Who holds office in several countries has none. That a surname alone is enough is for the editors
    (`bare_surnames.csv`), and so is a name in `curated_office_holders.csv`.
    """
    bare = {row["name"] for row in curated("bare_surnames")}
    seen = {name_key(row["name"]) for row in curated("curated_office_holders")}
    for row in (*_americans(folder), *_leaders(folder, country_ids)):
        if name_key(row["name"]) not in seen:
            seen.add(name_key(row["name"]))
            yield row | {"is_bare": "true" if row["name"] in bare else ""}


def surname_of(name: str, country_id: str) -> str:
    """Family name without accents: the last word and its particles, or the first word where families come first."""
    words = fold(name).split()
    if country_id in _FAMILY_FIRST or _NUMERAL.fullmatch(words[-1]) or "of" in words:
        return words[0]
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in _PARTICLES:
        first -= 1
    return " ".join(words[first:])


def _americans(folder: Path) -> Iterator[Row]:
    for person in (*congress(folder), *presidents(folder)):
        if person["terms"][-1]["end"] < _FIRST_DAY:
            continue
        name, last = person["name"], person["name"]["last"]
        usual = f"{name.get('nickname', name['first'])} {last}"
        known_as = re.sub(r" \(.*\)", "", person["id"].get("wikipedia", usual))
        forms = {known_as, usual, f"{name['first']} {last}", name.get("official_full", usual)}
        for form in sorted(forms):
            yield _row(form, known_as, fold(last), person["id"].get("wikidata", ""), "US")


def _leaders(folder: Path, country_ids: Mapping[str, str]) -> Iterator[Row]:
    found = [
        leader._replace(name=re.sub(r" \(.*\)", "", leader.name))
        for leader in leaders(folder)
        if (leader.name, leader.wikidata_id) != _WRONG
    ]
    homes: dict[str, set[str]] = {}
    for leader in found:
        homes.setdefault(leader.name, set()).update({country_ids.get(leader.country, "")} - {""})
    seen: set[str] = set()
    for leader in found:
        if " " in leader.name and not leader.name.startswith("Prime Minister") and leader.wikidata_id not in seen:
            seen.add(leader.wikidata_id)
            home = next(iter(homes[leader.name])) if len(homes[leader.name]) == 1 else ""
            yield _row(leader.name, leader.name, surname_of(leader.name, home), leader.wikidata_id, home)


def _row(name: str, known_as: str, surname: str, wikidata_id: str, country_id: str) -> Row:
    return {
        "name": name,
        "known_as": known_as,
        "surname": surname,
        "wikidata_id": wikidata_id,
        "country_id": country_id,
        "is_bare": "",
    }
