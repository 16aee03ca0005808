"""What holds in every published version, half-loaded or not: what readers look for while versions are published."""

from __future__ import annotations

import duckdb

# Each is a query for what must not exist in any version, half-loaded or not.
INVARIANTS = {
    "a record is an article or a reject": """
        select dump_uri from inputs where record_count != article_count + reject_count""",
    "what inputs count is there": """
        select dump_date from inputs group by dump_date having sum(article_count) !=
        (select count(*) from articles where articles.dump_date = inputs.dump_date)""",
    "refused records are there": """
        select dump_date from inputs group by dump_date having sum(reject_count) !=
        (select count(*) from rejects where rejects.dump_date = inputs.dump_date)""",
    "a day is loaded with all its tables": """
        select dump_date from inputs where dump_date not in (select dump_date from articles)
        or dump_date not in (select dump_date from summaries) or dump_date not in (select dump_date from mentions)
        or dump_date not in (select dump_date from runs where stage = 'summarize')""",
    "a mention is in its article": """
        select mentions.article_id from mentions join articles using (article_id)
        where body[start_char + 1 : end_char] != mentions.text""",
    "an entity is counted as often as it is mentioned": """
        select person_id from people where mention_count > (
        select count(*) from mentions where entity_id = person_id and kind = 'person')""",
}


def counts(con: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Days and articles of a version."""
    found = con.sql("select count(distinct dump_date), count(*) from articles").fetchone()
    assert found is not None
    return found[0], found[1]


def violations(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Invariants that do not hold."""
    return [name for name, query in INVARIANTS.items() if con.sql(query).fetchall()]
