"""Formats told by content first and by name second; what no format knows or what breaks off ends in a refusal."""

from __future__ import annotations

import errno
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.data import sample_folder
from tasks.formats.record import REASONS, Refusal, excerpt_of, printable
from tasks.formats.registry import FORMATS, OWN_ENCODING, READ_FROM_THE_END, format_of, read_records
from tests.hostile import PAGE, item, rss, warc_page
from tests.lake_builder import SECTIONED
from tests.reading_bytes import assert_sound, bodies, gzipped, read_bytes, read_dump, reasons

PROJECT = Path(__file__).resolve().parent.parent
PAGE_OF_FORMATS = (PROJECT / "docs" / "formats.md").read_text(encoding="utf-8")
JSONL = b'{"body": "a"}\n{"body": "b"}\n'
ARRAY = b'[{"body": "a"}, {"body": "b"}]'


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (JSONL, "dump.txt", "jsonl"),
        (ARRAY, "dump.jsonl", "json"),
        (b'{\n  "body": "a"\n}', "dump.json", "json"),
        (SECTIONED.encode(), "dump.json", "sectioned"),
        (b"Words about the news.", "dump.json", "plain_text"),
    ],
    ids=[
        "lines named text",
        "an array named lines",
        "one object over lines",
        "sections named JSON",
        "words named JSON",
    ],
)
def test_content_decides_over_the_name(content: bytes, name: str, expected: str) -> None:
    found = format_of(content, name)
    assert found is not None
    assert expected == found.NAME


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n\0\0", b"\x00" * 50, b"<unknown/>"],
    ids=["PDF", "PNG", "NULs", "unknown markup"],
)
def test_a_file_that_no_format_knows_is_one_refusal(content: bytes) -> None:
    (found,) = read_bytes(content)
    if content.startswith(b"<") and not isinstance(found, Refusal):
        return
    assert isinstance(found, Refusal)
    assert (found.record_no, found.byte_offset) == (1, 0)
    assert found.reason in ("unknown_format", "undecodable")


@pytest.mark.parametrize("name", ["dump", "dump.jsonl", "dump.json", "dump.txt"])
def test_an_empty_file_has_no_records(name: str) -> None:
    assert read_bytes(b"", name) == []


def test_a_gzipped_file_is_told_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "2024-06-04.jsonl"
    path.write_bytes(gzipped(JSONL))
    assert bodies(read_dump(path)) == ["a", "b"]


def test_several_gzip_members_are_one_stream(tmp_path: Path) -> None:
    path = tmp_path / "2024-06-04.jsonl.gz"
    path.write_bytes(gzipped(JSONL) + gzipped(b'{"body": "c"}\n'))
    assert bodies(read_dump(path)) == ["a", "b", "c"]


@pytest.mark.parametrize("kind", ["lines", "array"])
@pytest.mark.parametrize("cut", [-1, -9, 200], ids=["one byte short", "no checksum", "in the middle"])
def test_a_gzip_file_that_breaks_off_keeps_its_records_and_says_so(tmp_path: Path, cut: int, kind: str) -> None:
    elements = [json.dumps({"body": f"{number:x}" * 20}) for number in range(300)]
    content = "\n".join(elements) if kind == "lines" else f"[{', '.join(elements)}]"
    path = tmp_path / "2024-06-04.gz"
    path.write_bytes(gzipped(content.encode())[:cut])
    found = read_dump(path)
    assert reasons(found)[-1] == "truncated"
    assert set(reasons(found)[:-1]) <= {"ok", "syntax"}
    assert len(found) > 1
    assert [one.record_no for one in found] == list(range(1, len(found) + 1))


def test_bytes_after_a_gzip_stream_are_a_refusal_after_its_records(tmp_path: Path) -> None:
    path = tmp_path / "2024-06-04.jsonl.gz"
    path.write_bytes(gzipped(JSONL) + b"garbage")
    found = read_dump(path)
    assert reasons(found) == ["ok", "ok", "damaged"]


