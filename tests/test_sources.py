"""Sources: which files belong to which day."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import InputError, SourceUnavailable
from tasks.store.dumps import LocalContent
from tasks.store.members import content_name
from tasks.store.sources import day_of, find_dumps, list_source
from tests.reading_bytes import gzipped

DAY = date(2024, 6, 4)


def _fill(root: Path, *uris: str) -> Path:
    for uri in uris:
        (root / uri).parent.mkdir(parents=True, exist_ok=True)
        (root / uri).write_text(uri)
    return root


@pytest.mark.parametrize(
    ("uri", "day"),
    [
        ("2024-06-04.jsonl", DAY),
        ("2024-06-04-wire.jsonl.gz", DAY),
        ("2024-06-04_wire", DAY),
        ("2024-06-04", DAY),
        ("wire/2024-06-04.json", DAY),
        ("2024-06-04/wire.json", DAY),
        ("dump_date=2024-06-04/wire.json", DAY),
        ("wire/dump_date=2024-06-04/deep/part.json", DAY),
        ("2024-06-05/2024-06-04-wire.json", DAY),
        ("2024-06-05/2024-06-04/wire.json", DAY),
        ("2024-06-04/2024-13-45.json", DAY),
        ("wire-2024-06-04.json", None),
        ("20240604.json", None),
        ("2024-6-4.json", None),
        ("2024-02-30.json", None),
        ("2024-06-04-morning/wire.json", None),
        ("date=2024-06-04/wire.json", None),
        ("wire.json", None),
    ],
)
def test_day_of(uri: str, day: date | None) -> None:
    assert day_of(uri) == day


def test_a_folder_is_listed_by_day_and_address_with_what_belongs_to_no_day(tmp_path: Path) -> None:
    root = _fill(tmp_path, "2024-06-05-b.json", "2024-06-04/z.json", "2024-06-04-a.json", "README.md", "x/notes.txt")
    listing = list_source(str(root))
    assert [(file.day.day, file.dump_uri) for file in listing.files] == [
        (4, "2024-06-04-a.json"),
        (4, "2024-06-04/z.json"),
        (5, "2024-06-05-b.json"),
    ]
    assert listing.undated == ("README.md", "x/notes.txt")


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    root = _fill(tmp_path, ".2024-06-04.json", "2024-06-04/.part.json", ".cache/2024-06-04.json")
    listing = list_source(str(root))
    assert (listing.files, listing.undated) == ((), ())


def test_addresses_do_not_depend_on_where_the_source_is(tmp_path: Path) -> None:
    for place in ("here", "there/deep"):
        _fill(tmp_path / place, "2024-06-04/a.json")
    uris = {list_source(str(tmp_path / place)).files[0].dump_uri for place in ("here", "there/deep")}
    assert uris == {"2024-06-04/a.json"}


def test_a_name_that_is_not_utf8_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "2024-06-04-caf\udce9.json").write_text("x")
    (file,) = list_source(str(tmp_path)).files
    assert file.dump_uri == "2024-06-04-caf\\xe9.json"
    assert file.content.size_bytes() == 1
    assert find_dumps(str(tmp_path), [file.dump_uri], day=DAY) == {file.dump_uri: file.content}


@pytest.mark.parametrize(
    ("pattern", "uris"),
    [
        ("feed/{date}.jsonl", ["2024-06-04.jsonl", "2024-06-05.jsonl"]),
        ("feed/{date}*", ["2024-06-04.jsonl", "2024-06-04.txt", "2024-06-05.jsonl"]),
        ("feed/*{date}*.jsonl", ["2024-06-04.jsonl", "2024-06-05.jsonl"]),
        ("*/{date}/dump.json", ["other/2024-06-04/dump.json"]),
        ("other/{date}/{date}.csv", ["2024-06-04/2024-06-04.csv"]),
        ("feed/{date}.xml", []),
    ],
)
def test_a_pattern_with_date_takes_just_what_it_says(tmp_path: Path, pattern: str, uris: list[str]) -> None:
    _fill(
        tmp_path,
        "feed/2024-06-04.jsonl",
        "feed/2024-06-05.jsonl",
        "feed/2024-06-04.txt",
        "feed/latest.jsonl",
        "feed/2024-99-99.jsonl",
        "other/2024-06-04/dump.json",
        "other/2024-06-04/2024-06-04.csv",
        "other/2024-06-04/2024-06-05.csv",
    )
    listing = list_source(str(tmp_path / pattern))
    assert [file.dump_uri for file in listing.files] == uris
    assert listing.undated == ()


def test_a_pattern_is_read_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(tmp_path, "feed/2024-06-04.json")
    monkeypatch.chdir(tmp_path)
    assert [file.day for file in list_source("feed/{date}.json").files] == [DAY]


def test_signs_of_a_pattern_stand_for_themselves(tmp_path: Path) -> None:
    _fill(tmp_path, "a+b (c)/2024-06-04 [x]?.json")
    assert len(list_source(str(tmp_path / "a+b (c)" / "{date} [x]?.json")).files) == 1
    assert list_source(str(tmp_path / "a+b (c)" / "{date} [x]?xjson")).files == ()


@pytest.mark.parametrize("source", ["nowhere", "nowhere/{date}.json"])
def test_a_source_that_is_not_there_is_named(tmp_path: Path, source: str) -> None:
    with pytest.raises(InputError, match=r"source .*nowhere.*: no such folder"):
        list_source(str(tmp_path / source))


def test_a_file_is_no_source(tmp_path: Path) -> None:
    _fill(tmp_path, "2024-06-04.json")
    with pytest.raises(InputError, match="no such folder"):
        list_source(str(tmp_path / "2024-06-04.json"))


@pytest.mark.parametrize("content", [b"", b"a", b"words\n" * 50_000], ids=["empty", "one byte", "300 kB"])
def test_a_dump_is_opened_where_it_is_as_planned(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "dump"
    path.write_bytes(content)
    local = LocalContent(path)
    with local.opened(sha256=hashlib.sha256(content).hexdigest(), size_bytes=len(content)) as stream:
        assert stream.peek(1)[:1] == content[:1]  # type: ignore[attr-defined]
        assert stream.read() == content


@pytest.mark.parametrize("now", [None, b"longer", b"othr"], ids=["gone", "of another size", "of the same size"])
def test_a_dump_that_is_not_as_planned_can_be_tried_again(tmp_path: Path, now: bytes | None) -> None:
    if now is not None:
        (tmp_path / "a.json").write_bytes(now)
    planned = hashlib.sha256(b"this").hexdigest()
    with (
        pytest.raises(SourceUnavailable, match=r"a\.json has changed or gone"),
        LocalContent(tmp_path / "a.json").opened(sha256=planned, size_bytes=4),
    ):
        pass


def test_the_name_of_the_content_has_no_compression_suffix() -> None:
    assert content_name("a/b.jsonl.gz") == "a/b.jsonl"
    assert content_name("a/b.JSON.GZ") == "a/b.JSON"
    assert content_name("a.gz/b") == "a.gz/b"


def test_the_hash_is_that_of_the_file_as_delivered(tmp_path: Path) -> None:
    for name, content in (("a", b"x"), ("b", gzipped(b"x"))):
        (tmp_path / name).write_bytes(content)
    assert LocalContent(tmp_path / "a").sha256() == hashlib.sha256(b"x").hexdigest()
    assert LocalContent(tmp_path / "b").sha256() == hashlib.sha256(gzipped(b"x")).hexdigest()


@given(st.text(max_size=40))
def test_any_address_has_a_day_or_none(uri: str) -> None:
    day = day_of(uri)
    assert day is None or day.isoformat() in uri
