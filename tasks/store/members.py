"""What a dump file holds: itself, or the members of an archive, each an address and a stream without compression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count
from typing import BinaryIO, NamedTuple

from tasks.errors import UnreadableContent
from tasks.store.archives import Archive, archive_of
from tasks.store.compression import BUFFER_BYTES, Allowance, Limits, compression_of, decompressed, failing

MEMBER_MARK = "!/"
# The mark inside a name, so that the part of an address before the first mark is always the dump file.
ESCAPED_MARK = "%21/"
COMPRESSION_SUFFIXES = r"\.(?:gz|zst|bz2|xz|lz4)$"


class Member(NamedTuple):
    """A stretch of content and its address: the dump file's own, or `a.zip!/b.json`. `stream` offers `peek`.

    The stream raises UnreadableContent where the content is refused or ends in a fault.
    """

    dump_uri: str
    stream: BinaryIO


def open_members(delivered: BinaryIO, dump_uri: str, limits: Limits, *, delivered_bytes: int) -> Iterator[Member]:
    """Contents of a dump file one after another, each to be read before the next is asked for; memory is bounded.

    `delivered` is the file as it came, with `peek`. Compression and archives are told by their first bytes. Members of
    an archive may be compressed, but not archives.
    """
    allowance = Allowance(delivered_bytes, limits)
    content = _without_compression(delivered, allowance)
    archive = archive_of(_head(content))
    if archive is None:
        yield Member(dump_uri, content)
    else:
        yield from _members(archive, content, dump_uri, allowance)


def content_name(dump_uri: str) -> str:
    """Name of the content at an address: without a compression suffix."""
    return re.sub(COMPRESSION_SUFFIXES, "", dump_uri, flags=re.IGNORECASE)


def _without_compression(stream: BinaryIO, allowance: Allowance) -> BinaryIO:
    compression = compression_of(_head(stream))
    return decompressed(stream, compression, allowance) if compression else stream


def _members(archive: Archive, content: BinaryIO, dump_uri: str, allowance: Allowance) -> Iterator[Member]:
    seen: set[str] = set()
    for member in archive(content, allowance):
        if not member.name:
            yield Member(dump_uri, member.stream)
            continue
        address = _unlike(seen, dump_uri + MEMBER_MARK + _address_of(member.name))
        seen.add(address)
        yield Member(address, _plain_content(member.stream, allowance))


def _unlike(seen: set[str], address: str) -> str:
    """The address, numbered where the archive has had a member of that name."""
    numbered = (f"{address}#{number}" for number in count(2))
    return next(one for one in chain([address], numbered) if one not in seen)


def _plain_content(stream: BinaryIO, allowance: Allowance) -> BinaryIO:
    """The member's content; archives and doubly compressed content inside an archive are refused."""
    content = _without_compression(stream, allowance)
    head = _head(content)
    if archive_of(head) or (content is not stream and compression_of(head)):
        detail = "an archive inside an archive is not unpacked; deliver its files in one archive"
        return failing(UnreadableContent("nested_archive", detail))
    return content


def _head(stream: BinaryIO) -> bytes:
    """The first bytes; none where even they cannot be read, which the reader of the stream will meet again."""
    try:
        return stream.peek(BUFFER_BYTES)  # type: ignore[attr-defined, no-any-return]
    except UnreadableContent:
        return b""


def _address_of(name: str) -> str:
    """A member's name as part of an address: cut to a reasonable length, printable, without the mark."""
    kept = name[:200].replace(MEMBER_MARK, ESCAPED_MARK)
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in kept)
