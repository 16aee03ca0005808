-- Every mention with 80 characters of the body on either side, in duplicates too.
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
inner join articles
    on
        mentions.article_id = articles.article_id
        and mentions.dump_date = articles.dump_date;

comment on view mentions_in_context is 'Every mention with 80 characters of the body on either side, in duplicates too';
comment on column mentions_in_context.article_id is 'The article';
comment on column mentions_in_context.dump_date is 'Day of the dump';
comment on column mentions_in_context.mention_no is 'Mention within the article in order of its span, from 1';
comment on column mentions_in_context.kind is 'person, country or agency';
comment on column mentions_in_context.entity_id is 'person_id, country_id or agency_id, as kind says';
comment on column mentions_in_context.via is 'How it was recognised: name, surname, alias, demonym, capital, metonym, acronym or pattern';
comment on column mentions_in_context.before is 'Up to 80 characters of the body before it';
comment on column mentions_in_context.text is 'The words of the mention';
comment on column mentions_in_context.after is 'Up to 80 characters of the body after it';
comment on column mentions_in_context.start_char is 'First character in the body, 0-based, code points';
comment on column mentions_in_context.end_char is 'Character after the last one';
