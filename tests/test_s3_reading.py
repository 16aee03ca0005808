"""Reading objects on S3 through what goes wrong on the way: broken connections, busy servers, objects that change."""

from __future__ import annotations

import hashlib
import random
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from tasks.errors import SourceUnavailable
from tasks.store import s3
from tasks.store.dumps import DumpContent
from tasks.store.sources import find_dumps, list_source
from tests.s3_proxy import Fault, FaultyProxy
from tests.s3_server import S3Folder

pytestmark = pytest.mark.slow
DAY = date(2024, 6, 4)
NAME = "2024-06-04.bin"
CONTENT = random.Random(4).randbytes(9_000_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
HALF = len(CONTENT) // 2


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s3, "FIRST_WAIT_SECONDS", 0.001)
    monkeypatch.setattr(s3, "ATTEMPTS", 3)


@pytest.fixture(params=["as listed at planning", "as found at ingest"])
def content(request: pytest.FixtureRequest, s3_folder: S3Folder, s3_proxy: FaultyProxy) -> DumpContent:
    """An object of 9 MB behind the proxy, nothing of which has been read."""
    s3_folder.put(NAME, CONTENT)
    if request.param == "as found at ingest":
        return find_dumps(s3_folder.url, [NAME], day=DAY)[NAME]
    (file,) = list_source(s3_folder.url).files
    s3_proxy.requests.clear()
    return file.content


def _read(content: DumpContent) -> bytes:
    with content.opened(sha256=SHA256, size_bytes=len(CONTENT)) as stream:
        return stream.read()


def test_an_object_is_read_once_and_can_go_back(content: DumpContent, s3_proxy: FaultyProxy) -> None:
    with content.opened(sha256=SHA256, size_bytes=len(CONTENT)) as stream:
        assert stream.peek(4)[:4] == CONTENT[:4]  # type: ignore[attr-defined]
        assert stream.read() == CONTENT
        stream.seek(-5, 2)
        assert stream.read() == CONTENT[-5:]
    assert len(s3_proxy.requests) == 1


def test_an_empty_object_is_read(s3_folder: S3Folder) -> None:
    s3_folder.put(NAME, b"")
    (file,) = list_source(s3_folder.url).files
    assert file.content.sha256() == hashlib.sha256(b"").hexdigest()
    with file.content.opened(sha256=file.content.sha256(), size_bytes=0) as stream:
        assert stream.read() == b""


def test_an_object_of_many_parts_is_read(s3_folder: S3Folder) -> None:
    """Its ETag is no hash of its content; the server lists and answers the same one all the same."""
    from io import BytesIO

    s3_folder.client.upload_fileobj(BytesIO(CONTENT * 2), "news", f"{s3_folder.prefix}/{NAME}")
    (file,) = list_source(s3_folder.url).files
    assert "-" in str(file.content.identity())
    assert file.content.sha256() == hashlib.sha256(CONTENT * 2).hexdigest()


def test_a_broken_connection_goes_on_where_it_was(content: DumpContent, s3_proxy: FaultyProxy) -> None:
    s3_proxy.faults.extend([Fault(cut_after_bytes=HALF), Fault(cut_after_bytes=1_000_000), Fault(cut_after_bytes=0)])
    assert _read(content) == CONTENT
    first, *later = s3_proxy.reads()
    assert first.range is None
    assert [one.range for one in later] == [f"bytes={HALF}-", *[f"bytes={HALF + 1_000_000}-"] * 2]
    assert all(one.if_match for one in later)


def test_hashing_goes_on_over_broken_connections(content: DumpContent, s3_proxy: FaultyProxy) -> None:
    s3_proxy.faults.extend([Fault(cut_after_bytes=3_000_000)] * 2)
    assert content.sha256() == SHA256


def test_a_busy_server_is_asked_again(content: DumpContent, s3_proxy: FaultyProxy) -> None:
    s3_proxy.faults.extend([Fault(status=503), Fault(cut_after_bytes=HALF), Fault(status=500), Fault(status=503)])
    assert _read(content) == CONTENT


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_server_that_stays_busy_is_left_for_later(content: DumpContent, s3_proxy: FaultyProxy, status: int) -> None:
    s3_proxy.always.append(Fault(status=status))
    with pytest.raises(SourceUnavailable, match=rf"{NAME}: the server answered {status}.*again later") as raised:
        _read(content)
    assert raised.value.exit_code == 3
    assert len(s3_proxy.reads()) == 3


