"""Builds every table from a folder of sources."""

from __future__ import annotations

from pathlib import Path

from tasks.data.gazetteers.agencies import curated_agencies, derive_agencies
from tasks.data.gazetteers.agency_aliases import derive_agency_aliases
from tasks.data.gazetteers.countries import derive_countries
from tasks.data.gazetteers.country_aliases import derive_country_aliases
from tasks.data.gazetteers.office_holders import derive_office_holders
from tasks.data.gazetteers.regions import derive_regions
from tasks.data.gazetteers.rows import Row, overlay, without
from tasks.data.gazetteers.scenes import derive_scenes
from tasks.data.gazetteers.sources import cities


def build_tables(folder: Path) -> dict[str, list[Row]]:
    """Sorted rows of all tables by table name; the same for the same sources."""
    countries = overlay("countries", derive_countries(folder), ["country_id"])
    names = overlay("country_aliases", derive_country_aliases(folder, countries), ["alias"])
    taken = {row["alias"] for row in names}
    regions = overlay("regions", derive_regions(folder, taken), ["name", "country_id"])
    agencies = overlay("agencies", derive_agencies(folder), ["agency_id"], curated_rows=curated_agencies())
    ids = {row["alias"]: row["country_id"] for row in names if row["via"] in ("name", "alias")}
    ids |= {row["country_id"]: row["country_id"] for row in countries}
    return {
        "countries": countries,
        "country_aliases": names,
        "country_traps": overlay("country_traps", (), ["phrase"]),
        "regions": regions,
        "scenes": overlay("scenes", derive_scenes(cities(), regions, taken), ["name"]),
        "agencies": without(agencies, ["is_guarded", "local_name"]),
        "agency_aliases": overlay("agency_aliases", derive_agency_aliases(agencies), ["alias", "agency_id"]),
        "other_organisations": overlay("other_organisations", (), ["name"]),
        "office_holders": overlay("office_holders", derive_office_holders(folder, ids), ["name"]),
    }
