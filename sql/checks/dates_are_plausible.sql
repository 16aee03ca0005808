-- severity: fail
-- No article is published more than a day after its dump or before 1900.
select
    dump_date,
    article_id
from articles
where
    published_at >= (dump_date + interval 2 day)
    or published_at < timestamptz '1900-01-01 00:00:00+00';
