-- Who stands in the same articles as what the day's articles mention, in the last 29 days. Parameter: dump_date.
-- Grain: kind, entity_id, other_kind, other_entity_id; the eight most frequent of each. Duplicates are left out.
with occurrences as (
    select article_entities.*
    from article_entities
    inner join articles on article_entities.article_id = articles.article_id
    where
        article_entities.dump_date between $dump_date::date - 28 and $dump_date::date
        and articles.duplicate_of is null
),

today as (
    select distinct
        kind,
        entity_id
    from occurrences
    where dump_date = $dump_date
),

paired as (
    select
        ones.kind,
        ones.entity_id,
        others.kind as other_kind,
        others.entity_id as other_entity_id,
        others.name as other_name,
        count(*) as article_count,
        sum(least(ones.salience, others.salience)) as shared_salience
    from occurrences as ones
    inner join today
        on
            ones.kind = today.kind
            and ones.entity_id = today.entity_id
    inner join occurrences as others on ones.article_id = others.article_id
    where (ones.kind, ones.entity_id) <> (others.kind, others.entity_id)
    group by ones.kind, ones.entity_id, others.kind, others.entity_id, others.name
)

select
    kind,
    entity_id,
    other_kind,
    other_entity_id,
    other_name,
    article_count
from paired
qualify
    row_number() over (
        partition by kind, entity_id
        order by article_count desc, round(shared_salience, 6) desc, other_name asc, other_kind asc, other_entity_id asc
    ) <= 8
order by
    kind asc,
    entity_id asc,
    article_count desc,
    round(shared_salience, 6) desc,
    other_name asc,
    other_kind asc,
    other_entity_id asc;
