-- severity: warn
-- Every dump that was expected has come, whole. A day goes on without one after its feed's deadline.
select
    dump_date,
    feed,
    dump_uri
from inputs
where is_expected and not is_received;
