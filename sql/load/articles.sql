-- Articles of the loaded days; the newest of each address is marked.
-- Grain: article_id. Parameters: day_articles, names of the lake parts.
insert into articles by name
with delivered as (
    select * exclude (own_in_shorts, own_key_takeaways, text_sha256, copy_of)
    from read_parquet($day_articles, hive_partitioning = false)
)

select
    *,
    row_number() over (
        partition by coalesce(url_key, article_id)
        order by
            dump_date desc,
            duplicate_of is null desc,
            published_at desc,
            dump_uri desc,
            record_no desc
    ) = 1 as is_latest
from delivered
order by dump_date, article_id;
