-- Articles of the loaded days with their duplicates; the newest of each address is marked.
-- Grain: article_id. Parameters: day_articles, names of the lake parts. Reads the relation joins, which the loader
-- registers: articles that repeat an earlier one.
insert into articles by name
with delivered as (
    select * exclude (own_in_shorts, own_key_takeaways, text_sha256, signature, copy_of)
    from read_parquet($day_articles, hive_partitioning = false)
),

joined as (
    select
        delivered.*,
        joins.duplicate_of,
        joins.duplicate_kind,
        joins.duplicate_share,
        coalesce(originals.url_key = delivered.url_key, false) as is_redelivered
    from delivered
    left join joins on delivered.article_id = joins.article_id
    left join delivered as originals on joins.duplicate_of = originals.article_id
)

select
    * exclude (is_redelivered),
    row_number() over (
        partition by coalesce(url_key, article_id)
        order by
            is_redelivered asc,
            dump_date desc,
            published_at desc,
            dump_uri desc,
            record_no desc
    ) = 1 as is_latest
from joined
order by dump_date, article_id;
