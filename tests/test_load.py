"""load: a new warehouse of all published days and the given ones, beside the one that readers see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas import PUBLISHED_TABLES
from tasks import load
from tasks.config import Settings
from tasks.errors import InputError
from tasks.store.home import Home
from tasks.store.parts import part_name, read_footer, read_rows, write_part
from tasks.store.publications import current_publication, publication_of
from tasks.store.warehouse import connection_to_read
from tests.lake_builder import DAY_1, DAY_2, record, run_stages, write_jsonl


def _rows(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    publication = current_publication(Home(settings.home))
    assert publication
    with connection_to_read(settings.home / publication.warehouse) as con:
        return con.execute(query).fetchall()


def test_load_shows_readers_nothing(make_settings: Callable[..., Settings], dumps: Path, tiny_model: str) -> None:
    settings = make_settings(model=tiny_model, source=str(dumps))
    *_, report = run_stages([DAY_1], settings, last="load")
    home = Home(settings.home)
    assert home.exists(publication_of(report.detail).warehouse)
    assert current_publication(home) is None
    assert home.list_names("exports") == []


def test_loading_twice_makes_one_version(make_settings: Callable[..., Settings], dumps: Path, tiny_model: str) -> None:
    settings = make_settings(model=tiny_model, source=str(dumps))
    *_, first = run_stages([DAY_1], settings, last="load")
    path = settings.home / publication_of(first.detail).warehouse
    written = path.stat().st_mtime_ns
    second = load.run([DAY_1], settings)
    assert (second.detail, second.is_reused) == (first.detail, True)
    assert path.stat().st_mtime_ns == written
    assert Home(settings.home).list_names("warehouse") == [publication_of(first.detail).warehouse]


def test_a_warehouse_has_no_log_beside_it(small_home: Settings) -> None:
    assert {path.suffix for path in (small_home.home / "warehouse").iterdir()} == {".duckdb"}


def test_two_homes_of_equal_dumps_have_the_same_version(
    small_home: Settings, make_settings: Callable[..., Settings], dumps: Path, tiny_model: str
) -> None:
    settings = make_settings(model=tiny_model, source=str(dumps), home=dumps.parent / "elsewhere")
    *_, report = run_stages([DAY_2, DAY_1], settings)
    publication = current_publication(Home(small_home.home))
    assert publication is not None
    assert report.detail == publication.version


def test_every_record_is_an_article_or_a_reject(small_home: Settings) -> None:
    counts = _rows(small_home, "select sum(record_count), sum(article_count), sum(reject_count) from inputs")
    kept = _rows(small_home, "select (select count(*) from articles), (select count(*) from rejects)")
    assert counts == [(10, 8, 2)]
    assert kept == [(8, 2)]


def test_the_newest_revision_of_an_address_is_the_latest(small_home: Settings) -> None:
    query = "select dump_date, is_latest from articles where url_key = 'example.org/news/1' order by dump_date"
    assert _rows(small_home, query) == [(DAY_1, False), (DAY_2, True)]


def test_a_copy_of_the_day_has_the_rows_of_the_article_it_copies(small_home: Settings) -> None:
    copies = _rows(small_home, "select article_id, duplicate_of from articles where duplicate_of is not null")
    assert len(copies) == 1
    for table, columns in {
        "mentions": "mention_no, entity_id, start_char, end_char",
        "article_people": "person_id, mention_count, salience",
        "summary_bullets": "section, position, text",
        "summaries": "in_shorts, key_takeaways",
    }.items():
        of_copy, of_original = (
            _rows(small_home, f"select {columns} from {table} where article_id = '{one}' order by all")  # noqa: S608
            for one in copies[0]
        )
        assert of_copy == of_original
        assert of_copy != []


def test_counts_of_people_leave_duplicates_out(small_home: Settings) -> None:
    query = (
        "select article_count, mention_count, first_dump_date, last_dump_date from people where name = 'Grace Hopper'"
    )
    assert _rows(small_home, query) == [(1, 2, DAY_1, DAY_1)]


def test_entities_are_added_up_over_days(small_home: Settings) -> None:
    query = "select first_dump_date, last_dump_date, article_count from people where name = 'Ada Lovelace'"
    assert _rows(small_home, query) == [(DAY_1, DAY_2, 5)]


def test_articles_in_another_language_have_no_summary(small_home: Settings) -> None:
    query = """
        select articles.language, count(summaries.article_id)
        from articles left join summaries using (article_id) where articles.external_id = 'r3' group by all
    """
    assert _rows(small_home, query) == [("es", 0)]


def test_a_publishers_bullets_stand_word_for_word(small_home: Settings) -> None:
    query = "select in_shorts, key_takeaways, method from summaries where in_shorts[1] like 'Parliament backs%'"
    shorts = ["Parliament backs the rail plan in its first vote.", "Germany joins the fund."]
    takeaways = ["310 members voted for the plan.", "A second vote follows in July."]
    assert _rows(small_home, query) == [(shorts, takeaways, "publisher")]


def test_every_mention_is_the_body_at_its_span(small_home: Settings) -> None:
    query = """
        select count(*), count(*) filter (where body[start_char + 1:end_char] = text)
        from mentions join articles using (article_id)
    """
    ((all_mentions, held),) = _rows(small_home, query)
    assert all_mentions == held > 10


def test_runs_tell_how_each_part_was_made(small_home: Settings) -> None:
    runs = _rows(small_home, "select dump_date, stage, part, model from runs order by all")
    stages = {stage for _, stage, *_ in runs}
    assert stages == {"plan", "ingest", "dedupe", "tag", "link", "summarize"}
    assert {model for _, stage, _, model in runs if stage == "tag"} == {"en_tiny 1.0.0"}
    assert len(runs) == 2 * len(stages)


def test_every_check_has_a_result_for_every_day(small_home: Settings) -> None:
    query = (
        "select dump_date, count(distinct check_name), sum(failing_rows) from check_results group by all order by all"
    )
    rows = _rows(small_home, query)
    assert [row[0] for row in rows] == [DAY_1, DAY_2]
    assert all(row[1] >= 12 for row in rows)


@pytest.mark.parametrize("table", [contract.table for contract in PUBLISHED_TABLES])
def test_every_table_of_the_small_home_has_rows(small_home: Settings, table: str) -> None:
    """Or the tests that read it would prove nothing."""
    assert _rows(small_home, f"select count(*) > 0 from {table}") == [(True,)]  # noqa: S608 names of the contracts


def test_too_many_rejects_stop_the_load_and_say_the_three_most_common_reasons(
    make_settings: Callable[..., Settings], tmp_path: Path, tiny_model: str
) -> None:
    lines = ["{broken"] * 3 + ["[]"] * 2 + ['{"title": "no body"}'] * 2 + [record(1, body=" ")] + [record(2)] * 4
    write_jsonl(tmp_path / "dumps" / "2024-06-04.jsonl", lines)
    settings = make_settings(model=tiny_model)
    with pytest.raises(InputError) as raised:
        run_stages([DAY_1], settings)
    message = str(raised.value)
    assert "8 of 12 records were refused" in message
    assert "syntax (3), missing_body (2), wrong_type (2)" in message
    assert "empty_body" not in message
    assert "max_reject_share = 0.2" in message
    assert current_publication(Home(settings.home)) is None


def test_a_share_of_rejects_at_the_limit_is_let_through(
    make_settings: Callable[..., Settings], tmp_path: Path, tiny_model: str
) -> None:
    write_jsonl(tmp_path / "dumps" / "2024-06-04.jsonl", ["{broken", record(1), record(2), record(3)])
    settings = make_settings(model=tiny_model, max_reject_share=0.25)
    run_stages([DAY_1], settings)
    assert current_publication(Home(settings.home)) is not None


def test_a_day_that_is_not_complete_says_which_part_is_missing(
    make_settings: Callable[..., Settings], dumps: Path, tiny_model: str
) -> None:
    settings = make_settings(model=tiny_model, source=str(dumps))
    run_stages([DAY_1], settings, last="summarize")
    Home(settings.home).remove(part_name("spans", DAY_1, 0))
    with pytest.raises(InputError, match=r"lake/spans/dump_date=2024-06-04/part-00000\.parquet"):
        load.run([DAY_1], settings)


def test_a_part_made_from_another_input_is_not_loaded(
    make_settings: Callable[..., Settings], dumps: Path, tiny_model: str
) -> None:
    settings = make_settings(model=tiny_model, source=str(dumps))
    run_stages([DAY_1], settings, last="summarize")
    home = Home(settings.home)
    name = part_name("sentences", DAY_1, 0)
    footer = read_footer(home, name)
    assert footer
    write_part(home, "sentences", name, read_rows(home, name)[1:], footer)
    with pytest.raises(InputError, match=r"summar.* was made from another lake/sentences"):
        load.run([DAY_1], settings)
