-- What a search shows of articles. Parameters: article_ids and days, lists that hold them and their days.
-- Grain: article_id.
select
    articles.article_id,
    articles.dump_date,
    articles.title,
    articles.publisher,
    articles.url,
    articles.published_at,
    articles.is_latest,
    articles.body,
    coalesce(list_concat(summaries.in_shorts, summaries.key_takeaways), []) as bullets
from articles
left join summaries
    on
        articles.article_id = summaries.article_id
        and articles.dump_date = summaries.dump_date
where
    list_contains($days, articles.dump_date)
    and list_contains($article_ids, articles.article_id);
