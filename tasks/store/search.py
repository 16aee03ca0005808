"""Full-text search in the current version: the best articles by BM25, each with the line that matches best."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.store.queries import read_sql
from tasks.store.search_index import day_of_row, open_index, rows_of_days

if TYPE_CHECKING:
    import duckdb

WEIGHTS = {"title": 8.0, "bullets": 3.0, "body": 1.0}
"""What a word counts for by the place where it stands."""
OPENING, CLOSING = "\ue000", "\ue001"
"""Marks around a matching word: characters for private use, which stand for nothing in a text."""


class Found(NamedTuple):
    """An article that matches; the higher the score the better. Matching words stand between OPENING and CLOSING."""

    article_id: str
    dump_date: date
    score: float
    title: str
    line: str
    publisher: str | None
    url: str | None
    published_at: datetime
    is_latest: bool


def search(
    con: duckdb.DuckDBPyConnection,
    index: Path,
    expression: str,
    *,
    words: str,
    first: date | None = None,
    last: date | None = None,
    limit: int = 10,
) -> list[Found]:
    """The best articles for an expression of FTS5 between two days, ties by newest day, then id.

    `words` is the part of the expression that is to be highlighted. FileNotFoundError where there is no index.
    """
    if not index.is_file():
        raise FileNotFoundError(index)
    lowest, highest = rows_of_days(first or date.min, last or date.max)
    between = {"lowest": lowest, "highest": highest}
    parameters = {"expression": expression, **between, "count": limit, **WEIGHTS}
    with closing(open_index(index)) as connection:
        scores = dict(connection.execute(read_sql("search", "ranked"), parameters).fetchall())
        rowids = json.dumps(list(scores))
        ids = dict(connection.execute(read_sql("search", "article_ids"), {"rowids": rowids}).fetchall())
    days = sorted({day_of_row(rowid) for rowid in scores})
    rows = _details(con, list(ids.values()), days)
    return [_found(rows[ids[rowid]], -score, words) for rowid, score in scores.items()]


def _details(con: duckdb.DuckDBPyConnection, ids: Sequence[str], days: Sequence[date]) -> dict[str, dict[str, Any]]:
    result = con.execute(read_sql("queries", "found_articles"), {"article_ids": list(ids), "days": list(days)})
    columns = [column[0] for column in result.description]
    return {row[0]: dict(zip(columns, row, strict=True)) for row in result.fetchall()}


def _found(article: dict[str, Any], score: float, words: str) -> Found:
    title, line = marked_lines(article["title"] or "", article.pop("bullets"), article.pop("body"), words)
    return Found(**{**article, "title": title, "line": line, "score": score})


def marked_lines(title: str, bullets: Sequence[str], body: str, words: str) -> tuple[str, str]:
    """The title, and the line that has most of the words: a bullet where one is as good as any part of the body."""
    texts = [_plain(title), _plain("\n".join(dict.fromkeys(bullets))), _plain(body)]
    with closing(sqlite3.connect(":memory:")) as index:
        index.executescript(read_sql("search", "texts"))
        index.execute(read_sql("search", "add_text"), texts)
        marks = {"expression": words, "opening": OPENING, "closing": CLOSING}
        row = index.execute(read_sql("search", "marked_lines"), marks).fetchone()
    marked_title, bullet, passage = row or (title, bullets[0] if bullets else "", "")
    best = max((bullet, passage), key=lambda line: len(set(_marked(line))))
    return marked_title, " ".join(best.split())


def _marked(line: str) -> Iterator[str]:
    for part in line.split(OPENING)[1:]:
        yield part.split(CLOSING)[0].lower()


def _plain(text: str) -> str:
    return text.replace(OPENING, "").replace(CLOSING, "")
