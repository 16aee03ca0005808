-- The newest revision of each address, duplicates left out: what most questions are about.
-- Grain: article_id.
create view latest_articles as
select *
from articles
where is_latest and duplicate_of is null;

comment on view latest_articles is 'The newest revision of each address, duplicates left out';
