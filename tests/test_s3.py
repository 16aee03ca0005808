"""Days from S3: the same versions as from a folder, nothing downloaded twice, and errors that say what to do."""

from __future__ import annotations

import gzip
import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks import ingest, plan
from tasks.config import Settings
from tasks.errors import DaybookError, InputError, SourceUnavailable
from tasks.runner import run_days
from tasks.store import s3
from tasks.store.home import Home
from tasks.store.parts import part_name
from tasks.store.publications import require_current
from tests.chaos.commands import run_daybook
from tests.hostile import zipped
from tests.lake_builder import DAY_1, DAY_2, DAY_3, Silence, record, run_stages
from tests.s3_proxy import Fault, FaultyProxy
from tests.s3_server import BUCKET, SECRET_KEY, STRANGER_KEY, STRANGER_SECRET, S3Folder

pytestmark = pytest.mark.slow
MakeSettings = Callable[..., Settings]
DAYS = [DAY_1, DAY_2]


@pytest.fixture
def rich_dumps(dumps: Path) -> Path:
    """The small dump with an archive, a table and a compressed file more, under names that need care."""
    lines = {number: json.dumps(record(number)).encode() + b"\n" for number in range(11, 16)}
    folder = dumps / "wire!" / "2024-06-04"
    folder.mkdir(parents=True)
    (folder / "nouvelles été.zip").write_bytes(
        zipped([("a.jsonl", lines[11]), ("b.jsonl.gz", gzip.compress(lines[12]))])
    )
    (folder / "a+b.jsonl.gz").write_bytes(gzip.compress(lines[13] + b"{broken\n"))
    pq.write_table(pa.Table.from_pylist([record(14)]), folder / "c.parquet")
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / ".half-written.jsonl").write_bytes(lines[15])
    return dumps


def _version(settings: Settings) -> str:
    return require_current(Home(settings.home)).version


def _lake(settings: Settings) -> dict[str, bytes]:
    home = Home(settings.home)
    return {name: home.read_bytes(name) for name in home.list_names("lake")}


@pytest.mark.parametrize("pattern", ["", "/*/{date}/*", "/{date}-*"], ids=["folder", "pattern of folders", "of files"])
def test_the_same_files_give_the_same_version_from_s3_as_from_a_folder(
    rich_dumps: Path, s3_folder: S3Folder, make_settings: MakeSettings, tmp_path: Path, tiny_model: str, pattern: str
) -> None:
    s3_folder.copy_from(rich_dumps)
    local = make_settings(source=f"{rich_dumps}{pattern}", model=tiny_model)
    remote = make_settings(source=f"{s3_folder.url}{pattern}", home=tmp_path / "remote", model=tiny_model)
    days = [day for day in DAYS if day in plan.list_days(local)[0]]
    for settings in (local, remote):
        run_stages(days, settings)
    assert _version(remote) == _version(local)
    assert _lake(remote) == _lake(local)


def test_a_day_planned_from_a_folder_is_up_to_date_from_s3(
    dumps: Path, s3_folder: S3Folder, make_settings: MakeSettings
) -> None:
    s3_folder.copy_from(dumps)
    run_stages([DAY_1], make_settings(), last="ingest")
    remote = make_settings(source=s3_folder.url)
    assert plan.run(DAY_1, remote).is_reused
    assert ingest.run(DAY_1, 0, remote).is_reused


@pytest.mark.slow
def test_spawned_workers_read_from_s3(
    rich_dumps: Path,
    s3_folder: S3Folder,
    make_settings: MakeSettings,
    tmp_path: Path,
    tiny_model: str,
) -> None:
    s3_folder.copy_from(rich_dumps)
    remote = make_settings(source=s3_folder.url, home=tmp_path / "remote", model=tiny_model, workers=2)
    run_days(DAYS, remote, progress=Silence())
    local = make_settings(model=tiny_model)
    run_stages(DAYS, local)
    assert _version(remote) == _version(local)


def test_a_plan_reads_an_object_once_for_every_state_of_it(
    dumps: Path, s3_folder: S3Folder, s3_proxy: FaultyProxy, make_settings: MakeSettings
) -> None:
    s3_folder.copy_from(dumps)
    settings = make_settings(source=s3_folder.url)
    plan.run(DAY_1, settings)
    assert len(s3_proxy.reads()) == 2
    assert plan.run(DAY_1, settings).is_reused
    assert len(s3_proxy.reads()) == 2
    s3_folder.put("2024-06-04-wire.jsonl", b"{}")
    assert not plan.run(DAY_1, settings).is_reused
    assert len(s3_proxy.reads()) == 3
    plan.run(DAY_1, settings, force=True)
    assert len(s3_proxy.reads()) == 5


def test_what_is_remembered_of_objects_may_be_lost_or_damaged(
    dumps: Path, s3_folder: S3Folder, make_settings: MakeSettings
) -> None:
    s3_folder.copy_from(dumps)
    settings = make_settings(source=s3_folder.url)
    plan.run(DAY_1, settings)
    (remembered,) = (settings.home / "log/sha256").iterdir()
    remembered.write_bytes(remembered.read_bytes()[:-20] + b'\xff\n[1]\n"x"\n{"identity": 1')
    assert plan.run(DAY_1, settings).is_reused
    shutil.rmtree(settings.home / "log")
    assert plan.run(DAY_1, settings).is_reused


