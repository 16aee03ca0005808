-- Every agency on every loaded day from its first one on, quiet days with zero, duplicates left out.
-- Grain: agency_id, dump_date. A running total is sum(article_count) over (partition by agency_id order by dump_date):
-- not in here, since a window reads all days whichever are asked for.
create view agency_timeline as
with loaded as (
    select
        dump_date,
        count(*) filter (where duplicate_of is null) as articles_of_day
    from articles
    group by dump_date
),

counted as (
    select
        article_agencies.agency_id,
        article_agencies.dump_date,
        count(*) as article_count,
        sum(article_agencies.mention_count)::bigint as mention_count
    from article_agencies
    inner join articles
        on
            article_agencies.article_id = articles.article_id
            and article_agencies.dump_date = articles.dump_date
    where articles.duplicate_of is null
    group by article_agencies.agency_id, article_agencies.dump_date
)

select
    agencies.agency_id,
    loaded.dump_date,
    agencies.name,
    agencies.country_id,
    coalesce(counted.article_count, 0) as article_count,
    coalesce(counted.mention_count, 0) as mention_count,
    round(coalesce(counted.article_count, 0) / nullif(loaded.articles_of_day, 0), 4) as article_share
from agencies
inner join loaded on agencies.first_dump_date <= loaded.dump_date
left join counted
    on
        agencies.agency_id = counted.agency_id
        and loaded.dump_date = counted.dump_date;

comment on view agency_timeline is
'Every agency on every loaded day from its first one on, quiet days with zero, duplicates left out';
comment on column agency_timeline.agency_id is 'Slug of the name, with the country where there is one';
comment on column agency_timeline.dump_date is 'Loaded day, from the first one that mentions the agency';
comment on column agency_timeline.name is 'Canonical name';
comment on column agency_timeline.country_id is 'Country; null for intergovernmental bodies and where unknown';
comment on column agency_timeline.article_count is 'Articles of the day that mention it, duplicates left out; 0 on quiet days';
comment on column agency_timeline.mention_count is 'Mentions in those articles';
comment on column agency_timeline.article_share is 'Share of the articles of the day, duplicates left out; null on a day of duplicates alone';
