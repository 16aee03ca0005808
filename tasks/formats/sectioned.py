"""Sectioned text: `<Publisher> – In Shorts`, `– In Depth`, `– Key Takeaways`, several articles a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tasks.formats.lines import UTF8_BOM, Line, read_lines
from tasks.formats.record import Found, RawArticle, Record, Refusal, excerpt_of
from tasks.text.boilerplate import is_boilerplate
from tasks.text.sections import article_from_lines, bullet_of, heading_of

NAME = "sectioned"


def matches(head: bytes, name: str) -> bool:  # noqa: ARG001 every format has the same signature
    """Whether a section heading stands in the first kilobytes."""
    text = head.removeprefix(UTF8_BOM).decode("utf-8", "ignore")
    return any(heading_of(line) for line in text.splitlines())


def read(stream: BinaryIO, *, max_record_bytes: int) -> Iterator[Found]:
    """Articles in order. A section that comes again opens the next article; a title line before it goes with it."""
    lines: list[Line] = []
    seen: set[str] = set()
    record_no = 1
    size = 0
    for line in read_lines(stream, max_bytes=max_record_bytes):
        heading = heading_of(line.content.decode("utf-8", "replace"))
        if heading and heading.section in seen:
            kept, title = _split_next_title(lines)
            yield _article(kept, record_no, size=size, max_record_bytes=max_record_bytes)
            lines, seen, record_no, size = title, set(), record_no + 1, 0
        if heading:
            seen.add(heading.section)
        size += len(line.content) + 1
        if size <= max_record_bytes or not lines:
            lines.append(line)
    if seen or any(line.content.strip() for line in lines):
        yield _article(lines, record_no, size=size, max_record_bytes=max_record_bytes)


def _split_next_title(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Lines of the article that ends, and the title lines of the one that follows: the text after the last bullet.

    Text straight after an In Depth heading is that article's own.
    """
    end = len(lines)
    while end and not _ends_article(lines[end - 1].content.decode("utf-8", "replace")):
        end -= 1
    rest = [line for line in lines[end:] if line.content.strip()]
    heading = heading_of(lines[end - 1].content.decode("utf-8", "replace")) if end else None
    is_title = bool(end) and len(rest) <= 2 and not (heading and heading.section == "in_depth")
    return (lines[:end], rest) if is_title else (lines, [])


def _ends_article(text: str) -> bool:
    return bool(bullet_of(text) or heading_of(text) or is_boilerplate(text.strip()))


def _article(lines: list[Line], record_no: int, *, size: int, max_record_bytes: int) -> Found:
    offset = lines[0].byte_offset if lines else 0
    content = b"\n".join(line.content for line in lines)
    if size > max_record_bytes:
        detail = f"article is longer than {max_record_bytes} bytes (max_record_bytes)"
        return Refusal(record_no, offset, "too_large", detail, excerpt_of(content))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        detail = f"byte {error.start} of the article is not UTF-8: 0x{content[error.start]:02x}"
        return Refusal(record_no, offset, "undecodable", detail, excerpt_of(content))
    found = article_from_lines(text.split("\n"))
    if not found.body.strip():
        detail = "no text under an In Depth heading"
        return Refusal(record_no, offset, "missing_body", detail, excerpt_of(content))
    article = RawArticle(
        body=found.body,
        title=found.title,
        publisher=found.publisher,
        in_shorts=found.in_shorts,
        key_takeaways=found.key_takeaways,
    )
    return Record(record_no, offset, article)
