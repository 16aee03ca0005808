-- Agencies of each article, one pair a row.
-- Grain: article_id, agency_id.
create table article_agencies (
    article_id varchar not null,
    agency_id varchar not null,
    dump_date date not null,
    mention_count integer not null,
    first_start_char integer not null,
    is_in_title boolean not null,
    salience double not null
);

comment on table article_agencies is 'Agencies of each article, one pair a row.';
comment on column article_agencies.article_id is 'The article';
comment on column article_agencies.agency_id is 'The agency';
comment on column article_agencies.dump_date is 'Day of the dump';
comment on column article_agencies.mention_count is 'Mentions in the article';
comment on column article_agencies.first_start_char is 'Where its first mention begins in the body';
comment on column article_agencies.is_in_title is 'Whether one of its forms stands in the title';
comment on column article_agencies.salience is 'Prominence, 0 to 1: 0.35 in title + 0.30 (1 - first character / characters) + 0.35 mentions / most of its kind';
