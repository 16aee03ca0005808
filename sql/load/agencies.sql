-- Public bodies over all loaded days. A name is the one with most mentions, then the first by alphabet.
-- Grain: agency_id. Counts leave duplicates out. Parameters: day_agencies, names of the lake parts.
insert into agencies by name
with met as (
    select
        mentions.entity_id as agency_id,
        mentions.text,
        mentions.dump_date,
        mentions.article_id,
        articles.duplicate_of is null as is_counted
    from mentions
    inner join articles on mentions.article_id = articles.article_id
    where mentions.kind = 'agency'
),

counted as (
    select
        agency_id,
        min(dump_date) as first_dump_date,
        max(dump_date) as last_dump_date,
        count(distinct article_id) filter (where is_counted)::integer as article_count,
        count(*) filter (where is_counted)::integer as mention_count
    from met
    group by agency_id
),

forms as (
    select
        agency_id,
        text,
        count(*) as form_count
    from met
    group by agency_id, text
),

weighed as (
    select
        agency_id,
        name,
        acronym,
        kind,
        country_id,
        parent_id,
        wikidata_id,
        sum(name_count) as weight
    from read_parquet($day_agencies, hive_partitioning = false)
    group by all
),

named as (
    select * exclude (weight)
    from weighed
    qualify row_number() over (
        partition by agency_id
        order by
            weight desc,
            name,
            acronym nulls last,
            kind nulls last,
            country_id nulls last,
            parent_id nulls last,
            wikidata_id nulls last
    ) = 1
),

aliased as (
    select
        forms.agency_id,
        list(forms.text order by forms.form_count desc, forms.text) as aliases
    from forms
    inner join named on forms.agency_id = named.agency_id
    where forms.text != named.name
    group by forms.agency_id
)

select
    named.*,
    coalesce(aliased.aliases, []) as aliases,
    counted.* exclude (agency_id)
from counted
inner join named on counted.agency_id = named.agency_id
left join aliased on counted.agency_id = aliased.agency_id
order by named.agency_id;
