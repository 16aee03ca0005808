-- The day as a page: every article of a day with its sections and entities as lists, most newsworthy first.
-- Grain: article_id. Duplicates are left out; those of the same day count for the article that they repeat.
-- Newsworthiness: the three entities that bring most of
--     salience * (ln(n) * (1 - n / N) + greatest(trending score, 0)), mentioned by n of the day's N articles,
-- plus 2 ln(1 + copies): what is about names of several stories, or more than usual in the news, or was printed by
-- several. A name in every story (the country of a national feed) tells none of them apart and brings nothing. Sums, not
-- means: a story about three people in the news outweighs one about a single one of them.
create view edition as
-- With their kind as a column: a condition on one side alone would compare every row with every other.
with roles as (
    select
        'person' as kind,
        person_id as entity_id,
        dump_date,
        article_id,
        role
    from article_people
    where role is not null
),

weighed as (
    select
        article_entities.article_id,
        article_entities.dump_date,
        article_entities.kind,
        article_entities.entity_id,
        article_entities.name,
        roles.role,
        article_entities.mention_count,
        article_entities.salience,
        article_entities.salience
        * (
            coalesce(ln(trending.article_count) * (1 - trending.article_count / trending.articles_of_day), 0)
            + greatest(coalesce(trending.score, 0), 0)
        ) as weight
    from article_entities
    left join trending
        on
            article_entities.dump_date = trending.dump_date
            and article_entities.kind = trending.kind
            and article_entities.entity_id = trending.entity_id
    left join roles
        on
            article_entities.kind = roles.kind
            and article_entities.dump_date = roles.dump_date
            and article_entities.article_id = roles.article_id
            and article_entities.entity_id = roles.entity_id
),

entities_of_article as (
    select
        article_id,
        dump_date,
        list(
            struct_pack(
                kind := kind,
                entity_id := entity_id,
                name := name,
                role := role,
                mention_count := mention_count,
                salience := salience
            )
            order by salience desc, name asc, kind asc, entity_id asc
        ) as entities,
        list_sum(list(weight order by weight desc)[1:3]) as entity_weight
    from weighed
    group by article_id, dump_date
),

bullets_of_article as (
    select
        article_id,
        dump_date,
        list(
            struct_pack(text := text, evidence := evidence) order by position asc
        ) filter (where section = 'in_shorts') as in_shorts,
        list(
            struct_pack(text := text, evidence := evidence) order by position asc
        ) filter (where section = 'key_takeaways') as key_takeaways
    from summary_bullets
    group by article_id, dump_date
),

copies_of_article as (
    select
        duplicate_of as article_id,
        dump_date,
        count(*) as copy_count
    from articles
    where duplicate_of is not null
    group by duplicate_of, dump_date
),

told as (
    select
        articles.dump_date,
        articles.article_id,
        articles.title,
        articles.publisher,
        articles.authors,
        articles.url,
        articles.category,
        articles.published_at,
        articles.language,
        articles.word_count,
        summaries.method,
        coalesce(bullets_of_article.in_shorts, []) as in_shorts,
        articles.body as in_depth,
        coalesce(bullets_of_article.key_takeaways, []) as key_takeaways,
        coalesce(entities_of_article.entities, []) as entities,
        coalesce(copies_of_article.copy_count, 0) as copy_count,
        round(
            coalesce(entities_of_article.entity_weight, 0) + 2 * ln(1 + coalesce(copies_of_article.copy_count, 0)), 4
        ) as newsworthiness
    from articles
    left join summaries
        on
            articles.dump_date = summaries.dump_date
            and articles.article_id = summaries.article_id
    left join bullets_of_article
        on
            articles.dump_date = bullets_of_article.dump_date
            and articles.article_id = bullets_of_article.article_id
    left join entities_of_article
        on
            articles.dump_date = entities_of_article.dump_date
            and articles.article_id = entities_of_article.article_id
    left join copies_of_article
        on
            articles.dump_date = copies_of_article.dump_date
            and articles.article_id = copies_of_article.article_id
    where articles.duplicate_of is null
)

select
    dump_date,
    row_number() over (
        partition by dump_date
        order by newsworthiness desc, word_count desc, article_id asc
    ) as position,
    * exclude (dump_date)
from told;

comment on view edition is
'Every article of a day with its sections and entities as lists, duplicates left out; order by dump_date, position';
comment on column edition.dump_date is 'The day';
comment on column edition.position is 'Place in the day, 1 for the most newsworthy article';
comment on column edition.article_id is 'The article';
comment on column edition.title is 'Headline';
comment on column edition.publisher is 'Who wrote the article';
comment on column edition.authors is 'Names from the byline, in order';
comment on column edition.url is 'Address as delivered';
comment on column edition.category is 'The publisher''s section or category';
comment on column edition.published_at is 'When the article says it was published';
comment on column edition.language is 'ISO 639-1 code of the body; und when undetermined';
comment on column edition.word_count is 'Words in the body, separated by white space';
comment on column edition.method is 'How the summary was made; null where there is none';
comment on column edition.in_shorts is 'Bullets of In Shorts in reading order, each with its evidence in in_depth';
comment on column edition.in_depth is 'Cleaned body, to which the offsets of the evidence refer';
comment on column edition.key_takeaways is 'Bullets of Key Takeaways in reading order, each with its evidence in in_depth';
comment on column edition.entities is 'People, countries and agencies of the article, most salient first';
comment on column edition.copy_count is 'Articles of the day that repeat this one';
comment on column edition.newsworthiness is 'Salience of its three weightiest entities times their presence and trend on the day, plus 2 ln(1 + copy_count)';
