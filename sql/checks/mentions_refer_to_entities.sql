-- severity: fail
-- Every mention's entity is in its table and in the article's list of entities, and the other way round.
with listed as (
    select
        article_id,
        'person' as kind,
        person_id as entity_id,
        mention_count,
        dump_date
    from article_people
    union all
    select
        article_id,
        'country' as kind,
        country_id as entity_id,
        mention_count,
        dump_date
    from article_countries
    union all
    select
        article_id,
        'agency' as kind,
        agency_id as entity_id,
        mention_count,
        dump_date
    from article_agencies
),

counted as (
    select
        article_id,
        kind,
        entity_id,
        count(*) as mention_count,
        any_value(dump_date) as dump_date
    from mentions
    group by article_id, kind, entity_id
),

known as (
    select
        'person' as kind,
        person_id as entity_id
    from people
    union all
    select
        'country' as kind,
        country_id as entity_id
    from countries
    union all
    select
        'agency' as kind,
        agency_id as entity_id
    from agencies
)

select
    coalesce(counted.dump_date, listed.dump_date) as dump_date,
    coalesce(counted.article_id, listed.article_id) as article_id,
    coalesce(counted.entity_id, listed.entity_id) as entity_id
from counted
full join listed
    on
        counted.article_id = listed.article_id
        and counted.kind = listed.kind
        and counted.entity_id = listed.entity_id
left join known
    on
        counted.kind = known.kind
        and counted.entity_id = known.entity_id
where known.entity_id is null or counted.mention_count is distinct from listed.mention_count;
