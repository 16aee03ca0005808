-- People over all loaded days. A name is the one with most mentions, then the first by alphabet.
-- Grain: person_id. Counts leave duplicates out. Parameters: day_people, names of the lake parts.
insert into people by name
with met as (
    select
        mentions.entity_id as person_id,
        mentions.text,
        mentions.dump_date,
        mentions.article_id,
        articles.duplicate_of is null as is_counted
    from mentions
    inner join articles on mentions.article_id = articles.article_id
    where mentions.kind = 'person'
),

counted as (
    select
        person_id,
        min(dump_date) as first_dump_date,
        max(dump_date) as last_dump_date,
        count(distinct article_id) filter (where is_counted)::integer as article_count,
        count(*) filter (where is_counted)::integer as mention_count
    from met
    group by person_id
),

forms as (
    select
        person_id,
        text,
        count(*) as form_count
    from met
    group by person_id, text
),

weighed as (
    select
        person_id,
        name,
        wikidata_id,
        sum(name_count) as weight
    from read_parquet($day_people, hive_partitioning = false)
    group by all
),

named as (
    select * exclude (weight)
    from weighed
    qualify row_number() over (
        partition by person_id
        order by
            weight desc,
            name,
            wikidata_id nulls last
    ) = 1
),

aliased as (
    select
        forms.person_id,
        list(forms.text order by forms.form_count desc, forms.text) as aliases
    from forms
    inner join named on forms.person_id = named.person_id
    where forms.text != named.name
    group by forms.person_id
)

select
    named.*,
    coalesce(aliased.aliases, []) as aliases,
    counted.* exclude (person_id)
from counted
inner join named on counted.person_id = named.person_id
left join aliased on counted.person_id = aliased.person_id
order by named.person_id;