def test_a_gzip_file_with_a_flipped_bit_is_a_refusal_not_an_exception(tmp_path: Path) -> None:
    content = bytearray(gzipped(JSONL * 50))
    content[len(content) // 2] ^= 0xFF
    path = tmp_path / "2024-06-04.jsonl.gz"
    path.write_bytes(bytes(content))
    assert reasons(read_dump(path))[-1] == "damaged"


def test_a_gzip_header_alone_is_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "2024-06-04.jsonl.gz"
    path.write_bytes(b"\x1f\x8b")
    (reason,) = reasons(read_dump(path))
    assert reason in ("truncated", "undecodable")


class _FailingDisk(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:  # type: ignore[override]  # noqa: ARG002
        raise OSError(errno.EIO, "Input/output error")


def test_a_failing_disk_is_no_fault_of_the_file() -> None:
    """A retry may help, so it must not end as a reject row."""
    with pytest.raises(OSError, match="Input/output error"):
        list(read_records(io.BufferedReader(_FailingDisk()), name="dump.jsonl", max_record_bytes=1_000))


@pytest.mark.parametrize("path", sorted(sample_folder().iterdir()), ids=lambda path: path.name)
def test_every_bundled_dump_is_in_a_known_format(path: Path) -> None:
    found = read_dump(path, max_record_bytes=1_000_000)
    assert found
    assert "unknown_format" not in reasons(found)
    assert len(bodies(found)) >= len(found) / 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [("plain", "plain"), ("a\x1b[0m\n", "a\\x1b[0m\\n"), ("\ud800", "\\ud800"), ("\u202e", "\\u202e"), ("é", "é")],
)
def test_text_of_a_reject_is_made_printable(text: str, expected: str) -> None:
    assert printable(text) == expected
    assert printable(text).encode()


def test_an_excerpt_shows_undecodable_bytes() -> None:
    assert excerpt_of(b"ab\xff" + b"c" * 900) == "ab\\xff" + "c" * 194


@given(
    st.binary(max_size=200),
    st.sampled_from(["dump", "dump.jsonl", "dump.json", "dump.txt"]),
    st.sampled_from([9, 5_000]),
)
def test_any_bytes_under_any_name_give_numbered_records_without_gaps(content: bytes, name: str, limit: int) -> None:
    assert_sound(read_bytes(content, name, max_record_bytes=limit), content)


@given(st.text(max_size=100), st.sampled_from(["", '{"body": "', "[{", "Post - In Depth\n", "\ufeff"]))
def test_any_text_after_any_beginning_gives_numbered_records(text: str, beginning: str) -> None:
    content = (beginning + text).encode("utf-8", "surrogatepass")
    assert_sound(read_bytes(content), content)


def test_every_reason_is_documented_and_no_other() -> None:
    table = PAGE_OF_FORMATS.split("## Why a record is refused")[1]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == sorted(REASONS)


def test_formats_are_named_once_and_lists_of_them_name_no_other() -> None:
    names = [one.NAME for one in FORMATS]
    assert len(set(names)) == len(names)
    assert set(names) >= OWN_ENCODING | READ_FROM_THE_END


def test_a_format_is_told_by_content_whatever_the_name_says() -> None:
    heads = {
        "jsonl": b'{"body": "x"}\n{"body": "y"}\n',
        "json": b'[\n{"body": "x"}]',
        "csv": b"id,title,body\n1,a,b\n",
        "parquet": b"PAR1\x15\x04",
        "warc": warc_page("https://example.org/", PAGE),
        "feed": rss(item(1)),
        "html": b"<!doctype html><html><body>",
        "wxr": b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>',
        "json_feed": b'{"version": "https://jsonfeed.org/version/1", "items": []}',
        "sectioned": "Title\nExample Post – In Shorts\n- One.\n".encode(),
        "plain_text": b"A text.\n",
    }
    for name, head in heads.items():
        for called in ("a.bin", "a.txt", "a.xml"):
            found = format_of(head, called)
            assert found is not None
            assert name == found.NAME
    assert set(heads) == {one.NAME for one in FORMATS}
