"""Two full-text indexes over one warehouse: SQLite's FTS5 as Daybook builds it, and DuckDB's fts from its wheel.

Queries are drawn from the titles of the warehouse, one to three words each, always the same ones. Both are asked for
the ids of the ten best; for FTS5 the whole search with titles and highlighted lines is taken as well.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import duckdb_extension_fts

from tasks.store.queries import read_sql
from tasks.store.search import WEIGHTS, search
from tasks.store.search_index import build_index, open_index, read_digests, rows_of_days
from tasks.store.warehouse import connection_to_read
from tasks.text.search_words import search_expression, search_terms

EXTENSION = next((Path(duckdb_extension_fts.__file__).parent / "extensions").rglob("fts.duckdb_extension"))
DOCUMENTS = """
create table documents as
select
    articles.article_id,
    articles.dump_date,
    articles.title,
    array_to_string(list_distinct(list_concat(in_shorts, key_takeaways)), chr(10)) as bullets,
    articles.body
from warehouse.articles
left join warehouse.summaries using (article_id)
where duplicate_of is null
"""
RANKED = """
select article_id, score
from (
    select article_id, dump_date, fts_main_documents.match_bm25(article_id, ?, conjunctive := 1) as score
    from documents
)
where score is not null
order by score desc, dump_date desc, article_id
limit 10
"""


class Spent(NamedTuple):
    """Seconds on the clock and of this process at work."""

    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Spent:
    """What a piece of work takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def drawn_queries(warehouse: Path, count: int) -> list[str]:
    """Queries of one, two and three neighbouring words of titles."""
    with connection_to_read(warehouse) as con:
        titles = con.execute(
            "select distinct title from articles where title is not null order by hash(title), title limit 4000"
        ).fetchall()
    chance = random.Random(7)
    words = [re.findall(r"[A-Za-z]{3,}", title) for (title,) in titles]
    long_enough = [one for one in words if len(one) >= 4]
    queries = []
    for number in range(count):
        title = chance.choice(long_enough)
        start = chance.randrange(len(title) - 2)
        queries.append(" ".join(title[start : start + 1 + number % 3]))
    return queries


def latencies(name: str, ask: Callable[[str], object], queries: Sequence[str]) -> str:
    """Median and 95th percentile, after a first round that warms up."""
    for query in queries[:30]:
        ask(query)
    spent = [timed(lambda query=query: ask(query)) for query in queries]  # type: ignore[misc]
    wall = statistics.quantiles([one.wall * 1e3 for one in spent], n=20)
    cpu = statistics.quantiles([one.cpu * 1e3 for one in spent], n=20)
    return f"{name}: wall p50 {wall[9]:.1f} p95 {wall[18]:.1f} ms; CPU p50 {cpu[9]:.1f} p95 {cpu[18]:.1f} ms"


def measure_fts5(warehouse: Path, index: Path, queries: Sequence[str], *, is_built: bool, days: int | None) -> None:
    """Print the figures of the project's own index, over the first `days` days where they are given."""
    with connection_to_read(warehouse) as con:
        if not is_built:
            index.unlink(missing_ok=True)
            digests = dict(sorted(read_digests(con).items())[:days])
            spent = timed(lambda: build_index(con, index, digests))
            print(f"fts5 build: wall {spent.wall:.1f} s, CPU {spent.cpu:.1f} s")
            days = sorted(digests)
            earlier, last = {day: digests[day] for day in days[:-1]}, days[-1]
            shorter = index.with_suffix(".shorter")
            build_index(con, shorter, earlier)
            grown = index.with_suffix(".grown")
            spent = timed(lambda: build_index(con, grown, digests, shorter))
            print(f"fts5 one more day ({last}): wall {spent.wall:.2f} s, CPU {spent.cpu:.2f} s")
            shorter.unlink()
            grown.unlink()
        print(f"fts5 size: {index.stat().st_size / 1e6:.0f} MB")
        lowest, highest = rows_of_days(*_all_days(con))
        fixed = {"lowest": lowest, "highest": highest, "count": 10, **WEIGHTS}

        def ask_ids(query: str) -> list[Any]:
            expression = search_expression(search_terms(query))
            return connection.execute(read_sql("search", "ranked"), {"expression": expression, **fixed}).fetchall()

        def ask_all(query: str) -> object:
            expression = search_expression(search_terms(query))
            return search(con, index, expression, words=expression)

        with closing(open_index(index)) as connection:
            print(latencies("fts5 ids", ask_ids, queries))
            print(f"fts5 queries with answers: {sum(bool(ask_ids(query)) for query in queries)} of {len(queries)}")
        print(latencies("fts5 whole search", ask_all, queries))


def _all_days(con: duckdb.DuckDBPyConnection) -> tuple[Any, Any]:
    row = con.execute("select min(dump_date), max(dump_date) from articles").fetchone()
    assert row
    return row


def measure_duckdb(warehouse: Path, target: Path, queries: Sequence[str]) -> None:
    """Print the figures of DuckDB's extension, with its index in a database of its own."""
    target.unlink(missing_ok=True)
    with duckdb.connect(str(target), config={"autoinstall_known_extensions": "false", "threads": "2"}) as con:
        con.execute(f"load '{EXTENSION}'")
        con.execute(f"attach '{warehouse}' as warehouse (read_only)")
        con.execute(DOCUMENTS)
        con.execute("checkpoint")
        before = target.stat().st_size
        spent = timed(
            lambda: con.execute("pragma create_fts_index('documents', 'article_id', 'title', 'bullets', 'body')")
        )
        con.execute("checkpoint")
        print(f"duckdb build: wall {spent.wall:.1f} s, CPU {spent.cpu:.1f} s")
        print(f"duckdb size: {(target.stat().st_size - before) / 1e6:.0f} MB")
        answered = sum(bool(con.execute(RANKED, [query]).fetchall()) for query in queries[:30])
        print(f"duckdb queries with answers: {answered} of 30")
        print(latencies("duckdb ids", lambda query: con.execute(RANKED, [query]).fetchall(), queries))
    target.unlink()


def main() -> None:
    """Print all figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("warehouse", type=Path)
    options.add_argument("--queries", type=int, default=200)
    options.add_argument("--only", choices=["fts5", "duckdb"])
    options.add_argument("--index", type=Path, help="an FTS5 index that was built before; it is kept")
    options.add_argument("--days", type=int, help="index so many days, the first ones; all without it")
    given = options.parse_args()
    queries = drawn_queries(given.warehouse, given.queries)
    folder = given.warehouse.with_suffix(".search")
    folder.mkdir(exist_ok=True)
    try:
        if given.only != "duckdb":
            index = given.index or folder / "index.sqlite"
            measure_fts5(given.warehouse, index, queries, is_built=index.is_file(), days=given.days)
        if given.only != "fts5":
            measure_duckdb(given.warehouse, folder / "fts.duckdb", queries)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
