-- severity: fail
-- Exactly one article of each address is the latest.
select
    max(dump_date) as dump_date,
    coalesce(url_key, article_id) as address
from articles
group by coalesce(url_key, article_id)
having count(*) filter (where is_latest) != 1;
