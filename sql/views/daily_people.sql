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
inner join articles
    on
        article_people.article_id = articles.article_id
        and article_people.dump_date = articles.dump_date
inner join people on article_people.person_id = people.person_id
where articles.duplicate_of is null
group by article_people.dump_date, article_people.person_id, people.name;

comment on view daily_people is 'How often each person is written about on each day, duplicates left out';
comment on column daily_people.dump_date is 'Day of the dump';
comment on column daily_people.person_id is 'Slug of the canonical name';
comment on column daily_people.name is 'Canonical name';
comment on column daily_people.article_count is 'Articles of the day that mention it, duplicates left out';
comment on column daily_people.mention_count is 'Mentions in those articles';
comment on column daily_people.mean_salience is 'Mean prominence in those articles, 0 to 1';
