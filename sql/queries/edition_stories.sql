-- The articles of a day as the edition shows them. Parameter: dump_date.
-- Grain: article_id.
select *
from edition
where dump_date = $dump_date
order by position;
