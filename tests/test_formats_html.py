"""tasks.formats.html: one page a file, one record a page."""

from __future__ import annotations

import io

import pytest

from tasks.formats import html
from tasks.formats.record import Record, Refusal
from tests.html_pages import HEADLINE, PARAGRAPHS, page

LIMIT = 1_000_000


def read(content: bytes, limit: int = LIMIT):
    return list(html.read(io.BytesIO(content), max_record_bytes=limit))


@pytest.mark.parametrize(
    ("head", "name", "is_page"),
    [
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "a", True),
        (b"<!-- saved --><HTML lang=en>", "a", True),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "y"><html>', "a", True),
        ("<html><p>x".encode("utf-16"), "a", True),
        (b"<p>A fragment</p>", "a.html", True),
        (b"<p>A fragment</p>", "a.txt", False),
        (b'<?xml version="1.0"?><rss><channel>', "a.html", False),
        (b'{"body": "<html><body>"}', "a.html", False),
        (b"WARC/1.0\r\n<html>", "a.html", False),
        (b"A text about <html> and its history", "a.txt", False),
    ],
    ids=["doctype", "comment first", "XHTML", "UTF-16", "fragment", "not so called", "feed", "JSON", "WARC", "text"],
)
def test_page_is_told_by_its_opening(head, name, is_page):
    assert html.matches(head, name) is is_page


def test_opening_of_many_comments_is_told_in_bounded_time():
    assert html.matches(b"<!-- -->" * 8_000 + b"<p", "a.txt") is False


def test_page_is_one_record():
    (record,) = read(page().encode())
    assert isinstance(record, Record)
    assert (record.record_no, record.byte_offset) == (1, 0)
    assert record.article.title == HEADLINE
    assert record.article.body == "\n\n".join(PARAGRAPHS)
    assert record.article.published_at is None
    assert record.article.dates == (("json_ld", "2024-02-06T09:30:00+01:00"),)


@pytest.mark.parametrize(
    ("content", "limit", "reason"),
    [(b"<html><body></body></html>", LIMIT, "no_article"), (b"<html>" + b"x" * 100, 50, "too_large")],
    ids=["no article", "too large"],
)
def test_page_without_a_record_is_refused(content, limit, reason):
    (refusal,) = read(content, limit)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == reason


def test_file_of_white_space_has_no_record():
    assert read(b" \n") == []
