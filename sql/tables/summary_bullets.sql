-- Bullets of In Shorts and Key Takeaways with their evidence in the body.
-- Grain: article_id, section, position.
create table summary_bullets (
    article_id varchar not null,
    dump_date date not null,
    section varchar not null,
    position integer not null,
    rank integer not null,
    text varchar not null,
    method varchar not null,
    evidence struct(start_char integer, end_char integer)[] not null
);

comment on table summary_bullets is 'Bullets of In Shorts and Key Takeaways with their evidence in the body.';
comment on column summary_bullets.article_id is 'The article';
comment on column summary_bullets.dump_date is 'Day of the dump';
comment on column summary_bullets.section is 'in_shorts or key_takeaways';
comment on column summary_bullets.position is 'Reading order within the section, from 1';
comment on column summary_bullets.rank is 'Importance within the section, 1 is highest, unique';
comment on column summary_bullets.text is 'The bullet';
comment on column summary_bullets.method is 'publisher, extractive or llm:<model>';
comment on column summary_bullets.evidence is 'Spans of the body: code points, 0-based, end exclusive';
