-- Countries of each article; copies within a day get the rows of the article they copy.
-- Grain: article_id, country_id. Parameters: article_countries and day_articles, names of the lake parts.
insert into article_countries by name
with made as (
    select *
    from read_parquet($article_countries, hive_partitioning = false)
),

copies as (
    select
        article_id,
        copy_of
    from read_parquet($day_articles, hive_partitioning = false)
    where copy_of is not null
),

copied as (
    select made.* replace (copies.article_id as article_id)
    from made
    inner join copies on made.article_id = copies.copy_of
),

complete as (
    select * from made
    union all by name
    select * from copied
)

select *
from complete
order by dump_date, article_id, country_id;
