-- Ids of articles of the index. Parameters: rowids, a JSON array.
-- Grain: rowid.
select
    articles.rowid,
    articles.article_id
from articles
where articles.rowid in (select asked.value from json_each($rowids) as asked);
