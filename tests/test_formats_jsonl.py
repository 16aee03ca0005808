"""JSON Lines: one object a line, each line for itself."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats import jsonl
from tasks.formats.record import Record, Refusal
from tests.reading_bytes import assert_sound, bodies, offsets, read_with, reasons

LINES = st.lists(
    st.one_of(
        st.binary(max_size=30),
        st.sampled_from(
            [b'{"body": "a"}', b'{"body": 1}', b"{", b"null", b"", b" ", b'{"body": "\\ud800"}', b"[]", b'"']
        ),
    ),
    max_size=12,
)


def test_every_line_is_a_record_at_its_byte_offset() -> None:
    lines = [b'{"body": "\xc3\xa9t\xc3\xa9"}', b'{"body": "two"}', b'{"body": "three"}']
    found = read_with(jsonl, b"\n".join(lines))
    assert bodies(found) == ["été", "two", "three"]
    assert offsets(found) == [0, len(lines[0]) + 1, len(lines[0]) + len(lines[1]) + 2]


def test_blank_lines_are_no_records_but_count_in_offsets() -> None:
    found = read_with(jsonl, b'\n \t\r\n{"body": "a"}\n\n{"body": "b"}\n')
    assert [one.record_no for one in found] == [1, 2]
    assert offsets(found) == [5, 20]


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    found = read_with(jsonl, b'\xef\xbb\xbf{"body": "a"}\r\n{"body": "b"}\r\n')
    assert bodies(found) == ["a", "b"]
    assert offsets(found) == [0, 18]


@pytest.mark.parametrize(
    ("line", "reason", "says"),
    [
        (b'{"body": "cut o', "syntax", "not JSON"),
        (b'{"body": "a"} {"body": "b"}', "syntax", "Extra data"),
        (b'{"body": "\xff\xfe"}', "undecodable", "0xff"),
        (b'["body"]', "wrong_type", "found list, expected an object"),
        (b'"body"', "wrong_type", "found str"),
        (b"null", "wrong_type", "found NoneType"),
        (b'{"body": ["a"]}', "wrong_type", "body is a list, expected a string"),
        (b'{"title": ["a"], "body": "b"}', "wrong_type", "title is a list"),
        (b'{"title": "a"}', "missing_body", "no field of body, text, content"),
        (b"{}", "missing_body", "no field"),
        (b'{"body": null}', "missing_body", "found body"),
        (b'{"body": "a", "id": ' + b"9" * 5_000 + b"}", "syntax", "4300 digits"),
        (b'{"body": ' + b"[" * 15_000 + b"]" * 15_000 + b"}", "too_deep", "nested too deeply"),
        (b'{"a":' * 15_000 + b"1" + b"}" * 15_000, "too_deep", "nested too deeply"),
        (b'{"body": "a\0b"}', "syntax", "control character"),
        (b"\0\0\0", "syntax", "not JSON"),
    ],
    ids=[
        "cut off",
        "two objects on a line",
        "not UTF-8",
        "an array",
        "a string",
        "null",
        "a body that is a list",
        "a title that is a list",
        "no body",
        "an empty object",
        "a body of null",
        "an endless number",
        "arrays nested 15,000 deep",
        "objects nested 15,000 deep",
        "a raw NUL in a string",
        "NULs alone",
    ],
)
def test_a_bad_line_costs_itself_alone(line: bytes, reason: str, says: str) -> None:
    found = read_with(jsonl, b'{"body": "before"}\n' + line + b'\n{"body": "after"}\n')
    assert reasons(found) == ["ok", reason, "ok"]
    assert bodies(found) == ["before", "after"]
    refusal = found[1]
    assert isinstance(refusal, Refusal)
    assert says in refusal.detail
    assert refusal.byte_offset == 19
    assert_sound(found, b"x" * 200_000)


def test_a_line_over_the_limit_is_refused_and_the_next_one_read() -> None:
    long = b'{"body": "' + b"a" * 200 + b'"}'
    content = long + b'\n{"body": "next"}\n'
    found = read_with(jsonl, content, max_record_bytes=100)
    assert reasons(found) == ["too_large", "ok"]
    assert offsets(found) == [0, len(long) + 1]
    assert isinstance(found[0], Refusal)
    assert "100 bytes (max_record_bytes)" in found[0].detail


def test_a_line_of_exactly_the_limit_is_read() -> None:
    line = b'{"body": "' + b"a" * 88 + b'"}'
    assert len(line) == 100
    assert reasons(read_with(jsonl, line + b"\n", max_record_bytes=100)) == ["ok"]
    assert reasons(read_with(jsonl, line + b" \n", max_record_bytes=100)) == ["too_large"]


def test_a_line_far_over_the_limit_at_the_end_of_the_file_is_one_refusal() -> None:
    assert reasons(read_with(jsonl, b"x" * 3_000_000, max_record_bytes=1_000)) == ["too_large"]


def test_lone_surrogates_are_read_and_left_to_cleaning() -> None:
    assert bodies(read_with(jsonl, rb'{"body": "a\ud800b"}')) == ["a\ud800b"]


def test_the_excerpt_of_a_refusal_is_short_and_printable() -> None:
    (found,) = read_with(jsonl, b'{"body": "\x1b[31m\x07' + b"x" * 5_000)
    assert isinstance(found, Refusal)
    assert found.excerpt.isprintable()
    assert "\\x1b[31m" in found.excerpt
    assert len(found.excerpt) < 400


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b'{"body": "a"}\n{"body": "b"}', "feed", True),
        (b"{\n  ", "feed.json", False),
        (b"{broken\n", "feed.jsonl", True),
        (b"broken\n", "feed.ndjson", True),
        (b"Plain words\n", "feed.txt", False),
        (b'{"body": "' + b"a" * 9_000, "feed", True),
        (b"", "feed.jsonl", False),
        (b" \n", "feed.jsonl", False),
    ],
    ids=[
        "whole object",
        "pretty-printed",
        "named so",
        "named so, not JSON",
        "text",
        "long first line",
        "empty",
        "blank",
    ],
)
def test_a_file_is_told_by_its_first_line_or_its_name(head: bytes, name: str, expected: bool) -> None:
    assert jsonl.matches(head, name) is expected


@given(LINES, st.sampled_from([16, 1_000]))
def test_any_lines_give_numbered_records_without_gaps(lines: list[bytes], limit: int) -> None:
    content = b"\n".join(lines)
    found = read_with(jsonl, content, max_record_bytes=limit)
    assert_sound(found, content)
    assert len(found) == sum(bool(line.strip()) for line in b"\n".join(lines).split(b"\n"))


@given(st.lists(st.text(min_size=1, max_size=20), max_size=6))
def test_offsets_point_to_the_line_that_was_read(texts: list[str]) -> None:
    content = "".join(json.dumps({"body": text}, ensure_ascii=text >= "\ud800") + "\n" for text in texts).encode()
    found = read_with(jsonl, content)
    assert bodies(found) == texts
    for one in found:
        assert isinstance(one, Record)
        assert one.byte_offset is not None
        assert json.loads(content[one.byte_offset :].split(b"\n")[0])["body"] == one.article.body
