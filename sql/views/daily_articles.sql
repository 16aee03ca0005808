-- Articles of each day by publisher, with how many of them repeat another.
-- Grain: dump_date, publisher.
create view daily_articles as
select
    dump_date,
    publisher,
    count(*) filter (where duplicate_of is null) as article_count,
    count(*) filter (where duplicate_of is not null) as duplicate_count,
    (sum(word_count) filter (where duplicate_of is null))::bigint as word_count
from articles
group by dump_date, publisher;

comment on view daily_articles is 'Articles of each day by publisher; duplicates are counted apart';
comment on column daily_articles.dump_date is 'Day of the dump';
comment on column daily_articles.publisher is 'Who wrote the article';
comment on column daily_articles.article_count is 'Articles, duplicates left out';
comment on column daily_articles.duplicate_count is 'Articles that repeat another one';
comment on column daily_articles.word_count is 'Words in the articles that repeat none; null where all do';
