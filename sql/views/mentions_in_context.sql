-- Every mention with 80 characters of the body on either side.
-- Grain: article_id, mention_no.
create view mentions_in_context as
select
    mentions.article_id,
    mentions.dump_date,
    mentions.mention_no,
    mentions.kind,
    mentions.entity_id,
    mentions.via,
    articles.body[greatest(mentions.start_char - 80, 0) + 1:mentions.start_char] as before,
    mentions.text,
    articles.body[mentions.end_char + 1:mentions.end_char + 80] as after,
    mentions.start_char,
    mentions.end_char
from mentions
inner join articles on mentions.article_id = articles.article_id;

comment on view mentions_in_context is 'Every mention with 80 characters of the body on either side';
