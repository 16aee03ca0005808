-- Cleaned articles, one a row; duplicates and superseded revisions stay and are marked.
-- Grain: article_id.
create table articles (
    article_id varchar not null,
    dump_date date not null,
    external_id varchar,
    publisher varchar,
    url varchar,
    url_key varchar,
    title varchar,
    authors varchar[] not null,
    category varchar,
    published_at timestamptz not null,
    published_at_from varchar not null,
    published_at_refused varchar,
    language varchar not null,
    body varchar not null,
    word_count integer not null,
    body_sha256 varchar not null,
    duplicate_of varchar,
    duplicate_kind varchar,
    duplicate_share double,
    is_latest boolean not null,
    dump_uri varchar not null,
    record_no integer not null
);

comment on table articles is 'Cleaned articles, one a row; duplicates and superseded revisions stay and are marked.';
comment on column articles.article_id is '16 hex of sha256 over dump date, publisher, id or url, title, body, repeat';
comment on column articles.dump_date is 'Day of the dump that delivered the article';
comment on column articles.external_id is 'The feed''s own id';
comment on column articles.publisher is 'Who wrote the article';
comment on column articles.url is 'Address as delivered';
comment on column articles.url_key is 'Address without scheme, www, tracking parameters and fragment';
comment on column articles.title is 'Headline';
comment on column articles.authors is 'Names from the byline, in order';
comment on column articles.category is 'The publisher''s section or category';
comment on column articles.published_at is 'When the article says it was published';
comment on column articles.published_at_from is 'Evidence: field, json_ld, html_meta, html_time, url, dateline or dump_date';
comment on column articles.published_at_refused is 'Implausible value that was not believed';
comment on column articles.language is 'ISO 639-1 code of the body; und when undetermined';
comment on column articles.body is 'Cleaned text; paragraphs are separated by one empty line';
comment on column articles.word_count is 'Words in the body, separated by white space';
comment on column articles.body_sha256 is 'sha256 of the cleaned body in UTF-8, hex';
comment on column articles.duplicate_of is 'article_id of the earliest article that it repeats';
comment on column articles.duplicate_kind is 'exact or near';
comment on column articles.duplicate_share is 'Share of common four-word shingles with the article it repeats, 0 to 1';
comment on column articles.is_latest is 'Whether no newer article has this url_key';
comment on column articles.dump_uri is 'Dump file relative to the source, archive members as a.zip!/b.json';
comment on column articles.record_no is 'Record within the dump file, counted from 1';
