"""A corpus of hostile dump files, made here so that none is kept in the project: bombs, traversal, lies and damage."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pyarrow as pa

GOOD = json.dumps({"id": "1", "title": "Good", "body": "A good article."}).encode() + b"\n"
BOMB_BYTES = 300_000_000
LAUGHS = b"".join(b'<!ENTITY lol%d "%s">' % (level, b"&lol%d;" % (level - 1) * 10) for level in range(1, 10))


class Hostile(NamedTuple):
    """One file: what to call it, its content, reasons that must come of it and how many articles remain."""

    name: str
    make: Callable[[], bytes]
    reasons: tuple[str, ...]
    article_count: int


def zipped(members: list[tuple[str, bytes]], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive with these names as they stand."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=compression)
    return target.getvalue()


def tarred(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    """A tar archive of these headers with their content."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for info, content in members:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


def tar_file(name: str, content: bytes = GOOD, *, kind: bytes = tarfile.REGTYPE) -> tuple[tarfile.TarInfo, bytes]:
    """A tar member; links lead to /etc/passwd."""
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = "/etc/passwd" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
    return info, content if kind == tarfile.REGTYPE else b""


def with_link(name: str) -> bytes:
    """A ZIP archive whose member is a symbolic link."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return target.getvalue()


def encrypted_zip() -> bytes:
    """A ZIP archive whose member says that it is encrypted."""
    content = bytearray(zipped([("a.jsonl", GOOD)]))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = content.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        content[at] |= 1
    return bytes(content)


def lying_zip() -> bytes:
    """A ZIP archive whose directory states a shorter member than there is."""
    content = bytearray(zipped([("a.jsonl", GOOD * 100), ("b.jsonl", GOOD)]))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 500)
    return bytes(content)


def backward_zip() -> bytes:
    """A ZIP archive whose last record claims that the directory begins later than it does."""
    content = bytearray(zipped([("a.jsonl", GOOD)]))
    at = content.rindex(b"PK\x05\x06") + 16
    content[at : at + 4] = struct.pack("<I", len(content) + 1_000)
    return bytes(content)


def damaged_bzip2_zip() -> bytes:
    """A ZIP archive with a member in bzip2 whose data is damaged."""
    content = bytearray(zipped([("a.jsonl", GOOD * 50)], compression=zipfile.ZIP_BZIP2))
    at = content.index(b"BZh") + 20
    content[at : at + 8] = b"\xff" * 8
    return bytes(content)


def overlapping_zip() -> bytes:
    """A ZIP archive in which a thousand names share one highly compressed stretch (D. Fifield, WOOT 2019)."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = body.compress(b"\0" * 4_000_000) + body.flush()
    check = zlib.crc32(b"\0" * 4_000_000)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, check, len(packed), 4_000_000, 1, 0) + b"a"
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, check, len(packed), 4_000_000, 1, 0, 0, 0, 0, 0, 0
    )
    directory = (entry + b"a") * 1_000
    start = len(local) + len(packed)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1_000, 1_000, len(directory), start, 0)
    return local + packed + directory + end


def huge_header_tar() -> bytes:
    """A compressed tar archive with a long name of 200 MB."""
    info = tarfile.TarInfo("././@LongLink")
    info.type = tarfile.GNUTYPE_LONGNAME
    info.size = 200_000_000
    header = info.tobuf(tarfile.GNU_FORMAT)
    return gzip_of(iter([header, *[b"a" * 1_000_000] * 200]))


