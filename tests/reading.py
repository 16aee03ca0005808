"""Reads dump content as ingest does, and says what every reader promises of it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from tasks.formats.record import REASONS, Found, RawArticle, Record, Refusal
from tasks.formats.registry import read_records
from tasks.store.compression import BUFFER_BYTES, Limits
from tasks.store.members import content_name, open_members
from tasks.store.spool import seekable

MAX_RECORD_BYTES = 1_000_000
LIMITS = Limits(max_member_bytes=1_000_000_000, max_compression_ratio=250)


def read_bytes(content: bytes, name: str = "dump", *, max_record_bytes: int = MAX_RECORD_BYTES) -> list[Found]:
    """Every record of a dump file without compression; its numbers are checked."""
    stream = io.BufferedReader(io.BytesIO(content), 1 << 17)  # type: ignore[arg-type]
    found = list(read_records(stream, name=name, max_record_bytes=max_record_bytes, seekable=seekable))
    assert_accounted(found)
    return found


def read_file(path: Path, *, limits: Limits = LIMITS, max_record_bytes: int = 16_000_000) -> dict[str, list[Found]]:
    """Every record of a dump file by the address of its member; the numbers of each member are checked."""
    members: dict[str, list[Found]] = {}
    with path.open("rb", buffering=BUFFER_BYTES) as delivered:
        for member in open_members(delivered, path.name, limits, delivered_bytes=path.stat().st_size):
            name = content_name(member.dump_uri)
            records = read_records(member.stream, name=name, max_record_bytes=max_record_bytes, seekable=seekable)
            found = list(records)
            assert_accounted(found)
            assert member.dump_uri not in members
            members[member.dump_uri] = found
    return members


def assert_accounted(found: Sequence[Found]) -> None:
    """Records are numbered from 1 without gaps, and every refusal has a known reason and a printable excerpt."""
    assert [one.record_no for one in found] == list(range(1, len(found) + 1))
    for one in found:
        if isinstance(one, Refusal):
            assert one.reason in REASONS
            assert one.detail
            assert one.excerpt.isprintable()


def articles(found: Sequence[Found]) -> list[RawArticle]:
    """What became of the records that are articles."""
    return [one.article for one in found if isinstance(one, Record)]


def reasons(found: Sequence[Found]) -> list[str]:
    """Reasons of the refusals in order."""
    return [one.reason for one in found if isinstance(one, Refusal)]


def outcomes(found: Sequence[Found]) -> list[str]:
    """The title of each article and the reason of each refusal, in order."""
    return [one.reason if isinstance(one, Refusal) else str(one.article.title) for one in found]
