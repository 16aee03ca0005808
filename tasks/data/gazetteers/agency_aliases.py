"""Names and acronyms under which agencies are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.data.gazetteers.rows import Row


def derive_agency_aliases(agencies: Sequence[Row]) -> Iterator[Row]:
    """The name, the acronym and the local name of each agency.

    A guarded phrase means the agency only in an article that mentions its country. Acronyms and local names of national
    bodies are; acronyms of intergovernmental bodies are too often those of others to be taken from a list at all.
    """
    for row in agencies:
        yield _alias(row["name"], row, "name", row["is_guarded"])
        if row["acronym"] and row["country_id"]:
            yield _alias(row["acronym"], row, "acronym", "true")
        if row["local_name"]:
            yield _alias(row["local_name"], row, "alias", "true")


def _alias(alias: str, row: Row, via: str, is_guarded: str) -> Row:
    return {"alias": alias, "agency_id": row["agency_id"], "via": via, "is_guarded": is_guarded}
