"""Parquet: recognised columns of any type, wrong values and damaged row groups."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import articles, outcomes, read_bytes, reasons

BODIES = ["Text one", "Text two", "Text three"]


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    """A Parquet file of the columns."""
    target = io.BytesIO()
    pq.write_table(pa.table(columns), target, **options)
    return target.getvalue()


def test_columns_are_recognised_by_name_in_any_case() -> None:
    content = parquet({"ID": [1, 2, 3], "Headline": ["a", "b", None], "full_text": BODIES, "other": [0.1, 0.2, 0.3]})
    found = articles(read_bytes(content))
    assert [one.external_id for one in found] == ["1", "2", "3"]
    assert [one.title for one in found] == ["a", "b", None]
    assert [one.body for one in found] == BODIES


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array([datetime(2024, 6, 4, 8, tzinfo=UTC)], pa.timestamp("ns")), "2024-06-04T08:00:00+00:00"),
        (pa.array([date(2024, 6, 4)]), "2024-06-04"),
        (pa.array([1717488000]), "1717488000"),
        (pa.array(["4 June 2024"]), "4 June 2024"),
        (pa.array(["2024"]).dictionary_encode(), "2024"),
    ],
    ids=["timestamp", "date", "seconds", "text", "dictionary"],
)
def test_moments_of_any_type_are_stated_as_text(column: Any, expected: str) -> None:
    (article,) = articles(read_bytes(parquet({"body": ["x"], "date": column})))
    assert article.published_at == expected


def test_authors_may_be_a_list() -> None:
    (article,) = articles(read_bytes(parquet({"body": ["x"], "authors": [["Ada", "Grace"]]})))
    assert article.authors == ("Ada", "Grace")


def test_values_of_a_wrong_type_are_refused_row_by_row() -> None:
    assert reasons(read_bytes(parquet({"body": [1, 2]}))) == ["wrong_type", "wrong_type"]
    assert reasons(read_bytes(parquet({"body": ["x"], "title": [{"a": 1}]}))) == ["wrong_type"]


def test_a_file_without_a_body_is_refused_row_by_row() -> None:
    assert reasons(read_bytes(parquet({"title": ["a", "b"]}))) == ["missing_body", "missing_body"]
    assert reasons(read_bytes(parquet({"nothing": [1, 2]}))) == ["missing_body", "missing_body"]


def test_bytes_that_are_not_utf8_cost_their_own_row() -> None:
    column = pa.array([b"one", b"\xff\xfe", b"three"], pa.binary()).view(pa.string())
    found = read_bytes(parquet({"title": BODIES, "body": column}))
    assert outcomes(found) == ["Text one", "undecodable", "Text three"]


def test_a_value_over_the_limit_costs_its_own_row() -> None:
    found = read_bytes(parquet({"title": BODIES, "body": ["a", "b" * 3_000, "c"]}), max_record_bytes=2_000)
    assert outcomes(found) == ["Text one", "too_large", "Text three"]


def test_a_damaged_row_group_is_one_refusal_and_the_others_are_read() -> None:
    bodies = [f"{n} " + "x" * 50 for n in range(30)]
    content = bytearray(parquet({"body": bodies}, row_group_size=10, compression="none", use_dictionary=False))
    at = content.index(b"15 xxx")
    content[at - 300 : at - 280] = b"\xff" * 20
    found = read_bytes(bytes(content))
    assert "damaged" in reasons(found) or "undecodable" in reasons(found)
    assert len(articles(found)) >= 20


@pytest.mark.parametrize("cut", [4, 20, 200], ids=["magic", "header", "half"])
def test_a_truncated_file_is_one_refusal(cut: int) -> None:
    assert reasons(read_bytes(parquet({"body": BODIES})[:cut])) == ["damaged"]


def test_a_file_of_one_value_repeated_beyond_measure_ends_in_a_refusal() -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 200_000, pa.int32()), pa.array(["z" * 2_000]))
    found = read_bytes(parquet({"body": column}))
    assert reasons(found) == ["bomb"]
    assert len(found) < 40_000


def test_thousands_of_rows_keep_their_numbers() -> None:
    found = read_bytes(parquet({"body": [f"Text {n}" for n in range(5_000)]}, row_group_size=700))
    assert [one.body for one in articles(found)] == [f"Text {n}" for n in range(5_000)]


@given(st.binary(max_size=40), st.integers(0, 2_000))
def test_any_damage_is_accounted_for(damage: bytes, at: int) -> None:
    content = parquet({"id": [1, 2, 3], "body": BODIES, "published_at": BODIES})
    at = at % len(content)
    read_bytes(b"PAR1" + content[4:at] + damage + content[at + len(damage) :])
