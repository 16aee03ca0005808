"""Ingest of delivered files of every kind: one row of inputs each, every record an article or a reject."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tasks import ingest
from tasks.config import Settings
from tasks.ingest import records_parts
from tasks.store.home import Home
from tasks.store.parts import part_name, read_rows
from tests.hostile import CORPUS, PAGE, gzip_of, warc_page, zipped
from tests.lake_builder import BUDGET, DAY_1, record, run_stages

pytestmark = pytest.mark.slow

MakeSettings = Callable[..., Settings]


def deliver(folder: Path, **files: bytes) -> None:
    """Dump files of the first day; underscores of a name stand for dots."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{DAY_1}-{name.replace('_', '.')}").write_bytes(content)


def ingested(settings: Settings) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of inputs, records and rejects of the first day."""
    run_stages([DAY_1], settings, last="ingest")
    home = Home(settings.home)
    records = [row for name in records_parts(home, DAY_1) for row in read_rows(home, name)]
    return read_rows(home, part_name("inputs", DAY_1, 0)), records, read_rows(home, part_name("rejects", DAY_1, 0))


def lines(*numbers: int) -> bytes:
    """JSON Lines of records."""
    return b"".join(json.dumps(record(number)).encode() + b"\n" for number in numbers)


def test_an_archive_is_one_input_and_its_members_are_addresses(tmp_path: Path, make_settings: MakeSettings) -> None:
    content = zipped(
        [("b.jsonl", lines(1, 2) + b"{broken\n"), ("c/d.jsonl.gz", gzip.compress(lines(3))), ("../e", b"x")]
    )
    deliver(tmp_path / "dumps", a_zip=content)
    inputs, records, rejects = ingested(make_settings())
    name = f"{DAY_1}-a.zip"
    assert [row["dump_uri"] for row in inputs] == [name]
    assert (inputs[0]["record_count"], inputs[0]["article_count"], inputs[0]["reject_count"]) == (5, 3, 2)
    assert [row["dump_uri"] for row in records] == [f"{name}!/b.jsonl"] * 2 + [f"{name}!/c/d.jsonl.gz"]
    assert [(row["dump_uri"], row["reason"]) for row in rejects] == [
        (f"{name}!/b.jsonl", "syntax"),
        (f"{name}!/../e", "unsafe_member"),
    ]


def test_files_of_many_formats_make_one_day(tmp_path: Path, make_settings: MakeSettings) -> None:
    rows = [record(n) for n in range(1, 4)]
    deliver(
        tmp_path / "dumps",
        a_csv=b"id,title,body\n" + "".join(f'{r["id"]},{r["title"]},"{r["body"]}"\n' for r in rows).encode(),
        b_warc_gz=gzip.compress(warc_page("https://example.org/2024/06/03/plans", PAGE)),
        c_rss=f"<rss><channel><item><title>T</title><description>{BUDGET}</description></item></channel></rss>".encode(),
        d_jsonl="".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows).encode("utf-16"),
    )
    inputs, records, rejects = ingested(make_settings())
    assert [row["article_count"] for row in inputs] == [3, 1, 1, 3]
    assert rejects == []
    page = next(row for row in records if "warc" in row["dump_uri"])
    assert (page["url"], page["title"]) == ("https://example.org/2024/06/03/plans", "Council votes on plans")
    assert page["published_at"].date().isoformat() == "2024-06-03"


def test_every_hostile_file_adds_up_through_ingest(tmp_path: Path, make_settings: MakeSettings) -> None:
    small = {label: one for label, one in CORPUS.items() if "bomb" not in label and "million" not in label}
    files = {f"{n:02d}_{one.name}": one.make() for n, one in enumerate(small.values())}
    deliver(tmp_path / "dumps", **files)
    inputs, records, rejects = ingested(make_settings())
    assert len(inputs) == len(files)
    assert all(row["record_count"] == row["article_count"] + row["reject_count"] for row in inputs)
    assert sum(row["article_count"] for row in inputs) == len(records)
    assert sum(row["reject_count"] for row in inputs) == len(rejects)
    assert len({(row["dump_uri"], row["record_no"]) for row in [*records, *rejects]}) == len(records) + len(rejects)


def test_the_limits_of_the_settings_hold(tmp_path: Path, make_settings: MakeSettings) -> None:
    deliver(tmp_path / "dumps", a_jsonl_gz=gzip_of(iter([lines(*range(1, 2_000))])))
    inputs, _, rejects = ingested(make_settings(max_member_bytes=500_000))
    assert [row["reason"] for row in rejects] == ["bomb"]
    assert 300 < inputs[0]["article_count"] < 1_000


def test_a_body_of_a_hundred_thousand_lines_is_refused_before_it_is_cleaned(
    tmp_path: Path, make_settings: MakeSettings
) -> None:
    deliver(tmp_path / "dumps", a_jsonl=json.dumps(record(1, body="a\n" * 200_000)).encode())
    _, _, rejects = ingested(make_settings())
    assert [row["reason"] for row in rejects] == ["too_large"]


def test_chunks_are_bounded_by_the_length_of_bodies_too(
    tmp_path: Path, make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "CHUNK_BODY_CHARS", 2_000)
    deliver(tmp_path / "dumps", a_jsonl=lines(*range(1, 12)))
    settings = make_settings()
    assert len(ingested(settings)[1]) == 11
    assert len(list(records_parts(Home(settings.home), DAY_1))) > 2
