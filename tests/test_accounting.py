"""Records that a writer wrote come out one for one, in order, whatever their text: none is lost, joined or invented.

Each format reads thousands of generated records (`RECORDS`), of which some have no body, an empty one or one of a wrong
type. Long form, 5,000 records of every format: DAYBOOK_TEST_RECORDS=5000.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.formats.record import Found, Record
from tests.hostile import SENTENCES, rss, warc_page
from tests.reading import read_bytes
from tests.test_formats_wxr import export, post

RECORDS = int(os.environ.get("DAYBOOK_TEST_RECORDS", "600"))
FEWEST, MOST = 15, 30
Kind = str


class Planned(NamedTuple):
    """A record to be written: its number in the file, what kind of body it has, and text for it."""

    number: int
    kind: Kind
    text: str

    @property
    def title(self) -> str:
        """By which the record is known again."""
        return f"T{self.number}"

    @property
    def fields(self) -> dict[str, Any]:
        """The record as an object."""
        bodies = {"good": self.text, "empty": "", "wrong": [1]}
        return {"title": self.title, **({"body": bodies[self.kind]} if self.kind in bodies else {})}


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60).map(lambda text: f"Word {text}")
_RECORDS = st.lists(
    st.tuples(st.sampled_from(["good", "good", "good", "empty", "missing", "wrong"]), _TEXT),
    min_size=FEWEST,
    max_size=MOST,
).map(lambda drawn: [Planned(number, *one) for number, one in enumerate(drawn)])


def _jsonl(records: Sequence[Planned]) -> bytes:
    return "".join(json.dumps(one.fields, ensure_ascii=bool(one.number % 2)) + "\n" for one in records).encode()


def _json(records: Sequence[Planned]) -> bytes:
    indent = 2 if len(records) % 2 else None
    return json.dumps([one.fields for one in records], indent=indent, ensure_ascii=False).encode()


def _csv(records: Sequence[Planned]) -> bytes:
    target = io.StringIO()
    quoting = csv.QUOTE_ALL if len(records) % 2 else csv.QUOTE_MINIMAL
    writer = csv.writer(target, delimiter=",\t;"[len(records) % 3], lineterminator="\n", quoting=quoting)
    writer.writerow(["title", "body"])
    writer.writerows([one.title, _plain(str(one.fields.get("body", "")))] for one in records)
    return target.getvalue().encode()


def _parquet(records: Sequence[Planned]) -> bytes:
    target = io.BytesIO()
    bodies = [one.text if one.kind == "good" else "" if one.kind == "empty" else None for one in records]
    table = pa.table({"title": [one.title for one in records], "body": pa.array(bodies, pa.string())})
    pq.write_table(table, target, row_group_size=7)
    return target.getvalue()


def _warc(records: Sequence[Planned]) -> bytes:
    status = {"missing": "404 Not Found", "wrong": "301 Moved"}
    return b"".join(
        warc_page(f"https://example.org/{one.number}", _page(one), status=status.get(one.kind, "200 OK"))
        for one in records
    )


def _page(one: Planned) -> bytes:
    text = f"<p>{html.escape(one.text)}</p><p>{SENTENCES}</p>" if one.kind == "good" else ""
    return f"<html><head><title>{one.title}</title></head><body><h1>{one.title}</h1>{text}</body></html>".encode()


def _rss(records: Sequence[Planned]) -> bytes:
    return rss(*(f"<item><title>{one.title}</title>{_described(one)}</item>".encode() for one in records))


def _described(one: Planned) -> str:
    if one.kind == "missing":
        return ""
    text = one.text if one.kind == "good" else ""
    return f"<description>{html.escape(html.escape(text))}</description>"


def _json_feed(records: Sequence[Planned]) -> bytes:
    items = [{"id": one.title, "title": one.title, "content_text": one.fields.get("body")} for one in records]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": items}).encode()


def _wxr(records: Sequence[Planned]) -> bytes:
    return export(*(post(one.number, _plain(one.text) if one.kind == "good" else "") for one in records))


def _sectioned(records: Sequence[Planned]) -> bytes:
    return "".join(
        f"{one.title}\nExample Post - In Shorts\n- It happened.\nExample Post - In Depth\n"
        f"Word {one.text if one.kind == 'good' else ''}.\nExample Post - Key Takeaways to Remember\n- It matters.\n"
        for one in ((one._replace(text=_one_line(one.text))) for one in records)
    ).encode()


def _plain(text: str) -> str:
    return text.replace("\0", "").replace("\r", "").replace("]]>", "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


WRITERS: dict[str, Callable[[Sequence[Planned]], bytes]] = {
    "jsonl": _jsonl,
    "json": _json,
    "csv": _csv,
    "parquet": _parquet,
    "warc": _warc,
    "rss": _rss,
    "json_feed": _json_feed,
    "wxr": _wxr,
    "sectioned": _sectioned,
}


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("name", WRITERS)
def test_every_record_of_a_file_comes_out_once(name: str) -> None:
    total = 0

    @settings(max_examples=RECORDS // FEWEST, suppress_health_check=list(HealthCheck))
    @given(_RECORDS)
    def check(records: list[Planned]) -> None:
        nonlocal total
        found = read_bytes(WRITERS[name](records), f"dump.{name}")
        total += len(found)
        assert len(found) == len(records)
        for one, planned in zip(found, records, strict=True):
            assert _title_of(one) in (planned.title, None)
            if planned.kind == "good":
                assert isinstance(one, Record), one

    check()
    assert total >= RECORDS


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("name", ["html", "plain_text"])
def test_a_file_of_one_record_is_one_record(name: str) -> None:
    total = 0

    @settings(max_examples=RECORDS, suppress_health_check=list(HealthCheck))
    @given(_TEXT, st.sampled_from(["good", "empty"]))
    def check(text: str, kind: str) -> None:
        nonlocal total
        one = Planned(1, kind, text)
        found = read_bytes(_page(one) if name == "html" else f"T1\n\n{text}".encode(), f"dump.{name}")
        total += len(found)
        assert len(found) == 1
        if kind == "good" and name == "html":
            assert isinstance(found[0], Record), found

    check()
    assert total >= RECORDS


def _title_of(found: Found) -> str | None:
    """The title of an article; None for a refusal."""
    return (found.article.title or "").split(" | ")[0] if isinstance(found, Record) else None
