"""A JSON array, or objects one after another: each element is cut out and read for itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats import json_array, json_elements
from tasks.formats.record import Refusal
from tests.reading_bytes import assert_sound, bodies, offsets, read_with, reasons

TRICKY = 'quotes " \\ and } ] { [ , braces \\" \u2028'
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


def _array(*elements: Any, **how: Any) -> bytes:
    return json.dumps(list(elements), **how).encode()


def test_every_element_is_a_record_at_its_byte_offset() -> None:
    content = b' [ {"body": "\xc3\xa9"} ,\n\t{"body": "b"},{"body": "c"} ] \n'
    found = read_with(json_array, content)
    assert bodies(found) == ["é", "b", "c"]
    assert [content[offset : offset + 9] for offset in offsets(found)] == [b'{"body": '] * 3


def test_brackets_commas_and_quotes_in_strings_do_not_end_an_element() -> None:
    found = read_with(json_array, _array({"body": TRICKY, "x": [1, {"y": [2]}]}, {"body": "next"}))
    assert bodies(found) == [TRICKY, "next"]


@pytest.mark.parametrize("indent", [None, 2], ids=["on one line", "pretty-printed"])
def test_objects_one_after_another_need_no_array(indent: int | None) -> None:
    content = "\n".join(json.dumps({"body": body, "x": {"y": [1]}}, indent=indent) for body in ("a", "b")).encode()
    found = read_with(json_array, content)
    assert bodies(found) == ["a", "b"]
    assert offsets(found) == [0, content.index(b"\n{") + 1]


def test_a_single_object_is_one_record() -> None:
    assert bodies(read_with(json_array, b'{\n "body": "a"\n}\n')) == ["a"]


@pytest.mark.parametrize("content", [b"[]", b" [ ] ", b"", b"  \n"], ids=["[]", "spaced", "empty", "blank"])
def test_nothing_in_the_array_is_no_record(content: bytes) -> None:
    assert read_with(json_array, content) == []


def test_a_byte_order_mark_counts_in_offsets_alone() -> None:
    found = read_with(json_array, b'\xef\xbb\xbf[{"body": "a"}]')
    assert (bodies(found), offsets(found)) == (["a"], [4])


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        (b'{"body": }', "syntax"),
        (b'{"body": "\xff"}', "undecodable"),
        (b'{"body": 1}', "wrong_type"),
        (b"3", "wrong_type"),
        (b'"text"', "wrong_type"),
        (b"[1, 2]", "wrong_type"),
        (b'{"no": "body"}', "missing_body"),
        (b"{'body': 'a'}", "syntax"),
        (b'{"body": "line\nbreak"}', "syntax"),
        (b'{"a":' * 15_000 + b"1" + b"}" * 15_000, "too_deep"),
        (b'{"body": "' + b"x" * 100_001 + b'"}', "too_large"),
    ],
    ids=[
        "no value",
        "not UTF-8",
        "wrong type",
        "a number",
        "a string",
        "an array",
        "no body",
        "single quotes",
        "a raw line break",
        "nested too deeply",
        "too large",
    ],
)
def test_a_broken_element_costs_itself_alone(element: bytes, reason: str) -> None:
    content = b'[{"body": "before"}, ' + element + b', {"body": "after"}]'
    found = read_with(json_array, content)
    assert reasons(found) == ["ok", reason, "ok"]
    assert bodies(found) == ["before", "after"]
    assert offsets(found) == [1, 21, content.rindex(b"{")]


def test_an_element_that_the_file_ends_in_is_truncated() -> None:
    found = read_with(json_array, b'[{"body": "a"}, {"body": "b')
    assert reasons(found) == ["ok", "truncated"]
    assert offsets(found) == [1, 16]


@pytest.mark.parametrize(
    "content",
    [b'[{"body": "a"}', b'[{"body": "a"},', b'[{"body": "a"}, '],
    ids=["after an element", "after a comma", "after a space"],
)
def test_an_array_that_is_never_closed_is_truncated_after_its_last_element(content: bytes) -> None:
    found = read_with(json_array, content)
    assert reasons(found) == ["ok", "truncated"]
    assert_sound(found, content)


def test_text_after_the_array_is_refused_not_dropped() -> None:
    found = read_with(json_array, b'[{"body": "a"}] and more')
    assert reasons(found) == ["ok", "syntax"]
    assert isinstance(found[1], Refusal)
    assert found[1].excerpt == "and more"


def test_a_huge_element_does_not_stop_the_next_one() -> None:
    content = b'[{"body": "' + b"x" * 300_000 + b'"}, {"body": "next"}]'
    found = read_with(json_array, content, max_record_bytes=1_000)
    assert reasons(found) == ["too_large", "ok"]


def test_an_element_that_straddles_blocks_is_whole() -> None:
    edge = json_elements.BLOCK_BYTES
    for shift in range(-4, 5):
        body = 'a\\"' * ((edge + shift) // 3)
        content = b'[{"body": "' + body.encode() + b'"}, {"body": "next"}]'
        assert bodies(read_with(json_array, content)) == [body.replace("\\", ""), "next"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"[{", True),
        (b" [ ]", True),
        (b"{", True),
        (b"[1]", False),
        (b"[Reuters] Oil", False),
        (b"text", False),
        (b"", False),
    ],
)
def test_a_file_is_told_by_its_first_signs(head: bytes, expected: bool) -> None:
    assert json_array.matches(head, "dump") is expected


@given(st.lists(st.dictionaries(st.text(max_size=4), JSON, max_size=3), max_size=6), st.sampled_from([None, 0, 2]))
def test_every_object_of_a_sound_array_is_found(elements: list[dict[str, Any]], indent: int | None) -> None:
    content = _array(*({**element, "body": "b"} for element in elements), indent=indent)
    found = read_with(json_array, content)
    assert len(found) == len(elements)
    assert_sound(found, content)
    for one in found:
        assert one.byte_offset is not None
        assert content[one.byte_offset : one.byte_offset + 1] == b"{"


SIGNS = st.lists(
    st.sampled_from([b"[", b"]", b"{", b"}", b'"', b"\\", b",", b":", b"a", b" ", b'{"body":"x"}', b"\xff"])
)


@given(SIGNS.map(b"".join) | st.binary(max_size=60), st.sampled_from([8, 1_000]))
def test_any_bytes_give_numbered_records_without_gaps(content: bytes, limit: int) -> None:
    assert_sound(read_with(json_array, content, max_record_bytes=limit), content)


@given(SIGNS.map(b"".join))
def test_no_byte_that_says_something_is_dropped(content: bytes) -> None:
    """Letters between the signs of JSON are in some record or refusal."""
    found = read_with(json_array, b'[{"body": "x"}, ' + content)
    if b"a" in content:
        assert len(found) > 1
