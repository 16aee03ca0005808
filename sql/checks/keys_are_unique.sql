-- severity: fail
-- No table has two rows of one grain. check_results is left out: it is written after the checks.
select
    min(dump_date) as dump_date,
    'articles' as table_name,
    article_id as row_key
from articles
group by article_id
having count(*) > 1
union all
select
    min(dump_date) as dump_date,
    'summaries' as table_name,
    article_id as row_key
from summaries
group by article_id
having count(*) > 1
union all
select
    min(dump_date) as dump_date,
    'summary_bullets' as table_name,
    concat_ws(' ', article_id, section, position) as row_key
from summary_bullets
group by article_id, section, position
having count(*) > 1
union all
select
    min(dump_date) as dump_date,
    'mentions' as table_name,
    concat_ws(' ', article_id, mention_no) as row_key
from mentions
group by article_id, mention_no
having count(*) > 1
union all
select
    min(last_dump_date) as dump_date,
    'people' as table_name,
    person_id as row_key
from people
group by person_id
having count(*) > 1
union all
select
    min(last_dump_date) as dump_date,
    'countries' as table_name,
    country_id as row_key
from countries
group by country_id
having count(*) > 1
union all
select
    min(last_dump_date) as dump_date,
    'agencies' as table_name,
    agency_id as row_key
from agencies
group by agency_id
having count(*) > 1
union all
select
    min(dump_date) as dump_date,
    'article_people' as table_name,
    concat_ws(' ', article_id, person_id) as row_key
from article_people
group by article_id, person_id
having count(*) > 1
union all
select
    min(dump_date) as dump_date,
    'article_countries' as table_name,
    concat_ws(' ', article_id, country_id) as row_key
from article_countries
group by article_id, country_id
having count(*) > 1
union all
select
    min(dump_date) as dump_date,
    'article_agencies' as table_name,
    concat_ws(' ', article_id, agency_id) as row_key
from article_agencies
group by article_id, agency_id
having count(*) > 1
union all
select
    min(dump_date) as dump_date,
    'rejects' as table_name,
    concat_ws(' ', dump_date, dump_uri, record_no) as row_key
from rejects
group by dump_date, dump_uri, record_no
having count(*) > 1
union all
select
    min(dump_date) as dump_date,
    'inputs' as table_name,
    concat_ws(' ', dump_date, feed, dump_uri) as row_key
from inputs
group by dump_date, feed, dump_uri
having count(*) > 1
union all
select
    min(dump_date) as dump_date,
    'runs' as table_name,
    concat_ws(' ', dump_date, stage, part) as row_key
from runs
group by dump_date, stage, part
having count(*) > 1;
