-- Countries met over all loaded days; counts leave duplicates out.
-- Grain: country_id.
create table countries (
    country_id varchar not null,
    name varchar not null,
    aliases varchar[] not null,
    iso_alpha3 varchar,
    demonym varchar,
    region varchar,
    first_dump_date date not null,
    last_dump_date date not null,
    article_count integer not null,
    mention_count integer not null
);

comment on table countries is 'Countries met over all loaded days; counts leave duplicates out.';
comment on column countries.country_id is 'ISO 3166-1 alpha-2, and XK for Kosovo';
comment on column countries.name is 'English short name';
comment on column countries.aliases is 'Other forms met in mentions, most frequent first';
comment on column countries.iso_alpha3 is 'ISO 3166-1 alpha-3';
comment on column countries.demonym is 'Adjective or noun for its people';
comment on column countries.region is 'Region of the world';
comment on column countries.first_dump_date is 'First loaded day with a mention';
comment on column countries.last_dump_date is 'Last loaded day with a mention';
comment on column countries.article_count is 'Articles that mention it, duplicates left out';
comment on column countries.mention_count is 'Mentions in those articles';
