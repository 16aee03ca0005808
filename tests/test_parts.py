"""Lake parts: same rows, same bytes, and a footer that says how they were made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import contract_of
from tasks.store.home import Home
from tasks.store.parts import (
    ROW_GROUP_ROWS,
    Footer,
    iterate_rows,
    part_name,
    read_footer,
    read_rows,
    table_of,
    write_part,
    writing_part,
)
from tests.lake_builder import DAY_1

NAME = part_name("sentences", DAY_1, 0)
FOOTER = Footer("tag", 0, "0123456789ab", rows_in=7, model="en_x 1.0", part_count=3, inputs={"lake/a": "f" * 64})


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def _sentences(count: int) -> list[dict[str, Any]]:
    return [{"article_id": "a", "sentence_no": n, "start_char": n, "end_char": n + 1} for n in range(1, count + 1)]


def test_names_of_parts_sort_like_their_numbers() -> None:
    assert part_name("spans", DAY_1, 7) == "lake/spans/dump_date=2024-06-04/part-00007.parquet"
    assert part_name("records", DAY_1, 7, 12) == "lake/records/dump_date=2024-06-04/part-00007-012.parquet"
    assert part_name("spans", DAY_1, 2) < part_name("spans", DAY_1, 10)


def test_rows_come_back_as_they_went_in(home: Home) -> None:
    assert write_part(home, "sentences", NAME, _sentences(3), FOOTER) == 3
    assert read_rows(home, NAME) == _sentences(3)
    assert list(iterate_rows(home, NAME)) == _sentences(3)
    assert read_rows(home, NAME, ("sentence_no",)) == [{"sentence_no": n} for n in (1, 2, 3)]


def test_a_part_without_rows_is_a_part(home: Home) -> None:
    write_part(home, "sentences", NAME, [], FOOTER)
    assert read_rows(home, NAME) == []
    assert pq.read_schema(home.path_of(NAME)).names == contract_of("sentences").schema.names


def test_equal_rows_are_equal_bytes_in_any_home(tmp_path: Path) -> None:
    one, other = Home(tmp_path / "one"), Home(tmp_path / "deeply" / "other")
    for place in (one, other):
        write_part(place, "sentences", NAME, iter(_sentences(50)), FOOTER)
    assert one.read_bytes(NAME) == other.read_bytes(NAME)


def test_bytes_do_not_depend_on_how_rows_were_handed_over(home: Home) -> None:
    rows = _sentences(ROW_GROUP_ROWS + 5)
    write_part(home, "sentences", NAME, rows, FOOTER)
    with writing_part(home, "sentences", "other", FOOTER) as part:
        for row in rows:
            part.add(dict(reversed(row.items())))
    assert home.read_bytes(NAME) == home.read_bytes("other")
    assert pq.read_metadata(home.path_of(NAME)).num_row_groups == 2


def test_the_footer_comes_back_as_it_went_in(home: Home) -> None:
    write_part(home, "sentences", NAME, _sentences(2), FOOTER)
    footer = read_footer(home, NAME)
    assert footer == Footer("tag", 0, "0123456789ab", 7, 2, "en_x 1.0", 3, {"lake/a": "f" * 64})


def test_rows_out_may_be_stated(home: Home) -> None:
    write_part(home, "sentences", NAME, _sentences(2), Footer("tag", 0, "f", rows_out=99))
    footer = read_footer(home, NAME)
    assert footer is not None
    assert footer.rows_out == 99


@given(
    st.builds(
        Footer,
        stage=st.text(max_size=5),
        part=st.integers(0, 10**6),
        fingerprint=st.text(max_size=12),
        rows_in=st.integers(0, 2**40),
        rows_out=st.integers(0, 2**40),
        model=st.none() | st.text(max_size=10),
        part_count=st.integers(0, 100),
        inputs=st.dictionaries(st.text(max_size=10), st.text(max_size=10), max_size=3),
    )
)
@settings(max_examples=25, deadline=None)
def test_any_footer_survives_the_round_trip(footer: Footer) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        home = Home(folder)
        write_part(home, "sentences", NAME, [], footer)
        assert read_footer(home, NAME) == footer


def test_a_part_carries_its_contract(home: Home) -> None:
    write_part(home, "sentences", NAME, _sentences(1), FOOTER)
    schema = pq.read_schema(home.path_of(NAME))
    assert schema.metadata[b"daybook.table"] == b"sentences"
    assert schema.field("start_char").metadata[b"description"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"start_char": "three"}, pa.ArrowInvalid),
        ({"start_char": 2**40}, pa.ArrowInvalid),
        ({"article_id": 7}, pa.ArrowTypeError),
        ({"article_id": None}, pa.ArrowInvalid),
        ({"sentence_no": None}, pa.ArrowInvalid),
    ],
    ids=["text for a number", "too large", "a number for text", "no key", "no number"],
)
def test_rows_that_do_not_fit_the_contract_fail_and_leave_no_file(
    home: Home, change: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        write_part(home, "sentences", NAME, [{**_sentences(1)[0], **change}], FOOTER)
    assert home.list_names("") == []
    assert list(home.root.rglob("*.tmp")) == []


def test_a_row_without_one_of_its_columns_fails(home: Home) -> None:
    row = _sentences(1)[0]
    del row["end_char"]
    with pytest.raises(pa.ArrowInvalid):
        write_part(home, "sentences", NAME, [row], FOOTER)
    assert home.list_names("") == []


def test_nulls_are_kept_where_the_contract_allows_them() -> None:
    contract = contract_of("rejects")
    row = {"dump_date": DAY_1, "dump_uri": "x", "record_no": 1, "byte_offset": None, "reason": "r", "detail": "d"}
    assert table_of(contract, [{**row, "excerpt": ""}]).to_pylist()[0]["byte_offset"] is None


def test_an_exception_leaves_the_older_part(home: Home) -> None:
    write_part(home, "sentences", NAME, _sentences(2), FOOTER)

    def rows_until_a_fault() -> Iterator[dict[str, Any]]:
        yield from _sentences(1)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_part(home, "sentences", NAME, rows_until_a_fault(), FOOTER)
    assert read_rows(home, NAME) == _sentences(2)


@pytest.mark.parametrize(
    "content",
    [b"", b"PAR1", b"not parquet at all", b"PAR1" + b"\xff" * 64 + b"\x10\0\0\0PAR1"],
    ids=["empty", "magic", "text", "noise"],
)
def test_a_damaged_part_has_no_footer(home: Home, content: bytes) -> None:
    home.write_bytes(NAME, content)
    assert read_footer(home, NAME) is None


def test_a_missing_part_has_no_footer(home: Home) -> None:
    assert read_footer(home, NAME) is None


def test_a_file_of_another_program_has_no_footer(home: Home) -> None:
    home.write_bytes(NAME, b"")
    pq.write_table(pa.table({"a": [1]}), home.path_of(NAME))
    assert read_footer(home, NAME) is None


@pytest.mark.parametrize("stated", ["{", "[]", '{"unknown": 1}', "{}", "null"])
def test_a_footer_of_another_age_is_none(home: Home, stated: str) -> None:
    home.write_bytes(NAME, b"")
    schema = contract_of("sentences").schema.with_metadata({"daybook.footer": stated})
    pq.write_table(schema.empty_table(), home.path_of(NAME))
    assert read_footer(home, NAME) is None
