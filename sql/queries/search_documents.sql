-- What the search index holds of each article: duplicates are left out, older revisions are in. A bullet of both
-- sections stands twice.
-- Grain: article_id, newest day first, in the order of rowids. Parameters: days, a list of dates.
with entities as (
    select
        article_id,
        dump_date,
        'person:' || person_id as mark
    from article_people
    union all
    select
        article_id,
        dump_date,
        'country:' || country_id as mark
    from article_countries
    union all
    select
        article_id,
        dump_date,
        'agency:' || agency_id as mark
    from article_agencies
),

marked as (
    select
        article_id,
        string_agg('m' || sha256(mark)[1:12], ' ' order by mark) as marks
    from entities
    where list_contains($days, dump_date)
    group by article_id
)

select
    articles.dump_date,
    articles.article_id,
    coalesce(articles.title, '') as title,
    coalesce(list_concat(summaries.in_shorts, summaries.key_takeaways), []) as bullets,
    articles.body,
    concat_ws(
        ' ', 'm' || sha256('publisher:' || lower(trim(articles.publisher)))[1:12], marked.marks
    ) as marks
from articles
left join summaries
    on
        articles.article_id = summaries.article_id
        and articles.dump_date = summaries.dump_date
left join marked on articles.article_id = marked.article_id
where articles.duplicate_of is null and list_contains($days, articles.dump_date)
order by articles.dump_date desc, articles.article_id asc;
