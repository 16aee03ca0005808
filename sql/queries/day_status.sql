-- What of each day is loaded. Parameters: first, last (dates or null).
-- Grain: dump_date.
with delivered as (
    select
        dump_date,
        count(*) filter (where is_received)::integer as file_count,
        coalesce(list(distinct feed order by feed) filter (where is_expected and not is_received), []) as missing_feeds,
        sum(record_count)::integer as record_count,
        sum(reject_count)::integer as reject_count
    from inputs
    group by dump_date
),

arrived as (
    select
        articles.dump_date,
        count(*)::integer as article_count,
        count(articles.duplicate_of)::integer as duplicate_count,
        count(*) filter (where summaries.article_id is null)::integer as unread_count
    from articles
    left join summaries on articles.article_id = summaries.article_id
    group by articles.dump_date
)

select
    delivered.dump_date,
    delivered.file_count,
    delivered.missing_feeds,
    delivered.record_count,
    coalesce(arrived.article_count, 0) as article_count,
    delivered.reject_count,
    coalesce(arrived.duplicate_count, 0) as duplicate_count,
    coalesce(arrived.unread_count, 0) as unread_count
from delivered
left join arrived on delivered.dump_date = arrived.dump_date
where
    delivered.dump_date >= coalesce($first, date '0001-01-01')
    and delivered.dump_date <= coalesce($last, date '9999-12-31')
order by delivered.dump_date;
