-- The newest revision of each address, duplicates left out: what most questions are about.
-- Grain: article_id.
create view latest_articles as
select *
from articles
where is_latest and duplicate_of is null;

comment on view latest_articles is 'The newest revision of each address, duplicates left out';
comment on column latest_articles.article_id is '16 hex of sha256 over dump date, publisher, id or url, title, body, repeat';
comment on column latest_articles.dump_date is 'Day of the dump that delivered the article';
comment on column latest_articles.external_id is 'The feed''s own id';
comment on column latest_articles.publisher is 'Who wrote the article';
comment on column latest_articles.url is 'Address as delivered';
comment on column latest_articles.url_key is 'Address without scheme, www, tracking parameters and fragment';
comment on column latest_articles.title is 'Headline';
comment on column latest_articles.authors is 'Names from the byline, in order';
comment on column latest_articles.category is 'The publisher''s section or category';
comment on column latest_articles.published_at is 'When the article says it was published';
comment on column latest_articles.published_at_from is 'Evidence: field, json_ld, html_meta, html_time, url, dateline or dump_date';
comment on column latest_articles.published_at_refused is 'Implausible value that was not believed';
comment on column latest_articles.language is 'ISO 639-1 code of the body; und when undetermined';
comment on column latest_articles.body is 'Cleaned text; paragraphs are separated by one empty line';
comment on column latest_articles.word_count is 'Words in the body, separated by white space';
comment on column latest_articles.body_sha256 is 'sha256 of the cleaned body in UTF-8, hex';
comment on column latest_articles.duplicate_of is 'article_id of the earliest article that it repeats';
comment on column latest_articles.duplicate_kind is 'exact or near';
comment on column latest_articles.duplicate_share is 'Share of common four-word shingles with the article it repeats, 0 to 1';
comment on column latest_articles.is_latest is 'Whether no newer article has this url_key';
comment on column latest_articles.dump_uri is 'Dump file relative to the source, archive members as a.zip!/b.json';
comment on column latest_articles.record_no is 'Record within the dump file, counted from 1';
