-- severity: fail
-- Positions and ranks of a section run from 1 without gap or repeat, and the summary lists the same bullets.
with sections as (
    select
        article_id,
        section,
        any_value(dump_date) as dump_date,
        list(text order by position) as texts,
        count(*) as bullet_count,
        count(distinct position) as position_count,
        count(distinct rank) as rank_count,
        min(position) as first_position,
        min(rank) as first_rank,
        max(position) as last_position,
        max(rank) as last_rank
    from summary_bullets
    group by article_id, section
),

stated as (
    select
        article_id,
        dump_date,
        'in_shorts' as section,
        in_shorts as texts
    from summaries
    union all
    select
        article_id,
        dump_date,
        'key_takeaways' as section,
        key_takeaways as texts
    from summaries
)

select
    coalesce(sections.dump_date, stated.dump_date) as dump_date,
    coalesce(sections.article_id, stated.article_id) as article_id,
    coalesce(sections.section, stated.section) as section
from stated
full join sections
    on
        stated.article_id = sections.article_id
        and stated.section = sections.section
where
    stated.article_id is null
    or coalesce(sections.texts, []) != stated.texts
    or coalesce(sections.bullet_count, 0) != coalesce(sections.position_count, 0)
    or coalesce(sections.bullet_count, 0) != coalesce(sections.rank_count, 0)
    or coalesce(sections.first_position, 1) != 1
    or coalesce(sections.first_rank, 1) != 1
    or coalesce(sections.bullet_count, 0) != coalesce(sections.last_position, 0)
    or coalesce(sections.bullet_count, 0) != coalesce(sections.last_rank, 0);
