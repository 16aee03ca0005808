"""Question marks that were apostrophes, quotation marks or dashes, and those that are questions."""

from __future__ import annotations

import time

import pytest

from tasks.text.cleaning import clean_body, clean_title
from tasks.text.lost_marks import restore_marks
from tasks.text.quotes import find_quotations


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("The guard said Oban?s lift can?t run.", "The guard said Oban's lift can't run."),
        ("They?re late and I?m sure we?ll wait.", "They're late and I'm sure we'll wait."),
        ("Ms O?Neil and Mr D?Costa met.", "Ms O'Neil and Mr D'Costa met."),
        ("He called it a ?needless risk? for Oban.", 'He called it a "needless risk" for Oban.'),
        ("He spoke of a ?needless risk?.", 'He spoke of a "needless risk".'),
        ("It said the lift ?is not safe? for guests.", 'It said the lift "is not safe" for guests.'),
        ("She called it ?old ? but not so old?.", 'She called it "old – but not so old".'),
        ("?The lift is safe,? the mayor said.", '"The lift is safe," the mayor said.'),
        ("She added: ?It will open in May.?", 'She added: "It will open in May."'),
        ("?Why did nobody ask the mayor?? he said.", '"Why did nobody ask the mayor?" he said.'),
        ("He left.?The lift is safe,? the mayor said.", 'He left. "The lift is safe," the mayor said.'),
        ("?The lift is safe.?The mayor left.", '"The lift is safe." The mayor left.'),
        ("?Our guests? lifts are safe,? he said.", '"Our guests\' lifts are safe," he said.'),
        ("Oban?s mayor took the guests? money.", "Oban's mayor took the guests' money."),
        ("Oban?s mayor ? an engineer ? left.", "Oban's mayor – an engineer – left."),
    ],
    ids=[
        "a possessive and a negation",
        "short forms of verbs",
        "names",
        "a quotation within a sentence",
        "a quotation before the stop",
        "a quotation that begins like a question",
        "a quotation with a dash",
        "what was said, before the speaker",
        "what was said, after a colon",
        "a question that was quoted",
        "a quotation behind a lost space",
        "a sentence behind a quotation and a lost space",
        "a plural within a quotation",
        "a plural in a damaged text",
        "dashes in a damaged text",
    ],
)
def test_a_mark_that_was_lost_is_put_back(read: str, meant: str) -> None:
    assert restore_marks(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Who will pay for it? The mayor does not say. Why?So that nobody asks.",
        "The town lost ?630 crore and ?5,000 more.",
        "What do the guests? he asked.",
        "Did it stop ? he asked.",
        "See example.org/lifts?s=1 and https://example.org/a?d for more.",
        "The lift of Orl?ans and the caf? at B?desh Road.",
        "He asked: ?Is it safe? The mayor does not know.",
        "?The lift is safe. It was checked",
        "The mayor said so,? an official said.",
        'He said: "What is ?this? and ?that? for?" and left.',
        'The town is ?near "the" lift? now.',
    ],
    ids=[
        "questions",
        "currency signs",
        "a question that goes on",
        "a space before a question mark",
        "addresses",
        "letters",
        "a quotation that may end later",
        "a quotation without an end",
        "a quotation without a beginning",
        "marks within another quotation",
        "another quotation within",
    ],
)
def test_a_mark_that_may_be_something_else_stays(text: str) -> None:
    assert restore_marks(text) == text


def test_bodies_and_titles_get_their_marks_back() -> None:
    assert clean_body("Oban?s lift is safe.\n?We ride it,? Ann Reed said.").endswith('\n\n"We ride it," Ann Reed said.')
    assert clean_title(" Oban?s lift\nis ?safe? again ") == 'Oban\'s lift is "safe" again'
    assert clean_title(None) is None


def test_a_lost_mark_without_an_end_does_not_swallow_a_quotation() -> None:
    body = '?Ann Reed drove on. She said "all is well" and left.'
    told = [body[one.start_char : one.end_char] for one in find_quotations(body) if one.is_closed]
    assert told == ['"all is well"']


@pytest.mark.slow
@pytest.mark.parametrize("text", ["?a " * 300_000, "a.?A" * 200_000, "?as?s a? b ? c " * 70_000, "x?s" * 300_000])
def test_a_million_marks_are_read_in_seconds(text: str) -> None:
    start = time.perf_counter()
    restore_marks(text)
    assert time.perf_counter() - start < 15
