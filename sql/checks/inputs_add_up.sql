-- severity: fail
-- Every record of a dump file, or of the members of an archive, is an article or a reject, and both are here.
-- A dump file's address is the part before the first '!/' of its members' addresses.
with arrived as (
    select
        dump_date,
        split_part(dump_uri, '!/', 1) as dump_uri,
        count(*) as article_count
    from articles
    group by dump_date, split_part(dump_uri, '!/', 1)
),

refused as (
    select
        dump_date,
        split_part(dump_uri, '!/', 1) as dump_uri,
        count(*) as reject_count
    from rejects
    group by dump_date, split_part(dump_uri, '!/', 1)
)

select
    coalesce(inputs.dump_date, arrived.dump_date, refused.dump_date) as dump_date,
    coalesce(inputs.dump_uri, arrived.dump_uri, refused.dump_uri) as dump_uri
from inputs
full join arrived
    on
        inputs.dump_date = arrived.dump_date
        and inputs.dump_uri = arrived.dump_uri
full join refused
    on
        inputs.dump_date = refused.dump_date
        and inputs.dump_uri = refused.dump_uri
where
    inputs.dump_uri is null
    or inputs.record_count != inputs.article_count + inputs.reject_count
    or inputs.article_count != coalesce(arrived.article_count, 0)
    or inputs.reject_count != coalesce(refused.reject_count, 0);
