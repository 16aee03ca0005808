-- How often each country is written about on each day, duplicates left out.
-- Grain: dump_date, country_id.
create view daily_countries as
select
    article_countries.dump_date,
    article_countries.country_id,
    countries.name,
    count(*) as article_count,
    sum(article_countries.mention_count)::bigint as mention_count,
    round(avg(article_countries.salience), 4) as mean_salience
from article_countries
inner join articles
    on
        article_countries.article_id = articles.article_id
        and article_countries.dump_date = articles.dump_date
inner join countries on article_countries.country_id = countries.country_id
where articles.duplicate_of is null
group by article_countries.dump_date, article_countries.country_id, countries.name;

comment on view daily_countries is 'How often each country is written about on each day, duplicates left out';
comment on column daily_countries.dump_date is 'Day of the dump';
comment on column daily_countries.country_id is 'ISO 3166-1 alpha-2, and XK for Kosovo';
comment on column daily_countries.name is 'Canonical name';
comment on column daily_countries.article_count is 'Articles of the day that mention it, duplicates left out';
comment on column daily_countries.mention_count is 'Mentions in those articles';
comment on column daily_countries.mean_salience is 'Mean prominence in those articles, 0 to 1';
