"""Views: rows in, rows out. Duplicates are in no count."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from tasks.store.queries import read_sql, sql_names
from tests.warehouse_rows import BODY, DAY, Rows, article, mention, occurrence, sound_rows, warehouse_of

NEXT_DAY = date(2024, 6, 5)
PLURALS = {"person": "people", "country": "countries", "agency": "agencies"}


def _rows(con: duckdb.DuckDBPyConnection, view: str, columns: str) -> list[tuple[Any, ...]]:
    return con.execute(f"select {columns} from {view} order by all").fetchall()  # noqa: S608 names of this file


def _with_copy(**changes: Sequence[Mapping[str, Any]]) -> Rows:
    """The sound article on one day, its exact copy and another article on the next."""
    copy = article("a2", dump_date=NEXT_DAY, duplicate_of="a1", duplicate_kind="exact", is_latest=False)
    other = article("a3", dump_date=NEXT_DAY, publisher="Copy Post", word_count=7)
    rows = sound_rows(articles=[article(), copy, other])
    for table in ("article_people", "article_countries", "article_agencies"):
        (first,) = rows[table]
        second = {**first, "article_id": "a2", "dump_date": NEXT_DAY}
        third = {**first, "article_id": "a3", "dump_date": NEXT_DAY, "mention_count": 3, "salience": 0.25}
        rows[table] = [first, second, third]
    return {**rows, **changes}


def test_every_view_of_the_project_is_tested_here() -> None:
    tested = {
        "agency_timeline",
        "article_entities",
        "country_pairs",
        "daily_agencies",
        "daily_articles",
        "daily_countries",
        "daily_people",
        "duplicates",
        "edition",
        "latest_articles",
        "mentions_in_context",
        "people_together",
        "trending",
    }
    assert set(sql_names("views")) == tested


def test_every_view_says_what_it_shows() -> None:
    with warehouse_of({}) as con:
        comments = dict(con.execute("select view_name, comment from duckdb_views() where not internal").fetchall())
    assert set(comments) == set(sql_names("views"))
    assert all(comments.values())


def test_every_column_of_a_table_or_view_has_a_comment() -> None:
    with warehouse_of({}) as con:
        bare = con.execute(
            "select table_name, column_name from duckdb_columns() "
            "where not internal and schema_name = 'main' and coalesce(trim(comment), '') = ''"
        ).fetchall()
    assert bare == []


def test_every_macro_says_what_it_finds() -> None:
    query = "select function_name, comment from duckdb_functions() where function_type = 'table_macro' and not internal"
    with warehouse_of({}) as con:
        comments = dict(con.execute(query).fetchall())
    assert set(comments) == set(sql_names("macros"))
    assert all(comments.values())


@pytest.mark.parametrize("view", sql_names("views"))
def test_the_head_of_a_view_names_its_grain_and_what_duplicates_do(view: str) -> None:
    head = read_sql("views", view).split("create view")[0]
    assert re.search(r"^-- Grain: [a-z_, ]+", head, re.MULTILINE)
    assert re.search(r"[Dd]uplicates|repeat", head)


def test_latest_articles_leaves_out_older_revisions_and_duplicates() -> None:
    articles = [
        article("new", url_key="x.org/1"),
        article("old", url_key="x.org/1", is_latest=False),
        article("copy", duplicate_of="new", duplicate_kind="exact"),
    ]
    with warehouse_of({"articles": articles}) as con:
        assert _rows(con, "latest_articles", "article_id") == [("new",)]


def test_article_entities_lists_every_kind_under_its_name() -> None:
    with warehouse_of(sound_rows()) as con:
        rows = _rows(con, "article_entities", "kind, entity_id, name, mention_count, salience")
    assert rows == [
        ("agency", "gb-hm-treasury", "HM Treasury", 1, 0.5),
        ("country", "FR", "France", 1, 0.5),
        ("person", "ada-lovelace", "Ada Lovelace", 1, 0.5),
    ]


def test_article_entities_tells_a_country_from_a_person_of_the_same_id() -> None:
    people = [{**sound_rows()["people"][0], "person_id": "FR", "name": "Fr"}]
    with warehouse_of(sound_rows(people=people, article_people=[occurrence(person_id="FR", role=None)])) as con:
        names = _rows(con, "article_entities", "kind, name")
    assert ("country", "France") in names
    assert ("person", "Fr") in names
    assert len(names) == 3


def test_daily_articles_counts_duplicates_apart() -> None:
    with warehouse_of(_with_copy()) as con:
        rows = _rows(con, "daily_articles", "dump_date, publisher, article_count, duplicate_count, word_count")
    assert rows == [
        (DAY, "Example Wire", 1, 0, 15),
        (NEXT_DAY, "Copy Post", 1, 0, 7),
        (NEXT_DAY, "Example Wire", 0, 1, None),
    ]


@pytest.mark.parametrize("plural", PLURALS.values())
def test_daily_counts_leave_duplicates_out(plural: str) -> None:
    with warehouse_of(_with_copy()) as con:
        rows = _rows(con, f"daily_{plural}", "dump_date, article_count, mention_count, mean_salience")
    assert rows == [(DAY, 1, 1, 0.5), (NEXT_DAY, 1, 3, 0.25)]


@pytest.mark.parametrize("plural", PLURALS.values())
def test_daily_counts_are_empty_where_all_articles_are_duplicates(plural: str) -> None:
    only_copy = [article(duplicate_of="elsewhere", duplicate_kind="exact")]
    with warehouse_of(sound_rows(articles=only_copy)) as con:
        assert _rows(con, f"daily_{plural}", "*") == []


PAIRS = {"people_together": ("people", "person_id"), "country_pairs": ("countries", "country_id")}


def _in_common(view: str) -> Rows:
    """Ids a, b and c in the article of the first day, a and b in one of the next, all three in a copy of it."""
    plural, column = PAIRS[view]
    rows = _with_copy()
    (first, *_) = rows[f"article_{plural}"]
    of_article = {"a1": "abc", "a3": "ab", "a2": "abc"}
    days = {"a1": DAY, "a2": NEXT_DAY, "a3": NEXT_DAY}
    salience = {"a": 0.9, "b": 0.5, "c": 0.1}
    found = [
        {**first, "article_id": one, column: name, "dump_date": days[one], "salience": salience[name]}
        for one, names in of_article.items()
        for name in names
    ]
    entities = [{**rows[plural][0], column: name, "name": name.upper()} for name in "abc"]
    return {**rows, plural: entities, f"article_{plural}": found}


@pytest.mark.parametrize("view", PAIRS)
def test_pairs_are_counted_once_without_duplicates(view: str) -> None:
    column = PAIRS[view][1]
    with warehouse_of(_in_common(view)) as con:
        rows = _rows(con, view, f"dump_date, {column}, other_{column}, name, other_name, article_count")
    assert rows == [
        (DAY, "a", "b", "A", "B", 1),
        (DAY, "a", "c", "A", "C", 1),
        (DAY, "b", "c", "B", "C", 1),
        (NEXT_DAY, "a", "b", "A", "B", 1),
    ]


@pytest.mark.parametrize("view", PAIRS)
def test_pairs_of_a_day_are_one_row_and_tell_how_prominent_the_lesser_was(view: str) -> None:
    rows = _in_common(view)
    again = article("a4", dump_date=NEXT_DAY)
    table, column = f"article_{PAIRS[view][0]}", PAIRS[view][1]
    found = [{**rows[table][0], "article_id": "a4", "dump_date": NEXT_DAY, column: one} for one in "ab"]
    found = [{**one, "salience": 0.3} for one in found]
    with warehouse_of({**rows, "articles": [*rows["articles"], again], table: [*rows[table], *found]}) as con:
        pairs = _rows(con, view, "dump_date, article_count, mean_salience")
    assert pairs == [(DAY, 1, 0.1), (DAY, 1, 0.1), (DAY, 1, 0.5), (NEXT_DAY, 2, 0.4)]


@pytest.mark.parametrize("view", PAIRS)
def test_one_alone_makes_no_pair(view: str) -> None:
    with warehouse_of(sound_rows()) as con:
        assert _rows(con, view, "*") == []


def test_agency_timeline_has_quiet_days_and_leaves_duplicates_out() -> None:
    third_day = date(2024, 6, 6)
    rows = _with_copy()
    quiet = article("a4", dump_date=third_day)
    with warehouse_of({**rows, "articles": [*rows["articles"], quiet]}) as con:
        timeline = _rows(con, "agency_timeline", "dump_date, article_count, mention_count, article_share")
    assert timeline == [(DAY, 1, 1, 1.0), (NEXT_DAY, 1, 3, 1.0), (third_day, 0, 0, 0.0)]


def test_agency_timeline_begins_with_the_first_day_of_the_agency() -> None:
    rows = sound_rows(articles=[article(), article("a0", dump_date=date(2024, 6, 3)), article("a3", title="Other")])
    with warehouse_of(rows) as con:
        assert _rows(con, "agency_timeline", "dump_date, agency_id, name, country_id, article_share") == [
            (DAY, "gb-hm-treasury", "HM Treasury", "GB", 0.5)
        ]


def test_a_day_of_duplicates_alone_has_no_share() -> None:
    only_copy = [article(duplicate_of="elsewhere", duplicate_kind="exact")]
    with warehouse_of(sound_rows(articles=only_copy)) as con:
        assert _rows(con, "agency_timeline", "article_count, article_share") == [(0, None)]


def test_duplicates_say_which_article_and_how_much_is_common() -> None:
    near = article("a2", dump_date=NEXT_DAY, duplicate_of="a1", duplicate_kind="near", duplicate_share=0.8)
    with warehouse_of(sound_rows(articles=[article(), near])) as con:
        rows = _rows(con, "duplicates", "article_id, duplicate_of, duplicate_kind, duplicate_share, original_dump_date")
    assert rows == [("a2", "a1", "near", 0.8, DAY)]


def test_mentions_in_context_show_the_words_before_and_after() -> None:
    with warehouse_of(sound_rows()) as con:
        rows = {row[1]: row for row in _rows(con, "mentions_in_context", "before, text, after, entity_id")}
    assert rows["Ada Lovelace"][0] == ""
    assert rows["Ada Lovelace"][2] == BODY[12 : 12 + 80]
    assert rows["France"][0] + "France" + rows["France"][2] == BODY
    assert rows["France"][3] == "FR"


def test_mentions_in_context_show_eighty_characters_on_either_side() -> None:
    body = "é" * 100 + "Ada" + "ü" * 100
    ada = mention(1, start_char=100, end_char=103) | {"text": "Ada"}
    with warehouse_of(sound_rows(articles=[article(body=body)], mentions=[ada])) as con:
        assert _rows(con, "mentions_in_context", "before, text, after") == [("é" * 80, "Ada", "ü" * 80)]


def _coverage(counts: Mapping[date, tuple[int, int]], **changes: Any) -> Rows:
    """Articles by day, of which the first few mention France; nobody else is mentioned."""
    articles, found = [], []
    for day, (mentioned, total) in counts.items():
        for number in range(total):
            article_id = f"{day}-{number}"
            articles.append(article(article_id, dump_date=day, **changes))
            if number < mentioned:
                found.append(occurrence(article_id=article_id, dump_date=day, country_id="FR", is_direct=True))
    return sound_rows(articles=articles, article_countries=found, article_people=[], article_agencies=[])


def _score(mentioned: int, total: int, earlier_mentioned: int, earlier_total: int) -> float:
    """The formula of the view's header in plain arithmetic."""
    share = (mentioned + earlier_mentioned) / (total + earlier_total)
    cells = [(mentioned, total * share), (earlier_mentioned, earlier_total * share)]
    likelihood = 2 * sum(count * math.log(count / expected) for count, expected in cells if count)
    return math.copysign(math.sqrt(likelihood), mentioned - total * share)


