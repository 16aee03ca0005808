-- Refused records between two days. Parameters: first, last (dates or null).
-- Grain: dump_date, dump_uri, record_no.
select
    dump_date,
    dump_uri,
    record_no,
    byte_offset,
    reason,
    detail,
    excerpt
from rejects
where
    dump_date >= coalesce($first, date '0001-01-01')
    and dump_date <= coalesce($last, date '9999-12-31')
order by
    dump_date,
    dump_uri,
    record_no;
