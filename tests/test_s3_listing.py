"""Sources on S3: the same files of the same days as in a folder, and no more asked of the server than that takes."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tasks.errors import InputError
from tasks.store import s3
from tasks.store.sources import find_dumps, list_source
from tests.s3_proxy import FaultyProxy
from tests.s3_server import BUCKET, S3Folder

pytestmark = pytest.mark.slow
DAY = date(2024, 6, 4)
NAMES = [
    "2024-06-04-wire.jsonl",
    "2024-06-05-wire.jsonl",
    "2024-06-04/a b+c&d=e%20f.jsonl",
    "2024-06-04/caf\u00e9 \u65b0\u805e \U0001f4f0.jsonl",
    "2024-06-04/cafe\u0301.jsonl",
    "2024-06-04/wire!/deep.jsonl",
    "2024-06-04/[x]?'\"<>;:@,$~.jsonl",
    "feeds/dump_date=2024-06-04/x.jsonl",
    "README.md",
    "notes/x.txt",
    ".hidden/2024-06-04.jsonl",
    "2024-06-04/.part.jsonl",
]


def _fill(root: Path, folder: S3Folder, names: list[str]) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    folder.copy_from(root)


def _addresses(source: str, day: date | None = None) -> tuple[list[tuple[date, str, int]], list[str]]:
    listing = list_source(source, day=day)
    files = [(file.day, file.dump_uri, file.content.size_bytes()) for file in listing.files]
    return files, sorted(listing.undated)


@pytest.mark.parametrize("end", ["", "/"], ids=["without a slash", "with a slash"])
def test_an_address_is_listed_as_a_folder_is(tmp_path: Path, s3_folder: S3Folder, end: str) -> None:
    _fill(tmp_path, s3_folder, NAMES)
    s3_folder.client.put_object(Bucket=BUCKET, Key=f"{s3_folder.prefix}-besides/2024-06-04.jsonl", Body=b"x")
    on_disk = _addresses(str(tmp_path))
    assert _addresses(s3_folder.url + end) == on_disk
    assert len(on_disk[0]) == 8
    assert "2024-06-04/wire%21/deep.jsonl" in [uri for _, uri, _ in on_disk[0]]


@pytest.mark.parametrize(
    "pattern",
    [
        "feed/{date}.jsonl",
        "feed/{date}*",
        "feed/*{date}*.jsonl",
        "*/{date}/dump.json",
        "*/{date}/*",
        "o*r/{date}/{date}.csv",
        "other/{date}/*.csv",
        "{date}.jsonl",
        "feed/{date}.xml",
        "nowhere/{date}.xml",
        "{date}/",
    ],
)
@pytest.mark.parametrize("day", [None, DAY], ids=["all days", "one day"])
def test_a_pattern_takes_the_same_files_as_on_disk(
    tmp_path: Path, s3_folder: S3Folder, pattern: str, day: date | None
) -> None:
    names = [
        *("feed/2024-06-04.jsonl", "feed/2024-06-05.jsonl", "feed/2024-06-04.txt", "feed/latest.jsonl"),
        *("feed/2024-99-99.jsonl", "other/2024-06-04/dump.json", "other/2024-06-04/2024-06-04.csv"),
        *("other/2024-06-04/2024-06-05.csv", "other/2024-06-04/deep/dump.json", "2024-06-04.jsonl"),
        *(".feed/2024-06-04/dump.json", "other/2024-06-04/.dump.csv"),
    ]
    (tmp_path / "nowhere").mkdir()
    _fill(tmp_path, s3_folder, names)
    assert _addresses(f"{s3_folder.url}/{pattern}", day) == _addresses(str(tmp_path / pattern), day)


def test_hidden_files_are_not_meant_by_a_pattern(tmp_path: Path) -> None:
    for name in ("2024-06-04/.dump.csv.part", "2024-06-04/dump.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [uri for _, uri, _ in _addresses(str(tmp_path / "{date}/*"))[0]] == ["2024-06-04/dump.csv"]


def test_markers_of_folders_are_no_dumps(s3_folder: S3Folder) -> None:
    for name in ("2024-06-04/", "2024-06-04/empty/", "2024-06-04/a.json"):
        s3_folder.put(name, b"")
    assert [uri for _, uri, _ in _addresses(s3_folder.url)[0]] == ["2024-06-04/a.json"]
    assert [uri for _, uri, _ in _addresses(s3_folder.url + "/{date}/*")[0]] == ["2024-06-04/a.json"]


def test_a_list_of_many_pages_is_read_to_its_end(
    s3_folder: S3Folder, s3_proxy: FaultyProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3, "PAGE_KEYS", 7)
    names = [f"2024-06-{day:02}/{number:03}.json" for day in range(1, 11) for number in range(5)]
    for name in names:
        s3_folder.put(name)
    assert [uri for _, uri, _ in _addresses(s3_folder.url)[0]] == names
    assert len(s3_proxy.listed()) == 8
    assert [uri for _, uri, _ in _addresses(s3_folder.url + "/{date}/*")[0]] == names
    assert len(_addresses(s3_folder.url + "/*/*{date}*")[0]) == 0
    assert len(_addresses(s3_folder.url + "/{date}/*", DAY)[0]) == 5


def test_more_than_a_page_of_a_thousand_keys(s3_folder: S3Folder) -> None:
    from concurrent.futures import ThreadPoolExecutor

    names = [f"2024-06-04/{number:04}.json" for number in range(1_050)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(s3_folder.put, names))
    assert [uri for _, uri, _ in _addresses(s3_folder.url)[0]] == names


@pytest.mark.parametrize(
    ("pattern", "listed"),
    [
        ("{date}/*.jsonl", ["2024-06-04/"]),
        ("{date}/wire-*.jsonl", ["2024-06-04/wire-"]),
        ("wire-{date}.jsonl.gz", ["wire-2024-06-04.jsonl.gz"]),
        ("feed-*/{date}/x.jsonl", ["feed-", "feed-a/2024-06-04/x.jsonl", "feed-b/2024-06-04/x.jsonl"]),
        ("deep/er/{date}/*/x.jsonl", ["deep/er/2024-06-04/"]),
    ],
)
def test_for_a_day_no_more_is_listed_than_the_pattern_can_mean(
    s3_folder: S3Folder, s3_proxy: FaultyProxy, pattern: str, listed: list[str]
) -> None:
    for name in ("2024-06-04/a.jsonl", "feed-a/2024-06-04/x.jsonl", "feed-b/2024-06-05/x.jsonl", "x/feed-c/x.jsonl"):
        s3_folder.put(name)
    list_source(f"{s3_folder.url}/{pattern}", day=DAY)
    assert s3_proxy.listed() == [f"{s3_folder.prefix}/{one}" for one in listed]


def test_all_days_of_a_pattern_take_one_list(s3_folder: S3Folder, s3_proxy: FaultyProxy) -> None:
    for number in range(1, 6):
        s3_folder.put(f"wire/2024-06-{number:02}/a.jsonl")
    assert len(list_source(f"{s3_folder.url}/wire/{{date}}/*.jsonl").files) == 5
    assert s3_proxy.listed() == [f"{s3_folder.prefix}/wire/"]


@pytest.mark.parametrize("pattern", ["", "/*/{date}*"], ids=["folder", "pattern"])
def test_planned_files_are_found_without_a_list(s3_folder: S3Folder, s3_proxy: FaultyProxy, pattern: str) -> None:
    s3_folder.put("wire/2024-06-04 a.jsonl", b"12345")
    found = find_dumps(s3_folder.url + pattern, ["wire/2024-06-04 a.jsonl"], day=DAY)
    assert [(uri, content.size_bytes()) for uri, content in found.items()] == [("wire/2024-06-04 a.jsonl", 5)]
    assert s3_proxy.listed() == []


def test_files_with_an_escaped_mark_are_found_by_a_list(s3_folder: S3Folder) -> None:
    for name, size in (("2024-06-04!/a.jsonl", 1), ("2024-06-04/b!/c.jsonl", 2), ("2024-06-05/b!/c.jsonl", 3)):
        s3_folder.put(name, b"x" * size)
    (uri,) = [file.dump_uri for file in list_source(s3_folder.url).files if file.day == DAY]
    assert uri == "2024-06-04/b%21/c.jsonl"
    found = find_dumps(s3_folder.url, [uri], day=DAY)
    assert [content.size_bytes() for content in found.values()] == [2]


def test_the_whole_bucket_is_a_source(s3_folder: S3Folder) -> None:
    s3_folder.put("2024-06-04.jsonl")
    assert f"{s3_folder.prefix}/2024-06-04.jsonl" in [uri for _, uri, _ in _addresses(f"s3://{BUCKET}")[0]]
    assert _addresses(f"s3://{BUCKET}/{s3_folder.prefix}/{{date}}.jsonl")[0][0][1] == "2024-06-04.jsonl"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("s3://", "without a bucket"),
        ("s3:///2024", "without a bucket"),
        ("s3://news-{date}/x", "name of a bucket"),
        ("s3://ne*ws/{date}", "name of a bucket"),
        ("s3://AKIAX:hush@news-{date}/x", "holds no credentials"),
        ("s3://AKIAX:hush@news/x", "holds no credentials"),
        ("s3://No_Bucket!/x", "not a name that a bucket can have"),
    ],
)
@pytest.mark.usefixtures("s3_variables")
def test_an_address_that_is_none_is_named(source: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        list_source(source)
    assert "hush" not in str(raised.value)


def test_a_folder_does_not_pay_for_s3(tmp_path: Path) -> None:
    (tmp_path / "2024-06-04.jsonl").write_text("x")
    code = (
        "import sys; from datetime import date; from tasks.config import Settings; from tasks import plan;"
        f"plan.run(date(2024, 6, 4), Settings(home={str(tmp_path / 'home')!r}, source={str(tmp_path)!r}));"
        "print({'boto3', 'botocore'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
