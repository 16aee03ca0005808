-- Public bodies met over all loaded days; counts leave duplicates out.
-- Grain: agency_id.
create table agencies (
    agency_id varchar not null,
    name varchar not null,
    aliases varchar[] not null,
    acronym varchar,
    kind varchar not null,
    country_id varchar,
    parent_id varchar,
    wikidata_id varchar,
    first_dump_date date not null,
    last_dump_date date not null,
    article_count integer not null,
    mention_count integer not null
);

comment on table agencies is 'Public bodies met over all loaded days; counts leave duplicates out.';
comment on column agencies.agency_id is 'Slug of the name, with the country where there is one';
comment on column agencies.name is 'Canonical name';
comment on column agencies.aliases is 'Other forms met in mentions, most frequent first';
comment on column agencies.acronym is 'Usual acronym';
comment on column agencies.kind is 'executive, ministry, agency, regulator, legislature, court, central_bank, military, police, intelligence, diplomatic, local or intergovernmental';
comment on column agencies.country_id is 'Country; null for intergovernmental bodies and where unknown';
comment on column agencies.parent_id is 'agency_id of the body it belongs to';
comment on column agencies.wikidata_id is 'Wikidata item, where a source gives it';
comment on column agencies.first_dump_date is 'First loaded day with a mention';
comment on column agencies.last_dump_date is 'Last loaded day with a mention';
comment on column agencies.article_count is 'Articles that mention it, duplicates left out';
comment on column agencies.mention_count is 'Mentions in those articles';
