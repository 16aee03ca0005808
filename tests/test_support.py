"""Support: which body sentences stand behind a publisher's bullet."""

from __future__ import annotations

from tasks.text.sentences import usable_sentences
from tasks.text.support import support_spans

BODY = (
    "The council voted on Monday to close the swimming pool in Northfield. "
    "The pool had lost 40,000 pounds a year since 2015. "
    "Mayor Ann Reed opposed the closure. "
    "A petition against it gathered 9,000 names in a week."
)
SENTENCES = usable_sentences(BODY, ())


def supported(bullet: str) -> list[str]:
    return [BODY[span.start_char : span.end_char] for span in support_spans(bullet, BODY, SENTENCES)]


def test_a_bullet_is_supported_by_the_sentence_it_retells() -> None:
    assert supported("Petition draws 9,000 names against closing.")[-1].startswith("A petition against it")


def test_a_bullet_that_joins_two_sentences_is_supported_by_both_in_order() -> None:
    found = supported("Council closes Northfield swimming pool; Mayor Ann Reed was opposed.")
    assert [text.split()[0] for text in found] == ["The", "Mayor"]


def test_a_bullet_about_something_else_has_no_support() -> None:
    assert supported("Rockets were launched from a ship in the Pacific.") == []


def test_a_wrong_figure_is_not_supported() -> None:
    assert supported("The pool lost 75,000 pounds.") == []


def test_nothing_supports_an_empty_bullet_or_an_empty_body() -> None:
    assert supported("") == []
    assert support_spans("The council voted.", "", []) == ()
