"""The bundled tables as something a text can be read with: countries, agencies and office-holders by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tasks.text.entity_words import fold, split_words
from tasks.text.lexicon import Lexicon

Rows = Sequence[Mapping[str, str]]

TABLES: tuple[str, ...] = (
    "agencies",
    "agency_aliases",
    "countries",
    "country_aliases",
    "country_traps",
    "office_holders",
    "other_organisations",
    "regions",
    "scenes",
)


class Country(NamedTuple):
    """One row of `countries`; `country_id` is ISO 3166-1 alpha-2, or XK."""

    country_id: str
    name: str
    demonym: str


class Place(NamedTuple):
    """What a phrase says about countries: `country_id` is None for a phrase that only looks like a country.

    `is_homonym` where the phrase is also a town, a state, a surname or a language ("Georgia", "Jordan", "English").
    """

    country_id: str | None
    via: str
    is_homonym: bool = False


class Agency(NamedTuple):
    """One row of `agencies`; `function` tells which national body it is ("foreign", "upper_house"), None for others."""

    agency_id: str
    name: str
    kind: str
    acronym: str | None = None
    country_id: str | None = None
    parent_id: str | None = None
    wikidata_id: str | None = None
    function: str | None = None


class AgencyName(NamedTuple):
    """Agencies that a phrase may name, in file order; empty for an organisation that is no agency.

    `is_guarded` where the phrase means the agency only in an article that mentions its country ("ED", "the Treasury").
    """

    agency_ids: tuple[str, ...]
    via: str
    is_guarded: bool = False


class OfficeHolder(NamedTuple):
    """One row of `office_holders`; `is_bare` where the surname alone is enough in a news text.

    `known_as` is the usual name where `name` is another form of it.
    """

    name: str
    known_as: str
    surname: str
    wikidata_id: str | None
    country_id: str | None
    is_bare: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything the tables tell, indexed for lookup. Immutable by agreement: shared by all articles of a process.

    `scenes` are regions and cities: they tell in which country a story plays, and are no mention of it.
    """

    countries: Mapping[str, Country]
    places: Lexicon[Place]
    regions: Lexicon[str]
    scenes: Lexicon[str]
    agencies: Mapping[str, Agency]
    agency_names: Lexicon[AgencyName]
    national_bodies: Mapping[tuple[str, str], Agency]
    office_holders: Mapping[str, tuple[OfficeHolder, ...]]
    bare_surnames: Mapping[str, OfficeHolder]
    holder_names: Lexicon[tuple[str, str]]
    names_of_agencies: Mapping[str, frozenset[str]]

    def full_names(self, agency_ids: Iterable[str]) -> frozenset[str]:
        """All names of several words of some agencies, as folded words in lower case."""
        return frozenset(name for agency_id in agency_ids for name in self.names_of_agencies.get(agency_id, ()))


def build_gazetteer(tables: Mapping[str, Rows]) -> Gazetteer:
    """Gazetteer of the rows of TABLES, by table name. The first row wins where two claim one phrase."""
    agencies = {row["agency_id"]: _agency(row) for row in tables["agencies"]}
    holders = [_office_holder(row) for row in tables["office_holders"]]
    bare = {holder.surname: holder for holder in reversed(holders) if holder.is_bare}
    return Gazetteer(
        countries={r["country_id"]: Country(r["country_id"], r["name"], r["demonym"]) for r in tables["countries"]},
        places=Lexicon(_places(tables)),
        regions=Lexicon((row["name"], row["country_id"]) for row in tables["regions"]),
        scenes=Lexicon((row["name"], row["country_id"]) for row in tables["scenes"]),
        agencies=agencies,
        agency_names=Lexicon(_agency_names(tables, agencies)),
        national_bodies=_national_bodies(agencies),
        office_holders=_by_name(holders),
        bare_surnames=bare,
        holder_names=Lexicon(_holder_names(holders, bare)),
        names_of_agencies=_long_names(tables),
    )


def slug(name: str) -> str:
    """Name in lower-case ASCII letters and digits joined by hyphens; "unnamed" where none are left."""
    folded = fold(name).casefold().replace("'", "").replace(".", "")
    return re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode()).strip("-") or "unnamed"


def name_key(name: str) -> str:
    """Name for comparison: folded, casefolded, without full stops, hyphens as blanks."""
    return " ".join(fold(name).casefold().replace(".", " ").replace("-", " ").split())


def _places(tables: Mapping[str, Rows]) -> Iterator[tuple[str, Place]]:
    """Phrases as written, in capitals, and with an apostrophe lost: agencies write "Indias" for "India's"."""
    for row in tables["country_traps"]:
        yield row["phrase"], Place(None, "trap")
    for row in tables["country_aliases"]:
        place = Place(row["country_id"], row["via"], row["is_homonym"] == "true")
        yield row["alias"], place
        if len(row["alias"]) > 3:
            yield row["alias"].upper(), place
        if row["via"] == "name" and not place.is_homonym and row["alias"][-1] in "ainouy":
            yield row["alias"] + "s", place


def _agency(row: Mapping[str, str]) -> Agency:
    return Agency(
        row["agency_id"],
        row["name"],
        row["kind"],
        row["acronym"] or None,
        row["country_id"] or None,
        row["parent_id"] or None,
        row["wikidata_id"] or None,
        row["function"] or None,
    )


def _agency_names(tables: Mapping[str, Rows], agencies: Mapping[str, Agency]) -> Iterator[tuple[str, AgencyName]]:
    owners: dict[str, list[Mapping[str, str]]] = {}
    for row in tables["agency_aliases"]:
        if row["agency_id"] in agencies:
            owners.setdefault(row["alias"], []).append(row)
    for alias, rows in owners.items():
        is_guarded = all(row["is_guarded"] == "true" for row in rows)
        name = AgencyName(tuple(row["agency_id"] for row in rows), rows[0]["via"], is_guarded)
        yield alias, name
        if " and " in alias:
            yield alias.replace(" and ", " & "), name
    for row in tables["other_organisations"]:
        yield row["name"], AgencyName((), "other")


def _long_names(tables: Mapping[str, Rows]) -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for row in (*tables["agency_aliases"], *({**row, "alias": row["name"]} for row in tables["agencies"])):
        if " " in row["alias"]:
            names.setdefault(row["agency_id"], set()).add(" ".join(split_words(row["alias"]).forms).casefold())
    return {agency_id: frozenset(found) for agency_id, found in names.items()}


def _national_bodies(agencies: Mapping[str, Agency]) -> dict[tuple[str, str], Agency]:
    found: dict[tuple[str, str], Agency] = {}
    for agency in agencies.values():
        if agency.country_id and agency.function:
            found.setdefault((agency.country_id, agency.function), agency)
    return found


def _holder_names(
    holders: Sequence[OfficeHolder], bare: Mapping[str, OfficeHolder]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Phrases with the person's name and the `via` of a mention: full names, and surnames that are enough."""
    for holder in holders:
        yield holder.name, (holder.name, "name")
    for surname, holder in sorted(bare.items()):
        yield surname, (holder.name, "surname")


def _office_holder(row: Mapping[str, str]) -> OfficeHolder:
    return OfficeHolder(
        row["name"],
        row["known_as"],
        row["surname"],
        row["wikidata_id"] or None,
        row["country_id"] or None,
        row["is_bare"] == "true",
    )


def _by_name(holders: Sequence[OfficeHolder]) -> dict[str, tuple[OfficeHolder, ...]]:
    found: dict[str, tuple[OfficeHolder, ...]] = {}
    for holder in holders:
        key = name_key(holder.name)
        found[key] = (*found.get(key, ()), holder)
    return found
