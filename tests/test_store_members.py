"""Dump files as they are delivered: compressed, archived, damaged."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.store.compression import Limits
from tasks.store.sources import list_source
from tests.hostile import GOOD, bomb, gzip_of, tar_file, tarred, zipped
from tests.reading import LIMITS, articles, read_file, reasons

pytestmark = pytest.mark.slow

COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": lambda content: pa.compress(content, codec="zstd", asbytes=True),
    "lz4": lambda content: pa.compress(content, codec="lz4", asbytes=True),
}


def written(folder: Path, name: str, content: bytes) -> Path:
    """A dump file."""
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_a_compression_is_told_by_content_under_any_name(suffix: str, tmp_path: Path) -> None:
    for name in (f"a.jsonl.{suffix}", "a.jsonl", "a"):
        members = read_file(written(tmp_path, name, COMPRESSIONS[suffix](GOOD * 3_000)))
        assert len(articles(members[name])) == 3_000


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_streams_compressed_one_after_another_read_as_one(suffix: str, tmp_path: Path) -> None:
    content = b"".join(COMPRESSIONS[suffix](GOOD) for _ in range(50))
    assert len(articles(read_file(written(tmp_path, "a", content))["a"])) == 50


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_a_compressed_file_that_breaks_off_keeps_what_came_before(suffix: str, tmp_path: Path) -> None:
    noise = b"".join(
        b'{"title": "%d", "body": "%s"}\n' % (n, hashlib.sha512(b"%d" % n).hexdigest().encode()) for n in range(20_000)
    )
    whole = COMPRESSIONS[suffix](noise)
    found = read_file(written(tmp_path, "a.jsonl", whole[: len(whole) * 9 // 10]))["a.jsonl"]
    assert reasons(found)[-1] in ("truncated", "damaged")
    assert len(articles(found)) > (0 if suffix == "bz2" else 5_000)


def test_padding_after_compressed_data_is_no_fault(tmp_path: Path) -> None:
    assert reasons(read_file(written(tmp_path, "a", gzip.compress(GOOD) + b"\0" * 700))["a"]) == []


@pytest.mark.parametrize("suffix", ["", *COMPRESSIONS])
def test_members_of_a_tar_are_read_by_their_addresses(suffix: str, tmp_path: Path) -> None:
    content = tarred([tar_file("x/b.jsonl", GOOD * 3), tar_file("c.jsonl.gz", gzip.compress(GOOD))])
    packed = COMPRESSIONS[suffix](content) if suffix else content
    members = read_file(written(tmp_path, "a.tar", packed))
    assert {uri: len(articles(found)) for uri, found in members.items()} == {
        "a.tar!/x/b.jsonl": 3,
        "a.tar!/c.jsonl.gz": 1,
    }


@pytest.mark.parametrize(
    "compression",
    [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA],
    ids=["stored", "deflate", "bzip2", "lzma"],
)
def test_members_of_a_zip_are_read_by_their_addresses(compression: int, tmp_path: Path) -> None:
    content = zipped(
        [("x/", b""), ("x/b.jsonl", GOOD * 3), ("c.zst", COMPRESSIONS["zst"](GOOD))], compression=compression
    )
    for name, packed in (("a.zip", content), ("a.zip.gz", gzip.compress(content))):
        members = read_file(written(tmp_path, name, packed))
        assert {uri: len(articles(found)) for uri, found in members.items()} == {
            f"{name}!/x/b.jsonl": 3,
            f"{name}!/c.zst": 1,
        }


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_addresses_of_members_are_unique_printable_and_marked_once(tmp_path: Path) -> None:
    names = ["a.jsonl", "a.jsonl", "a.jsonl#2", "b!/c.jsonl", "d\n\x1b[31m.jsonl", "e" * 900]
    members = read_file(written(tmp_path, "z.zip", zipped([(name, GOOD) for name in names])))
    assert len(members) == len(names)
    assert all(uri.isprintable() and uri.count("!/") == 1 and len(uri) < 300 for uri in members)


def test_hidden_members_are_passed_over_as_hidden_files_are(tmp_path: Path) -> None:
    content = zipped([(".DS_Store", b"x"), ("__MACOSX/._a.jsonl", b"x"), (".git/config", b"x"), ("a.jsonl", GOOD)])
    assert list(read_file(written(tmp_path, "a.zip", content))) == ["a.zip!/a.jsonl"]


def test_old_tar_archives_without_a_mark_are_known_by_their_checksum(tmp_path: Path) -> None:
    content = bytearray(tarred([tar_file("a.jsonl")]))
    content[257:265] = bytes(8)
    info = sum(content[:148]) + sum(content[156:512]) + 8 * 32
    content[148:156] = b"%06o\0 " % info
    assert list(read_file(written(tmp_path, "a", bytes(content)))) == ["a!/a.jsonl"]


def test_a_parquet_file_inside_an_archive_is_spooled(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pa.parquet.write_table(pa.table({"body": ["one", "two"]}), path)
    members = read_file(written(tmp_path, "a.zip", zipped([("rows.parquet", path.read_bytes())])))
    assert [one.body for one in articles(members["a.zip!/rows.parquet"])] == ["one", "two"]


def test_the_limits_are_those_of_the_settings(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl.gz", gzip.compress(GOOD * 50_000))
    strict = Limits(max_member_bytes=1_000_000, max_compression_ratio=250)
    found = read_file(path, limits=strict)["a.jsonl.gz"]
    assert reasons(found) == ["bomb"]
    assert len(articles(found)) > 10_000
    assert reasons(
        read_file(written(tmp_path, "b", gzip_of(bomb())), limits=LIMITS._replace(max_compression_ratio=10_000))["b"]
    )


def test_the_mark_in_a_folder_name_is_escaped_in_addresses(tmp_path: Path) -> None:
    folder = tmp_path / "wire!"
    folder.mkdir()
    written(folder, "2024-06-04.jsonl", GOOD)
    (file,) = list_source(str(tmp_path)).files
    assert file.dump_uri == "wire%21/2024-06-04.jsonl"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["zip", "tar", *COMPRESSIONS]), st.integers(0, 3_000), st.binary(min_size=1, max_size=20))
def test_any_damage_is_accounted_for(kind: str, at: int, damage: bytes) -> None:
    import tempfile

    makers = {
        "zip": lambda: zipped([("a.jsonl", GOOD * 9), ("b.jsonl", GOOD)]),
        "tar": lambda: tarred([tar_file("a.jsonl", GOOD * 9), tar_file("b", kind=tarfile.SYMTYPE)]),
    }
    content = bytearray(makers[kind]() if kind in makers else COMPRESSIONS[kind](GOOD * 99))
    at %= len(content)
    content[at : at + len(damage)] = damage
    with tempfile.TemporaryDirectory() as folder:
        read_file(written(Path(folder), "a", bytes(content)))
