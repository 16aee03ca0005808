-- How often each person is written about on each day, duplicates left out.
-- Grain: dump_date, person_id.
create view daily_people as
select
    article_people.dump_date,
    article_people.person_id,
    people.name,
    count(*) as article_count,
    sum(article_people.mention_count)::bigint as mention_count,
    round(avg(article_people.salience), 4) as mean_salience
from article_people
inner join articles on article_people.article_id = articles.article_id
inner join people on article_people.person_id = people.person_id
where articles.duplicate_of is null
group by article_people.dump_date, article_people.person_id, people.name;

comment on view daily_people is 'How often each person is written about on each day, duplicates left out';
