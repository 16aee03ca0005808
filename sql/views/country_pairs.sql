-- Countries that are mentioned in the same articles, each pair once, duplicates left out.
-- Grain: country_id, other_country_id, where country_id is the first of the two by alphabet.
create view country_pairs as
with counted as (
    select
        article_countries.article_id,
        article_countries.dump_date,
        article_countries.country_id,
        article_countries.salience,
        countries.name
    from article_countries
    inner join articles
        on
            article_countries.article_id = articles.article_id
            and article_countries.dump_date = articles.dump_date
    inner join countries on article_countries.country_id = countries.country_id
    where articles.duplicate_of is null
)

select
    ones.country_id,
    others.country_id as other_country_id,
    ones.name,
    others.name as other_name,
    count(*) as article_count,
    min(ones.dump_date) as first_dump_date,
    max(ones.dump_date) as last_dump_date,
    round(avg(least(ones.salience, others.salience)), 4) as mean_salience
from counted as ones
inner join counted as others
    on
        ones.article_id = others.article_id
        and ones.dump_date = others.dump_date
        and ones.country_id < others.country_id
group by ones.country_id, others.country_id, ones.name, others.name;

comment on view country_pairs is
'Countries mentioned in the same articles, each pair once, duplicates left out; salience is that of the lesser of the two';
comment on column country_pairs.country_id is 'The first of the two by alphabet of their ids';
comment on column country_pairs.other_country_id is 'The other one';
comment on column country_pairs.name is 'Canonical name of the first';
comment on column country_pairs.other_name is 'Canonical name of the other';
comment on column country_pairs.article_count is 'Articles that mention both, duplicates left out';
comment on column country_pairs.first_dump_date is 'First loaded day with such an article';
comment on column country_pairs.last_dump_date is 'Last loaded day with such an article';
comment on column country_pairs.mean_salience is 'Mean over those articles of the lesser of their two saliences, 0 to 1';
