-- People over all loaded days; counts leave duplicates out.
-- Grain: person_id.
create table people (
    person_id varchar not null,
    name varchar not null,
    aliases varchar[] not null,
    wikidata_id varchar,
    first_dump_date date not null,
    last_dump_date date not null,
    article_count integer not null,
    mention_count integer not null
);

comment on table people is 'People over all loaded days; counts leave duplicates out.';
comment on column people.person_id is 'Slug of the canonical name';
comment on column people.name is 'Canonical name';
comment on column people.aliases is 'Other forms met in mentions, most frequent first';
comment on column people.wikidata_id is 'Wikidata item, where a source gives it';
comment on column people.first_dump_date is 'First loaded day with a mention';
comment on column people.last_dump_date is 'Last loaded day with a mention';
comment on column people.article_count is 'Articles that mention it, duplicates left out';
comment on column people.mention_count is 'Mentions in those articles';
