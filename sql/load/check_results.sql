-- What the audit of this file found.
-- Grain: check_name, dump_date. Reads the relation audit, which the loader registers.
insert into check_results by name
select *
from audit
order by check_name, dump_date;
