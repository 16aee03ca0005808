-- Articles that words may mean, from the best way in which any article fits: its whole id, its address or the feed's id,
-- the beginning of its id, its whole title, all words in the title, else the most of them. Of those, copies of another
-- one that fits are left out, and texts to which a later one at the same address is among them.
-- Parameters: words, a text; parts, its words in lower case; pattern, a regular expression that finds any of them.
-- Grain: article_id, newest first; `hit_count` is how many of the words the title has where nothing else fits.
with scored as (
    select
        article_id,
        dump_date,
        publisher,
        title,
        url_key,
        is_latest,
        duplicate_of,
        len(list_distinct(regexp_extract_all(lower(coalesce(title, '')), $pattern))) as hit_count,
        case
            when article_id = lower($words) then 1
            when url = $words or external_id = $words then 2
            when length($words) >= 6 and starts_with(article_id, lower($words)) then 3
            when lower(title) = lower($words) then 4
            when hit_count > 0 and hit_count = len(list_distinct($parts::varchar[])) then 5
            when hit_count > 0 then 6
        end as way
    from articles
),

fits as (
    select *
    from scored
    where way is not null
    qualify
        way = min(way) over ()
        and (way < 6 or hit_count = max(hit_count) over (partition by way))
)

select
    fits.article_id,
    fits.dump_date,
    fits.publisher,
    fits.title,
    fits.way = 6 as is_partial
from fits
left join fits as originals on fits.duplicate_of = originals.article_id
left join fits as latest
    on
        fits.url_key = latest.url_key
        and latest.is_latest
        and not fits.is_latest
where originals.article_id is null and latest.article_id is null
order by fits.dump_date desc, fits.title asc, fits.article_id asc;
