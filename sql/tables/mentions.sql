-- Mentions of people, countries and agencies; the body at the span is the text, always.
-- Grain: article_id, mention_no.
create table mentions (
    article_id varchar not null,
    dump_date date not null,
    mention_no integer not null,
    kind varchar not null,
    entity_id varchar not null,
    text varchar not null,
    start_char integer not null,
    end_char integer not null,
    via varchar not null
);

comment on table mentions is 'Mentions of people, countries and agencies; the body at the span is the text, always.';
comment on column mentions.article_id is 'The article';
comment on column mentions.dump_date is 'Day of the dump';
comment on column mentions.mention_no is 'Mention within the article in order of its span, from 1';
comment on column mentions.kind is 'person, country or agency';
comment on column mentions.entity_id is 'person_id, country_id or agency_id, as kind says';
comment on column mentions.text is 'The words of the mention';
comment on column mentions.start_char is 'First character in the body, 0-based, code points';
comment on column mentions.end_char is 'Character after the last one';
comment on column mentions.via is 'How it was recognised: name, surname, alias, demonym, capital, metonym, acronym or pattern';
