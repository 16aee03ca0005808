-- The search index: an inverted index without the texts themselves, and what it was made of.
-- Grain: words, one article, rowid = (9,999,999 - day) * 2^24 + its place in the day, so that newer days come first;
-- articles, the same; days, dump_date. Words are folded (case, accents) and stemmed; marks are entities and publisher.
create virtual table words using fts5 (
    title,
    bullets,
    body,
    marks,
    content = '',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

create table articles (
    rowid integer primary key,
    article_id text not null
);

create table days (
    dump_date text not null primary key,
    digest text not null
) without rowid;
