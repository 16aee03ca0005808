-- Who is written about more than usual: every entity of a day against its own last 28 days.
-- Grain: dump_date, kind, entity_id; entities that an article of the day mentions. Duplicates are in no count.
-- The earlier days are the loaded ones among the 28 calendar days before, normalised by the articles that
-- daily_articles counts: an entity in 4 of 40 articles today and 10 of 1,000 earlier is expected in 0.55 of them.
-- Score: signed root of the log-likelihood ratio G2 of two Poisson rates, k1 in n1 articles against k2 in n2,
--     E1 = n1 (k1 + k2) / (n1 + n2), E2 = n2 (k1 + k2) / (n1 + n2), G2 = 2 (k1 ln(k1 / E1) + k2 ln(k2 / E2)),
-- positive where the share rose. Under an unchanged rate G2 is about chi-squared with one degree of freedom, so the
-- score reads like a z-score: above 1.96 happens by chance once in forty. No smoothing is needed, the test is sound for
-- small counts and for entities never met before. Null on a day without earlier ones.
-- Sources: T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics
-- 19(1), 1993; P. Rayson and R. Garside, Comparing Corpora using Frequency Profiling, ACL 2000.
create view trending as
with counted as (
    select
        dump_date,
        'person' as kind,
        person_id as entity_id,
        name,
        article_count
    from daily_people
    union all
    select
        dump_date,
        'country' as kind,
        country_id as entity_id,
        name,
        article_count
    from daily_countries
    union all
    select
        dump_date,
        'agency' as kind,
        agency_id as entity_id,
        name,
        article_count
    from daily_agencies
),

occurrences as (
    select
        dump_date,
        article_id,
        'person' as kind,
        person_id as entity_id
    from article_people
    union all
    select
        dump_date,
        article_id,
        'country' as kind,
        country_id as entity_id
    from article_countries
    union all
    select
        dump_date,
        article_id,
        'agency' as kind,
        agency_id as entity_id
    from article_agencies
),

-- As daily_articles counts them, without its publishers: of all days, so it has to be cheap.
volumes as (
    select
        dump_date,
        count(*) as articles_of_day
    from articles
    where duplicate_of is null
    group by dump_date
),

repeats as (
    select
        dump_date,
        article_id
    from articles
    where duplicate_of is not null
),

-- Each day with each of the earlier ones: joins by equality, so that one day's question reads 29 days and no more.
windows as (
    select
        volumes.dump_date,
        earlier.dump_date as earlier_date,
        earlier.articles_of_day as earlier_articles_of_day
    from volumes
    inner join generate_series(1, 28) as steps (days_back) on true
    inner join volumes as earlier on volumes.dump_date - steps.days_back::integer = earlier.dump_date
),

earlier_volumes as (
    select
        dump_date,
        count(*) as earlier_day_count,
        sum(earlier_articles_of_day)::bigint as earlier_articles
    from windows
    group by dump_date
),

-- From the rows themselves: a join with counts of days already grouped would group every day first.
earlier_counts as (
    select
        windows.dump_date,
        occurrences.kind,
        occurrences.entity_id,
        count(*) as earlier_article_count
    from windows
    inner join occurrences on windows.earlier_date = occurrences.dump_date
    anti join repeats
        on
            occurrences.article_id = repeats.article_id
            and occurrences.dump_date = repeats.dump_date
    group by windows.dump_date, occurrences.kind, occurrences.entity_id
),

compared as (
    select
        counted.dump_date,
        counted.kind,
        counted.entity_id,
        counted.name,
        counted.article_count,
        volumes.articles_of_day,
        coalesce(earlier_counts.earlier_article_count, 0) as earlier_article_count,
        coalesce(earlier_volumes.earlier_articles, 0) as earlier_articles,
        coalesce(earlier_volumes.earlier_day_count, 0) as earlier_day_count,
        volumes.articles_of_day::double * (counted.article_count + coalesce(earlier_counts.earlier_article_count, 0))
        / (volumes.articles_of_day + nullif(earlier_volumes.earlier_articles, 0)) as expected_count
    from counted
    inner join volumes on counted.dump_date = volumes.dump_date
    left join earlier_volumes on counted.dump_date = earlier_volumes.dump_date
    left join earlier_counts
        on
            counted.dump_date = earlier_counts.dump_date
            and counted.kind = earlier_counts.kind
            and counted.entity_id = earlier_counts.entity_id
)

select
    dump_date,
    kind,
    entity_id,
    name,
    article_count,
    articles_of_day,
    earlier_article_count,
    earlier_articles,
    earlier_day_count,
    round(expected_count, 4) as expected_count,
    round(
        sign(article_count - expected_count)
        * sqrt(
            greatest(
                2 * (
                    article_count * ln(article_count / expected_count)
                    + case
                        when earlier_article_count = 0 then 0
                        else
                            earlier_article_count * ln(
                                earlier_article_count
                                / (article_count + earlier_article_count - expected_count)
                            )
                    end
                ),
                0
            )
        ),
        4
    ) as score
from compared;

comment on view trending is
'People, countries and agencies of each day against their own last 28 days, duplicates left out; order by score desc';
comment on column trending.dump_date is 'The day';
comment on column trending.kind is 'person, country or agency';
comment on column trending.entity_id is 'person_id, country_id or agency_id, as kind says';
comment on column trending.name is 'Canonical name';
comment on column trending.article_count is 'Articles of the day that mention it, duplicates left out';
comment on column trending.articles_of_day is 'Articles of the day, duplicates left out';
comment on column trending.earlier_article_count is 'Articles of the loaded days among the 28 before that mention it, duplicates left out';
comment on column trending.earlier_articles is 'Articles of those days, duplicates left out';
comment on column trending.earlier_day_count is 'Loaded days among the 28 before; 0 where there is nothing to compare with';
comment on column trending.expected_count is 'Articles of the day that would mention it at the rate of all 29 days together';
comment on column trending.score is 'Signed root of the log-likelihood ratio of the two rates, read like a z-score; null without earlier days';
