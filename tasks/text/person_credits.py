"""Finds the credit lines and addresses of a body: those named there are not what the article reports on."""

from __future__ import annotations

import re

_SIGNED = r"(?:(?:written|reported|reporting|edited|editing|compiled|photo|translated|presented) )?by|authors?|editors?"
_LABELLED = (
    r"photos?|photographer|pictures?|images?|credit|interview(?:er)?|text|translation|presenter|moderator|producer|report|"
    r"reporter|correspondent|contributors?|source"
)
_CREDIT_LINE = re.compile(
    rf"^[ \t(\[*_-]{{0,8}}(?:(?:{_SIGNED})[ \t]+(?-i:[A-Z])[^\n.!?]{{2,70}}"
    rf"|(?:{_SIGNED}|{_LABELLED})[ \t]*[:|/][^\n]{{0,160}})$",
    re.IGNORECASE | re.MULTILINE,
)
_CREDIT_TAIL = re.compile(
    r"\([Ww]ith (?:agency |additional )?inputs? from\b[^()\n]{0,120}\)"
    r"|\((?:[A-Z][\w.&-]{0,20}[ /]){0,3}(?:additional |with )?(?:reporting|editing|writing|compiled|file photo|photo|"
    r"picture|image)s?\b[^()\n]{0,200}\)"
    r"|\b(?:(?-i:Authors?|Editors?|Interviewer)|(?:Additional )?Reporting by|Editing by):? (?-i:[A-Z])[^\n]{0,120}$",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE = re.compile(
    r"\A\s{0,9}(?:From|By) (?:[A-Z][\w.'-]{0,30}[ \n]){1,6}[A-Z]\w{1,30},? "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2} \([A-Z]{2,9}\)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,400}|[\w.+-]{1,64}@\w[\w.-]{1,100}")


def credit_spans(body: str) -> list[tuple[int, int]]:
    """Character spans of credit lines and addresses, in order."""
    patterns = (_CREDIT_LINE, _CREDIT_TAIL, _DATELINE, _ADDRESS)
    found = [match.span() for pattern in patterns for match in pattern.finditer(body)]
    return sorted(span for span in found if not _is_sentence(body[span[0] : span[1]]))


def _is_sentence(line: str) -> bool:
    """A credit has no finite prose: more than 12 lower-case words make it a sentence that opens like one."""
    return sum(word[0].islower() for word in line.split()) > 12
