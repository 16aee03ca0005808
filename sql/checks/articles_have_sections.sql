-- severity: warn
-- An article of forty words and more that was tagged has bullets in both sections.
select
    summaries.dump_date,
    summaries.article_id
from summaries
inner join articles on summaries.article_id = articles.article_id
where
    articles.word_count >= 40
    and (len(summaries.in_shorts) = 0 or len(summaries.key_takeaways) = 0);
