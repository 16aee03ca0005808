-- What a run made of its days. Parameter: days, a list of dates.
-- Grain: dump_date.
with delivered as (
    select
        dump_date,
        sum(record_count)::integer as record_count,
        sum(reject_count)::integer as reject_count
    from inputs
    where list_contains($days, dump_date)
    group by dump_date
),

arrived as (
    select
        dump_date,
        count(*)::integer as article_count,
        count(duplicate_of)::integer as duplicate_count
    from articles
    group by dump_date
),

summarized as (
    select
        dump_date,
        count(*)::integer as summary_count
    from summaries
    group by dump_date
),

met as (
    select
        dump_date,
        count(distinct entity_id) filter (where kind = 'person')::integer as person_count,
        count(distinct entity_id) filter (where kind = 'country')::integer as country_count,
        count(distinct entity_id) filter (where kind = 'agency')::integer as agency_count,
        count(*)::integer as mention_count
    from mentions
    group by dump_date
)

select
    delivered.dump_date,
    delivered.record_count,
    coalesce(arrived.article_count, 0) as article_count,
    delivered.reject_count,
    coalesce(arrived.duplicate_count, 0) as duplicate_count,
    coalesce(summarized.summary_count, 0) as summary_count,
    coalesce(met.person_count, 0) as person_count,
    coalesce(met.country_count, 0) as country_count,
    coalesce(met.agency_count, 0) as agency_count,
    coalesce(met.mention_count, 0) as mention_count
from delivered
left join arrived on delivered.dump_date = arrived.dump_date
left join summarized on delivered.dump_date = summarized.dump_date
left join met on delivered.dump_date = met.dump_date
order by delivered.dump_date;
