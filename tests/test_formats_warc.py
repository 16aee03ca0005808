"""WARC: pages of responses become articles, everything else is refused, left out or found again."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.formats.record import Refusal
from tests.hostile import PAGE, warc_page
from tests.reading import articles, outcomes, read_bytes, read_file, reasons

TITLE = "Council votes on plans"


def record(kind: str, content: bytes = b"x", *, media_type: str = "text/plain") -> bytes:
    """A WARC record of any type."""
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nContent-Type: {media_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def page(number: int, **more: object) -> bytes:
    """A response with the page of an article."""
    return warc_page(f"https://example.org/{number}", PAGE, **more)  # type: ignore[arg-type]


def test_pages_become_articles_with_their_address() -> None:
    content = record("warcinfo") + page(1) + record("request") + page(2) + record("metadata")
    found = read_bytes(content)
    assert outcomes(found) == [TITLE, TITLE]
    assert [one.url for one in articles(found)] == ["https://example.org/1", "https://example.org/2"]
    assert [one.byte_offset for one in found] == [len(record("warcinfo")), content.rindex(b"WARC/1.0\r\n")]


def test_responses_that_are_no_pages_are_refused_with_their_reason() -> None:
    image = warc_page("https://example.org/a.png", b"\x89PNG").replace(
        b"text/html; charset=utf-8", b"image/png; charset=utf-8"
    )
    dns = record("response", b"20240604", media_type="text/dns")
    empty = warc_page("https://example.org/3", b"<html><body><a href=x>x</a></body></html>")
    found = read_bytes(
        page(1, status="404 Not Found") + dns + image.replace(b"Length: 72", b"Length: 73") + empty + page(5)
    )
    assert outcomes(found) == ["http_status", "not_html", "not_html", "no_article", TITLE]


def test_pages_in_transfer_and_content_encodings_are_decoded() -> None:
    packed = gzip.compress(PAGE)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
    content = record("response", http + chunked, media_type="application/http; msgtype=response")
    assert outcomes(read_bytes(content)) == [TITLE]


def test_a_page_packed_to_a_bomb_is_refused() -> None:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(
        b"<p>" * 9_000_000
    )
    content = record("response", http, media_type="application/http") + page(2)
    assert outcomes(read_bytes(content)) == ["too_large", TITLE]


@pytest.mark.parametrize("length", [10, 400, 2_500, 100_000], ids=["cut", "shorter", "swallowing", "beyond the file"])
def test_a_wrong_length_costs_its_own_record(length: int) -> None:
    found = read_bytes(page(1) + page(2, length=length) + page(3) + page(4))
    assert [one.url for one in articles(found)] == [f"https://example.org/{n}" for n in (1, 3, 4)]
    assert set(reasons(found)) <= {"damaged", "truncated"}
    assert len(found) in (4, 5)


@pytest.mark.parametrize("stated", ["", "many", "-5", "9" * 30], ids=["empty", "word", "negative", "huge"])
def test_a_length_that_is_no_number_costs_its_own_record(stated: str) -> None:
    broken = page(2).replace(b"Content-Length: ", f"Content-Length: {stated}#".encode(), 1)
    assert outcomes(read_bytes(page(1) + broken + page(3))) == [TITLE, "damaged", TITLE]


def test_a_record_over_the_limit_is_passed_over() -> None:
    large = warc_page("https://example.org/2", PAGE + b" " * 2_000_000)
    assert outcomes(read_bytes(page(1) + large + page(3))) == [TITLE, "too_large", TITLE]


def test_a_truncated_file_ends_in_a_refusal() -> None:
    whole = page(1) + page(2)
    assert outcomes(read_bytes(whole[:-900])) == [TITLE, "truncated"]
    assert outcomes(read_bytes(whole + b"WARC/1.0\r\nWARC-Type: resp")) == [TITLE, TITLE, "truncated"]


def test_rubbish_between_records_is_told() -> None:
    found = read_bytes(page(1) + b"rubbish\r\n\r\n" + page(2))
    assert "damaged" in reasons(found)
    assert articles(found)[-1].url == "https://example.org/2"


def test_an_arc_file_is_refused_with_advice() -> None:
    (refusal,) = read_bytes(b"filedesc://a.arc 0.0.0.0 20080430204825 text/plain 76\n1 0 x\n")
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "unknown_format"
    assert "warcio" in refusal.detail


def test_records_compressed_one_by_one_read_as_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(gzip.compress(one) for one in (record("warcinfo"), page(1), record("request"), page(2))))
    assert outcomes(read_file(path)["a.warc.gz"]) == [TITLE, TITLE]


PIECES = [
    b"WARC/1.0\r\n",
    b"\r\n",
    b"\n",
    b"WARC-Type: response\r\n",
    b"Content-Length: 5\r\n",
    b"Content-Length: 9999999\r\n",
    b"\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n\r\n<p>x",
    b"a" * 70_000,
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_pieces_are_accounted_for(pieces: list[bytes]) -> None:
    read_bytes(b"WARC/1.0\r\n" + b"".join(pieces), max_record_bytes=100_000)


def test_thousands_of_records_keep_their_numbers() -> None:
    small = warc_page("https://example.org/x", b"<html></html>", status="500 Error")
    found = read_bytes((small + record("request")) * 5_000)
    assert reasons(found) == ["http_status"] * 5_000


@pytest.mark.parametrize("where", [12, 60, -30, -4], ids=["begin", "middle", "late", "check sum"])
def test_damage_to_one_compressed_record_costs_that_record(where: int, tmp_path: Path) -> None:
    parts = [bytearray(gzip.compress(page(number))) for number in range(1, 6)]
    parts[2][where : where + 3] = bytes(255 - byte for byte in parts[2][where : where + 3])
    (tmp_path / "a.warc.gz").write_bytes(b"".join(parts))
    (found,) = read_file(tmp_path / "a.warc.gz").values()
    assert {one.url for one in articles(found)} >= {f"https://example.org/{n}" for n in (1, 2, 4, 5)}
    assert set(reasons(found)) == {"damaged"}
