-- Bullets of an article in reading order, each with its evidence and the text of that. Parameter: article_id.
-- Grain: section, position.
with spans as (
    select
        section,
        position,
        generate_subscripts(evidence, 1) as span_no,
        unnest(evidence) as span
    from summary_bullets
    where article_id = $article_id
),

quoted as (
    select
        spans.section,
        spans.position,
        list(
            struct_pack(
                start_char := spans.span.start_char,
                end_char := spans.span.end_char,
                text := articles.body[spans.span.start_char + 1:spans.span.end_char]
            )
            order by spans.span_no
        ) as evidence
    from spans
    cross join articles
    where articles.article_id = $article_id
    group by spans.section, spans.position
)

select
    summary_bullets.section,
    summary_bullets.position,
    summary_bullets.rank,
    summary_bullets.text,
    summary_bullets.method,
    coalesce(quoted.evidence, []) as evidence
from summary_bullets
left join quoted
    on
        summary_bullets.section = quoted.section
        and summary_bullets.position = quoted.position
where summary_bullets.article_id = $article_id
order by summary_bullets.section, summary_bullets.position;
