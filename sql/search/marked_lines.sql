-- Texts of one article with the matching words between two marks each. Parameters: expression, opening and closing.
-- Grain: one row, or none where nothing matches. Reads an index of that article alone.
select
    highlight(words, 0, $opening, $closing) as title,
    snippet(words, 1, $opening, $closing, '…', 32) as bullet,
    snippet(words, 2, $opening, $closing, '…', 32) as passage
from words
where words = $expression;
