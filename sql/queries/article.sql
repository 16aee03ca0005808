-- One article with its sections. Parameter: article_id.
-- Grain: article_id.
select
    articles.article_id,
    articles.dump_date,
    articles.title,
    articles.publisher,
    articles.authors,
    articles.url,
    articles.published_at,
    articles.published_at_from,
    articles.language,
    articles.word_count,
    articles.duplicate_of,
    articles.duplicate_kind,
    articles.is_latest,
    articles.body,
    summaries.in_shorts,
    summaries.key_takeaways,
    summaries.method
from articles
left join summaries on articles.article_id = summaries.article_id
where articles.article_id = $article_id;
