-- People of each article, one pair a row.
-- Grain: article_id, person_id.
create table article_people (
    article_id varchar not null,
    person_id varchar not null,
    dump_date date not null,
    mention_count integer not null,
    first_start_char integer not null,
    is_in_title boolean not null,
    salience double not null,
    role varchar
);

comment on table article_people is 'People of each article, one pair a row.';
comment on column article_people.article_id is 'The article';
comment on column article_people.person_id is 'The person';
comment on column article_people.dump_date is 'Day of the dump';
comment on column article_people.mention_count is 'Mentions in the article';
comment on column article_people.first_start_char is 'Where its first mention begins in the body';
comment on column article_people.is_in_title is 'Whether one of its forms stands in the title';
comment on column article_people.salience is 'Prominence, 0 to 1: 0.35 in title + 0.30 (1 - first character / characters) + 0.35 mentions / most of its kind';
comment on column article_people.role is 'Role the article gives the person';
