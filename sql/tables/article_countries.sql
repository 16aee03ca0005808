-- Countries of each article, one pair a row.
-- Grain: article_id, country_id.
create table article_countries (
    article_id varchar not null,
    country_id varchar not null,
    dump_date date not null,
    mention_count integer not null,
    first_start_char integer not null,
    is_in_title boolean not null,
    salience double not null,
    is_direct boolean not null
);

comment on table article_countries is 'Countries of each article, one pair a row.';
comment on column article_countries.article_id is 'The article';
comment on column article_countries.country_id is 'The country';
comment on column article_countries.dump_date is 'Day of the dump';
comment on column article_countries.mention_count is 'Mentions in the article';
comment on column article_countries.first_start_char is 'Where its first mention begins in the body';
comment on column article_countries.is_in_title is 'Whether one of its forms stands in the title';
comment on column article_countries.salience is 'Prominence, 0 to 1: 0.35 in title + 0.30 (1 - first character / characters) + 0.35 mentions / most of its kind';
comment on column article_countries.is_direct is 'Whether met by name, alias or demonym, not only by capital or metonym';
