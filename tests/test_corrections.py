"""Corrections: overrides reach every published day with the next load, and no stage before it runs again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tasks.config import Settings
from tasks.corrections import count_mentions, read_overrides
from tasks.dry_run import describe_day
from tasks.errors import InputError
from tasks.store.home import Home
from tasks.store.publications import current_publication
from tasks.store.warehouse import connection_to_read
from tests.lake_builder import DAY_1, DAY_2, run_stages

pytestmark = pytest.mark.slow

HEADER = "action,kind,id,text,to,article,publisher,dump_date\n"
LINES = (
    "merge,person,grace-hopper,,admiral-hopper",
    "rename,person,ada-lovelace,,Ada King",
    "never,agency,,army",
    "never,agency,fr-ministry-of-the-economy-and-finance",
)


def _with(settings: Settings, *lines: str) -> Settings:
    path = settings.home.parent / "overrides.csv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return settings.model_copy(update={"overrides": path})


def _rows(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    publication = current_publication(Home(settings.home))
    assert publication
    with connection_to_read(settings.home / publication.warehouse) as con:
        return con.execute(query).fetchall()


def _publish(settings: Settings) -> str:
    return run_stages([DAY_1], settings)[-1].detail


def test_only_load_and_what_follows_runs_again(one_day: Settings) -> None:
    reports = run_stages([DAY_1], _with(one_day, *LINES))
    assert [report.stage for report in reports if not report.is_reused] == ["load", "export", "publish"]


def test_merged_renamed_and_struck_out_entities_are_so_in_every_table(one_day: Settings) -> None:
    before = _rows(one_day, "select mention_count, article_count from people where person_id = 'grace-hopper'")
    _publish(_with(one_day, *LINES))
    people = _rows(one_day, "select person_id, name, mention_count, article_count from people order by all")
    assert [row[:2] for row in people] == [("ada-lovelace", "Ada King"), ("admiral-hopper", "Grace Hopper")]
    assert people[1][2:] == before[0]
    assert _rows(one_day, "select distinct person_id from article_people order by all") == [
        ("ada-lovelace",),
        ("admiral-hopper",),
    ]
    assert (
        _rows(one_day, "select agency_id from agencies where agency_id = 'fr-ministry-of-the-economy-and-finance'")
        == []
    )
    assert "Ada Lovelace" in _rows(one_day, "select aliases from people where name = 'Ada King'")[0][0]


def test_mentions_are_numbered_without_gaps_after_some_are_struck_out(one_day: Settings) -> None:
    query = "select article_id, count(*), max(mention_no), min(mention_no) from mentions group by all"
    before = _rows(one_day, query)
    _publish(_with(one_day, *LINES))
    after = _rows(one_day, query)
    assert sum(row[1] for row in after) < sum(row[1] for row in before)
    assert all(row[1] == row[2] and row[3] == 1 for row in after)


def test_an_earlier_day_is_corrected_when_another_is_run(one_day: Settings) -> None:
    run_stages([DAY_2], _with(one_day, "merge,person,ada-lovelace,,ada-king"))
    query = "select first_dump_date, last_dump_date, article_count from people where person_id = 'ada-king'"
    assert _rows(one_day, query) == [(DAY_1, DAY_2, 5)]


def test_merging_into_a_known_entity_takes_its_name_and_adds_up_salience_anew(one_day: Settings) -> None:
    _publish(_with(one_day, "merge,agency,fr-parliament-of-france,,fr-ministry-of-the-economy-and-finance"))
    rows = _rows(
        one_day,
        "select name, article_agencies.mention_count, salience from article_agencies join agencies using (agency_id) "
        "where agency_id = 'fr-ministry-of-the-economy-and-finance'",
    )
    assert {row[:2] for row in rows} == {("Ministry of the Economy and Finance", 2)}
    assert all(0 < row[2] <= 1 for row in rows)


def test_a_split_holds_in_its_articles_alone(one_day: Settings) -> None:
    ((article_id,),) = _rows(one_day, "select article_id from articles where external_id = 'r1'")
    _publish(_with(one_day, f"split,person,ada-lovelace,,ada-lovelace-poet,{article_id}"))
    rows = _rows(
        one_day, "select person_id, name, article_count, wikidata_id from people where name like 'Ada%' order by 1"
    )
    assert rows == [("ada-lovelace", "Ada Lovelace", 1, None), ("ada-lovelace-poet", "Ada Lovelace", 1, None)]
    query = "select distinct entity_id from mentions where text = 'Ada Lovelace' and article_id = "
    assert _rows(one_day, f"{query}'{article_id}'") == [("ada-lovelace-poet",)]


def test_a_split_by_publisher_follows_the_original_of_a_copy(one_day: Settings) -> None:
    _publish(_with(one_day, "split,person,grace-hopper,,grace-hopper-copy,,Copy Post"))
    ids = {row[0] for row in _rows(one_day, "select distinct person_id from article_people")}
    assert len(ids & {"grace-hopper", "grace-hopper-copy"}) == 1


def test_taking_the_file_away_brings_the_old_version_back(one_day: Settings) -> None:
    plain = _publish(one_day)
    corrected = _publish(_with(one_day, *LINES))
    assert corrected != plain
    assert _publish(one_day) == plain
    assert _publish(_with(one_day)) == plain


def test_the_order_of_lines_and_rerunning_change_no_byte(one_day: Settings) -> None:
    first = _publish(_with(one_day, *LINES))
    path = one_day.home / f"exports/manifest-{first}.json"
    manifest = path.read_bytes()
    path.unlink()
    (one_day.home / f"warehouse/{first}.duckdb").unlink()
    assert _publish(_with(one_day, *reversed(LINES))) == first
    assert path.read_bytes() == manifest


def test_lines_that_match_nothing_are_a_warning(one_day: Settings) -> None:
    settings = _with(one_day, *LINES, "rename,person,nobody,,No Body", "never,country,,Atlantis")
    _publish(settings)
    results = _rows(settings, "select severity, failing_rows from check_results where check_name = 'overrides_match'")
    assert results == [("warn", 3)]
    counts = count_mentions(Home(settings.home), read_overrides(settings))
    assert {line for line in range(2, 8) if not counts.get(line)} == {4, 6, 7}


def test_a_country_can_be_struck_out(one_day: Settings) -> None:
    _publish(_with(one_day, "never,country,DE"))
    assert _rows(one_day, "select country_id from countries where country_id = 'DE'") == []
    assert _rows(one_day, "select count(*) > 0 from countries") == [(True,)]


def test_the_dry_run_sees_a_changed_file(one_day: Settings) -> None:
    assert {row.stage: row.state for row in describe_day(DAY_1, one_day)}["load"] == "up to date"
    assert {row.stage: row.state for row in describe_day(DAY_1, _with(one_day, *LINES))}["load"] == "to do"


def test_a_wrong_file_stops_the_load_and_leaves_what_is_published(one_day: Settings) -> None:
    before = current_publication(Home(one_day.home))
    with pytest.raises(InputError, match=r"overrides\.csv, line 2: action 'fuse'"):
        _publish(_with(one_day, "fuse,person,a,,b"))
    with pytest.raises(InputError, match=r"gone\.csv: override file cannot be read"):
        _publish(one_day.model_copy(update={"overrides": Path("gone.csv")}))
    assert current_publication(Home(one_day.home)) == before
