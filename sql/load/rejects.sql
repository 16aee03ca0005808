-- Refused records.
-- Grain: dump_date, dump_uri, record_no. Parameters: rejects, names of the lake parts.
insert into rejects by name
select *
from read_parquet($rejects, hive_partitioning = false)
order by dump_date, dump_uri, record_no;
