-- What the search index of each day is made of, in short: changes with any text or entity that search_documents gives.
-- An article's id stands for its title, body and publisher. Duplicates are left out. Parameters: none.
-- Grain: dump_date.
with facts as (
    select
        dump_date,
        hash(article_id) as fact
    from articles
    where duplicate_of is null
    union all
    select
        dump_date,
        hash(article_id, in_shorts, key_takeaways) as fact
    from summaries
    union all
    select
        dump_date,
        hash(article_id, 'person', person_id) as fact
    from article_people
    union all
    select
        dump_date,
        hash(article_id, 'country', country_id) as fact
    from article_countries
    union all
    select
        dump_date,
        hash(article_id, 'agency', agency_id) as fact
    from article_agencies
)

select
    dump_date,
    concat_ws('-', count(*), bit_xor(fact), version()) as digest
from facts
group by dump_date;
