"""Agencies: public bodies by country, from registers, the factbook and the list of intergovernmental bodies."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks.data.gazetteers.kinds import kind_of, national_function
from tasks.data.gazetteers.rows import Row, curated
from tasks.data.gazetteers.sources import Entry, factbook, international_bodies, uk_register, us_bodies
from tasks.text.gazetteer import slug

# Words that make an entry of a register a public body: an inquiry, a review, a profession or a project is none.
_BODY = re.compile(
    r"\b(?:Administration|Agency|Authority|Board|Bureau|Center|Centre|Commission|Committee|Corps|Council|Courts?"
    r"|Department|Directorate|Force|Guard|Inspectorate|Institutes?|Ministry|Museum|Office|Ombudsman|Police|Service"
    r"|Services|Tribunal|Treasury|Army|Navy|House|Senate|Command|Staff)\b"
)
_SENTENCE = re.compile(r"\b(?:is|are|has|sits|serves)\b")
_ENGLISH = re.compile(r"\b(?:Court|of the)\b")
# Blocks of internacia that are bodies, not areas, treaties, pipelines or alphabets.
_BLOCKS = {"aviation", "court", "intorg", "parliamentary", "unagency"}
_SUPREME = re.compile(r"\b(?:Supreme|Cassation|Final Appeal)\b")
_NOT_SUPREME = re.compile(r"\b(?:Constitutional|Administrative|Appeals?$)")


def derive_agencies(folder: Path) -> Iterator[Row]:
    """Rows by agency id, from all sources."""
    for name, acronym in us_bodies(folder).items():
        plain = _plain(re.sub(r"^(?:United States|U\.S\.) ", "", name))
        if _BODY.search(plain):
            yield agency(plain, "US", kind_of(plain), acronym=acronym, function=national_function(plain))
    for name in uk_register(folder):
        plain = _plain(name)
        if _BODY.search(plain):
            yield agency(plain, "GB", kind_of(plain), function=national_function(plain))
    for country_id, state in factbook(folder).items():
        if country_id not in {"GB", "US"}:
            yield from _parliament(country_id, state)
            yield from _courts(country_id, state)
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


def agency(
    name: str, country_id: str, kind: str, *, acronym: str = "", wikidata_id: str = "", function: str = ""
) -> Row:
    """Row of an agency; its id is the country and the slug of its name.

    Two more cells are for the aliases alone: whether the name is guarded (a "Housing Board" may be anywhere), and the
    name in the country's own language.
    """
    return {
        "agency_id": "-".join(part for part in (country_id.lower(), slug(name)) if part),
        "name": name,
        "acronym": acronym if acronym != name else "",
        "kind": kind,
        "country_id": country_id,
        "parent_id": "",
        "wikidata_id": wikidata_id,
        "function": function,
        "is_guarded": "true" if country_id else "",
        "local_name": "",
    }


def court_names(text: str) -> list[tuple[str, str]]:
    """Names of the highest courts, English and local: "A or Cour A (9 judges); B" gives (A, Cour A) and (B, "")."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    plain = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", plain)
    found = []
    for part in plain.split(";"):
        names = [" ".join(name.split()) for name in re.split(r" or |,|:| - | and the ", part)]
        name = names[0].removeprefix("the ")
        if re.match(r"[A-Z].*\b(?:Court|Tribunal|Council|Judicature|Chamber)\b", name) and not _SENTENCE.search(name):
            local = names[1] if " or " in part and len(names) > 1 and not _ENGLISH.search(names[1]) else ""
            found.append((name, local))
    return found


def legislature_names(text: str) -> list[str]:
    """Names of a legislature in a text of the factbook, the English one first: "Parliament (Barlaman)"."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", text))
    match = re.match(r"([^(]+?)\s*(?:\(([^)]*)\))?$", plain.strip())
    return [" ".join(name.split()) for name in match.groups() if name] if match else []


def _plain(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", name).replace("&", "and").replace("’", "'").strip()


def _parliament(country_id: str, state: Entry) -> Iterator[Row]:
    names = legislature_names(str(_section(state, "legislative_branch").get("legislature name", "")))
    if names:
        local = names[1] if len(names) > 1 else ""
        yield agency(names[0], country_id, "legislature", function="parliament") | {"local_name": local}


def _courts(country_id: str, state: Entry) -> Iterator[Row]:
    names = court_names(str(_section(state, "judicial_branch").get("highest court(s)", "")))
    supreme = _supreme_court([name for name, _ in names])
    for name, local in names:
        function = "constitutional_court" if "Constitutional" in name else "supreme_court" if name == supreme else ""
        yield agency(name, country_id, "court", function=function) | {"local_name": local}


def _is_public(block: Entry) -> bool:
    return (block["legal_status"] or "intergovernmental").startswith(("intergovernmental", "international"))


def _supreme_court(names: Sequence[str]) -> str:
    ordinary = [name for name in names if "Constitutional" not in name]
    supreme = [name for name in ordinary if _SUPREME.search(name) and not _NOT_SUPREME.search(name)]
    return next(iter(supreme + ordinary), "")


def _section(state: Entry, name: str) -> Entry:
    section = state.get(name)
    return section if isinstance(section, dict) else {}
