"""Members of ZIP and tar archives as streams. Nothing is written under a member's name, and no link is followed."""

from __future__ import annotations

import errno
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any, BinaryIO, NamedTuple

from tasks.errors import UnreadableContent
from tasks.store.compression import BUFFER_BYTES, Allowance, buffered, failing
from tasks.store.spool import seekable

TAR_BLOCK_BYTES = 512
# tarfile gives nothing of a read that it cannot fill: this much of a truncated member is lost at most.
TAR_READ_BYTES = 10_240
# A tar header, long names and PAX fields included, is a few kilobytes; tarfile reads whatever length it states.
TAR_HEADER_BYTES = 1 << 20
# zipfile holds the directory of an archive in memory, about 10 bytes for each byte of it.
ZIP_DIRECTORY_BYTES = 32_000_000
NAME_CHARS = 1_000
_DRIVE = re.compile(r"[A-Za-z]:")
_ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
# RuntimeError is what zipfile raises for encrypted members and, as a kind of it, for methods that it does not know.
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)
_TAR_FAULTS = (tarfile.TarError, EOFError, ValueError, RecursionError)


class ArchiveMember(NamedTuple):
    """A file of an archive by its name in it. `name` is empty where the stream says what is wrong with the archive."""

    name: str
    stream: BinaryIO


Archive = Callable[[BinaryIO, Allowance], Iterator[ArchiveMember]]


def archive_of(head: bytes) -> Archive | None:
    """The reader for archives that begin so; None where it is not an archive."""
    if head.startswith(_ZIP_MAGICS):
        return zip_members
    return tar_members if _is_tar(head) else None


def zip_members(stream: BinaryIO, allowance: Allowance) -> Iterator[ArchiveMember]:
    """Files of a ZIP archive in the order of its directory; a stream that cannot go back is spooled first."""
    try:
        with seekable(stream) as content:
            _check_directory(content)
            with zipfile.ZipFile(content) as archive:
                for info in archive.infolist():
                    if not info.is_dir() and not _is_hidden(info.filename):
                        yield ArchiveMember(info.filename, _zip_stream(archive, info, allowance))
    except _ZIP_FAULTS as error:
        _raise_if_of_disk(error)
        yield ArchiveMember("", failing(UnreadableContent("damaged", f"not a ZIP archive that can be read: {error}")))
    except UnreadableContent as fault:
        yield ArchiveMember("", failing(fault))


def tar_members(stream: BinaryIO, allowance: Allowance) -> Iterator[ArchiveMember]:
    """Files of a tar archive in order, read forward only; what a reader leaves of a member is passed over."""
    source = _Budgeted(stream)
    told: list[UnreadableContent] = []
    try:
        with tarfile.open(fileobj=io.BufferedReader(source), mode="r|", ignore_zeros=False) as archive:
            while info := _next_header(archive, source):
                content = archive.extractfile(info) if _has_content(info) else None
                if not info.isdir() and not _is_hidden(info.name):
                    yield ArchiveMember(info.name, _tar_stream(info, content, allowance, told))
                while content and content.read(BUFFER_BYTES):
                    pass
    except _TAR_FAULTS as error:
        if told:
            return
        yield ArchiveMember("", failing(UnreadableContent("damaged", f"the tar archive breaks off: {error}")))
    except UnreadableContent as fault:
        yield ArchiveMember("", failing(fault))


def name_fault(name: str) -> UnreadableContent | None:
    """What is wrong with a member's name: names that would leave a folder are refused, though none is ever used."""
    if len(name) > NAME_CHARS:
        return UnreadableContent("unsafe_member", f"the name has {len(name)} characters, at most {NAME_CHARS}")
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        return UnreadableContent("unsafe_member", "the name is an absolute path")
    if ".." in re.split(r"[/\\]", name):
        return UnreadableContent("unsafe_member", "the name leads out of the archive")
    return None


