-- severity: fail
-- The counts and days of every person, country and agency are those of its rows by article, duplicates left out of the
-- counts, and where its mentions begin in an article is where the first of them begins.
with listed as (
    select
        'person' as kind,
        person_id as entity_id,
        article_id,
        dump_date,
        mention_count,
        first_start_char,
        salience
    from article_people
    union all
    select
        'country' as kind,
        country_id as entity_id,
        article_id,
        dump_date,
        mention_count,
        first_start_char,
        salience
    from article_countries
    union all
    select
        'agency' as kind,
        agency_id as entity_id,
        article_id,
        dump_date,
        mention_count,
        first_start_char,
        salience
    from article_agencies
),

counted as (
    select
        listed.kind,
        listed.entity_id,
        min(listed.dump_date) as first_dump_date,
        max(listed.dump_date) as last_dump_date,
        count(*) filter (where articles.duplicate_of is null) as article_count,
        coalesce(sum(listed.mention_count) filter (where articles.duplicate_of is null), 0) as mention_count
    from listed
    inner join articles on listed.article_id = articles.article_id
    group by listed.kind, listed.entity_id
),

stated as (
    select
        'person' as kind,
        person_id as entity_id,
        first_dump_date,
        last_dump_date,
        article_count,
        mention_count
    from people
    union all
    select
        'country' as kind,
        country_id as entity_id,
        first_dump_date,
        last_dump_date,
        article_count,
        mention_count
    from countries
    union all
    select
        'agency' as kind,
        agency_id as entity_id,
        first_dump_date,
        last_dump_date,
        article_count,
        mention_count
    from agencies
),

begun as (
    select
        kind,
        entity_id,
        article_id,
        min(start_char) as start_char
    from mentions
    group by kind, entity_id, article_id
)

select
    stated.last_dump_date as dump_date,
    stated.kind,
    stated.entity_id
from stated
left join counted
    on
        stated.kind = counted.kind
        and stated.entity_id = counted.entity_id
where
    stated.first_dump_date is distinct from counted.first_dump_date
    or stated.last_dump_date is distinct from counted.last_dump_date
    or stated.article_count is distinct from counted.article_count
    or stated.mention_count is distinct from counted.mention_count
union all
select
    listed.dump_date,
    listed.kind,
    listed.entity_id
from listed
inner join begun
    on
        listed.kind = begun.kind
        and listed.entity_id = begun.entity_id
        and listed.article_id = begun.article_id
where
    listed.first_start_char != begun.start_char
    or listed.salience not between 0 and 1;
