"""The two doors for readers: a connection that cannot leave its file, and the paths of the exports."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

import tasks
from tasks import connect_latest, export_paths
from tasks.config import Settings
from tasks.errors import InputError
from tests.lake_builder import DAY_1, DAY_2, record, run_stages, write_jsonl

ESCAPES = {
    "COPY TO a file": "copy articles to '{path}'",
    "COPY FROM a file": "copy articles from '{path}'",
    "read_csv": "select * from read_csv('{path}')",
    "read_text": "select * from read_text('{path}')",
    "read_parquet": "select * from read_parquet('{path}')",
    "a file as a table": "select * from '{path}'",
    "glob": "select * from glob('{folder}/*')",
    "ATTACH": "attach '{path}.duckdb' as other",
    "EXPORT DATABASE": "export database '{folder}/copy'",
    "INSTALL": "install httpfs",
    "LOAD": "load '{path}'",
    "opening external access": "set enable_external_access = true",
    "setting the time zone": "set timezone = 'Asia/Tokyo'",
    "unlocking": "set lock_configuration = false",
    "DELETE": "delete from articles",
    "CREATE TABLE": "create table mine (a integer)",
    "UPDATE": "update articles set title = 'x'",
    "DROP": "drop table articles",
    "getenv": "select getenv('HOME')",
}


@pytest.mark.parametrize("query", ESCAPES.values(), ids=ESCAPES)
def test_sql_cannot(small_home: Settings, tmp_path: Path, query: str) -> None:
    target = tmp_path / "secret.csv"
    target.write_text("a\n1\n")
    with connect_latest(small_home.home) as con, pytest.raises(duckdb.Error):
        con.execute(query.format(path=target, folder=tmp_path)).fetchall()
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    assert target.read_text() == "a\n1\n"


def test_times_are_in_utc(small_home: Settings) -> None:
    query = "select published_at::varchar from articles where external_id = 'r1' and dump_date = '2024-06-04'"
    with connect_latest(small_home.home) as con:
        assert con.execute(query).fetchall() == [("2024-06-04 08:00:00+00",)]


def test_home_may_be_given_as_text(small_home: Settings) -> None:
    with connect_latest(str(small_home.home)) as con:
        assert con.execute("select count(*) from articles").fetchall() == [(8,)]


def test_home_is_that_of_the_settings_where_left_out(small_home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYBOOK_HOME", str(small_home.home))
    with connect_latest() as con:
        assert con.execute("select count(*) from articles").fetchall() == [(8,)]
    assert len(export_paths("articles")) == 2


def test_several_readers_at_once_do_not_wait_for_each_other(small_home: Settings) -> None:
    with connect_latest(small_home.home) as one, connect_latest(small_home.home) as two:
        one.execute("begin")
        assert (
            one.execute("select 1 from articles limit 1").fetchall()
            == two.execute("select 1 from articles limit 1").fetchall()
        )


def test_a_home_without_publication_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing is published in .* run `daybook run` first"):
        connect_latest(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_export_paths_are_files_that_hold_the_table(small_home: Settings) -> None:
    paths = export_paths("articles", small_home.home)
    assert paths == sorted(paths)
    assert sum(pq.read_metadata(path).num_rows for path in paths) == 8


def test_export_paths_of_one_day(small_home: Settings) -> None:
    first, second = (export_paths("mentions", small_home.home, dump_date=day) for day in (DAY_1, DAY_2))
    assert [*first, *second] == export_paths("mentions", small_home.home)
    assert "dump_date=2024-06-05" in str(second[0])


def test_export_paths_name_current_files_only(one_day: Settings) -> None:
    before = export_paths("people", one_day.home)
    run_stages([DAY_2], one_day)
    after = export_paths("people", one_day.home)
    assert (len(before), len(after)) == (1, 1)
    assert before != after


def test_an_unknown_table_is_named_with_those_there_are(small_home: Settings) -> None:
    with pytest.raises(InputError, match=r"no table 'article' .* agencies, article_agencies, .*, summary_bullets"):
        export_paths("article", small_home.home)


def test_a_table_without_rows_has_no_paths(tmp_path: Path, tiny_model: str) -> None:
    write_jsonl(tmp_path / "dumps" / "2024-06-04.jsonl", [record(1)])
    settings = Settings(home=tmp_path / "home", source=str(tmp_path / "dumps"), workers=1, model=tiny_model)
    run_stages([DAY_1], settings)
    assert export_paths("rejects", settings.home) == []


def test_the_package_offers_just_its_two_readers() -> None:
    assert set(tasks.__all__) == {"connect_latest", "export_paths"}
    with pytest.raises(AttributeError, match="no attribute 'connect'"):
        _ = tasks.connect
