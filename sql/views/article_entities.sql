-- People, countries and agencies of every article in one table.
-- Grain: article_id, kind, entity_id.
create view article_entities as
with occurrences as (
    select
        'person' as kind,
        person_id as entity_id,
        * exclude (person_id, role)
    from article_people
    union all by name
    select
        'country' as kind,
        country_id as entity_id,
        * exclude (country_id, is_direct)
    from article_countries
    union all by name
    select
        'agency' as kind,
        agency_id as entity_id,
        * exclude (agency_id)
    from article_agencies
),

names as (
    select
        'person' as kind,
        person_id as entity_id,
        name
    from people
    union all by name
    select
        'country' as kind,
        country_id as entity_id,
        name
    from countries
    union all by name
    select
        'agency' as kind,
        agency_id as entity_id,
        name
    from agencies
)

select
    occurrences.article_id,
    occurrences.dump_date,
    occurrences.kind,
    occurrences.entity_id,
    names.name,
    occurrences.mention_count,
    occurrences.first_start_char,
    occurrences.is_in_title,
    occurrences.salience
from occurrences
inner join names
    on
        occurrences.kind = names.kind
        and occurrences.entity_id = names.entity_id;

comment on view article_entities is 'People, countries and agencies of every article in one table';
