-- Articles that an id, the beginning of one, or an address names, with all that repeat them or that they repeat.
-- Parameters: words, a text; url_key, the same as the key of an address or null; with_revisions, whether other texts
-- at the address of a named article are meant.
-- Grain: article_id.
with named as (
    select
        article_id,
        url_key,
        coalesce(duplicate_of, article_id) as original_id
    from articles
    where
        article_id = lower($words)
        or (length($words) >= 6 and starts_with(article_id, lower($words)))
        or url = $words
        or url_key = $url_key
),

revisions as (
    select
        articles.article_id,
        coalesce(articles.duplicate_of, articles.article_id) as original_id
    from articles
    where
        $with_revisions
        and articles.url_key in (select named.url_key from named)
),

originals as (
    select original_id from named
    union
    select original_id from revisions
),

concerned as (
    select
        articles.article_id,
        articles.dump_date,
        articles.title,
        articles.body,
        articles.url_key,
        articles.dump_uri,
        articles.record_no,
        case
            when articles.article_id in (select named.article_id from named) then 'requested'
            when articles.article_id in (select revisions.article_id from revisions) then 'revision'
            else coalesce(articles.duplicate_kind, 'original')
        end as because
    from articles
    where
        articles.article_id in (select named.article_id from named)
        or articles.article_id in (select revisions.article_id from revisions)
        or coalesce(articles.duplicate_of, articles.article_id) in (select originals.original_id from originals)
)

select *
from concerned
order by
    because = 'requested' desc,
    dump_date,
    article_id;
