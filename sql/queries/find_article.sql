-- The article that words name best: by id or its beginning, by address, else by how many words stand in the title.
-- Parameters: words, a text; pattern, the same as a regular expression of its words.
-- Grain: one row at most.
select article_id
from articles
where
    article_id = lower($words)
    or (length($words) >= 6 and starts_with(article_id, lower($words)))
    or url = $words
    or external_id = $words
    or len(regexp_extract_all(lower(coalesce(title, '')), $pattern)) > 0
order by
    starts_with(article_id, lower($words)) desc,
    coalesce(url = $words, false) desc,
    coalesce(external_id = $words, false) desc,
    len(list_distinct(regexp_extract_all(lower(coalesce(title, '')), $pattern))) desc,
    duplicate_of is null desc,
    is_latest desc,
    dump_date desc,
    article_id asc
limit 1;
