-- severity: fail
-- Evidence lies within the body, and an extract is its evidence spans in order, joined by single spaces, up to the
-- capitalisation of its first letter and closing punctuation.
with spans as (
    select
        article_id,
        section,
        position,
        text,
        method,
        dump_date,
        generate_subscripts(evidence, 1) as span_no,
        unnest(evidence) as span
    from summary_bullets
),

quoted as (
    select
        spans.article_id,
        spans.section,
        spans.position,
        spans.text,
        spans.method,
        spans.dump_date,
        string_agg(articles.body[spans.span.start_char + 1:spans.span.end_char], ' ' order by spans.span_no) as source,
        bool_and(
            spans.span.start_char >= 0
            and spans.span.start_char < spans.span.end_char
            and spans.span.end_char <= length(articles.body)
        ) as is_inside
    from spans
    inner join articles on spans.article_id = articles.article_id
    group by all
)

select
    summary_bullets.dump_date,
    summary_bullets.article_id,
    summary_bullets.section,
    summary_bullets.position
from summary_bullets
left join quoted
    on
        summary_bullets.article_id = quoted.article_id
        and summary_bullets.section = quoted.section
        and summary_bullets.position = quoted.position
where
    not coalesce(quoted.is_inside, true)
    or (summary_bullets.method = 'extractive' and quoted.source is null)
    or (
        summary_bullets.method = 'extractive'
        and regexp_replace(lower(summary_bullets.text[1]) || summary_bullets.text[2:], '[^\pL\pN]+$', '')
        != regexp_replace(lower(quoted.source[1]) || quoted.source[2:], '[^\pL\pN]+$', '')
    );