def test_a_connection_that_breaks_without_end_is_given_up(content: DumpContent, s3_proxy: FaultyProxy) -> None:
    s3_proxy.always.append(Fault(cut_after_bytes=1_000))
    with pytest.raises(SourceUnavailable, match=r"broke 6 times at byte 6,000 of 9,000,000\. Run again later"):
        _read(content)


def test_breaks_do_not_add_up_where_reading_comes_on(content: DumpContent, s3_proxy: FaultyProxy) -> None:
    s3_proxy.faults.extend([Fault(cut_after_bytes=s3.PROGRESS_BYTES)] * 8)
    assert _read(content) == CONTENT


@pytest.mark.parametrize("size", [len(CONTENT), 10], ids=["of the same size", "of another size"])
def test_an_object_replaced_while_it_is_read_is_noticed(
    content: DumpContent, s3_proxy: FaultyProxy, s3_folder: S3Folder, size: int
) -> None:
    s3_proxy.faults.append(Fault(cut_after_bytes=HALF, meanwhile=lambda: s3_folder.put(NAME, b"n" * size)))
    with pytest.raises(SourceUnavailable, match=rf"{NAME} has changed or gone"):
        _read(content)


def test_an_object_removed_while_it_is_read_is_noticed(
    content: DumpContent, s3_proxy: FaultyProxy, s3_folder: S3Folder
) -> None:
    s3_proxy.faults.append(Fault(cut_after_bytes=HALF, meanwhile=lambda: s3_folder.remove(NAME)))
    with pytest.raises(SourceUnavailable, match=rf"{NAME} has changed or gone"):
        _read(content)


@pytest.mark.parametrize("size", [len(CONTENT), 10, None], ids=["of the same size", "of another size", "gone"])
def test_an_object_that_is_not_as_planned_is_not_read(
    content: DumpContent, s3_folder: S3Folder, size: int | None
) -> None:
    if size is None:
        s3_folder.remove(NAME)
    else:
        s3_folder.put(NAME, b"n" * size)
    with pytest.raises(SourceUnavailable, match=rf"{NAME} has changed or gone since the day was planned"):
        _read(content)


def test_a_server_that_stalls_is_read_on(
    s3_folder: S3Folder, s3_proxy: FaultyProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setattr(s3, "READ_SECONDS", 1)
    s3_folder.put(NAME, CONTENT)
    s3_proxy.faults.append(Fault(cut_after_bytes=HALF, meanwhile=lambda: time.sleep(3)))
    assert _read(find_dumps(s3_folder.url, [NAME], day=DAY)[NAME]) == CONTENT


def test_the_scratch_copy_has_no_name(s3_folder: S3Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So nothing is left of it, however the process ends."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    s3_folder.put(NAME, CONTENT)
    (file,) = list_source(s3_folder.url).files
    with file.content.opened(sha256=SHA256, size_bytes=len(CONTENT)):
        assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("most", [0, 5_000_000, len(CONTENT) - 1], ids=["none", "half", "all but a byte"])
def test_no_room_for_the_scratch_copy_is_said(s3_folder: S3Folder, most: int) -> None:
    s3_folder.put(NAME, CONTENT)
    (file,) = list_source(s3_folder.url).files
    with (
        pytest.raises(
            SourceUnavailable, match=rf"{NAME}: no room .*: 9,000,000 bytes in {tempfile.gettempdir()}: .*TMPDIR"
        ),
        _files_of_at_most(most),
        file.content.opened(sha256=SHA256, size_bytes=len(CONTENT)),
    ):
        pass


def test_no_folder_for_the_scratch_copy_is_said(s3_folder: S3Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python finds on a full disk: no folder that takes a file."""
    s3_folder.put(NAME)
    (file,) = list_source(s3_folder.url).files
    monkeypatch.setattr(tempfile, "tempdir", None)
    with (
        pytest.raises(SourceUnavailable, match="no room for a scratch copy: No usable temporary directory"),
        _files_of_at_most(0),
        file.content.opened(sha256=SHA256, size_bytes=1),
    ):
        pass


@contextmanager
def _files_of_at_most(size_bytes: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_memory_does_not_grow_with_the_object(s3_folder: S3Folder) -> None:
    import tracemalloc

    s3_folder.put(NAME, CONTENT * 6)
    (file,) = list_source(s3_folder.url).files
    digest = file.content.sha256()
    tracemalloc.start()
    try:
        with file.content.opened(sha256=digest, size_bytes=len(CONTENT) * 6) as stream:
            while stream.read(1 << 20):
                pass
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
