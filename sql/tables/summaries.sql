-- Sectioned summaries; articles in a language the model does not read have no row.
-- Grain: article_id.
create table summaries (
    article_id varchar not null,
    dump_date date not null,
    in_shorts varchar[] not null,
    in_depth varchar not null,
    key_takeaways varchar[] not null,
    method varchar not null
);

comment on table summaries is 'Sectioned summaries; articles in a language the model does not read have no row.';
comment on column summaries.article_id is 'The article';
comment on column summaries.dump_date is 'Day of the dump';
comment on column summaries.in_shorts is 'What happened: up to five bullets in reading order';
comment on column summaries.in_depth is 'The cleaned body in paragraphs';
comment on column summaries.key_takeaways is 'Worth remembering: up to five bullets that stand alone';
comment on column summaries.method is 'publisher, extractive or llm:<model>';
