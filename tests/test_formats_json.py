"""JSON Lines, JSON arrays and JSON Feed: a broken element costs itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import articles, outcomes, read_bytes, reasons


def element(number: int, **more: Any) -> str:
    """One record as JSON."""
    return json.dumps({"id": number, "title": f"T{number}", "body": f"Body {number}", **more})


def array(*elements: str) -> bytes:
    """An array with an element a line."""
    return ("[\n" + ",\n".join(elements) + "\n]\n").encode()


@pytest.mark.parametrize(
    "broken",
    [
        '{"id": 2, "title": "T2", "body": "no end}',
        '{"id": 2, "title": "T2", "body": "Body 2"',
        '{"id": 2, "authors": ["a", "b", "body": "Body 2"}',
        '{"id": 2, "source": {"name": "x", "body": "Body 2"}',
        '{"id": 2, "body": "Body 2"]',
        '{"id": 2, "body": "Body "2" here"}',
    ],
    ids=["string", "brace", "list", "inner object", "wrong bracket", "bare quotes"],
)
def test_an_unbalanced_element_costs_itself(broken: str) -> None:
    found = read_bytes(array(element(1), broken, element(3), element(4)), "a.json")
    assert outcomes(found) == ["T1", "syntax", "T3", "T4"]


def test_an_object_that_is_not_closed_costs_itself_on_one_line_too() -> None:
    content = f'[{element(1)},{{"id":2,"body":"x",{element(3)},{element(4)}]'.encode()
    assert outcomes(read_bytes(content)) == ["T1", "syntax", "T3", "T4"]


def test_a_pretty_printed_array_with_inner_objects_is_read() -> None:
    rows = [{"title": f"T{n}", "body": "x", "media": [{"a": 1}, {"b": [{"c": "[{"}]}]} for n in range(50)]
    for indent in (0, 1, 4):
        assert len(articles(read_bytes(json.dumps(rows, indent=indent).encode()))) == 50


def test_objects_one_after_another_are_read_without_an_array() -> None:
    content = "\n".join(json.dumps(json.loads(element(n)), indent=2) for n in (1, 2)).encode()
    assert outcomes(read_bytes(content)) == ["T1", "T2"]


def test_objects_without_commas_and_arrays_one_after_another_are_read() -> None:
    content = f"[{element(1)} {element(2)}]\n[{element(3)}]".encode()
    assert outcomes(read_bytes(content)) == ["T1", "T2", "T3"]


def test_offsets_are_those_of_the_elements() -> None:
    content = array(element(1), "7", '"text"', "[1]", element(5))
    found = read_bytes(content, "a.json")
    assert outcomes(found) == ["T1", "wrong_type", "wrong_type", "wrong_type", "T5"]
    starts = [content.index(part) for part in (b'{"id": 1', b"7,", b'"text"', b"[1]", b'{"id": 5')]
    assert [one.byte_offset for one in found] == starts


@pytest.mark.parametrize("end", [",", "", ', {"id": 2, "bo'], ids=["comma", "element", "middle"])
def test_an_array_that_breaks_off_says_so(end: str) -> None:
    assert outcomes(read_bytes(f"[{element(1)}{end}".encode())) == ["T1", "truncated"]


def test_an_element_over_the_limit_is_passed_over() -> None:
    content = array(element(1), element(2, text="x" * 5_000), element(3))
    assert outcomes(read_bytes(content, max_record_bytes=2_000)) == ["T1", "too_large", "T3"]


def test_deep_nesting_is_refused() -> None:
    deep = '{"body": ' + "[" * 200_000 + "]" * 200_000 + "}"
    assert outcomes(read_bytes(array(element(1), deep, element(3)))) == ["T1", "syntax", "T3"]
    assert reasons(read_bytes(f"{deep[:9]}{'[' * 5_000}{']' * 5_000}}}".encode(), "a.jsonl")) == ["too_deep"]


def test_lines_with_their_faults_cost_themselves() -> None:
    lines = [element(1).encode(), b'{"body": "\xff"}', b'{"body": "a\0b"}', b"{", element(5).encode()]
    found = read_bytes(b"\n".join(lines), "a.jsonl")
    assert outcomes(found) == ["T1", "undecodable", "syntax", "syntax", "T5"]


_VALUES = st.recursive(st.text(max_size=20) | st.none(), lambda inner: st.lists(inner, max_size=3), max_leaves=5)


@given(st.lists(st.dictionaries(st.text(max_size=5), _VALUES, max_size=4), max_size=8))
def test_an_array_that_a_writer_wrote_is_cut_right(rows: list[dict[str, Any]]) -> None:
    for indent in (None, 2):
        found = read_bytes(json.dumps(rows, indent=indent, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        assert len(found) == len(rows)
        assert set(reasons(found)) <= {"missing_body", "undecodable", "wrong_type"}


@given(st.lists(st.sampled_from([*'{}[]",:\\\n a1', element(1)]), max_size=200), st.integers(1_000, 3_000))
def test_any_signs_are_accounted_for(signs: list[str], limit: int) -> None:
    text = "".join(signs).encode()
    for content in (b"[" + text, b"{" + text, b'{"items": [' + text):
        read_bytes(content, "a.json", max_record_bytes=limit)


def test_thousands_of_elements_keep_their_numbers() -> None:
    rows = [element(n) if n % 9 else f'{{"id": {n}, "body": "open' for n in range(1, 5_001)]
    found = read_bytes(array(*rows), "a.json")
    assert len(found) == 5_000
    assert reasons(found) == ["syntax"] * (5_000 // 9)


FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Example Wire",
    "language": "en",
    "items": [
        {"id": "1", "title": "T1", "url": "https://example.org/1", "content_html": "<p>One &amp; two</p><p>Three</p>"},
        {"id": 2, "title": "T2", "content_text": "Plain", "authors": [{"name": "Ada"}], "tags": ["News"]},
        {"id": "3", "title": "T3"},
    ],
    "authors": [{"name": "Grace"}],
}


@pytest.mark.parametrize("indent", [None, 2], ids=["one line", "pretty"])
def test_a_json_feed_is_read_by_its_items(indent: int | None) -> None:
    found = read_bytes(json.dumps(FEED, indent=indent).encode(), "feed.json")
    assert outcomes(found) == ["T1", "T2", "missing_body"]
    one, two = articles(found)
    assert (one.body, one.publisher, one.language, one.url) == (
        "One & two\n\nThree",
        "Example Wire",
        "en",
        "https://example.org/1",
    )
    assert (two.external_id, two.authors, two.category) == ("2", ("Ada",), "News")
