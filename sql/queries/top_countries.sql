-- Most written-about countries between two days, duplicates left out. Parameters: first, last (dates or null), rows.
-- Grain: name.
select
    name,
    sum(article_count)::integer as article_count,
    sum(mention_count)::integer as mention_count
from daily_countries
where
    dump_date >= coalesce($first, date '0001-01-01')
    and dump_date <= coalesce($last, date '9999-12-31')
group by all
order by
    article_count desc,
    mention_count desc,
    name asc
limit $rows;
