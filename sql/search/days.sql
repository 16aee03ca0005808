-- The days of an index and what they were made of.
-- Grain: dump_date.
select
    dump_date,
    digest
from days;
