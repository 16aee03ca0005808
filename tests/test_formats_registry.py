"""The closed lists of formats and reasons are what the documents say."""

from __future__ import annotations

import re
from pathlib import Path

from tasks.formats.record import REASONS
from tasks.formats.registry import FORMATS, OWN_ENCODING, READ_FROM_THE_END, format_of
from tests.hostile import PAGE, item, rss, warc_page

PROJECT = Path(__file__).resolve().parent.parent
PAGE_OF_FORMATS = (PROJECT / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_reason_is_documented_and_no_other() -> None:
    table = PAGE_OF_FORMATS.split("## Why a record is refused")[1]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == sorted(REASONS)


def test_formats_are_named_once_and_lists_of_them_name_no_other() -> None:
    names = [one.NAME for one in FORMATS]
    assert len(set(names)) == len(names)
    assert set(names) >= OWN_ENCODING | READ_FROM_THE_END


def test_a_format_is_told_by_content_whatever_the_name_says() -> None:
    heads = {
        "jsonl": b'{"body": "x"}\n{"body": "y"}\n',
        "json": b'[\n{"body": "x"}]',
        "csv": b"id,title,body\n1,a,b\n",
        "parquet": b"PAR1\x15\x04",
        "warc": warc_page("https://example.org/", PAGE),
        "feed": rss(item(1)),
        "html": b"<!doctype html><html><body>",
        "wxr": b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>',
        "json_feed": b'{"version": "https://jsonfeed.org/version/1", "items": []}',
        "sectioned": "Title\nExample Post – In Shorts\n- One.\n".encode(),
        "plain_text": b"A text.\n",
    }
    for name, head in heads.items():
        for called in ("a.bin", "a.txt", "a.xml"):
            found = format_of(head, called)
            assert found is not None
            assert name == found.NAME
    assert set(heads) == {one.NAME for one in FORMATS}
