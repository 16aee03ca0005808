"""Plain text: one article a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats import plain_text
from tasks.formats.record import Record
from tests.reading_bytes import assert_sound, bodies, read_with, reasons


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Title\n\nBody.\n\nMore.", "Title", "Body.\n\nMore."),
        ("\n\n  Title \r\n\r\nBody.\r\n", "Title", "Body."),
        ("First line.\nSecond line.\n", None, "First line.\nSecond line."),
        ("Only one line", None, "Only one line"),
        ("Title\n\n", None, "Title"),
        ("x" * 201 + "\n\nBody.", None, "x" * 201 + "\n\nBody."),
    ],
    ids=["a title", "a title with Windows ends", "no empty line", "one line", "a title alone", "a long first line"],
)
def test_a_short_first_line_with_an_empty_one_after_it_is_the_title(text: str, title: str | None, body: str) -> None:
    assert plain_text.split_title(text) == (title, body)


def test_the_file_is_one_record_from_its_first_byte() -> None:
    (found,) = read_with(plain_text, b"\xef\xbb\xbfTitle\n\nB\xc3\xb6dy.")
    assert isinstance(found, Record)
    assert (found.record_no, found.byte_offset) == (1, 0)
    assert (found.article.title, found.article.body) == ("Title", "Bödy.")


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"], ids=["empty", "white space", "a mark alone"])
def test_a_file_without_text_has_no_record(content: bytes) -> None:
    assert read_with(plain_text, content) == []


def test_a_file_that_is_not_utf8_is_refused() -> None:
    assert reasons(read_with(plain_text, b"Caf\xe9 closes its doors")) == ["undecodable"]


def test_a_file_over_the_limit_is_refused_and_one_of_the_limit_is_not() -> None:
    assert reasons(read_with(plain_text, b"a" * 101, max_record_bytes=100)) == ["too_large"]
    assert bodies(read_with(plain_text, b"a" * 100, max_record_bytes=100)) == ["a" * 100]


@pytest.mark.parametrize(
    ("head", "expected"),
    [(b"Words.", True), (b"%PDF-1.7", False), (b"<html>", False), (b"{\\rtf1", False), (b"a\0b", False)],
    ids=["text", "PDF", "markup", "RTF", "binary"],
)
def test_a_file_is_told_by_the_absence_of_signs(head: bytes, expected: bool) -> None:
    assert plain_text.matches(head, "dump") is expected


@given(st.binary(max_size=80), st.sampled_from([10, 1_000]))
def test_any_bytes_give_one_record_at_most(content: bytes, limit: int) -> None:
    found = read_with(plain_text, content, max_record_bytes=limit)
    assert len(found) <= 1
    assert_sound(found, content)
