-- Dump files, expected or received.
-- Grain: dump_date, feed, dump_uri. Parameters: inputs, names of the lake parts.
insert into inputs by name
select *
from read_parquet($inputs, hive_partitioning = false)
order by dump_date, feed, dump_uri;
