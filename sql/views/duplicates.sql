-- Why two articles were joined: the share of four-word shingles that they have in common.
-- Grain: article_id.
create view duplicates as
select
    repeats.article_id,
    repeats.dump_date,
    repeats.publisher,
    repeats.title,
    repeats.duplicate_kind,
    repeats.duplicate_share,
    repeats.duplicate_of,
    originals.dump_date as original_dump_date,
    originals.publisher as original_publisher,
    originals.title as original_title
from articles as repeats
inner join articles as originals on repeats.duplicate_of = originals.article_id;

comment on view duplicates is 'Articles that repeat another one, with their share of common four-word shingles';
