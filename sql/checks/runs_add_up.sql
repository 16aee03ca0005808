-- severity: fail
-- What the stages say they did is what is here: every loaded day was planned once, the plan lists as many dump files as
-- inputs, of which as many came, and ingest read as many records and kept as many articles as inputs and articles have.
with told as (
    select
        dump_date,
        count(*) filter (where stage = 'plan') as plan_count,
        coalesce(sum(rows_in) filter (where stage = 'plan'), 0) as planned_files,
        coalesce(sum(rows_out) filter (where stage = 'plan'), 0) as received_files,
        coalesce(sum(rows_in) filter (where stage = 'ingest'), 0) as records,
        coalesce(sum(rows_out) filter (where stage = 'ingest'), 0) as articles
    from runs
    group by dump_date
),

delivered as (
    select
        dump_date,
        count(*) as planned_files,
        count(*) filter (where is_received) as received_files,
        sum(record_count) as records
    from inputs
    group by dump_date
),

arrived as (
    select
        dump_date,
        count(*) as articles
    from articles
    group by dump_date
)

select coalesce(told.dump_date, delivered.dump_date, arrived.dump_date) as dump_date
from told
full join delivered on told.dump_date = delivered.dump_date
full join arrived on told.dump_date = arrived.dump_date
where
    told.plan_count is distinct from 1
    or told.planned_files is distinct from delivered.planned_files
    or told.received_files is distinct from delivered.received_files
    or told.records is distinct from delivered.records
    or told.articles is distinct from coalesce(arrived.articles, 0);
