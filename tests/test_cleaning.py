"""From delivered text to the body that all offsets count in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.cleaning import clean_body, clean_line, normalised

WRAPPED = """  The government said on Tuesday that it would raise
spending on railways, which have been neglected for
years, and pay for it with a tax on flights that was
announced in May.
  Opposition leaders called the plan too little and
asked for a vote."""


@pytest.mark.parametrize(
    ("delivered", "body"),
    [
        ("One.\nTwo.", "One.\n\nTwo."),
        ("One.\r\n\r\n\r\nTwo.\rThree.", "One.\n\nTwo.\n\nThree."),
        ("  One\t\u00a0 two. \n", "One two."),
        ("Caf\u00c3\u00a9 &amp; bar", "Café & bar"),
        ("Cafe\u0301", "Café"),
        ("zero\u200bwidth\u00ad\ufeff", "zerowidth"),
        ("a\0b\x1b[31mc\x07", "abc"),
        ("a\ud800b", "a\ufffdb"),
        ("The talks ended.Next came a vote.", "The talks ended. Next came a vote."),
        ("She left.\u201cGood,\u201d he said.", "She left. \u201cGood,\u201d he said."),
        ("", ""),
        (" \n\t\n", ""),
    ],
    ids=[
        "lines are paragraphs",
        "any line ends",
        "any spaces are one",
        "mojibake and entities are repaired",
        "letters are composed",
        "invisible characters go",
        "control characters go",
        "lone surrogates are replaced",
        "a lost space is put back",
        "a lost space before a quotation is put back",
        "nothing stays nothing",
        "white space is nothing",
    ],
)
def test_body(delivered: str, body: str) -> None:
    assert clean_body(delivered) == body


@pytest.mark.parametrize(
    "text",
    ["The U.S. said so.", "It rose 3.5 percent.", "J.R.R. Tolkien wrote.", "e.g.This"],
)
def test_a_full_stop_inside_a_word_stays_as_it_is(text: str) -> None:
    assert clean_body(text) == text


def test_curly_quotes_stay_as_they_are() -> None:
    assert clean_body("\u201cYes,\u201d he said. It\u2019s done.") == "\u201cYes,\u201d he said. It\u2019s done."


def test_a_stray_backslash_behind_a_quotation_is_a_space() -> None:
    assert clean_body('He asked "in person."\\Reed left.') == 'He asked "in person." Reed left.'
    assert clean_body("It is in .\\Setup and a\\B.") == "It is in .\\Setup and a\\B."


def test_a_space_on_the_wrong_side_of_a_stop_changes_sides() -> None:
    assert clean_body("It was shut for a month .The order says so.") == "It was shut for a month. The order says so."
    assert clean_body("It runs with .Net and on .Com sites.") == "It runs with .Net and on .Com sites."


def test_straight_quotes_run_together_open_and_close_by_turns() -> None:
    delivered = 'He agreed."Fine," she said.Then "stop."Nobody moved.'
    assert clean_body(delivered) == 'He agreed. "Fine," she said. Then "stop." Nobody moved.'


def test_hard_wrapped_lines_are_joined_to_paragraphs() -> None:
    body = clean_body(WRAPPED)
    assert body.count("\n\n") == 1
    assert "raise spending on railways, which have been neglected for years, and" in body
    assert body.endswith("called the plan too little and asked for a vote.")


def test_short_paragraphs_are_not_joined() -> None:
    text = "The vote is on Monday.\nThe result is due at noon.\nThe market waits."
    assert clean_body(text).count("\n\n") == 2


def test_lines_of_the_site_are_left_out() -> None:
    text = "First part.\nAlso read: Something else\nSecond part.\nFollow us on Example\nSubscribe to our newsletter"
    assert clean_body(text) == "First part.\n\nSecond part."


@pytest.mark.parametrize(
    ("field", "line"),
    [(None, None), ("", None), (" \u200b\n", None), (" Two\n lines ", "Two lines"), ("A&amp;B\x1b[1m", "A&B")],
    ids=["none", "empty", "invisible", "two lines", "entities and escapes"],
)
def test_a_field_is_one_clean_line_or_none(field: str | None, line: str | None) -> None:
    assert clean_line(field) == line


@given(st.text(max_size=200))
def test_a_body_is_paragraphs_of_single_spaced_characters_that_utf8_can_hold(text: str) -> None:
    body = clean_body(text)
    assert body.encode().decode() == body
    assert "\n\n\n" not in body
    assert all(paragraph == paragraph.strip() != "" for paragraph in body.split("\n\n")) or body == ""
    assert not set(body) & set("\0\r\t\f\v\u200b\ufeff\x1b")
    assert "  " not in body


@given(st.text(st.characters(max_codepoint=0x7E), max_size=200))
def test_cleaning_plain_text_twice_changes_nothing(text: str) -> None:
    body = clean_body(text)
    assert clean_body(body) == body


@given(st.text(max_size=100))
def test_a_line_never_holds_a_line_break(text: str) -> None:
    line = clean_line(text)
    assert line is None or (line.split() and line == " ".join(line.split()))


@given(st.text(max_size=100))
def test_normalised_text_says_nothing_of_case_punctuation_and_spacing(text: str) -> None:
    assert normalised(f"  {text}!  ") == normalised(text)
    assert normalised(text) == " ".join(normalised(text).split())


def test_normalised_text_keeps_letters_and_digits_of_every_script() -> None:
    assert normalised("Привет, МИР! 2024 — ½ ﬁn Straße") == normalised("привет мир 2024 1\u20442 fin strasse")
    assert normalised("one two") != normalised("one three")


def test_a_body_of_a_million_characters_without_spaces_between_sentences_is_cleaned_in_seconds() -> None:
    text = 'It ended."Yes.' * 70_000
    start = time.perf_counter()
    clean_body(text)
    assert time.perf_counter() - start < 15
