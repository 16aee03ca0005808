"""The builder of the gazetteers, and what its tables must hold."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tasks.data import read_table
from tasks.data.gazetteers.build import build_tables
from tasks.data.gazetteers.countries import adjectives
from tasks.data.gazetteers.factbook_bodies import court_names, legislature_names
from tasks.data.gazetteers.kinds import kind_of
from tasks.data.gazetteers.office_holders import surname_of
from tasks.data.gazetteers.rows import Row, curated, write_csv
from tasks.data.gazetteers.scenes import derive_scenes
from tasks.data.gazetteers.sources import City
from tasks.text.agencies import find_agencies
from tasks.text.countries import find_countries
from tasks.text.entity_words import split_words
from tasks.text.gazetteer import TABLES, build_gazetteer

KEYS = {
    "agencies": ("agency_id",),
    "agency_aliases": ("alias", "agency_id"),
    "countries": ("country_id",),
    "country_aliases": ("alias",),
    "country_traps": ("phrase",),
    "office_holders": ("name",),
    "other_organisations": ("name",),
    "regions": ("name", "country_id"),
    "scenes": ("name",),
}


@pytest.mark.slow
def test_sources_and_curated_tables_give_the_committed_tables_byte_for_byte(test_data: Path) -> None:
    built = build_tables(test_data / "data/gazetteers")
    committed = Path(__file__).parents[1] / "tasks/data"
    assert set(built) == set(TABLES)
    stale = [name for name, rows in built.items() if write_csv(rows) != (committed / f"{name}.csv").read_text("utf-8")]
    assert stale == [], "run python -m tasks.data.gazetteers --from FOLDER"


@pytest.mark.parametrize("table", TABLES)
def test_a_key_has_one_row(table: str) -> None:
    counts = Counter(tuple(row[column] for column in KEYS[table]) for row in read_table(table))
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_cells_have_no_stray_blanks(table: str) -> None:
    assert [row for row in read_table(table) if any(cell != " ".join(cell.split()) for cell in row.values())] == []


@pytest.mark.parametrize("table", ["regions", "scenes", "country_aliases", "agencies", "office_holders"])
def test_country_ids_are_those_of_the_countries(table: str) -> None:
    known = {row["country_id"] for row in read_table("countries")} | {""}
    assert {row["country_id"] for row in read_table(table)} <= known


@pytest.mark.parametrize("table", ["agencies", "countries", "office_holders"])
def test_wikidata_ids_are_well_formed(table: str) -> None:
    ids = [row["wikidata_id"] for row in read_table(table)]
    assert [found for found in ids if not re.fullmatch(r"(Q[1-9]\d*)?", found)] == []


def test_every_agency_is_found_by_a_name() -> None:
    named = {row["agency_id"] for row in read_table("agency_aliases") if row["via"] == "name"}
    assert {row["agency_id"] for row in read_table("agencies")} - named == set()


def test_no_agency_is_its_own_ancestor() -> None:
    parents = {row["agency_id"]: row["parent_id"] for row in read_table("agencies")}
    for agency_id in parents:
        seen = {agency_id}
        while agency_id := parents.get(agency_id, ""):
            assert agency_id not in seen
            seen.add(agency_id)


@pytest.mark.parametrize("name", ["agencies", "agency_aliases", "country_aliases", "office_holders", "scenes"])
def test_what_is_left_out_is_not_curated_as_well(name: str) -> None:
    kept: list[Row] = read_table(name)
    left_out = {tuple(row.values()) for row in curated(f"left_out_{name}")}
    assert left_out & {tuple(row[column] for column in KEYS[name]) for row in kept} == set()


GROUP_OF_TWENTY = [
    "AR",
    "AU",
    "BR",
    "CA",
    "CN",
    "DE",
    "FR",
    "GB",
    "ID",
    "IN",
    "IT",
    "JP",
    "KR",
    "MX",
    "RU",
    "SA",
    "TR",
    "US",
    "ZA",
]
# Bodies that the constitution of the country does not have, or has under another function of the table.
_HAS_NONE = {
    ("BR", "interior"): "security is with the Ministry of Justice",
    ("DE", "army"): "part of the Bundeswehr",
    ("DE", "parliament"): "the Bundestag and the Bundesrat",
    ("US", "interior"): "the Department of the Interior keeps lands and parks",
}


@pytest.mark.parametrize("country_id", GROUP_OF_TWENTY)
def test_a_country_of_the_group_of_twenty_has_all_its_bodies(country_id: str) -> None:
    bodies = [row for row in read_table("agencies") if row["country_id"] == country_id]
    wanted = (
        *("foreign", "defence", "finance", "interior", "justice", "central_bank", "parliament", "supreme_court"),
        *("army", "navy", "air_force", "executive", "police", "intelligence", "regulator"),
    )
    found = {row["function"] for row in bodies} | {row["kind"] for row in bodies}
    assert [body for body in wanted if body not in found and (country_id, body) not in _HAS_NONE] == []


@pytest.mark.parametrize("function", ["foreign", "defence", "finance", "interior", "central_bank", "parliament"])
def test_a_function_has_one_body_in_a_country(function: str) -> None:
    counts = Counter(row["country_id"] for row in read_table("agencies") if row["function"] == function)
    assert [country_id for country_id, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("ministry", ["foreign", "finance", "interior", "defence"])
def test_every_country_has_a_ministry_even_without_a_row(ministry: str) -> None:
    gazetteer = build_gazetteer({name: read_table(name) for name in TABLES})
    wrong: list[object] = []
    for country_id, country in gazetteer.countries.items():
        words = split_words(f"{country.name} replied. The {ministry} ministry in {country.name} said so.")
        countries = find_countries(words, gazetteer, frozenset(), frozenset())
        found = [mention.agency for mention in find_agencies(words, gazetteer, countries, frozenset())]
        if {mention.country_id for mention in countries} == {country_id} and country_id != "US":
            kinds = [(body.country_id, body.kind) for body in found]
            wrong += [found] if kinds not in ([(country_id, "ministry")], [(country_id, "police")]) else []
    assert wrong == []


def test_court_names_are_taken_from_running_text() -> None:
    text = "Supreme Court or Cour Suprema (9 judges (of 12)); Constitutional Court; the High Court is the last instance"
    assert court_names(text) == [("Supreme Court", "Cour Suprema"), ("Constitutional Court", "")]


def test_a_legislature_has_an_english_and_a_local_name() -> None:
    assert legislature_names("Parliament (Barlaman)") == ["Parliament", "Barlaman"]


def test_the_first_adjective_is_the_usual_one() -> None:
    assert adjectives({"nationality": {"adjective": "Lao or Laotian (colloquial)"}}) == ["Lao", "Laotian"]
    assert adjectives({"nationality": {"adjective": "none"}}) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Department of Health", "ministry"),
        ("Competition Appeal Tribunal", "court"),
        ("Equal Opportunities Commission", "regulator"),
        ("Highways Agency", "agency"),
        ("Ministry of Defence Police", "police"),
    ],
)
def test_the_words_of_a_name_tell_its_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "country_id", "surname"),
    [
        ("Ursula von der Leyen", "", "von der Leyen"),
        ("Lê Minh Hưng", "VN", "Le"),
        ("Charles III", "GB", "Charles"),
        ("Emmanuel Macron", "FR", "Macron"),
    ],
)
def test_surnames_follow_the_custom_of_the_country(name: str, country_id: str, surname: str) -> None:
    assert surname_of(name, country_id) == surname


def test_a_scene_lies_in_one_country_and_is_a_large_city_or_a_region() -> None:
    cities = [City("Ulm", "DE", 126_000), City("Bonn", "DE", 99_999), City("Leon", "MX", 1_000_000)]
    regions = [{"name": "Leon", "country_id": "NI"}, {"name": "Kent", "country_id": "GB"}]
    assert [row["name"] for row in derive_scenes(cities, regions, {"Paris"})][:2] == ["Ulm", "Kent"]
