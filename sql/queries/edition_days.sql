-- Loaded days among the day and the 28 before it, duplicates left out. Parameter: dump_date.
-- Grain: dump_date.
select
    dump_date,
    sum(article_count)::bigint as article_count
from daily_articles
where dump_date between $dump_date::date - 28 and $dump_date::date
group by dump_date
order by dump_date;
