-- Who the news of a day is about, duplicates left out. Parameter: dump_date.
-- Grain: person_id.
select
    dump_date,
    name,
    article_count,
    mention_count
from daily_people
where dump_date = $dump_date
order by
    article_count desc,
    mention_count desc,
    name asc
limit 20;