TRENDS = {
    "more than before": (4, 10, 10, 100),
    "less than before": (1, 10, 60, 100),
    "never before": (2, 10, 0, 100),
    "in every article": (3, 3, 1, 50),
}


@pytest.mark.parametrize("counts", TRENDS.values(), ids=TRENDS)
def test_trending_scores_a_share_against_the_days_before(counts: tuple[int, int, int, int]) -> None:
    mentioned, total, earlier_mentioned, earlier_total = counts
    days = {DAY - timedelta(days=1): (earlier_mentioned, earlier_total), DAY: (mentioned, total)}
    with warehouse_of(_coverage(days)) as con:
        columns = "dump_date, kind, entity_id, article_count, articles_of_day, earlier_article_count, earlier_articles"
        found = [row for row in _rows(con, "trending", f"{columns}, score") if row[0] == DAY]
    assert [row[:-1] for row in found] == [(DAY, "country", "FR", *counts)]
    assert found[0][-1] == pytest.approx(_score(*counts), abs=1e-4)


def test_trending_is_nought_where_the_share_is_as_ever() -> None:
    with warehouse_of(_coverage({DAY - timedelta(days=1): (10, 50), DAY: (2, 10)})) as con:
        assert _rows(con, f"trending where dump_date = '{DAY}'", "expected_count, score") == [(2.0, 0.0)]


