"""What a format reader yields: raw records, or refusals that say what, where and why."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from tasks.errors import FaultReason

Reason = Literal[
    FaultReason,
    "empty_body",
    "http_status",
    "missing_body",
    "missing_header",
    "no_article",
    "not_html",
    "syntax",
    "taken_down",
    "too_deep",
    "too_large",
    "undecodable",
    "unknown_format",
    "unsafe_xml",
    "wrong_column_count",
    "wrong_type",
]
REASONS: tuple[str, ...] = get_args(Reason)
EXCERPT_CHARS = 200


class RawArticle(NamedTuple):
    """An article as the dump states it: strings as they stand, nothing cleaned or believed yet.

    `dates` are further statements of when it was published, as (published_at_from, value) in order of trust.
    """

    body: str
    title: str | None = None
    external_id: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    category: str | None = None
    published_at: str | None = None
    language: str | None = None
    in_shorts: tuple[str, ...] = ()
    key_takeaways: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()


class Record(NamedTuple):
    """One record of a dump file. `record_no` counts from 1; `byte_offset` is in the decompressed stream."""

    record_no: int
    byte_offset: int | None
    article: RawArticle


class Refusal(NamedTuple):
    """One record that cannot become an article."""

    record_no: int
    byte_offset: int | None
    reason: Reason
    detail: str
    excerpt: str


Found = Record | Refusal


def excerpt_of(content: bytes | str) -> str:
    """The first characters of a refused record, printable: control characters and undecodable bytes are escaped."""
    text = content[: EXCERPT_CHARS * 4].decode("utf-8", "backslashreplace") if isinstance(content, bytes) else content
    return printable(text[:EXCERPT_CHARS])


def printable(text: str) -> str:
    """Text with control characters and lone surrogates escaped, so that any terminal and any file can hold it."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
