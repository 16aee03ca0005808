-- What each feed delivered of each day. Parameters: first, last (dates or null).
-- Grain: dump_date, feed.
select
    dump_date,
    feed,
    bool_or(is_expected) as is_expected,
    bool_and(is_received) as is_received,
    count(*) filter (where is_received)::integer as file_count,
    sum(article_count)::integer as article_count,
    sum(reject_count)::integer as reject_count
from inputs
where
    dump_date >= coalesce($first, date '0001-01-01')
    and dump_date <= coalesce($last, date '9999-12-31')
group by dump_date, feed
order by dump_date, feed;
