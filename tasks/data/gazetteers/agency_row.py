"""The row of an agency, as all sources make it."""

from __future__ import annotations

from tasks.data.gazetteers.rows import Row
from tasks.text.gazetteer import slug


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
