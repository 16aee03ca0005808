-- severity: fail
-- An article_id stands for one article.
select
    dump_date,
    article_id
from articles
group by dump_date, article_id
having count(*) > 1;
