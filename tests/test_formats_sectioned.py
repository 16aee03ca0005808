"""Sectioned text: several articles a file, each with its publisher's own sections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats import sectioned
from tasks.formats.record import Record, Refusal
from tests.lake_builder import SECTIONED
from tests.reading_bytes import assert_sound, bodies, offsets, read_with, reasons

TWO = """First title
Example Post - In Shorts
- One.
Example Post - In Depth
Depth of the first.
Example Post - Key Takeaways
- Kept.
Second title
Example Post - In Shorts
- Two.
Example Post - In Depth
Depth of the second.
"""
PIECES = [
    "Post - In Shorts\n",
    "Post – In Depth\n",
    "POST — KEY TAKEAWAYS TO REMEMBER\n",
    "- bullet\n",
    "text\n",
    "\n",
    "Subscribe now\n",
    "\ufeff",
    "\0",
]


def _only(found: list[Record | Refusal]) -> Record:
    (one,) = found
    assert isinstance(one, Record)
    return one


def test_an_article_keeps_title_publisher_sections_and_body() -> None:
    article = _only(read_with(sectioned, SECTIONED.encode())).article
    assert article.title == "Rail plan passes first vote"
    assert article.publisher == "Example Post"
    assert article.in_shorts == ("Parliament backs the rail plan in its first vote.", "Germany joins the fund.")
    assert article.key_takeaways == ("310 members voted for the plan.", "A second vote follows in July.")
    assert article.body.startswith("Parliament in Paris backed")
    assert "Subscribe" not in article.body


def test_several_articles_are_told_apart_with_the_title_that_stands_before_each() -> None:
    found = read_with(sectioned, TWO.encode())
    assert bodies(found) == ["Depth of the first.", "Depth of the second."]
    assert [one.article.title for one in found if isinstance(one, Record)] == ["First title", "Second title"]
    assert offsets(found) == [0, TWO.index("Second title")]


def test_offsets_count_bytes_not_characters() -> None:
    content = ("Élan – In Shorts\n- Ça.\nÉlan – In Depth\nÀ.\n" * 2).encode()
    found = read_with(sectioned, content)
    assert offsets(found) == [0, len(content) // 2]


def test_without_a_title_the_first_bullet_is_it() -> None:
    content = "Post - In Shorts\n- First bullet.\n- Second.\nPost - In Depth\nDepth.\n"
    assert _only(read_with(sectioned, content.encode())).article.title == "First bullet."


def test_a_byte_order_mark_is_not_part_of_the_publisher() -> None:
    article = _only(read_with(sectioned, b"\xef\xbb\xbfPost - In Depth\nDepth.\n")).article
    assert article.publisher == "Post"


def test_an_article_without_depth_is_refused_and_the_next_one_read() -> None:
    content = "Post - In Shorts\n- One.\nPost - In Shorts\n- Two.\nPost - In Depth\nDepth.\n"
    assert reasons(read_with(sectioned, content.encode())) == ["missing_body", "ok"]


def test_an_article_that_is_not_utf8_is_refused_and_the_next_one_read() -> None:
    content = b"Post - In Shorts\n- \xff\nPost - In Depth\nDepth.\nPost - In Shorts\n- Two.\nPost - In Depth\nMore.\n"
    found = read_with(sectioned, content)
    assert reasons(found) == ["undecodable", "ok"]


def test_an_article_over_the_limit_is_refused_and_the_next_one_read() -> None:
    content = b"Post - In Depth\n" + b"words \n" * 60 + b"Post - In Depth\nDepth.\n"
    found = read_with(sectioned, content, max_record_bytes=200)
    assert reasons(found) == ["too_large", "ok"]
    assert offsets(found) == [0, content.rindex(b"Post")]


def test_endless_blank_lines_count_towards_the_limit() -> None:
    content = b"Post - In Depth\n" + b"\n" * 1_000 + b"Depth.\n"
    assert reasons(read_with(sectioned, content, max_record_bytes=500)) == ["too_large"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "line",
    [
        b"Post - Key Takeaways" + b" " * 60_000 + b"x",
        b"Post" + b" " * 60_000 + b"x",
        b"- a" + b" " * 60_000 + b"b",
        b" " * 60_000 + b"x",
        b"a " * 30_000,
    ],
    ids=["heading", "publisher", "bullet", "indent", "words"],
)
def test_a_line_of_endless_spaces_is_read_at_once(line: bytes) -> None:
    assert len(read_with(sectioned, b"Post - In Depth\nDepth.\nPost - In Shorts\n" + line + b"\n")) == 1
    assert not sectioned.matches(line, "dump")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"Title\n\nAakhir Tak \xe2\x80\x93 In Shorts\n", True),
        (b"Plain text about trade - in short supply\n", False),
        (b"", False),
        (b"\xff\xfe\0", False),
    ],
    ids=["a heading after the title", "words in a sentence", "empty", "binary"],
)
def test_a_file_is_told_by_a_heading_in_its_first_kilobytes(head: bytes, expected: bool) -> None:
    assert sectioned.matches(head, "dump") is expected


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=10), max_size=20), st.sampled_from([20, 1_000]))
def test_any_lines_give_numbered_records_without_gaps(lines: list[str], limit: int) -> None:
    content = "".join(lines).encode("utf-8", "surrogatepass")
    assert_sound(read_with(sectioned, content, max_record_bytes=limit), content)


@given(st.binary(max_size=80))
def test_any_bytes_are_read(content: bytes) -> None:
    assert_sound(read_with(sectioned, content), content)
