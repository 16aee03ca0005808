-- severity: fail
-- The body at a mention's span is its text, and mentions of an article are numbered without gap or repeat.
select
    mentions.dump_date,
    mentions.article_id,
    mentions.mention_no
from mentions
left join articles on mentions.article_id = articles.article_id
where
    articles.article_id is null
    or articles.body[mentions.start_char + 1:mentions.end_char] != mentions.text
    or mentions.start_char < 0
    or mentions.start_char >= mentions.end_char
    or mentions.end_char > length(articles.body)
union all
select
    dump_date,
    article_id,
    max(mention_no) as mention_no
from mentions
group by dump_date, article_id
having
    min(mention_no) != 1
    or max(mention_no) != count(distinct mention_no)
    or count(*) != count(distinct mention_no);
