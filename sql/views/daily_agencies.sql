-- How often each agency is written about on each day, duplicates left out.
-- Grain: dump_date, agency_id.
create view daily_agencies as
select
    article_agencies.dump_date,
    article_agencies.agency_id,
    agencies.name,
    count(*) as article_count,
    sum(article_agencies.mention_count)::bigint as mention_count,
    round(avg(article_agencies.salience), 4) as mean_salience
from article_agencies
inner join articles
    on
        article_agencies.article_id = articles.article_id
        and article_agencies.dump_date = articles.dump_date
inner join agencies on article_agencies.agency_id = agencies.agency_id
where articles.duplicate_of is null
group by article_agencies.dump_date, article_agencies.agency_id, agencies.name;

comment on view daily_agencies is 'How often each agency is written about on each day, duplicates left out';
comment on column daily_agencies.dump_date is 'Day of the dump';
comment on column daily_agencies.agency_id is 'Slug of the name, with the country where there is one';
comment on column daily_agencies.name is 'Canonical name';
comment on column daily_agencies.article_count is 'Articles of the day that mention it, duplicates left out';
comment on column daily_agencies.mention_count is 'Mentions in those articles';
comment on column daily_agencies.mean_salience is 'Mean prominence in those articles, 0 to 1';
