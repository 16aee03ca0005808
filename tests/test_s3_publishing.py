"""Days published to a home on S3: the version of a folder, whoever is killed, and no day lost by two at once."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tasks import load
from tasks.arrivals import Deliveries
from tasks.config import Settings
from tasks.edition.making import make_edition
from tasks.errors import InputError, SourceUnavailable
from tasks.pipeline import run_stage
from tasks.plan import list_days
from tasks.store import s3
from tasks.store.home import home_at
from tasks.store.publications import CURRENT, MANIFEST_COPY, published_days, read_manifest, require_current
from tasks.store.reading import connect_latest, export_paths
from tasks.store.remote_warehouse import CATALOG, httpfs_extension
from tests.chaos.commands import DAYBOOK, Ended, run_daybook, started
from tests.lake_builder import DAY_1, DAY_2, copy_home, run_stages
from tests.s3_proxy import Fault, FaultyProxy, Request
from tests.s3_server import SECRET_KEY, S3Folder

pytestmark = pytest.mark.slow
MakeSettings = Callable[..., Settings]
DAYS = [DAY_1, DAY_2]


@pytest.fixture
def on_s3(dumps: Path, make_settings: MakeSettings, s3_home: str, tiny_model: str) -> Settings:  # noqa: ARG001
    """Settings of an empty home on S3."""
    return make_settings(home=s3_home, model=tiny_model)


@pytest.fixture
def published(on_s3: Settings, _first_day: Settings) -> Settings:
    """A home on S3 in which the first day is published, put there from a folder; no copy is on this machine."""
    folder, home = home_at(_first_day.home), home_at(on_s3.home)
    home.for_each(lambda name: home.write_bytes(name, folder.read_bytes(name)), folder.list_names(""))
    return on_s3


def _version(settings: Settings) -> str:
    return require_current(home_at(settings.home)).version


def _run(settings: Settings, folder: Path, *words: str) -> Ended:
    return run_daybook("run", "--workers", "1", *words, *_words(settings), folder=folder)


def _words(settings: Settings) -> list[str]:
    return ["--home", str(settings.home), "--source", str(settings.source), "--model", settings.model]


def _forget(scratch: Path) -> None:
    for copy in scratch.rglob("*.*"):
        copy.unlink()


def test_the_same_days_are_the_same_version_in_a_folder_and_on_s3(
    on_s3: Settings, small_home: Settings, scratch: Path
) -> None:
    """Every table file, too; and what is run again from another machine is up to date."""
    run_stages(DAYS, on_s3)
    local, remote = home_at(small_home.home), home_at(on_s3.home)
    assert _version(on_s3) == _version(small_home)
    files = [read_manifest(home, require_current(home))["files"] for home in (local, remote)]
    assert files[0] == files[1]
    assert {file["path"]: file["sha256"] for file in files[1]} == {
        file["path"]: remote.sha256_of(file["path"], is_reread=True) for file in files[1]
    }
    assert set(local.list_names("lake")) == set(remote.list_names("lake"))
    _forget(scratch)
    assert all(report.is_reused for report in run_stages(DAYS, on_s3))
    lines = remote.read_bytes("log/publications.jsonl").decode().splitlines()
    assert [json.loads(line)["version"] for line in lines] == [_version(on_s3)]


@pytest.mark.parametrize(
    ("victim", "is_done"),
    [
        ("/lake/records/", False),
        ("/lake/mentions/", True),
        ("/warehouse/", False),
        ("/CURRENT", False),
        ("/CURRENT", True),
    ],
    ids=["before a part", "after a part", "before the warehouse", "before CURRENT moves", "after CURRENT moved"],
)
def test_a_run_that_is_killed_and_run_again_gives_the_same_version(
    on_s3: Settings, small_home: Settings, s3_proxy: FaultyProxy, tmp_path: Path, victim: str, is_done: bool
) -> None:
    running: list[Any] = []

    def kill(request: Request) -> Fault | None:
        if victim not in request.path or not running:
            return None
        process = running.pop().process
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return Fault() if is_done else Fault(status=503)

    s3_proxy.on_write.append(kill)
    with started([DAYBOOK, "run", "--workers", "1", *_words(on_s3)], tmp_path / "killed") as first:
        running.append(first)
        assert first.wait().code == -signal.SIGKILL
    assert not running
    ended = _run(on_s3, tmp_path / "again")
    assert ended.code == 0, ended.err
    assert _version(on_s3) == _version(small_home)
    assert read_manifest(home_at(on_s3.home), require_current(home_at(on_s3.home)))["version"] == _version(on_s3)


def test_somebody_who_publishes_in_between_is_built_upon(
    on_s3: Settings, small_home: Settings, s3_proxy: FaultyProxy
) -> None:
    for day in DAYS:
        run_stages([day], on_s3, last="export")
    others = [lambda: run_stage("publish", [DAY_1], on_s3)]

    def publish_first(request: Request) -> Fault | None:
        is_meant = others and request.path.endswith(f"/{CURRENT}")
        return Fault(beforehand=others.pop()) if is_meant else None

    s3_proxy.on_write.append(publish_first)
    report = run_stage("publish", [DAY_2], on_s3)
    assert published_days(home_at(on_s3.home)) == DAYS
    assert report.detail == _version(on_s3) == _version(small_home)
    home = home_at(on_s3.home)
    assert home.read_bytes(MANIFEST_COPY) == home.read_bytes(require_current(home).manifest)
    lines = [json.loads(line) for line in home.read_bytes("log/publications.jsonl").decode().splitlines()]
    assert [line["dump_dates"] for line in lines] == [[str(DAY_1)], [str(DAY_2)]]
    assert lines[1]["previous"] == lines[0]["version"]


def test_two_publishers_at_once_lose_no_day(on_s3: Settings, small_home: Settings, tmp_path: Path) -> None:
    for day in DAYS:
        run_stages([day], on_s3, last="summarize")
    ended: dict[str, Ended] = {}

    def publish(day: str) -> None:
        ended[day] = _run(on_s3, tmp_path / day, "--date", day)

    threads = [threading.Thread(target=publish, args=(str(day),)) for day in DAYS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {day: one.code for day, one in ended.items()} == {str(day): 0 for day in DAYS}, ended
    assert published_days(home_at(on_s3.home)) == DAYS
    assert _version(on_s3) == _version(small_home)


def test_the_same_day_run_twice_at_once_is_one_version(on_s3: Settings, small_home: Settings, tmp_path: Path) -> None:
    threads = [threading.Thread(target=_run, args=(on_s3, tmp_path / str(number))) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _version(on_s3) == _version(small_home)
    assert len(home_at(on_s3.home).list_names("warehouse")) == 1


def test_a_warehouse_that_may_be_read_is_not_replaced(published: Settings) -> None:
    home = home_at(published.home)
    warehouse = require_current(home).warehouse
    before = home.state_of(warehouse)
    assert not load.run([DAY_1], published, force=True).is_reused
    assert home.state_of(warehouse) == before


def test_a_damaged_warehouse_is_made_again(published: Settings, scratch: Path) -> None:
    home = home_at(published.home)
    warehouse = require_current(home).warehouse
    home.write_bytes(warehouse, b"rotten")
    _forget(scratch)
    with pytest.raises(InputError, match=r"cannot be opened .*makes it again"):
        connect_latest(published.home)
    run_stages([DAY_1], published)
    with connect_latest(published.home) as con:
        assert con.execute("select count(*) from articles").fetchone() == (4,)


@pytest.fixture
def reader(published: Settings) -> duckdb.DuckDBPyConnection:
    """A connection that reads over S3."""
    return connect_latest(published.home)


def test_a_reader_opens_a_version_over_s3(reader: duckdb.DuckDBPyConnection, scratch: Path) -> None:
    assert reader.execute("select current_database()").fetchone() == (CATALOG,)
    assert reader.execute("select count(*) from articles").fetchone() == (4,)
    assert reader.execute("select sum(article_count) > 0 from daily_countries").fetchone() == (True,)
    assert reader.execute("select current_setting('timezone')").fetchone() == ("UTC",)
    assert reader.cursor().execute("select count(*) from daybook.articles").fetchone() == (4,)
    assert list(scratch.rglob("*.duckdb")) == []


@pytest.mark.parametrize(
    "query",
    [
        "from read_text('/etc/hostname')",
        "from read_parquet('s3://news/x.parquet')",
        "copy articles to 's3://news/x.parquet'",
        "copy articles to 'x.csv'",
        "attach 's3://news/other.duckdb' as other",
        "create table articles_too as from articles",
        "delete from articles",
        "create persistent secret x (type s3, key_id 'x')",
        "set enable_external_access = true",
        "install httpfs",
    ],
)
def test_sql_over_s3_reads_and_writes_nothing_else(reader: duckdb.DuckDBPyConnection, query: str) -> None:
    with pytest.raises(duckdb.Error):
        reader.execute(query)


def test_sql_over_s3_finds_no_keys(reader: duckdb.DuckDBPyConnection) -> None:
    for query in (
        "from duckdb_secrets()",
        "from duckdb_settings()",
        "from duckdb_databases()",
        "from pragma_user_agent()",
    ):
        assert SECRET_KEY not in str(reader.execute(query).fetchall())
    assert reader.execute("select count(*) from duckdb_secrets()").fetchone() == (0,)


def test_a_reader_keeps_its_version_while_the_next_is_published(
    reader: duckdb.DuckDBPyConnection, published: Settings
) -> None:
    run_stages([DAY_2], published)
    assert reader.execute("select count(distinct dump_date) from articles").fetchone() == (1,)
    with connect_latest(published.home) as con:
        assert con.execute("select count(distinct dump_date) from articles").fetchone() == (2,)


def test_a_copy_on_this_machine_is_read_in_place_of_the_object(published: Settings) -> None:
    home_at(published.home).path_of(require_current(home_at(published.home)).warehouse)
    with connect_latest(published.home) as con:
        assert con.execute("select current_database()").fetchone() != (CATALOG,)


def test_exports_are_addresses_that_duckdb_reads(published: Settings) -> None:
    paths = export_paths("articles", published.home)
    assert [str(path).startswith(f"{published.home}/exports/articles/dump_date=") for path in paths] == [True]
    con = duckdb.connect()
    access = home_at(published.home)._bucket.access_to("x")  # type: ignore[attr-defined]
    con.execute(f"load '{httpfs_extension()}'")
    con.execute(
        "create secret (type s3, key_id $key, secret $secret, endpoint $endpoint, use_ssl false, url_style 'path')",
        {"key": access.key_id, "secret": access.secret, "endpoint": access.endpoint},
    )
    assert con.execute("select count(*) from read_parquet($paths)", {"paths": paths}).fetchone() == (4,)


def test_the_commands_that_read_work_on_s3(published: Settings, tmp_path: Path) -> None:
    place = ("--home", str(published.home))
    dumps = ("--source", str(published.source))
    for words in (
        ("sql", "select count(*) from articles", *place),
        ("top", "people", *place),
        ("show", "flood", *place),
        ("rejects", "--date", str(DAY_1), *place),
        ("status", *place, *dumps),
        ("plan", "--date", str(DAY_1), *_words(published)),
        ("check", "--deep", *place),
    ):
        ended = run_daybook(*words, folder=tmp_path / "commands")
        assert ended.code == 0, ended
        assert SECRET_KEY not in ended.out + ended.err
    ended = run_daybook("sql", "from read_text('/etc/hostname')", *place, folder=tmp_path / "commands")
    assert ended.code == 1
    ended = run_daybook("sql", "select 1", "--home", f"{published.home}-not", folder=tmp_path / "commands")
    assert (ended.code, "nothing is published in s3://" in ended.err) == (1, True)


def test_a_run_says_where_things_are(on_s3: Settings, tmp_path: Path) -> None:
    ended = _run(on_s3, tmp_path / "run")
    assert ended.code == 0, ended.err
    assert f"warehouse  {on_s3.home}/warehouse/{_version(on_s3)}.duckdb" in ended.out
    log = home_at(on_s3.home).read_bytes("log/runs.jsonl").decode().splitlines()
    assert {json.loads(line)["stage"] for line in log} >= {"plan", "tag", "publish"}


def test_a_query_that_s3_fails_is_for_later(
    published: Settings, s3_proxy: FaultyProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3, "ATTEMPTS", 1)
    s3_proxy.always.append(Fault(status=503, code="SlowDown"))
    s3_proxy.faults.append(Fault())
    with pytest.raises(SourceUnavailable, match=r"cannot be read .*Run again later"):
        connect_latest(published.home)
    s3_proxy.always.clear()
    s3_proxy.requests.clear()
    connect_latest(published.home).close()
    s3_proxy.faults.extend([Fault()] * len(s3_proxy.reads()))
    s3_proxy.always.append(Fault(status=503, code="SlowDown"))
    ended = run_daybook("sql", "from articles", "--home", str(published.home), folder=tmp_path / "sql")
    assert ended.code == 3, ended
    assert "the connection to home was lost" in ended.err


def test_a_home_within_the_source_is_no_dump(
    dumps: Path,
    s3_folder: S3Folder,
    scratch: Path,  # noqa: ARG001 for its effect
    make_settings: MakeSettings,
    tiny_model: str,
) -> None:
    s3_folder.copy_from(dumps)
    for home in (s3_folder.url, f"{s3_folder.url}/daybook/"):
        settings = make_settings(source=s3_folder.url, home=home, model=tiny_model)
        before = list_days(settings)[1]
        run_stages([DAY_1], settings)
        after = list_days(settings)[1]
        assert _addresses(after) == _addresses(before)
        for name in home_at(home).list_names(""):
            if not name.startswith("2024"):
                home_at(home).remove(name)


def _addresses(deliveries: Deliveries) -> list[str]:
    return [file.dump_uri for files in deliveries.files["default"].values() for file in files]


def test_an_edition_and_a_search_on_s3_are_those_of_a_folder(
    on_s3: Settings, small_home: Settings, tmp_path: Path
) -> None:
    run_stages(DAYS, on_s3)
    in_folder = copy_home(small_home, tmp_path / "copy")
    local, remote = home_at(in_folder.home), home_at(on_s3.home)
    made = [make_edition(DAY_1, settings) for settings in (in_folder, on_s3)]
    assert made[1].path == f"{on_s3.home}/editions/{made[0].version}/{DAY_1}/index.html"
    assert not made[1].is_reused
    assert make_edition(DAY_1, on_s3).is_reused
    pages = local.list_names("editions")
    assert pages == remote.list_names("editions")
    assert all(local.read_bytes(name) == remote.read_bytes(name) for name in pages)
    words = ("search", "parliament", "--json", "--home")
    answers = [run_daybook(*words, str(home.root), folder=tmp_path).out for home in (local, remote)]
    assert answers[0] == answers[1]
    assert "title" in answers[0]