def test_trending_looks_at_28_days_before_and_no_other() -> None:
    days = {DAY - timedelta(days=back): (1, back) for back in (1, 28, 29)} | {
        DAY: (1, 2),
        DAY + timedelta(days=1): (5, 5),
    }
    with warehouse_of(_coverage(days)) as con:
        rows = _rows(
            con,
            f"trending where dump_date = '{DAY}'",
            "earlier_day_count, earlier_article_count, earlier_articles",
        )
    assert rows == [(2, 2, 1 + 28)]


def test_trending_scores_nothing_on_the_first_day() -> None:
    with warehouse_of(_coverage({DAY: (2, 3)})) as con:
        columns = "article_count, earlier_day_count, earlier_article_count, expected_count, score"
        assert _rows(con, "trending", columns) == [(2, 0, 0, None, None)]


def test_trending_compares_people_countries_and_agencies_each_with_themselves() -> None:
    with warehouse_of(_with_copy()) as con:
        rows = _rows(con, f"trending where dump_date = '{NEXT_DAY}'", "kind, entity_id, name, article_count, score")
    assert [row[:4] for row in rows] == [
        ("agency", "gb-hm-treasury", "HM Treasury", 1),
        ("country", "FR", "France", 1),
        ("person", "ada-lovelace", "Ada Lovelace", 1),
    ]
    assert {row[4] for row in rows} == {0.0}


