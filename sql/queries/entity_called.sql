-- The entity of a kind that is called so, the best one. Parameters: kind; words, its id, name or any alias.
-- Grain: one row at most.
select
    entity_id,
    name,
    match
from find_entity($words)
where kind = $kind
order by
    list_position(['id', 'name', 'alias', 'prefix', 'words'], match) asc,
    article_count desc,
    mention_count desc,
    name asc,
    entity_id asc
limit 1;
