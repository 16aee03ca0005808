-- severity: fail
-- A summary belongs to one article and its depth section is that article's body.
select
    summaries.dump_date,
    summaries.article_id
from summaries
left join articles on summaries.article_id = articles.article_id
where articles.article_id is null or articles.body != summaries.in_depth
union all
select
    dump_date,
    article_id
from summaries
group by dump_date, article_id
having count(*) > 1;
