-- How many articles of each of the last 29 days mention what the day's articles mention. Parameter: dump_date.
-- Grain: kind, entity_id, dump_date; days without a mention have no row. Duplicates are left out.
with counted as (
    select
        article_entities.dump_date,
        article_entities.kind,
        article_entities.entity_id,
        count(*) as article_count
    from article_entities
    inner join articles on article_entities.article_id = articles.article_id
    where
        article_entities.dump_date between $dump_date::date - 28 and $dump_date::date
        and articles.duplicate_of is null
    group by article_entities.dump_date, article_entities.kind, article_entities.entity_id
)

select
    kind,
    entity_id,
    dump_date,
    article_count
from counted
where
    (kind, entity_id) in (
        select (today.kind, today.entity_id)
        from counted as today
        where today.dump_date = $dump_date
    )
order by kind, entity_id, dump_date;
