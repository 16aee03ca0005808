-- severity: fail
-- Every name (a capitalised word that opens no sentence), figure and quotation of a bullet that this project wrote occurs
-- in its evidence. tasks/text/gate.py looks closer, at whole names and at negations, before a bullet is written.
with bullets as (
    select
        dump_date,
        article_id,
        section,
        position,
        evidence,
        -- Straight apostrophes and hyphens, single spaces, figures without separators: the same on both sides.
        regexp_replace(
            regexp_replace(translate(text, '’‘ʼ‐‑', '''''''--'), '\s+', ' ', 'g'), '(\d),(\d{2,3})', '\1\2', 'g'
        ) as said
    from summary_bullets
    where method != 'publisher'
),

spans as (
    select
        article_id,
        section,
        position,
        unnest(evidence) as span
    from bullets
),

sources as (
    select
        spans.article_id,
        spans.section,
        spans.position,
        regexp_replace(
            regexp_replace(
                translate(articles.body[spans.span.start_char + 1:spans.span.end_char], '’‘ʼ‐‑', '''''''--'),
                '\s+', ' ', 'g'
            ),
            '(\d),(\d{2,3})', '\1\2', 'g'
        ) as source
    from spans
    inner join articles on spans.article_id = articles.article_id
),

evidence as (
    select
        article_id,
        section,
        position,
        list(source) as sources,
        flatten(list(regexp_extract_all(lower(source), '[\pL\pN]+(?:\.\d+)*'))) as words
    from sources
    group by article_id, section, position
),

parts as (
    select
        dump_date,
        article_id,
        section,
        position,
        list_filter(
            regexp_extract_all(
                regexp_replace(said, '(^|[.!?…:;"“”„«»()]\s*)\p{Lu}[\pL\pN]*(?:\.\d+)*', '\1', 'g'),
                '[\pL\pN]+(?:\.\d+)*'
            ),
            lambda word: regexp_matches(word, '^[\p{Lu}\pN]') and word != 'I'
        ) as names_and_figures,
        list_transform(
            regexp_extract_all(said, '["“„«]([^"“”„«»]+)["”»]', 1),
            lambda quotation: regexp_replace(trim(quotation), '[.,!?;: ]+$', '')
        ) as quotations
    from bullets
)

select
    parts.dump_date,
    parts.article_id,
    parts.section,
    parts.position
from parts
left join evidence
    on
        parts.article_id = evidence.article_id
        and parts.section = evidence.section
        and parts.position = evidence.position
where
    evidence.article_id is null
    or len(list_filter(parts.names_and_figures, lambda word: not list_contains(evidence.words, lower(word)))) > 0
    or len(
        list_filter(
            parts.quotations,
            lambda quotation: len(list_filter(evidence.sources, lambda text: contains(text, quotation))) = 0
        )
    ) > 0;
