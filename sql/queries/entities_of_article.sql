-- What an article mentions, most salient first. Parameter: article_id.
-- Grain: kind, entity_id.
select
    article_entities.kind,
    article_entities.entity_id,
    article_entities.name,
    article_entities.mention_count,
    article_entities.salience,
    article_people.role
from article_entities
left join article_people
    on
        article_entities.kind = 'person'
        and article_entities.article_id = article_people.article_id
        and article_entities.entity_id = article_people.person_id
where article_entities.article_id = $article_id
order by
    article_entities.kind desc,
    article_entities.salience desc,
    article_entities.name asc;
