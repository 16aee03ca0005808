-- How each lake part was made, from the footers that the loader read.
-- Grain: dump_date, stage, part. Reads the relation footers, which the loader registers.
insert into runs by name
select *
from footers
order by dump_date, stage, part;
