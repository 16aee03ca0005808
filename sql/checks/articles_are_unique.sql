-- severity: fail
-- An article_id stands for one article.
select
    min(dump_date) as dump_date,
    article_id
from articles
group by article_id
having count(*) > 1;