def gzip_of(blocks: Iterator[bytes]) -> bytes:
    """Blocks compressed by gzip, never all in memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(block) for block in blocks) + packer.flush()


def bomb(first: bytes = GOOD) -> Iterator[bytes]:
    """A good line, then hundreds of megabytes of one sign."""
    yield first
    for _ in range(BOMB_BYTES // 1_000_000):
        yield b"0" * 1_000_000


def zstd_bomb() -> bytes:
    """The same, compressed by zstd in frames of one megabyte."""
    return b"".join(pa.compress(block, codec="zstd", asbytes=True) for block in bomb())


def gzip_warc(*, damage: bool) -> bytes:
    """A WARC file of three pages, each compressed on its own; the second is damaged on demand."""
    pages = [gzip.compress(warc_page(f"https://example.org/{n}", PAGE)) for n in (1, 2, 3)]
    if damage:
        pages[1] = pages[1][:60] + b"\0\0\0\0" + pages[1][64:]
    return b"".join(pages)


def warc_page(url: str, content: bytes, *, length: int | None = None, status: str = "200 OK") -> bytes:
    """A WARC response; `length` is the Content-Length that it states where it lies."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + content
    header = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-04T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n"
    )
    return header.encode() + http + b"\r\n\r\n"


SENTENCES = " ".join(
    f"The council voted on plan number {n} on Tuesday and asked the mayor to report on it in the autumn."
    for n in range(9)
)
PAGE = (
    f"<html><head><title>Council votes on plans</title></head><body><article><h1>Council votes on plans</h1>"
    f"<p>{SENTENCES}</p><p>{SENTENCES.replace('council', 'parliament')}</p></article></body></html>"
).encode()


def rss(*items: bytes, head: bytes = b"") -> bytes:
    """An RSS feed of these items."""
    return b'<?xml version="1.0"?>' + head + b'<rss version="2.0"><channel>' + b"".join(items) + b"</channel></rss>"


def item(number: int, body: bytes = b"A good article.") -> bytes:
    """An item of a feed."""
    return b"<item><title>T%d</title><description>%s</description></item>" % (number, body)


