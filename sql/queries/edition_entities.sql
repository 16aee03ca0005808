-- What the day's articles mention, with what is known of it. Parameter: dump_date.
-- Grain: kind, entity_id. Counts are over all loaded days, duplicates left out.
with met as (
    select distinct
        kind,
        entity_id
    from article_entities
    inner join articles on article_entities.article_id = articles.article_id
    where article_entities.dump_date = $dump_date and articles.duplicate_of is null
),

known as (
    select
        'person' as kind,
        person_id as entity_id,
        name,
        aliases,
        null as acronym,
        null as detail,
        null as country_id,
        first_dump_date,
        article_count,
        mention_count
    from people
    union all by name
    select
        'country' as kind,
        country_id as entity_id,
        name,
        aliases,
        region as detail,
        first_dump_date,
        article_count,
        mention_count
    from countries
    union all by name
    select
        'agency' as kind,
        agency_id as entity_id,
        name,
        aliases,
        acronym,
        kind as detail,
        country_id,
        first_dump_date,
        article_count,
        mention_count
    from agencies
)

select known.*
from known
inner join met
    on
        known.kind = met.kind
        and known.entity_id = met.entity_id
order by known.kind, known.name, known.entity_id;
