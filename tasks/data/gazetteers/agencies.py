"""Agencies: public bodies by country, from registers, the factbook and the list of intergovernmental bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tasks.data.gazetteers.agency_row import agency
from tasks.data.gazetteers.factbook_bodies import factbook_bodies
from tasks.data.gazetteers.kinds import kind_of, national_function
from tasks.data.gazetteers.rows import Row, curated
from tasks.data.gazetteers.sources import Entry, factbook, international_bodies, uk_register, us_bodies, us_parents

# Words that make an entry of a register a public body: an inquiry, a review, a profession or a project is none.
_BODY = re.compile(
    r"\b(?:Administration|Agency|Authority|Board|Bureau|Center|Centre|Commission|Committee|Corps|Council|Courts?"
    r"|Department|Directorate|Force|Guard|Inspectorate|Institutes?|Ministry|Museum|Office|Ombudsman|Police|Service"
    r"|Services|Tribunal|Treasury|Army|Navy|House|Senate|Command|Staff)\b"
)
# Blocks of internacia that are bodies, not areas, treaties, pipelines or alphabets.
_BLOCKS = {"aviation", "court", "intorg", "parliamentary", "unagency"}


def derive_agencies(folder: Path) -> Iterator[Row]:
    """Rows by agency id, from all sources."""
    yield from _american(folder)
    for name in uk_register(folder):
        plain = _plain(name)
        if _BODY.search(plain):
            yield agency(plain, "GB", kind_of(plain), function=national_function(plain))
    known = {(row["country_id"], row["function"] or row["kind"]) for row in curated_agencies()}
    for country_id, state in factbook(folder).items():
        for row in factbook_bodies(country_id, state) if country_id not in {"GB", "US"} else ():
            is_security = row["kind"] == "police" or row["function"] in {"armed_forces", "defence", "interior"}
            if not (is_security and (country_id, row["function"] or row["kind"]) in known):
                yield row
    for block in international_bodies(folder):
        if _BLOCKS & set(block["blocktype"] or ()) and block["status"] == "formal" and _is_public(block):
            kind = "court" if kind_of(block["name"]) == "court" else "intergovernmental"
            acronym = next((item["value"] for item in block["acronyms"] or () if item["lang"] == "en"), "")
            yield agency(block["name"], "", kind, acronym=acronym, wikidata_id=block["wikidata_id"] or "")


def curated_agencies() -> Iterator[Row]:
    """The editors' agencies: those no source has, and those of which they know more than a source tells."""
    for row in curated("curated_agencies"):
        more = {column: row[column] for column in ("parent_id", "is_guarded")}
        yield (
            agency(
                row["name"],
                row["country_id"],
                row["kind"],
                acronym=row["acronym"],
                wikidata_id=row["wikidata_id"],
                function=row["function"],
            )
            | more
        )


def _american(folder: Path) -> Iterator[Row]:
    parents = us_parents(folder)
    rows: dict[str, Row] = {}
    for name, acronym in us_bodies(folder).items():
        plain = _plain(re.sub(r"^(?:United States|U\.S\.) ", "", name))
        if _BODY.search(plain):
            rows[name] = agency(plain, "US", kind_of(plain), acronym=acronym, function=national_function(plain))
    for name, row in rows.items():
        parent = rows.get(parents.get(name, ""))
        yield row | {"parent_id": parent["agency_id"] if parent and parent is not row else ""}


def _plain(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", name).replace("&", "and").replace("’", "'").strip()


def _is_public(block: Entry) -> bool:
    return (block["legal_status"] or "intergovernmental").startswith(("intergovernmental", "international"))
