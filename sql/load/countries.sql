-- Countries over all loaded days. A name is the one with most mentions, then the first by alphabet.
-- Grain: country_id. Counts leave duplicates out. Parameters: day_countries, names of the lake parts.
insert into countries by name
with met as (
    select
        mentions.entity_id as country_id,
        mentions.text,
        mentions.dump_date,
        mentions.article_id,
        articles.duplicate_of is null as is_counted
    from mentions
    inner join articles on mentions.article_id = articles.article_id
    where mentions.kind = 'country'
),

counted as (
    select
        country_id,
        min(dump_date) as first_dump_date,
        max(dump_date) as last_dump_date,
        count(distinct article_id) filter (where is_counted)::integer as article_count,
        count(*) filter (where is_counted)::integer as mention_count
    from met
    group by country_id
),

forms as (
    select
        country_id,
        text,
        count(*) as form_count
    from met
    group by country_id, text
),

weighed as (
    select
        country_id,
        name,
        iso_alpha3,
        demonym,
        region,
        sum(name_count) as weight
    from read_parquet($day_countries, hive_partitioning = false)
    group by all
),

named as (
    select * exclude (weight)
    from weighed
    qualify row_number() over (
        partition by country_id
        order by
            weight desc,
            name,
            iso_alpha3 nulls last,
            demonym nulls last,
            region nulls last
    ) = 1
),

aliased as (
    select
        forms.country_id,
        list(forms.text order by forms.form_count desc, forms.text) as aliases
    from forms
    inner join named on forms.country_id = named.country_id
    where forms.text != named.name
    group by forms.country_id
)

select
    named.*,
    coalesce(aliased.aliases, []) as aliases,
    counted.* exclude (country_id)
from counted
inner join named on counted.country_id = named.country_id
left join aliased on counted.country_id = aliased.country_id
order by named.country_id;
