"""Headings and bullets of the publisher's own sections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.sections import article_from_lines, bullet_of, heading_of


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Aakhir Tak – In Shorts", ("Aakhir Tak", "in_shorts")),
        ("Aakhir Tak - In Short", ("Aakhir Tak", "in_shorts")),
        ("Aakhir Tak — In Depth", ("Aakhir Tak", "in_depth")),
        ("Aakhir Tak – Key Takeaways to Remember", ("Aakhir Tak", "key_takeaways")),
        ("  AAKHIR TAK -- KEY TAKEAWAYS:  ", ("AAKHIR TAK", "key_takeaways")),
        ("The X-Press \u2212 in  depth", ("The X-Press", "in_depth")),
        ("Post \u2010 Key Takeaway", ("Post", "key_takeaways")),
        ("In Shorts", None),
        ("– In Shorts", None),
        ("Post-In Shorts", None),
        ("Post – In Shorts today", None),
        ("Ministers spoke – in depth about trade", None),
        ("x" * 90 + " – In Depth", None),
        ("", None),
    ],
)
def test_heading(line: str, heading: tuple[str, str] | None) -> None:
    assert heading_of(line) == heading


@pytest.mark.parametrize(
    ("line", "bullet"),
    [
        ("- One.", "One."),
        ("  *  Two. ", "Two."),
        ("•Three.", "Three."),
        ("- - Four.", "- Four."),
        ("-", None),
        ("- ", None),
        ("Five.", None),
        ("", None),
    ],
)
def test_bullet(line: str, bullet: str | None) -> None:
    assert bullet_of(line) == bullet


def test_sections_in_any_order_and_twice_the_same_publisher() -> None:
    lines = [
        "Post – Key Takeaways",
        "- K",
        "Other – In Depth",
        "Body.",
        "",
        "More.",
        "Post – In Shorts",
        "- S",
        "no bullet",
    ]
    article = article_from_lines(lines)
    assert article.publisher == "Post"
    assert (article.in_shorts, article.key_takeaways) == (("S",), ("K",))
    assert article.body == "Body.\n\nMore."


def test_text_before_the_first_heading_is_the_title() -> None:
    lines = ["", "A title", "over two lines", "", "Post – In Shorts", "- S"]
    assert article_from_lines(lines).title == "A title over two lines"


def test_without_bullets_and_title_there_is_no_title() -> None:
    assert article_from_lines(["Post – In Depth", "Body."]).title is None


def test_bullets_of_the_depth_section_are_body() -> None:
    assert article_from_lines(["Post – In Depth", "- a list", "in the body"]).body == "- a list\nin the body"


@given(st.lists(st.text(max_size=30), max_size=10))
def test_any_lines_make_an_article_whose_words_they_hold(lines: list[str]) -> None:
    article = article_from_lines(["Post – In Depth", *lines])
    kept = [line for line in lines if not heading_of(line)]
    if len(kept) == len(lines):
        assert article.body == "\n".join(lines)
