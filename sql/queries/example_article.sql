-- An article to look at first: the newest with its publisher's own sections, else the one with most mentions.
-- Grain: one row at most.
select articles.article_id
from articles
inner join summaries on articles.article_id = summaries.article_id
left join mentions on articles.article_id = mentions.article_id
where articles.duplicate_of is null
group by articles.article_id, articles.dump_date, summaries.method
order by
    summaries.method = 'extractive' desc,
    articles.dump_date desc,
    count(mentions.mention_no) desc,
    articles.article_id asc
limit 1;
