-- The latest articles about what the day's articles mention, in the last 29 days. Parameter: dump_date.
-- Grain: kind, entity_id, article_id; the eight newest of each, most salient first within a day. Duplicates are left out.
with occurrences as (
    select
        article_entities.kind,
        article_entities.entity_id,
        article_entities.salience,
        articles.article_id,
        articles.dump_date,
        articles.title,
        articles.publisher,
        articles.url,
        articles.language
    from article_entities
    inner join articles on article_entities.article_id = articles.article_id
    where
        article_entities.dump_date between $dump_date::date - 28 and $dump_date::date
        and articles.duplicate_of is null
)

select * exclude (salience)
from occurrences
where
    (kind, entity_id) in (
        select (today.kind, today.entity_id)
        from occurrences as today
        where today.dump_date = $dump_date
    )
qualify
    row_number() over (
        partition by kind, entity_id
        order by dump_date desc, salience desc, article_id asc
    ) <= 8
order by
    kind asc,
    entity_id asc,
    dump_date desc,
    salience desc,
    article_id asc;
