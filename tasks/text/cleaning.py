"""From the text of a record to the body of an article: right characters, single spaces, whole paragraphs."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import ftfy

from tasks.text.boilerplate import without_boilerplate
from tasks.text.lost_apostrophes import restore_apostrophes
from tasks.text.lost_marks import restore_marks

_FTFY = ftfy.TextFixerConfig(
    unescape_html=True,
    uncurl_quotes=False,
    fix_latin_ligatures=True,
    normalization="NFC",
    explain=False,
)
_FTFY_OF_MARKUP = _FTFY._replace(unescape_html=False)
_SPACES = re.compile(r"[^\S\n]+")
# A line of ASCII without "&", typographic quotes and dashes is one that ftfy leaves as it is, and nearly all lines of
# English news are that.
_MAY_NEED_REPAIR = re.compile(r"[^\n\t\x20-\x25\x27-\x7e\u2018\u2019\u201c\u201d\u2013\u2014\u2026]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\ufffc]")
_LOST_SPACE = re.compile(
    r"(?<=[a-z][a-z][.!?])(?=[A-Z][a-z]+[\s,'\u2019]|[\u201c][A-Z])|(?<=[a-z][.!?]\u201d)(?=[A-Z])"
)
# "in person.\"\Reed's father": the end of a line that was escaped.
_STRAY_BACKSLASH = re.compile(r"(?<=[a-z.][.!?][\"'\u201d\u2019])\\(?=[A-Z][a-z]*['\u2019\s])")
# "for a month .The order": the space is on the wrong side. Not "in .Net".
_SPACE_TOO_EARLY = re.compile(r"(?<=[a-z]{3}) (?=\.(?!(?:Net|Com|Org|Io)\b)[A-Z][a-z]+\s)")
_SENTENCE_END = re.compile(r"[a-z][a-z][.!?]\Z")
_WRAP_MAX_CHARS = 90


def clean_line(text: str | None) -> str | None:
    """A field that is one line, such as a title or a name; None where nothing is left."""
    if text is None:
        return None
    return " ".join(_repair(text).split()) or None


def clean_title(text: str | None) -> str | None:
    """A field that is one line of prose, such as a title or a bullet: marks that became question marks are put back."""
    line = clean_line(text)
    return line and restore_marks(line)


def clean_body(text: str) -> str:
    """The article's paragraphs, one empty line between them; empty where nothing is left.

    Characters are repaired (ftfy: mojibake, entities, NFC; marks that became question marks) and hard-wrapped lines
    joined. The space that scraping loses between sentences ("ended.Next") is put back, and the apostrophes of a body
    that lost them all. Lines that belong to the site are left out.
    """
    lines = [_SPACES.sub(" ", line).rstrip() for line in _repair(text).split("\n")]
    paragraphs = _unwrap(lines) if _is_hard_wrapped(lines) else [line.strip() for line in lines]
    kept = without_boilerplate([paragraph for paragraph in paragraphs if paragraph])
    marked = restore_apostrophes(restore_marks("\n\n".join(kept)))
    return "\n".join(map(_put_back_spaces, marked.split("\n")))


def normalised(body: str) -> str:
    """What two copies of a text have in common: letters and digits in lower case, single spaces."""
    return " ".join(re.sub(r"[^\w\s]+", "", unicodedata.normalize("NFKC", body).casefold()).split())


def _repair(text: str) -> str:
    """The text with its characters mended line by line; from the first "<" on entities are left alone, as in markup."""
    if not _MAY_NEED_REPAIR.search(text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    config = _FTFY
    for at, line in enumerate(lines):
        if "<" in line:
            config = _FTFY_OF_MARKUP
        if _MAY_NEED_REPAIR.search(line):
            lines[at] = ftfy.fix_text(line, config)
    return _INVISIBLE.sub("", "\n".join(lines).replace("\f", "\n").replace("\v", "\n"))


def _put_back_spaces(paragraph: str) -> str:
    """The paragraph with the spaces between sentences that scraping lost; straight quotes open and close by turns."""
    pieces = _SPACE_TOO_EARLY.sub("", _STRAY_BACKSLASH.sub(" ", paragraph)).split('"')
    rebuilt = [pieces[0]]
    for number, (before, after) in enumerate(pairwise(pieces)):
        is_lost = _SENTENCE_END.search(before) and after[:1].isupper()
        is_closing = number % 2 == 1
        rebuilt += [' "' if is_lost and not is_closing else '" ' if is_lost else '"', after]
    return _LOST_SPACE.sub(" ", "".join(rebuilt))


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Whether lines break off at one width in the middle of a sentence and go on in lower case, as in wire copy."""
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) < 3 or max(map(len, filled)) > _WRAP_MAX_CHARS:
        return False
    carried = [line for line, following in pairwise(filled) if line[-1] not in ".!?" and following[0].islower()]
    return len(carried) >= (len(filled) - 1) / 3


def _unwrap(lines: list[str]) -> list[str]:
    """Paragraphs of hard-wrapped lines; an empty or indented line begins a new one."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if not line.strip() or line.startswith(" "):
            paragraphs.append([])
        if line.strip():
            paragraphs[-1].append(line.strip())
    return [" ".join(paragraph) for paragraph in paragraphs if paragraph]
