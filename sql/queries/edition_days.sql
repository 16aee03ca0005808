-- Loaded days among the day and the 28 before it, also those to which no article came; duplicates left out.
-- Grain: dump_date. Parameter: dump_date.
with loaded as (
    select distinct dump_date
    from inputs
    where dump_date between $dump_date::date - 28 and $dump_date::date
)

select
    loaded.dump_date,
    coalesce(sum(daily_articles.article_count), 0)::bigint as article_count
from loaded
left join daily_articles on loaded.dump_date = daily_articles.dump_date
group by loaded.dump_date
order by loaded.dump_date;