def test_trending_leaves_duplicates_out_of_both_sides() -> None:
    rows = _coverage({DAY - timedelta(days=1): (2, 4), DAY: (2, 4)})
    repeated = {"duplicate_of": "elsewhere", "duplicate_kind": "exact"}
    copies = [{**one, **(repeated if one["article_id"].endswith("-0") else {})} for one in rows["articles"]]
    with warehouse_of({**rows, "articles": copies}) as con:
        columns = "article_count, articles_of_day, earlier_article_count, earlier_articles"
        assert _rows(con, f"trending where dump_date = '{DAY}'", columns) == [(1, 3, 1, 3)]


@pytest.mark.parametrize("view", sql_names("views"))
def test_numbers_of_a_view_are_of_types_that_every_client_knows(view: str) -> None:
    """HUGEINT, which sum() makes, is a decimal in Arrow, text in JSON and a float in pandas."""
    with warehouse_of({}) as con:
        types = {row[1] for row in con.execute(f"describe {view}").fetchall()}
    assert not types & {"HUGEINT", "UHUGEINT"}
    assert not any(kind.startswith("DECIMAL") for kind in types)


def test_edition_has_a_row_with_sections_and_entities_for_every_article_but_duplicates() -> None:
    with warehouse_of(_with_copy()) as con:
        rows = _rows(con, "edition", "dump_date, position, article_id, method, copy_count")
        sections = con.execute("select in_shorts, in_depth, key_takeaways from edition where article_id = 'a1'")
        bullets = [{"text": BODY[:43], "evidence": [{"start_char": 0, "end_char": 43}]}]
        assert sections.fetchone() == (bullets, BODY, bullets)
        names = con.execute("select [entity.name for entity in entities] from edition where article_id = 'a1'")
        assert names.fetchone() == (["Ada Lovelace", "France", "HM Treasury"],)
    assert rows == [(DAY, 1, "a1", "extractive", 0), (NEXT_DAY, 1, "a3", None, 0)]


def test_edition_puts_first_what_the_day_is_about_then_what_others_repeat() -> None:
    copy = article("copy", duplicate_of="printed", duplicate_kind="near")
    articles = [article("plain"), article("printed"), copy, article("about-1"), article("about-2")]
    mentioned = [
        occurrence(article_id=about, person_id="ada-lovelace", role="Minister") for about in ("about-1", "about-2")
    ]
    rows = sound_rows(articles=articles, article_people=mentioned, article_countries=[], article_agencies=[])
    with warehouse_of(rows) as con:
        found = con.execute("select article_id, copy_count, newsworthiness from edition order by position").fetchall()
        roles = con.execute("select entities[1].role from edition where article_id = 'about-1'").fetchone()
    assert found == [
        ("printed", 1, round(2 * math.log(2), 4)),
        ("about-1", 0, round(0.5 * math.log(2) * (1 - 2 / 4), 4)),
        ("about-2", 0, round(0.5 * math.log(2) * (1 - 2 / 4), 4)),
        ("plain", 0, 0.0),
    ]
    assert roles == ("Minister",)


def test_edition_counts_three_entities_of_an_article_and_how_they_trend() -> None:
    """Four people in one article today; before, two other articles that mention nobody."""
    earlier = [article(f"e{number}", dump_date=DAY - timedelta(days=1)) for number in (1, 2)]
    people = [{**sound_rows()["people"][0], "person_id": f"p{number}"} for number in range(4)]
    mentioned = [occurrence(person_id=f"p{number}", role=None, salience=0.2 * number) for number in range(4)]
    rows = sound_rows(
        articles=[article(), *earlier],
        people=people,
        article_people=mentioned,
        article_countries=[],
        article_agencies=[],
    )
    score = round(math.sqrt(2 * math.log(3)), 4)
    with warehouse_of(rows) as con:
        (found,) = _rows(con, "edition where article_id = 'a1'", "newsworthiness")
    assert found == (pytest.approx((0.2 + 0.4 + 0.6) * score, abs=1e-3),)
