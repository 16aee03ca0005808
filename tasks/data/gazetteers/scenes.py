"""Scenes: regions and cities that tell in which country a story plays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from tasks.data.gazetteers.rows import Row
from tasks.data.gazetteers.sources import City

# Smaller towns are rarely named without their country, and their names are too often those of persons and things.
LEAST_POPULATION = 100_000


def derive_scenes(cities: Sequence[City], regions: Sequence[Row], taken: Collection[str]) -> Iterator[Row]:
    """Rows by name, of places that lie in one country alone; a name in `taken` means a country already.

    Sources: the table of regions, cities of GeoNames from LEAST_POPULATION on. The editors' table has other names of
    cities, and those of several places that mean one of them nearly always (Sydney).
    """
    large = [(city.name, city.country_id) for city in cities if city.population >= LEAST_POPULATION]
    homes: dict[str, set[str]] = {}
    for name, country_id in (*large, *((row["name"], row["country_id"]) for row in regions)):
        homes.setdefault(name, set()).add(country_id)
    for name, country_ids in homes.items():
        if len(country_ids) == 1 and name not in taken:
            yield {"name": name, "country_id": next(iter(country_ids))}
