"""maintenance: what nobody needs goes, damage is found and mended or told of, and nothing else changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tasks import ingest, plan
from tasks.config import Settings
from tasks.errors import InputError, SourceUnavailable
from tasks.maintenance import maintain, mend, tidy
from tasks.orphans import NOTES, orphans_of, remove_orphans
from tasks.store import locks
from tasks.store.home import Home, home_at
from tasks.store.kept_parts import FOLDER as KEPT_PARTS
from tasks.store.locks import lake_shared
from tasks.store.publications import CURRENT, MANIFEST_COPY, read_manifest, require_current
from tasks.verification import ROUND_DAYS, Fault, verify_versions
from tests.chaos.homes import published_files, tree_of
from tests.lake_builder import DAY_1, record, run_stages, write_jsonl
from tests.s3_server import BUCKET, S3Folder

pytestmark = pytest.mark.slow
NOON = datetime(2024, 6, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TODAY = date(2024, 6, 10)


@pytest.fixture
def shrunk(one_day: Settings, tmp_path: Path) -> Settings:
    """The first day, published with three parts of one record each and then again with one."""
    source = tmp_path / "dumps"
    settings = one_day.model_copy(update={"home": tmp_path / "home", "source": str(source), "shard_records": 1})
    write_jsonl(source / "2024-06-04.jsonl", [record(1), record(2), record(3)])
    run_stages([DAY_1], settings)
    write_jsonl(source / "2024-06-04.jsonl", [record(1)])
    run_stages([DAY_1], settings)
    return settings


def exports_of(settings: Settings) -> list[str]:
    home = home_at(settings.home)
    return [file["path"] for file in read_manifest(home, require_current(home))["files"]]


def test_parts_that_a_day_no_longer_has_go_after_the_grace_period(shrunk: Settings) -> None:
    home = Home(shrunk.home)
    orphans = list(orphans_of(home))
    assert {name.split("/")[1] for name in orphans} >= {"records", "day_articles", "spans", "summaries"}
    assert all("part-00001" in name or "part-00002" in name or "-00" in name for name in orphans)
    before = published_files(shrunk.home)
    assert remove_orphans(shrunk, now=NOON).waiting_count == len(orphans)
    assert remove_orphans(shrunk, now=NOON + DAY - timedelta(hours=1)).file_count == 0
    assert remove_orphans(shrunk, now=NOON + DAY).file_count == len(orphans)
    assert list(orphans_of(home)) == []
    assert published_files(shrunk.home) == before
    assert all(report.is_reused for report in run_stages([DAY_1], shrunk))


def test_a_day_that_is_half_made_keeps_all_its_parts(shrunk: Settings) -> None:
    write_jsonl(Path(str(shrunk.source)) / "2024-06-04.jsonl", [record(4), record(5)])
    plan.run(DAY_1, shrunk)
    ingest.run(DAY_1, 0, shrunk)
    for path in (shrunk.home / "lake/day_articles").rglob("*.parquet"):
        path.unlink()
    assert list(orphans_of(Home(shrunk.home))) == []


def test_an_orphan_that_is_needed_again_begins_its_grace_anew(shrunk: Settings) -> None:
    remove_orphans(shrunk, now=NOON)
    write_jsonl(Path(str(shrunk.source)) / "2024-06-04.jsonl", [record(1), record(2), record(3)])
    run_stages([DAY_1], shrunk)
    assert remove_orphans(shrunk, now=NOON + 2 * DAY).file_count == 0
    assert json.loads((shrunk.home / NOTES).read_text()) == {}


def test_tidying_waits_for_whoever_writes(one_day: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE_SECONDS", 0.2)
    with lake_shared(Home(one_day.home)), pytest.raises(SourceUnavailable, match="held by another"):
        remove_orphans(one_day, now=NOON)


def test_tidying_an_empty_home_or_a_whole_one_changes_no_table(one_day: Settings, tmp_path: Path) -> None:
    assert tidy(one_day.model_copy(update={"home": tmp_path / "new"}))[:3] == (0, 0, 0)
    (one_day.home / "tombstones.jsonl").write_text("")
    before = tree_of(one_day.home, "."), sorted(path.name for path in one_day.home.iterdir())
    assert tidy(one_day, now=NOON)[:3] == (0, 0, 0)
    assert (tree_of(one_day.home, "."), sorted(path.name for path in one_day.home.iterdir())) == before


def test_what_a_killed_process_left_goes(one_day: Settings) -> None:
    leftover = one_day.home / "lake/spans/.part-00000.parquet.x.tmp"
    leftover.write_bytes(b"half")
    assert tidy(one_day, now=NOON).leftover_count == 1
    assert not leftover.exists()


def test_a_sound_home_has_no_faults_and_every_file_is_read_once_in_four_weeks(one_day: Settings) -> None:
    deep = verify_versions(one_day, today=TODAY, is_deep=True)
    assert (deep.version_count, deep.faults) == (1, ())
    rounds = [verify_versions(one_day, today=TODAY + number * DAY) for number in range(ROUND_DAYS)]
    assert sum(verified.read_count for verified in rounds) == deep.read_count > 20
    assert sum(verified.read_bytes for verified in rounds) == deep.read_bytes
    assert {verified.faults for verified in rounds} == {()}


def test_a_lost_and_a_damaged_export_are_found_and_mended(one_day: Settings) -> None:
    before = published_files(one_day.home)
    lost, damaged, shortened = exports_of(one_day)[:3]
    (one_day.home / lost).unlink()
    content = bytearray((one_day.home / damaged).read_bytes())
    content[len(content) // 2] ^= 1
    (one_day.home / damaged).write_bytes(bytes(content))
    (one_day.home / shortened).write_bytes(b"PAR1")
    at_a_glance = {fault.name for fault in verify_versions(one_day, today=TODAY).faults}
    assert {lost, shortened} <= at_a_glance
    tidied, verified, remarks = maintain(one_day, is_deep=True)
    assert tidied.removed_count == 0
    assert {fault.name for fault in verified.faults} == {lost, damaged, shortened}
    assert {(remark.what, remark.state) for remark in remarks} == {
        (name, "mended") for name in (lost, damaged, shortened)
    }
    assert published_files(one_day.home) == before


def test_a_lost_warehouse_is_made_again_from_the_kept_parts(one_day: Settings) -> None:
    before = published_files(one_day.home)
    warehouse = one_day.home / require_current(Home(one_day.home)).warehouse
    warehouse.unlink()
    faults = verify_versions(one_day, today=TODAY).faults
    assert [fault.problem for fault in faults] == ["is gone"]
    assert [remark.state for remark in mend(faults, one_day)] == ["mended"]
    assert published_files(one_day.home) == before


def test_what_cannot_be_made_again_is_told_with_what_to_do(one_day: Settings) -> None:
    kept = sorted((one_day.home / KEPT_PARTS).iterdir())[0]
    name = kept.relative_to(one_day.home).as_posix()
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    faults = verify_versions(one_day, today=TODAY, is_deep=True).faults
    assert [fault.name for fault in faults] == [name]
    with pytest.raises(InputError, match=f"{name} has other content .* remove it and run its day again"):
        mend(faults, one_day)


def test_a_damaged_current_is_written_again_from_the_copy_of_the_manifest(one_day: Settings) -> None:
    before = published_files(one_day.home)
    (one_day.home / CURRENT).write_bytes(b"{")
    assert verify_versions(one_day, today=TODAY).faults == (
        Fault("", CURRENT, "is damaged, or the manifest of what it points at is gone"),
    )
    maintain(one_day)
    assert published_files(one_day.home) == before
    (one_day.home / CURRENT).write_bytes(b"{")
    (one_day.home / MANIFEST_COPY).unlink()
    with pytest.raises(InputError, match="are damaged or gone, so nobody knows which days"):
        maintain(one_day)


def test_on_s3_damage_is_found_by_reading_and_mended(
    dumps: Path, make_settings: Callable[..., Settings], s3_folder: S3Folder, s3_home: str, tiny_model: str
) -> None:
    settings = make_settings(home=s3_home, source=str(dumps), model=tiny_model)
    run_stages([DAY_1], settings)
    home = home_at(s3_home)
    name = exports_of(settings)[1]
    sound = home.read_bytes(name)
    key = f"{s3_folder.prefix}/home/{name}"
    stated = s3_folder.client.head_object(Bucket=BUCKET, Key=key)["Metadata"]
    spoilt = sound[:-9] + b"?" + sound[-8:]
    s3_folder.client.put_object(Bucket=BUCKET, Key=key, Body=spoilt, Metadata=stated)
    assert verify_versions(settings, today=TODAY, also=[name]).faults[0].name == name
    _, verified, remarks = maintain(settings, is_deep=True)
    assert [fault.name for fault in verified.faults] == [name]
    assert [(remark.what, remark.state) for remark in remarks] == [(name, "mended")]
    assert home_at(s3_home).read_bytes(name) == sound
    assert maintain(settings, is_deep=True)[1].faults == ()


def test_on_s3_orphans_stay_for_an_hour_at_least(
    tmp_path: Path, make_settings: Callable[..., Settings], s3_home: str, tiny_model: str
) -> None:
    source = tmp_path / "dumps"
    settings = make_settings(home=s3_home, source=str(source), model=tiny_model, shard_records=1, grace_hours=0)
    for records in ([record(1), record(2)], [record(1)]):
        write_jsonl(source / "2024-06-04.jsonl", records)
        run_stages([DAY_1], settings)
    found = remove_orphans(settings, now=NOON)
    assert found.file_count == 0 < found.waiting_count
    assert remove_orphans(settings, now=NOON + timedelta(hours=1)).file_count == found.waiting_count
    assert all(report.is_reused for report in run_stages([DAY_1], settings))
