-- severity: fail
-- Kinds of agencies are those of the contract; intergovernmental bodies belong to no country.
select
    last_dump_date as dump_date,
    agency_id
from agencies
where
    kind not in (
        'executive',
        'ministry',
        'agency',
        'regulator',
        'legislature',
        'court',
        'central_bank',
        'military',
        'police',
        'intelligence',
        'diplomatic',
        'local',
        'intergovernmental'
    )
    or (kind = 'intergovernmental' and country_id is not null);