def _is_hidden(name: str) -> bool:
    """Whether the name is hidden, as files of a source folder may be; what a Mac adds to an archive is."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts) and name_fault(name) is None


def _zip_fault(info: zipfile.ZipInfo) -> UnreadableContent | None:
    if info.flag_bits & 0x1:
        return UnreadableContent("encrypted", "the member is encrypted; deliver it without a password")
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return UnreadableContent("unsafe_member", "the member is a link or a device, not a file")
    return name_fault(info.filename)


def _zip_stream(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> BinaryIO:
    fault = _zip_fault(info)
    if fault:
        return failing(fault)
    return buffered(_zip_blocks(archive, info), max_bytes=allowance.limits.max_member_bytes, allowance=allowance)


def _zip_blocks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(info) as content:
            while block := content.read(BUFFER_BYTES):
                yield block
    except _ZIP_FAULTS as error:
        _raise_if_of_disk(error)
        raise UnreadableContent("damaged", f"the member cannot be read on: {error}") from None


def _raise_if_of_disk(error: Exception) -> None:
    """Raise a fault of the disk again; bzip2's faults have no number, and a place before the file is EINVAL."""
    if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
        raise error


def _check_directory(stream: IO[bytes]) -> None:
    """Refuse a directory that would fill memory; its size stands in the last record (PKWARE APPNOTE, 4.3.16)."""
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(end - (1 << 16) - 22, 0))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    stated = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    size = min(stated, end) if stated != 0xFFFFFFFF else _zip64_directory_bytes(tail)
    if size > ZIP_DIRECTORY_BYTES:
        raise UnreadableContent("bomb", f"the directory of the archive has {size} bytes, at most {ZIP_DIRECTORY_BYTES}")


def _zip64_directory_bytes(tail: bytes) -> int:
    at = tail.rfind(b"PK\x06\x06")
    return int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else ZIP_DIRECTORY_BYTES + 1


def _is_tar(head: bytes) -> bool:
    """Whether the first block is a tar header; its checksum tells, also in archives older than the `ustar` mark."""
    block = head[:TAR_BLOCK_BYTES]
    if len(block) < TAR_BLOCK_BYTES or not block[0]:
        return False
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def _next_header(archive: tarfile.TarFile, source: _Budgeted) -> tarfile.TarInfo | None:
    archive.members = []  # type: ignore[attr-defined] # tarfile would keep every header it has read
    source.budget = TAR_HEADER_BYTES
    info = archive.next()
    source.budget = None
    return info


def _has_content(info: tarfile.TarInfo) -> bool:
    return info.isreg() or info.type not in tarfile.SUPPORTED_TYPES


def _tar_stream(
    info: tarfile.TarInfo, content: IO[bytes] | None, allowance: Allowance, told: list[UnreadableContent]
) -> BinaryIO:
    fault = name_fault(info.name)
    if fault is None and not info.isreg():
        fault = UnreadableContent("unsafe_member", "the member is a link or a device, not a file")
    if fault or content is None:
        return failing(fault or UnreadableContent("unsafe_member", "the member has no content"))
    return buffered(_tar_blocks(content, told), max_bytes=allowance.limits.max_member_bytes)


def _tar_blocks(content: Any, told: list[UnreadableContent]) -> Iterator[bytes]:
    """Blocks of a member. A fault goes to `told` as well, for the archive cannot be read on after it."""
    try:
        while block := content.read1(TAR_READ_BYTES):
            yield block
    except _TAR_FAULTS as error:
        told.append(UnreadableContent("truncated", f"the archive ends inside the member: {error}"))
        raise told[0] from None


class _Budgeted(io.RawIOBase):
    """A stream that gives a header no more than its budget, whatever length the header states for itself."""

    def __init__(self, content: Any) -> None:
        self.budget: int | None = None
        self._content = content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self._content.read1(len(buffer))
        if self.budget is not None:
            self.budget -= len(block)
            if self.budget < 0:
                raise UnreadableContent("bomb", f"a header of the archive is longer than {TAR_HEADER_BYTES} bytes")
        buffer[: len(block)] = block
        return len(block)
