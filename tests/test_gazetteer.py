from __future__ import annotations

import pytest

from tasks.data import read_table
from tasks.text.gazetteer import TABLES, Gazetteer, build_gazetteer, name_key, slug

KINDS = {
    *("executive", "ministry", "agency", "regulator", "legislature", "court", "central_bank", "military", "police"),
    *("intelligence", "diplomatic", "local", "intergovernmental"),
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return build_gazetteer({name: read_table(name) for name in TABLES})


@pytest.mark.parametrize("table", TABLES)
def test_bundled_tables_are_sorted_and_without_repeats(table: str) -> None:
    rows = [tuple(row.values()) for row in read_table(table)]
    assert rows == sorted(set(rows))


def test_aliases_name_only_known_rows() -> None:
    countries = {row["country_id"] for row in read_table("countries")}
    agencies = {row["agency_id"]: row for row in read_table("agencies")}
    assert {row["country_id"] for row in read_table("country_aliases")} <= countries
    assert {row["agency_id"] for row in read_table("agency_aliases")} <= set(agencies)
    assert {row["parent_id"] for row in agencies.values()} - {""} <= set(agencies)
    assert {row["country_id"] for row in agencies.values()} - {""} <= countries


def test_agency_kinds_are_those_of_the_contract() -> None:
    assert {row["kind"] for row in read_table("agencies")} <= KINDS


def test_intergovernmental_bodies_have_no_country() -> None:
    assert not [row for row in read_table("agencies") if row["kind"] == "intergovernmental" and row["country_id"]]


def test_every_independent_country_has_a_demonym_and_a_capital() -> None:
    bare = [row["country_id"] for row in read_table("countries") if not (row["demonym"] and row["capital"])]
    assert not set(bare) & {"AR", "BR", "CD", "CN", "DE", "EG", "FR", "GB", "IN", "JP", "KE", "NG", "UA", "US", "XK"}


@pytest.mark.parametrize(
    ("phrase", "country_id", "via"),
    [
        ("Ukraine", "UA", "name"),
        ("Burma", "MM", "alias"),
        ("Nigerien", "NE", "demonym"),
        ("Nairobi", "KE", "capital"),
        ("Soviet", "RU", "metonym"),
        ("FRANCE", "FR", "name"),
    ],
)
def test_places_tell_country_and_via(gazetteer: Gazetteer, phrase: str, country_id: str, via: str) -> None:
    place = gazetteer.places.get(phrase)
    assert place is not None
    assert (place.country_id, place.via) == (country_id, via)


def test_traps_are_no_country(gazetteer: Gazetteer) -> None:
    place = gazetteer.places.get("New Mexico")
    assert place is not None
    assert place.country_id is None


def test_national_bodies_are_found_by_country_and_function(gazetteer: Gazetteer) -> None:
    assert gazetteer.national_bodies["US", "foreign"].agency_id == "us-department-of-state"
    assert gazetteer.national_bodies["DE", "lower_house"].name == "Bundestag"


def test_an_organisation_that_is_no_agency_has_no_agency_ids(gazetteer: Gazetteer) -> None:
    name = gazetteer.agency_names.get("Reuters")
    assert name is not None
    assert name.agency_ids == ()


def test_a_short_national_acronym_needs_its_country(gazetteer: Gazetteer) -> None:
    guarded, free = gazetteer.agency_names.get("DEA"), gazetteer.agency_names.get("FBI")
    assert guarded is not None
    assert free is not None
    assert guarded.is_guarded
    assert not free.is_guarded


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Müller & Sons", "muller-sons"), ("U.S. Navy", "us-navy"), ("日本", "unnamed"), ("O'Hara", "ohara")],
)
def test_slug_is_plain_ascii(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_name_key_ignores_accents_hyphens_and_stops() -> None:
    assert name_key("José-María P. López") == name_key("jose maria p lopez")
