"""Sentences for the summary of an article that has none without a flaw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.text.quoted import speaks_of_itself
from tasks.text.sentence_flaws import NOT_THE_REPORTERS, PART_OF_A_QUOTATION
from tasks.text.sentences import Sentence
from tasks.text.standing import has_anchor
from tasks.text.trimming import Cut


def mend(body: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences with which little is wrong, usable.

    A quotation mark without its other half is left out; words to the reader stay where they name somebody.
    """
    for sentence in sentences:
        text = body[sentence.start_char : sentence.end_char]
        marks = [at for at in range(sentence.start_char, sentence.end_char) if body[at] == '"']
        if sentence.flaw == NOT_THE_REPORTERS and text.endswith(".") and has_anchor(text):
            yield sentence._replace(is_usable=True, flaw="")
        elif sentence.flaw == PART_OF_A_QUOTATION and len(marks) == 1 and not speaks_of_itself(text):
            yield sentence._replace(is_usable=True, flaw="", cuts=(_with_space(text, sentence.start_char, marks[0]),))


def _with_space(text: str, start: int, mark: int) -> Cut:
    """Return the mark of a sentence that begins at `start` with the space beside it."""
    at = mark - start
    return Cut(mark - (text[at - 1 : at] == " "), mark + 1 + (text[at + 1 : at + 2] == " "))
