"""day_people, day_countries, day_agencies: entities of one day with their names, before days are added up."""

from __future__ import annotations

import pyarrow as pa

from schemas.agencies import CONTRACT as AGENCIES
from schemas.contract import Contract, column, contract
from schemas.counted import COUNTED
from schemas.countries import CONTRACT as COUNTRIES
from schemas.people import CONTRACT as PEOPLE

_ADDED_AT_LOAD = {field.name for field in COUNTED} | {"aliases"}


def _day_contract(entity: Contract) -> Contract:
    return contract(
        f"day_{entity.table}",
        version=1,
        grain=entity.grain,
        description=f"{entity.table.capitalize()} of the day under their canonical names.",
        columns=[
            column("dump_date", pa.date32(), "Day of the dump"),
            *(field for field in entity.schema if field.name not in _ADDED_AT_LOAD),
            column("name_count", pa.int32(), "Mentions in articles of the day that use this canonical name"),
        ],
    )


PEOPLE_OF_DAY = _day_contract(PEOPLE)
COUNTRIES_OF_DAY = _day_contract(COUNTRIES)
AGENCIES_OF_DAY = _day_contract(AGENCIES)