CORPUS: dict[str, Hostile] = {
    "gzip bomb": Hostile("a.jsonl.gz", lambda: gzip_of(bomb()), ("bomb",), 1),
    "bzip2 bomb": Hostile("a.jsonl.bz2", lambda: bz2.compress(b"".join(bomb())), ("bomb",), 1),
    "xz bomb": Hostile("a.jsonl.xz", lambda: lzma.compress(b"".join(bomb()), preset=0), ("bomb",), 1),
    "zstd bomb": Hostile("a.jsonl.zst", zstd_bomb, ("bomb",), 1),
    "zip bomb": Hostile("a.zip", lambda: zipped([("a.jsonl", b"".join(bomb()))]), ("bomb",), 1),
    "overlapping zip bomb": Hostile("a.zip", overlapping_zip, ("bomb", "unknown_format"), 0),
    "tar with a name of 200 MB": Hostile("a.tar.gz", huge_header_tar, ("bomb",), 0),
    "names that lead out of a zip": Hostile(
        "a.zip",
        lambda: zipped([("../../x.jsonl", GOOD), ("/etc/x.jsonl", GOOD), ("C:\\x.jsonl", GOOD), ("ok/a.jsonl", GOOD)]),
        ("unsafe_member",) * 3,
        1,
    ),
    "names that lead out of a tar": Hostile(
        "a.tar",
        lambda: tarred([tar_file("../x.jsonl"), tar_file("a/../../x"), tar_file("ok.jsonl")]),
        ("unsafe_member",) * 2,
        1,
    ),
    "links and devices in a tar": Hostile(
        "a.tar",
        lambda: tarred(
            [
                tar_file("link", kind=tarfile.SYMTYPE),
                tar_file("hard", kind=tarfile.LNKTYPE),
                tar_file("device", kind=tarfile.CHRTYPE),
                tar_file("pipe", kind=tarfile.FIFOTYPE),
                tar_file("ok.jsonl"),
            ]
        ),
        ("unsafe_member",) * 4,
        1,
    ),
    "a link in a zip": Hostile("a.zip", lambda: with_link("passwd"), ("unsafe_member",), 0),
    "an encrypted zip": Hostile("a.zip", encrypted_zip, ("encrypted",), 0),
    "a zip that lies about a size": Hostile("a.zip", lying_zip, ("damaged",), 1),
    "a zip whose member lies before the file": Hostile("a.zip", backward_zip, ("damaged",), 0),
    "a zip with damaged bzip2 data": Hostile("a.zip", damaged_bzip2_zip, ("damaged",), 0),
    "a zip in a zip": Hostile(
        "a.zip", lambda: zipped([("b.zip", zipped([("c.jsonl", GOOD)])), ("d.jsonl", GOOD)]), ("nested_archive",), 1
    ),
    "gzip in gzip in a zip": Hostile(
        "a.zip", lambda: zipped([("b.gz", gzip.compress(gzip.compress(GOOD)))]), ("nested_archive",), 0
    ),
    "a truncated zip": Hostile("a.zip", lambda: zipped([("b.jsonl", GOOD * 50)])[:-30], ("damaged",), 0),
    "a truncated tar": Hostile(
        "a.tar", lambda: tarred([tar_file("b.jsonl", GOOD * 900)])[:40_000], ("truncated",), 548
    ),
    "a truncated gzip": Hostile("a.jsonl.gz", lambda: gzip.compress(GOOD * 50)[:-8], ("truncated",), 50),
    "a damaged gzip": Hostile("a.jsonl.gz", lambda: gzip.compress(GOOD) + b"rubbish", ("damaged",), 1),
    "an entity bomb in RSS": Hostile(
        "a.xml",
        lambda: rss(item(1), item(2, b"&lol9;"), item(3), head=b"<!DOCTYPE rss [<!ENTITY lol0 'lol'>" + LAUGHS + b"]>"),
        ("unsafe_xml",),
        2,
    ),
    "an external entity in RSS": Hostile(
        "a.xml",
        lambda: rss(item(1, b"&file;"), item(2), head=b'<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">]>'),
        ("unsafe_xml",),
        1,
    ),
    "elements nested without end": Hostile("a.xml", lambda: rss(item(1, b"<b>" * 100_000), item(2)), (), 2),
    "JSON nested without end": Hostile("a.json", lambda: b'[{"body": ' + b"[" * 3_000_000, ("syntax",), 0),
    "a line of 10 million characters": Hostile(
        "a.jsonl", lambda: GOOD + b'{"body": "' + b"x " * 5_000_000 + b'"}\n' + GOOD, (), 3
    ),
    "a line over the limit": Hostile("a.jsonl", lambda: GOOD + b"x" * 20_000_000 + b"\n" + GOOD, ("too_large",), 2),
    "zero bytes": Hostile("a.jsonl", lambda: GOOD + b"\0" * 5_000_000 + b"\n" + GOOD, ("syntax",), 2),
    "zero bytes after many lines": Hostile(
        "a.jsonl", lambda: GOOD * 2_000 + b"\0" * 9_000 + b"\n" + GOOD, ("syntax",), 2_001
    ),
    "a number with a million digits": Hostile(
        "a.jsonl", lambda: b'{"id": ' + b"1" * 1_000_000 + b', "body": "x"}\n' + GOOD, ("syntax",), 1
    ),
    "lone surrogates": Hostile("a.jsonl", lambda: b'{"title": "\\ud800", "body": "\\udfff \\u0000"}\n' + GOOD, (), 2),
    "a WARC whose length swallows the next record": Hostile(
        "a.warc",
        lambda: warc_page("https://example.org/1", PAGE, length=3_000) + warc_page("https://example.org/2", PAGE),
        ("damaged",),
        1,
    ),
    "a WARC whose length is beyond the file": Hostile(
        "a.warc",
        lambda: warc_page("https://example.org/1", PAGE, length=10**17) + warc_page("https://example.org/2", PAGE),
        ("damaged",),
        1,
    ),
    "a damaged member of a WARC.gz": Hostile("a.warc.gz", lambda: gzip_warc(damage=True), ("damaged",), 2),
    "rubbish": Hostile("a.bin", lambda: bytes(range(256)) * 100, ("unknown_format",), 0),
    "nothing but a magic number": Hostile("a.zst", lambda: b"\x28\xb5\x2f\xfd", ("truncated",), 0),
}
