"""Finds the credit lines and addresses of a body: bylines, editors, photographers, URLs. Those named there are not what it reports on."""

from __future__ import annotations

import re

_CREDIT_LINE = re.compile(
    r"^[ \t(\[*_-]*(?:by|reported by|reporting by|written by|edited by|editing by|compiled by|author|authors|editor|"
    r"editors|photo|photos|photo by|photographer|picture|pictures|image|images|credit|interview|text|translation|"
    r"translated by|presenter|presented by|moderator|producer|report|reporter|correspondent|contributors?|source)"
    r"(?:[ \t]*[:：|/][^\n]{0,160}|[ \t]+[A-Z][^\n.!?]{2,70})$",
    re.IGNORECASE | re.MULTILINE,
)
_CREDIT_TAIL = re.compile(
    r"\((?:[A-Z][\w./&-]*[ /]){0,3}(?:reporting|editing|additional reporting|writing|with reporting|compiled|photo|photos|"
    r"file photo|picture|image)s?\b[^()\n]{0,200}\)"
    r"|(?:Author|Editor|Reporting by|Editing by|Additional reporting by|Interview|Interviewer)s?:? [A-Z][^\n]{0,120}$",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")


def credit_spans(body: str) -> list[tuple[int, int]]:
    """Character spans of credit lines and addresses, in order."""
    found = [match.span() for pattern in (_CREDIT_LINE, _CREDIT_TAIL, _ADDRESS) for match in pattern.finditer(body)]
    return sorted(span for span in found if not _is_sentence(body[span[0] : span[1]]))


def _is_sentence(line: str) -> bool:
    """A credit has no finite prose: more than 12 lower-case words make it a sentence that opens like one."""
    return sum(word[0].islower() for word in line.split()) > 12
