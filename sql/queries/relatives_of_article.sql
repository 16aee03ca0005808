-- Other articles with the text or at the address of this one. Parameter: article_id.
-- `relation`: original (this one repeats it), copy (it repeats this one), later (the newest text at the same address).
-- Grain: relation, article_id.
with this as (
    select
        article_id,
        url_key,
        is_latest,
        duplicate_of,
        duplicate_kind
    from articles
    where article_id = $article_id
),

related as (
    select
        'original' as relation,
        articles.article_id,
        this.duplicate_kind
    from this
    inner join articles on this.duplicate_of = articles.article_id
    union all
    select
        'copy' as relation,
        articles.article_id,
        articles.duplicate_kind
    from this
    inner join articles on this.article_id = articles.duplicate_of
    union all
    select
        'later' as relation,
        articles.article_id,
        null as duplicate_kind
    from this
    inner join articles on this.url_key = articles.url_key and articles.is_latest
    where not this.is_latest
)

select
    related.relation,
    related.article_id,
    related.duplicate_kind,
    articles.dump_date,
    articles.publisher,
    articles.title
from related
inner join articles on related.article_id = articles.article_id
order by related.relation desc, articles.dump_date, related.article_id;
