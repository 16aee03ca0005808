-- severity: fail
-- A duplicate names an article that is here and is itself no duplicate.
select
    duplicates.dump_date,
    duplicates.article_id
from articles as duplicates
left join articles as originals on duplicates.duplicate_of = originals.article_id
where
    duplicates.duplicate_of is not null
    and (originals.article_id is null or originals.duplicate_of is not null);
