-- Who is written about more than usual on a day, beyond what chance brings (score 1.96), in two articles at least: a
-- name met once stands out by being new alone. Parameter: dump_date.
-- Grain: kind, entity_id.
select
    kind,
    entity_id,
    name,
    article_count,
    expected_count,
    earlier_day_count,
    score
from trending
where dump_date = $dump_date and score >= 1.96 and article_count >= 2
order by
    score desc,
    article_count desc,
    name asc,
    entity_id asc
limit 10;
