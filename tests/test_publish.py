"""publish: CURRENT moves last, whole and never back; a publication loses no day of another."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tasks import export, publish
from tasks.config import Settings
from tasks.errors import InputError
from tasks.pipeline import run_stage
from tasks.store import queries
from tasks.store.home import Home
from tasks.store.parts import part_name, read_footer, read_rows, write_part
from tasks.store.publication_log import LOG
from tasks.store.publications import CURRENT, MANIFEST_COPY, current_publication, published_days, read_manifest
from tasks.store.reading import connect_latest
from tests.lake_builder import DAY_1, DAY_2, DAY_3, record, run_stages, write_jsonl

pytestmark = pytest.mark.slow


def _version(settings: Settings) -> str:
    publication = current_publication(Home(settings.home))
    assert publication
    return publication.version


def _articles(settings: Settings) -> dict[str, int]:
    with connect_latest(settings.home) as con:
        return dict(con.execute("select dump_date::varchar, count(*) from articles group by all").fetchall())


def _log(settings: Settings) -> list[dict[str, object]]:
    return [json.loads(line) for line in (settings.home / LOG).read_text().splitlines()]


def test_a_second_day_keeps_the_first(one_day: Settings) -> None:
    before = _version(one_day)
    run_stages([DAY_2], one_day)
    assert _articles(one_day) == {"2024-06-04": 4, "2024-06-05": 4}
    assert published_days(Home(one_day.home)) == [DAY_1, DAY_2]
    assert _version(one_day) != before


def test_publishing_again_changes_no_file(one_day: Settings) -> None:
    def files() -> dict[str, tuple[int, int]]:
        found = (path for path in one_day.home.rglob("*") if path.is_file() and "log" not in path.parts)
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in found}

    before = files()
    reports = run_stages([DAY_1], one_day)
    assert files() == before
    assert all(report.is_reused for report in reports)
    assert len(_log(one_day)) == 1


def test_a_day_run_again_from_another_dump_replaces_its_rows(one_day: Settings, dumps: Path) -> None:
    write_jsonl(dumps / "2024-06-04-wire.jsonl", [record(7)])
    run_stages([DAY_1], one_day)
    assert _articles(one_day) == {"2024-06-04": 2}


def test_the_log_tells_what_was_published_on_top_of_what(one_day: Settings) -> None:
    first = _version(one_day)
    run_stages([DAY_2], one_day)
    entries = _log(one_day)
    assert [entry["previous"] for entry in entries] == [None, first]
    assert [entry["dump_dates"] for entry in entries] == [["2024-06-04"], ["2024-06-05"]]
    assert entries[1]["version"] == _version(one_day)


def test_current_names_files_that_are_there(one_day: Settings) -> None:
    current = json.loads((one_day.home / CURRENT).read_bytes())
    assert set(current) == {"version", "warehouse", "manifest"}
    assert (one_day.home / current["warehouse"]).is_file()
    assert (one_day.home / current["manifest"]).is_file()
    assert not Path(current["warehouse"]).is_absolute()


def test_the_copy_of_the_manifest_is_that_of_the_current_version(one_day: Settings) -> None:
    run_stages([DAY_2], one_day)
    home = Home(one_day.home)
    publication = current_publication(home)
    assert publication
    assert home.read_bytes(MANIFEST_COPY) == home.read_bytes(publication.manifest)


def test_publishing_mends_a_missing_copy_of_the_manifest(one_day: Settings) -> None:
    Home(one_day.home).remove(MANIFEST_COPY)
    publish.run([DAY_1], one_day)
    assert (one_day.home / MANIFEST_COPY).is_file()


def _forge_mention(settings: Settings) -> None:
    """Make the lake of the second day whole in form and wrong in content: a mention that is not in its body."""
    home = Home(settings.home)
    run_stages([DAY_2], settings, last="summarize")
    names = {table: part_name(table, DAY_2, 0) for table in ("mentions", "summary_bullets", "summaries")}
    footer = read_footer(home, names["mentions"])
    first, *others = read_rows(home, names["mentions"])
    assert footer
    write_part(home, "mentions", names["mentions"], [{**first, "text": "Nobody"}, *others], footer)
    for table in ("summary_bullets", "summaries"):
        footer = read_footer(home, names[table])
        assert footer
        inputs = {**footer.inputs, names["mentions"]: home.sha256_of(names["mentions"])}
        write_part(home, table, names[table], read_rows(home, names[table]), replace(footer, inputs=inputs))


@pytest.mark.parametrize("stage", ["load", "export", "publish"])
def test_a_failing_check_leaves_the_published_version_in_place(one_day: Settings, stage: str) -> None:
    before = (one_day.home / CURRENT).read_bytes()
    warehouses = sorted((one_day.home / "warehouse").iterdir())
    _forge_mention(one_day)
    with pytest.raises(InputError, match=r"mentions_hold: 1 rows, first on 2024-06-05"):
        run_stage(stage, [DAY_2], one_day)
    assert (one_day.home / CURRENT).read_bytes() == before
    assert sorted((one_day.home / "warehouse").iterdir()) == warehouses
    assert _articles(one_day) == {"2024-06-04": 4}


def test_a_check_that_only_warns_does_not_stop_the_publication(
    one_day: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = shutil.copytree(queries.SQL_FOLDER, tmp_path / "sql")
    text = "-- severity: warn\n-- Nothing is good enough.\nselect dump_date, article_id from articles;\n"
    (sql / "checks" / "nothing_is_good_enough.sql").write_text(text)
    monkeypatch.setattr(queries, "SQL_FOLDER", sql)
    run_stages([DAY_2], one_day)
    with connect_latest(one_day.home) as con:
        found = con.execute(
            "select dump_date::varchar, severity, failing_rows from check_results where check_name ^@ 'nothing'"
        ).fetchall()
    assert sorted(found) == [("2024-06-04", "warn", 4), ("2024-06-05", "warn", 4)]


def test_rejects_above_the_limit_leave_the_published_version_in_place(one_day: Settings, dumps: Path) -> None:
    before = (one_day.home / CURRENT).read_bytes()
    write_jsonl(dumps / "2024-06-05-wire.jsonl", ["{broken"] * 5)
    with pytest.raises(InputError, match="max_reject_share"):
        run_stages([DAY_2], one_day)
    assert (one_day.home / CURRENT).read_bytes() == before


def test_a_day_published_between_load_and_publish_is_not_lost(one_day: Settings, dumps: Path) -> None:
    write_jsonl(dumps / "2024-06-06.jsonl", [record(8)])
    run_stages([DAY_3], one_day, last="load")
    run_stages([DAY_2], one_day)
    report = publish.run([DAY_3], one_day)
    assert published_days(Home(one_day.home)) == [DAY_1, DAY_2, DAY_3]
    assert report.detail == _version(one_day)
    assert len(_articles(one_day)) == 3


def test_a_published_day_that_is_half_redone_stays_as_published(one_day: Settings, dumps: Path) -> None:
    write_jsonl(dumps / "2024-06-04-late.jsonl", [record(number) for number in range(20, 30)])
    run_stages([DAY_1], one_day, last="dedupe")
    run_stages([DAY_2], one_day)
    assert _articles(one_day) == {"2024-06-04": 4, "2024-06-05": 4}
    run_stages([DAY_1], one_day)
    assert _articles(one_day) == {"2024-06-04": 14, "2024-06-05": 4}


def test_a_refused_redo_does_not_get_in_with_another_day(one_day: Settings, dumps: Path) -> None:
    write_jsonl(dumps / "2024-06-04-wire.jsonl", ["{broken", "{broken", "{broken", record(40)])
    with pytest.raises(InputError, match="max_reject_share"):
        run_stages([DAY_1], one_day)
    run_stages([DAY_2], one_day)
    assert _articles(one_day) == {"2024-06-04": 4, "2024-06-05": 4}


def test_a_reader_keeps_its_version_while_the_next_is_published(one_day: Settings) -> None:
    with connect_latest(one_day.home) as con:
        run_stages([DAY_2], one_day)
        assert con.execute("select count(*) from articles").fetchall() == [(4,)]
    assert _articles(one_day) == {"2024-06-04": 4, "2024-06-05": 4}


def test_publish_alone_does_what_load_and_export_would_have_done(
    make_settings: Callable[..., Settings], dumps: Path, tiny_model: str
) -> None:
    settings = make_settings(source=str(dumps), model=tiny_model)
    run_stages([DAY_1], settings, last="summarize")
    publish.run([DAY_1], settings)
    assert _articles(settings) == {"2024-06-04": 4}


def test_the_order_in_which_days_arrive_does_not_matter(one_day: Settings, small_home: Settings) -> None:
    later_first = one_day.model_copy(update={"home": one_day.home.parent / "later-first"})
    run_stages([DAY_2], later_first)
    run_stages([DAY_1], later_first)
    assert _version(later_first) == _version(small_home)


def test_exports_are_made_before_current_moves(one_day: Settings) -> None:
    before = _version(one_day)
    run_stages([DAY_2], one_day, last="export")
    report = export.run([DAY_2], one_day)
    assert report.is_reused
    assert (one_day.home / f"exports/manifest-{report.detail}.json").is_file()
    assert _version(one_day) == before


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff"], ids=["missing", "empty", "{}", "bytes"])
def test_a_damaged_manifest_is_named_and_mended_by_the_next_run(one_day: Settings, content: bytes | None) -> None:
    home = Home(one_day.home)
    publication = current_publication(home)
    assert publication
    if content is None:
        home.remove(publication.manifest)
    else:
        home.path_of(publication.manifest).write_bytes(content)
    with pytest.raises(InputError, match=publication.manifest):
        read_manifest(home, publication)
    publish.run([DAY_1], one_day)
    assert read_manifest(home, publication)["dump_dates"] == ["2024-06-04"]


def test_a_damaged_current_is_written_again_by_the_next_run_and_loses_no_day(one_day: Settings) -> None:
    before = _version(one_day)
    (one_day.home / CURRENT).write_bytes(b"")
    publish.run([DAY_1], one_day)
    assert _version(one_day) == before
    (one_day.home / CURRENT).write_bytes(b"")
    run_stages([DAY_2], one_day)
    assert published_days(Home(one_day.home)) == [DAY_1, DAY_2]


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"not json", b'{"version": "x"}', b"\xff"],
    ids=["empty", "{}", "[]", "text", "part", "bytes"],
)
def test_a_damaged_current_is_an_error_that_names_the_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / CURRENT).write_bytes(content)
    with pytest.raises(InputError, match="CURRENT is damaged"):
        current_publication(Home(tmp_path))
