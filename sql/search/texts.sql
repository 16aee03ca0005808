-- An index of whole texts, for highlighting. It folds and stems as the search index does.
-- Grain: one article.
create virtual table words using fts5 (
    title,
    bullets,
    body,
    tokenize = 'porter unicode61 remove_diacritics 2'
);
