-- People that are mentioned in the same articles of a day, each pair once, duplicates left out.
-- Grain: dump_date, person_id, other_person_id, where person_id is the first of the two by alphabet.
-- Over several days, sum(article_count) counts the articles, and min and max of dump_date say when they met.
create view people_together as
-- Not materialized: else the rows of all days are read and kept, whichever day is asked for.
with counted as not materialized (
    select
        article_people.article_id,
        article_people.dump_date,
        article_people.person_id,
        article_people.salience,
        people.name
    from article_people
    inner join people on article_people.person_id = people.person_id
)

select
    ones.dump_date,
    ones.person_id,
    others.person_id as other_person_id,
    ones.name,
    others.name as other_name,
    count(*) as article_count,
    round(avg(least(ones.salience, others.salience)), 4) as mean_salience
from counted as ones
inner join counted as others
    on
        ones.article_id = others.article_id
        and ones.dump_date = others.dump_date
        and ones.person_id < others.person_id
inner join articles
    on
        ones.article_id = articles.article_id
        and ones.dump_date = articles.dump_date
where articles.duplicate_of is null
group by ones.dump_date, ones.person_id, others.person_id, ones.name, others.name;

comment on view people_together is
'People mentioned in the same articles of a day, each pair once, duplicates left out; salience is that of the lesser of the two';
comment on column people_together.dump_date is 'Day of the dump';
comment on column people_together.person_id is 'The first of the two by alphabet of their ids';
comment on column people_together.other_person_id is 'The other one';
comment on column people_together.name is 'Canonical name of the first';
comment on column people_together.other_name is 'Canonical name of the other';
comment on column people_together.article_count is 'Articles of the day that mention both, duplicates left out';
comment on column people_together.mean_salience is 'Mean over those articles of the lesser of their two saliences, 0 to 1';
