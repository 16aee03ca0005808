-- People, countries and agencies of every article in one table; duplicates have their rows too.
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

comment on view article_entities is 'People, countries and agencies of every article in one table, of duplicates too';
comment on column article_entities.article_id is 'The article';
comment on column article_entities.dump_date is 'Day of the dump';
comment on column article_entities.kind is 'person, country or agency';
comment on column article_entities.entity_id is 'person_id, country_id or agency_id, as kind says';
comment on column article_entities.name is 'Canonical name';
comment on column article_entities.mention_count is 'Mentions in the article';
comment on column article_entities.first_start_char is 'Where its first mention begins in the body';
comment on column article_entities.is_in_title is 'Whether one of its forms stands in the title';
comment on column article_entities.salience is 'Prominence, 0 to 1: 0.35 in title + 0.30 (1 - first character / characters) + 0.35 mentions / most of its kind';
