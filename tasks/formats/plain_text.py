"""Plain text: one article a file; a short first line with an empty one after it is the title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tasks.formats.lines import UTF8_BOM
from tasks.formats.record import Found, RawArticle, Record, Refusal, excerpt_of

NAME = "plain_text"
TITLE_CHARS = 200


def matches(head: bytes, name: str) -> bool:  # noqa: ARG001 every format has the same signature
    """Whether the file begins with text and not with the signs of something binary."""
    return b"\0" not in head and not head.lstrip().startswith((b"%PDF", b"<", b"{\\rtf"))


def read(stream: BinaryIO, *, max_record_bytes: int) -> Iterator[Found]:
    """The one record of the file; a file of white space has none."""
    content = stream.read(max_record_bytes + 1).removeprefix(UTF8_BOM)
    if not content.strip():
        return
    if len(content) > max_record_bytes:
        detail = f"file is longer than {max_record_bytes} bytes (max_record_bytes)"
        yield Refusal(1, 0, "too_large", detail, excerpt_of(content))
        return
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        detail = f"byte {error.start} is not UTF-8: 0x{content[error.start]:02x}"
        yield Refusal(1, 0, "undecodable", detail, excerpt_of(content))
        return
    title, body = split_title(text)
    yield Record(1, 0, RawArticle(body=body, title=title))


def split_title(text: str) -> tuple[str | None, str]:
    """The title (None without one) and the body of a plain text."""
    lines = text.replace("\r\n", "\n").strip().split("\n")
    is_title = len(lines) > 2 and not lines[1].strip() and len(lines[0]) <= TITLE_CHARS
    return (lines[0].strip(), "\n".join(lines[2:])) if is_title else (None, "\n".join(lines))
