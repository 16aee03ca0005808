-- severity: warn
-- Each feed delivers about as many articles of each language as on its own last 28 days.
-- Unusual is a count below half or above twice the median of the days before and, at the same time, more than three
-- sigmas away from it. A sigma is the largest of 1.4826 times the median absolute deviation (which estimates it for
-- normal counts and ignores single wild days), the square root of the median (the spread of independent events), and
-- three articles. A count from half to twice the median of its own weekday is usual too: weekends are thin. Seven days are the least to
-- judge by. Only days before the one in question are looked at, so the order of loading does not matter.
-- Days of which a feed brought nothing, or not all, are no measure: expected_dumps_arrived tells of them.
with delivered as (
    select
        dump_date,
        feed,
        bool_and(is_received) as is_complete
    from inputs
    group by dump_date, feed
    having bool_or(is_received)
),

counted as (
    select
        articles.dump_date,
        inputs.feed,
        articles.language,
        count(*) as article_count
    from articles
    inner join inputs
        on
            articles.dump_date = inputs.dump_date
            and split_part(articles.dump_uri, '!/', 1) = inputs.dump_uri
    group by articles.dump_date, inputs.feed, articles.language
),

-- Counts that never exceed nine cannot be three sigmas apart: most languages of most feeds are settled here.
languages as (
    select
        feed,
        language
    from counted
    group by feed, language
    having max(article_count) > 9
),

daily as (
    select
        delivered.dump_date,
        delivered.feed,
        delivered.is_complete,
        languages.language,
        coalesce(counted.article_count, 0) as article_count
    from delivered
    inner join languages on delivered.feed = languages.feed
    left join counted
        on
            delivered.dump_date = counted.dump_date
            and delivered.feed = counted.feed
            and languages.language = counted.language
),

compared as (
    select
        days.dump_date,
        days.feed,
        days.language,
        days.article_count,
        count(*) as day_count,
        median(earlier.article_count) as median_count,
        3 * greatest(1.4826 * mad(earlier.article_count), sqrt(median(earlier.article_count)), 3) as band,
        median(earlier.article_count) filter (
            where dayofweek(earlier.dump_date) = dayofweek(days.dump_date)
        ) as weekday_median
    from daily as days
    inner join daily as earlier
        on
            days.feed = earlier.feed
            and days.language = earlier.language
            and earlier.is_complete
            and days.dump_date > earlier.dump_date
            and days.dump_date - 28 <= earlier.dump_date
    group by days.dump_date, days.feed, days.language, days.article_count
),

bounded as (
    select
        dump_date,
        feed,
        language,
        article_count,
        day_count,
        median_count,
        greatest(0, least(0.5 * median_count, median_count - band)) as low_count,
        greatest(2 * median_count, median_count + band) as high_count,
        coalesce(article_count between 0.5 * weekday_median and 2 * weekday_median, false) as is_usual_for_weekday
    from compared
    where day_count >= 7
)

select
    dump_date,
    feed,
    language,
    article_count,
    day_count,
    median_count,
    low_count,
    high_count
from bounded
where
    (article_count < low_count or article_count > high_count)
    and not is_usual_for_weekday
order by dump_date, feed, language;
