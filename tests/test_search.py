"""Search: the index of a version, its ranking and filters, and what becomes of it from load to load."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from schemas import contract_of
from tasks.config import Settings
from tasks.store.home import Home
from tasks.store.publications import Publication, require_current
from tasks.store.queries import read_sql, sql_names, view_names
from tasks.store.search import CLOSING, OPENING, Found, search
from tasks.store.search_index import day_of_row, ensure_index, has_index, index_name, rows_of_days
from tasks.store.warehouse import connection_to_read
from tasks.text.search_words import mark_of, search_expression, search_terms
from tests.warehouse_rows import DAY, article, bullet, occurrence, sound_rows, summary

pytestmark = pytest.mark.slow

NEXT_DAY = DAY + timedelta(days=1)
PUBLICATION = Publication("a" * 12, "warehouse/a.duckdb", "exports/manifest-a.json")
LATER = Publication("b" * 12, "warehouse/b.duckdb", "exports/manifest-b.json")
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def _make(home: Home, publication: Publication, rows: Rows) -> None:
    path = home.path_of(publication.warehouse)
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as con:
        for folder, names in {
            "tables": sql_names("tables"),
            "macros": sql_names("macros"),
            "views": view_names(),
        }.items():
            for name in names:
                con.execute(read_sql(folder, name))
        for table, given in rows.items():
            con.register("given", pa.Table.from_pylist([dict(row) for row in given], schema=contract_of(table).schema))
            con.execute(f"insert into {table} by name select * from given")  # noqa: S608 names of this file
            con.unregister("given")


def _texts(*articles: Mapping[str, Any], **changes: Sequence[Mapping[str, Any]]) -> Rows:
    """Articles without summaries and entities, unless `changes` give some."""
    return {"articles": articles, **changes}


@contextmanager
def _searchable(folder: Path, rows: Rows) -> Iterator[Any]:
    """A function that searches an index over these rows."""
    home = Home(folder)
    _make(home, PUBLICATION, rows)
    ensure_index(home, PUBLICATION)
    with connection_to_read(home.path_of(PUBLICATION.warehouse)) as con:

        def ask(words: str, marks: Sequence[str] = (), **options: Any) -> list[Found]:
            terms = search_terms(words)
            index = home.path_of(index_name(PUBLICATION))
            return search(con, index, search_expression(terms, marks), words=search_expression(terms), **options)

        yield ask


def _ids(found: list[Found]) -> list[str]:
    return [one.article_id for one in found]


FILLER = " ".join(f"word{number}" for number in range(40))


def test_a_word_in_the_title_counts_more_than_in_bullets_and_there_more_than_in_the_body(tmp_path: Path) -> None:
    rows = _texts(
        article("body", title="Something", body=f"{FILLER} railways."),
        article("bullets", title="Something", body=FILLER),
        article("title", title="Railways", body=FILLER),
        article("other", title="Something", body=FILLER),
        summaries=[summary(article_id="bullets", in_shorts=["On railways."], key_takeaways=[], in_depth=FILLER)],
    )
    with _searchable(tmp_path, rows) as ask:
        assert _ids(ask("railways")) == ["title", "bullets", "body"]


def test_equal_scores_stand_newest_first_then_by_id(tmp_path: Path) -> None:
    rows = _texts(article("b", body=FILLER), article("a", body=FILLER), article("c", dump_date=NEXT_DAY, body=FILLER))
    with _searchable(tmp_path, rows) as ask:
        assert _ids(ask("word7")) == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("RAILWAY", True),
        ("railways", True),
        ("elan", True),
        ("Élan", True),
        ("al qaida", True),
        ("al-qaida", True),
        ('"élan for railways"', True),
        ('"railways élan"', False),
        ("railways élan", True),
        ("railways canals", False),
    ],
)
def test_words_match_without_case_accents_and_endings_and_phrases_in_order(
    tmp_path: Path, words: str, is_found: bool
) -> None:
    with _searchable(tmp_path, _texts(article(body="An élan for railways, says al-Qaida."))) as ask:
        assert bool(ask(words)) is is_found


def test_duplicates_are_left_out_and_older_revisions_are_told(tmp_path: Path) -> None:
    rows = _texts(
        article("copy", duplicate_of="new", duplicate_kind="exact", is_latest=False),
        article("new"),
        article("old", is_latest=False),
    )
    with _searchable(tmp_path, rows) as ask:
        assert {one.article_id: one.is_latest for one in ask("budget")} == {"new": True, "old": False}


def test_filters_by_entity_publisher_and_days(tmp_path: Path) -> None:
    rows = sound_rows(
        articles=[article(), article("a2"), article("a3", dump_date=NEXT_DAY, publisher="Copy Post")],
        article_people=[
            occurrence(person_id="ada-lovelace", role=None),
            occurrence(article_id="a3", dump_date=NEXT_DAY, person_id="ada-lovelace", role=None),
        ],
    )
    with _searchable(tmp_path, rows) as ask:
        ada, france = mark_of("person", "ada-lovelace"), mark_of("country", "FR")
        assert sorted(_ids(ask("budget", [ada]))) == ["a1", "a3"]
        assert _ids(ask("budget", [ada, france])) == ["a1"]
        assert _ids(ask("budget", [mark_of("agency", "gb-hm-treasury")])) == ["a1"]
        assert _ids(ask("budget", [mark_of("publisher", "copy post")])) == ["a3"]
        assert _ids(ask("budget", first=NEXT_DAY)) == ["a3"]
        assert sorted(_ids(ask("budget", last=DAY))) == ["a1", "a2"]
        assert _ids(ask("budget", first=date(2024, 7, 1))) == []


def test_a_mark_is_no_word(tmp_path: Path) -> None:
    with _searchable(tmp_path, sound_rows()) as ask:
        assert ask(mark_of("person", "ada-lovelace")) == []


def test_a_filter_does_not_change_the_order(tmp_path: Path) -> None:
    articles = [article(f"a{n}", body=f"{'budget ' * n}{FILLER}", title="X", publisher="P") for n in (1, 2, 3)]
    with _searchable(tmp_path, _texts(*articles)) as ask:
        assert _ids(ask("budget")) == _ids(ask("budget", [mark_of("publisher", "p")])) == ["a3", "a2", "a1"]


def test_the_line_is_where_the_words_stand_and_marks_them(tmp_path: Path) -> None:
    body = f"{FILLER}. The canal opens in June. {FILLER}"
    with _searchable(tmp_path, _texts(article(title="Canals", body=body))) as ask:
        (found,) = ask("canal")
    assert found.title == f"{OPENING}Canals{CLOSING}"
    assert f"The {OPENING}canal{CLOSING} opens in June." in found.line


def test_a_bullet_is_the_line_where_it_says_as_much_as_the_body(tmp_path: Path) -> None:
    rows = sound_rows(summaries=[summary(in_shorts=["A budget for France."])], summary_bullets=[bullet()])
    with _searchable(tmp_path, rows) as ask:
        (found,) = ask("budget france")
    assert found.line.startswith(f"A {OPENING}budget{CLOSING} for {OPENING}France{CLOSING}")


def test_the_best_come_first_however_few_are_asked_for(tmp_path: Path) -> None:
    articles = [article(f"a{n:02}", title="X", body=f"{'budget ' * (n % 7)}x {FILLER}") for n in range(30)]
    with _searchable(tmp_path, _texts(*articles)) as ask:
        everything = _ids(ask("budget", limit=100))
        assert len(everything) == 25
        assert _ids(ask("budget", limit=3)) == everything[:3]


def test_row_numbers_know_their_day_and_newer_days_come_first() -> None:
    lowest, highest = rows_of_days(DAY, NEXT_DAY)
    assert day_of_row(lowest) == NEXT_DAY
    assert day_of_row(highest) == DAY
    assert rows_of_days(date.min, date.max)[0] == 0
    assert rows_of_days(date.min, date.max)[1] < 2**63


def _content(home: Home, publication: Publication) -> dict[str, list[tuple[Any, ...]]]:
    """All that an index answers from: its days, articles and postings, whatever the layout of the file."""
    vocabulary = "create virtual table temp.postings using fts5vocab('main', 'words', 'instance')"
    with closing(sqlite3.connect(home.path_of(index_name(publication)))) as index:
        index.execute(vocabulary)
        tables = {"days": "dump_date", "articles": "rowid", "postings": "term, doc, col, offset"}
        return {name: index.execute(f"select * from {name} order by {by}").fetchall() for name, by in tables.items()}  # noqa: S608


DAYS_ROWS = [
    _texts(article("a1")),
    _texts(article("a1"), article("a2", dump_date=NEXT_DAY, body="Another text.")),
]


def test_an_index_that_was_carried_on_equals_one_made_anew(tmp_path: Path) -> None:
    carried, anew = Home(tmp_path / "carried"), Home(tmp_path / "anew")
    for home in (carried, anew):
        _make(home, PUBLICATION, DAYS_ROWS[0])
        _make(home, LATER, DAYS_ROWS[1])
    ensure_index(carried, PUBLICATION)
    ensure_index(carried, LATER, PUBLICATION)
    ensure_index(anew, LATER)
    assert _content(carried, LATER) == _content(anew, LATER)
    assert len(_content(anew, LATER)["days"]) == 2


@pytest.mark.parametrize(
    "after",
    [
        _texts(article("a3", dump_date=NEXT_DAY, body="Another text.")),
        _texts(article("a1", duplicate_of="a3", duplicate_kind="exact"), article("a3", dump_date=NEXT_DAY)),
        _texts(article("a1"), article_countries=[occurrence(country_id="FR", is_direct=True)]),
        _texts(article("a1"), summaries=[summary()]),
    ],
    ids=["day gone", "article became a duplicate", "entity added", "summary added"],
)
def test_nothing_of_a_changed_day_is_carried_on(tmp_path: Path, after: Rows) -> None:
    carried, anew = Home(tmp_path / "carried"), Home(tmp_path / "anew")
    for home in (carried, anew):
        _make(home, PUBLICATION, DAYS_ROWS[0])
        _make(home, LATER, after)
    ensure_index(carried, PUBLICATION)
    ensure_index(carried, LATER, PUBLICATION)
    ensure_index(anew, LATER)
    assert _content(carried, LATER) == _content(anew, LATER)
    assert _content(carried, LATER) != _content(carried, PUBLICATION)


def test_an_index_is_kept_and_made_again_where_missing_damaged_or_old(tmp_path: Path) -> None:
    home = Home(tmp_path)
    _make(home, PUBLICATION, DAYS_ROWS[0])
    assert not has_index(home, PUBLICATION)
    assert not ensure_index(home, PUBLICATION)
    assert ensure_index(home, PUBLICATION)
    path = home.path_of(index_name(PUBLICATION))
    sound = path.read_bytes()
    for damaged in (b"", b"no database", sound[:100]):
        path.write_bytes(damaged)
        assert not has_index(home, PUBLICATION)
        assert not ensure_index(home, PUBLICATION)
        assert path.read_bytes() == sound
    with closing(sqlite3.connect(path)) as index:
        index.execute("pragma user_version = 99")
    assert not ensure_index(home, PUBLICATION)
    assert [name for name in home.list_names("search") if name != index_name(PUBLICATION)] == []


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for folder in ("one", "two"):
        home = Home(tmp_path / folder)
        _make(home, PUBLICATION, DAYS_ROWS[1])
        ensure_index(home, PUBLICATION)
        made.append(home.read_bytes(index_name(PUBLICATION)))
    assert made[0] == made[1]


def test_a_published_version_has_its_index(small_home: Settings) -> None:
    home = Home(small_home.home)
    assert has_index(home, require_current(home))
