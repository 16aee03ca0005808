-- Countries that are mentioned in the same articles of a day, each pair once, duplicates left out.
-- Grain: dump_date, country_id, other_country_id, where country_id is the first of the two by alphabet.
-- Over several days, sum(article_count) counts the articles, and min and max of dump_date say when they met.
create view country_pairs as
-- Not materialized: else the rows of all days are read and kept, whichever day is asked for.
with counted as not materialized (
    select
        article_countries.article_id,
        article_countries.dump_date,
        article_countries.country_id,
        article_countries.salience,
        countries.name
    from article_countries
    inner join countries on article_countries.country_id = countries.country_id
)

select
    ones.dump_date,
    ones.country_id,
    others.country_id as other_country_id,
    ones.name,
    others.name as other_name,
    count(*) as article_count,
    round(avg(least(ones.salience, others.salience)), 4) as mean_salience
from counted as ones
inner join counted as others
    on
        ones.article_id = others.article_id
        and ones.dump_date = others.dump_date
        and ones.country_id < others.country_id
inner join articles
    on
        ones.article_id = articles.article_id
        and ones.dump_date = articles.dump_date
where articles.duplicate_of is null
group by ones.dump_date, ones.country_id, others.country_id, ones.name, others.name;

comment on view country_pairs is
'Countries mentioned in the same articles of a day, each pair once, duplicates left out; salience is that of the lesser of the two';
comment on column country_pairs.dump_date is 'Day of the dump';
comment on column country_pairs.country_id is 'The first of the two by alphabet of their ids';
comment on column country_pairs.other_country_id is 'The other one';
comment on column country_pairs.name is 'Canonical name of the first';
comment on column country_pairs.other_name is 'Canonical name of the other';
comment on column country_pairs.article_count is 'Articles of the day that mention both, duplicates left out';
comment on column country_pairs.mean_salience is 'Mean over those articles of the lesser of their two saliences, 0 to 1';
