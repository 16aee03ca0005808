-- severity: fail
-- Whatever belongs to an article, a summary or an entity has it: the same article of the same day, since views join by both.
-- An agency's country and parent may be absent where no article mentions them, so only their form is looked at.
-- Duplicates, bullets, mentions and entities of mentions have checks of their own.
with belonging as (
    select distinct
        dump_date,
        article_id,
        'mentions' as table_name
    from mentions
    union all
    select distinct
        dump_date,
        article_id,
        'article_people' as table_name
    from article_people
    union all
    select distinct
        dump_date,
        article_id,
        'article_countries' as table_name
    from article_countries
    union all
    select distinct
        dump_date,
        article_id,
        'article_agencies' as table_name
    from article_agencies
    union all
    select
        dump_date,
        article_id,
        'summaries' as table_name
    from summaries
),

listed as (
    select
        'article_people' as table_name,
        person_id as entity_id,
        min(dump_date) as dump_date
    from article_people
    group by person_id
    union all
    select
        'article_countries' as table_name,
        country_id as entity_id,
        min(dump_date) as dump_date
    from article_countries
    group by country_id
    union all
    select
        'article_agencies' as table_name,
        agency_id as entity_id,
        min(dump_date) as dump_date
    from article_agencies
    group by agency_id
),

known as (
    select
        'article_people' as table_name,
        person_id as entity_id
    from people
    union all
    select
        'article_countries' as table_name,
        country_id as entity_id
    from countries
    union all
    select
        'article_agencies' as table_name,
        agency_id as entity_id
    from agencies
)

select
    belonging.dump_date,
    belonging.table_name,
    belonging.article_id as row_key
from belonging
left join articles
    on
        belonging.article_id = articles.article_id
        and belonging.dump_date = articles.dump_date
where articles.article_id is null
union all
select
    bullets.dump_date,
    'summary_bullets' as table_name,
    bullets.article_id as row_key
from (
    select distinct
        dump_date,
        article_id
    from summary_bullets
) as bullets
left join summaries
    on
        bullets.article_id = summaries.article_id
        and bullets.dump_date = summaries.dump_date
where summaries.article_id is null
union all
select
    listed.dump_date,
    listed.table_name,
    listed.entity_id as row_key
from listed
left join known
    on
        listed.table_name = known.table_name
        and listed.entity_id = known.entity_id
where known.entity_id is null
union all
select
    last_dump_date as dump_date,
    'agencies' as table_name,
    agency_id as row_key
from agencies
where
    parent_id = agency_id
    or parent_id = ''
    or not regexp_matches(country_id, '^[A-Z]{2}$');
