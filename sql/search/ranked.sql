-- Articles that match a full-text query, best first by BM25, then newest day, then by id. Parameters: expression, in the
-- syntax of FTS5; lowest and highest, the rowids to look between; title, bullets and body, the weights of a word there;
-- count, how many to give.
-- Grain: rowid. A mark weighs nothing. Scores of FTS5 are negative, the least is the best.
select
    rowid,
    bm25(words, $title, $bullets, $body, 0.0) as score
from words
where
    words = $expression
    and rowid between $lowest and $highest
order by score asc, rowid asc
limit $count;
