-- Articles that repeat another one, and why they were joined: the share of four-word shingles that they have in common.
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
comment on column duplicates.article_id is 'The article that repeats another';
comment on column duplicates.dump_date is 'Day of the dump';
comment on column duplicates.publisher is 'Who wrote the article';
comment on column duplicates.title is 'Headline';
comment on column duplicates.duplicate_kind is 'exact or near';
comment on column duplicates.duplicate_share is 'Share of common four-word shingles with the article it repeats, 0 to 1';
comment on column duplicates.duplicate_of is 'article_id of the earliest article that it repeats';
comment on column duplicates.original_dump_date is 'Day of the dump that delivered the original';
comment on column duplicates.original_publisher is 'Who wrote the original';
comment on column duplicates.original_title is 'Headline of the original';