def test_hashes_are_kept_of_a_plan_that_breaks_off(
    dumps: Path,
    s3_folder: S3Folder,
    s3_proxy: FaultyProxy,
    make_settings: MakeSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tasks.store import known_hashes

    monkeypatch.setattr(s3, "ATTEMPTS", 1)
    monkeypatch.setattr(known_hashes, "THREADS", 1)
    s3_folder.copy_from(dumps)
    s3_proxy.faults.extend([Fault(), Fault(status=503)])
    with pytest.raises(SourceUnavailable):
        plan.run(DAY_1, make_settings(source=s3_folder.url))
    plan.run(DAY_1, make_settings(source=s3_folder.url))
    assert len(s3_proxy.reads()) == 3


def test_ingest_downloads_each_object_once_and_lists_nothing(
    dumps: Path, s3_folder: S3Folder, s3_proxy: FaultyProxy, make_settings: MakeSettings
) -> None:
    s3_folder.copy_from(dumps)
    settings = make_settings(source=s3_folder.url)
    plan.run(DAY_1, settings)
    s3_proxy.requests.clear()
    ingest.run(DAY_1, 0, settings)
    assert len(s3_proxy.reads()) == len(s3_proxy.requests) == 2


@pytest.mark.parametrize("now", ["of the same size", "of another size", "gone"])
def test_an_object_that_changes_after_the_plan_stops_ingest(
    dumps: Path, s3_folder: S3Folder, make_settings: MakeSettings, now: str
) -> None:
    s3_folder.copy_from(dumps)
    settings = make_settings(source=s3_folder.url)
    plan.run(DAY_1, settings)
    size = (dumps / "2024-06-04-wire.jsonl").stat().st_size
    if now == "gone":
        s3_folder.remove("2024-06-04-wire.jsonl")
    else:
        s3_folder.put("2024-06-04-wire.jsonl", b" " * (size if now == "of the same size" else 7))
    with pytest.raises(SourceUnavailable, match=r"2024-06-04-wire\.jsonl has changed or gone.*Run the day again"):
        ingest.run(DAY_1, 0, settings)
    assert not Home(settings.home).exists(part_name("inputs", DAY_1, 0))


@pytest.mark.parametrize("pattern", ["", "/{date}/*.jsonl.gz"], ids=["folder", "pattern"])
def test_a_day_without_an_object_can_be_tried_again(
    s3_folder: S3Folder, make_settings: MakeSettings, pattern: str
) -> None:
    with pytest.raises(SourceUnavailable, match="no dump for 2024-06-06 yet"):
        plan.run(DAY_3, make_settings(source=s3_folder.url + pattern))


WRONG = {
    "no such bucket": ({}, "s3://nosuch/x", InputError, "no such bucket"),
    "secret key": ({"AWS_SECRET_ACCESS_KEY": "hush-hush"}, None, InputError, "does not belong to the access key"),
    "access key": ({"AWS_ACCESS_KEY_ID": "AKIAHUSH"}, None, InputError, "access key is not known"),
    "no right": (
        {"AWS_ACCESS_KEY_ID": STRANGER_KEY, "AWS_SECRET_ACCESS_KEY": STRANGER_SECRET},
        None,
        InputError,
        "access denied. It needs s3:ListBucket",
    ),
    "no credentials": ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, None, InputError, "AWS_PROFILE"),
    "half of the credentials": ({"AWS_SECRET_ACCESS_KEY": ""}, None, InputError, "no credentials"),
    "no such profile": ({"AWS_PROFILE": "nobody"}, None, InputError, "ProfileNotFound"),
    "no address": ({"AWS_ENDPOINT_URL": "localhost"}, None, InputError, "AWS_ENDPOINT_URL is no address"),
    "nobody listens": (
        {"AWS_ENDPOINT_URL": "http://user:hush-hush@127.0.0.1:9"},
        None,
        SourceUnavailable,
        "cannot be reached",
    ),
    "no such host": ({"AWS_ENDPOINT_URL": "http://nowhere.invalid"}, None, SourceUnavailable, "cannot be reached"),
}


@pytest.mark.parametrize(("variables", "source", "family", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_without_a_secret(
    s3_folder: S3Folder,
    make_settings: MakeSettings,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    source: str | None,
    family: type[DaybookError],
    message: str,
) -> None:
    monkeypatch.setattr(s3, "ATTEMPTS", 2)
    s3_folder.put("2024-06-04.jsonl")
    for name, value in variables.items():
        if value:
            monkeypatch.setenv(name, value)
        else:
            monkeypatch.delenv(name)
    with pytest.raises(family, match=message) as raised:
        plan.run(DAY_1, make_settings(source=source or s3_folder.url))
    assert str(raised.value).startswith("s3://")
    assert not any(secret in str(raised.value).lower() for secret in ("hush", SECRET_KEY, STRANGER_SECRET))


def test_no_secret_is_logged_however_much_is(
    dumps: Path, s3_folder: S3Folder, make_settings: MakeSettings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    s3_folder.copy_from(dumps)
    run_stages([DAY_1], make_settings(source=s3_folder.url), last="ingest")
    assert SECRET_KEY not in caplog.text
    assert "Signature" not in caplog.text


@pytest.mark.slow
def test_the_command_ends_with_the_code_for_what_is_wrong(
    s3_folder: S3Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3_folder.put("2024-06-04.jsonl")

    def plan_from(source: str) -> int:
        home = tmp_path / "home"
        ended = run_daybook("plan", "--date", DAY_1, "--source", source, "--home", home, folder=tmp_path)
        assert SECRET_KEY not in ended.err
        assert "Traceback" not in ended.err
        return ended.code

    assert plan_from(s3_folder.url) == 0
    assert plan_from(f"{s3_folder.url}/none/{{date}}.jsonl") == 3
    assert plan_from(f"s3://{BUCKET}-not/{{date}}.jsonl") == 1
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    assert plan_from(s3_folder.url) == 3
