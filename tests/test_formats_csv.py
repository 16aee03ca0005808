"""CSV and TSV: dialects by content, broken rows that cost themselves."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats.delimited import MOST_LINES
from tasks.formats.record import Record, Refusal
from tests.reading import articles, outcomes, read_bytes, reasons

HEADER = "id,title,body,published_at,author\n"
ROW = "r{0},Title {0},Body {0},2024-06-04,Jane Roe\n"


def table(*rows: str, header: str = HEADER) -> bytes:
    """A table of the header and rows as they stand."""
    return (header + "".join(rows)).encode()


@pytest.mark.parametrize(
    ("separator", "name"),
    [(",", "a.csv"), ("\t", "a.tsv"), (";", "a.csv"), ("|", "a")],
    ids=["comma", "tab", "semi", "bar"],
)
def test_the_separator_is_told_by_the_header(separator: str, name: str) -> None:
    content = table(ROW.format(1), ROW.format(2)).replace(b",", separator.encode())
    found = articles(read_bytes(content, name))
    assert [one.body for one in found] == ["Body 1", "Body 2"]
    assert found[0].authors == ("Jane Roe",)
    assert found[0].external_id == "r1"


def test_a_header_is_recognised_in_any_case_quoted_or_behind_a_byte_order_mark() -> None:
    content = '\ufeff"Article ID";"Headline";"Full-Text"\nx1;One;Text one\n'.encode()
    (article,) = articles(read_bytes(content, "a.csv"))
    assert (article.external_id, article.title, article.body) == ("x1", "One", "Text one")


def test_quoted_values_hold_separators_quotes_and_line_ends() -> None:
    content = table('r1,"One, ""quoted""","First line\nsecond, line\r\n\r\nthird",2024-06-04,Jane\n', ROW.format(2))
    found = read_bytes(content, "a.csv")
    assert articles(found)[0].title == 'One, "quoted"'
    assert articles(found)[0].body == "First line\nsecond, line\n\nthird"
    assert [one.byte_offset for one in found] == [len(HEADER), content.index(b"r2")]


def test_quotes_escaped_by_a_backslash_are_told_by_content() -> None:
    content = table(r'r1,One,"He said \"no\", twice",2024-06-04,Jane' + "\n")
    assert articles(read_bytes(content, "a.csv"))[0].body == 'He said "no", twice'


def test_quotes_mean_nothing_where_no_value_is_quoted() -> None:
    content = b'id\ttitle\tbody\nr1\tOne\t"Hello" he said and went\nr2\tTwo\t5" of rain\n'
    assert [one.body for one in articles(read_bytes(content, "a.tsv"))] == ['"Hello" he said and went', '5" of rain']


def test_a_row_of_the_wrong_width_is_refused_alone() -> None:
    found = read_bytes(table(ROW.format(1), "r2,too,few\n", "r3,one,two,three,four,five\n", ROW.format(4)), "a.csv")
    assert outcomes(found) == ["Title 1", "wrong_column_count", "wrong_column_count", "Title 4"]
    assert isinstance(found[1], Refusal)
    assert found[1].detail == "found 3 columns, expected 5"


def test_a_quote_that_is_not_closed_costs_its_own_row() -> None:
    quoted = [f'r{n},"Title {n}","Body, {n}",2024-06-04,Jane\n' for n in range(3, 40)]
    rows = [ROW.format(1), 'r2,"Not closed,Body 2,2024-06-04,Jane\n', *quoted]
    found = read_bytes(table(*rows), "a.csv")
    assert outcomes(found)[:4] == ["Title 1", "syntax", "Title 3", "Title 4"]
    assert len(found) == 39
    assert len(articles(found)) == 38


def test_a_quote_that_is_not_closed_before_quoted_rows_costs_its_own_row() -> None:
    rows = ['"r1","One","Body",x,y\n', '"r2","Two,"Body",x,y\n', '"r3","Three","Body",x,y\n', '"r4","Four","B",x,y\n']
    assert outcomes(read_bytes(table(*rows), "a.csv")) == ["One", "syntax", "Three", "Four"]


def test_a_quote_that_is_not_closed_to_the_end_of_the_table_costs_its_own_row() -> None:
    plain = [ROW.format(n) for n in range(3, 60)]
    content = table('r1,"Title 1","Body, quoted",2024-06-04,Jane\n' * 20, 'r2,"Not closed,Body 2,x,y\n', *plain)
    found = read_bytes(content, "a.csv")
    assert outcomes(found)[19:23] == ["Title 1", "truncated", "Title 3", "Title 4"]
    assert len(articles(found)) == 77


def test_blank_lines_and_repeated_headers_are_not_records() -> None:
    content = table(ROW.format(1), "\n", HEADER, ROW.format(2), "\n\n")
    assert outcomes(read_bytes(content, "a.csv")) == ["Title 1", "Title 2"]


def test_a_table_without_known_columns_is_refused_row_by_row() -> None:
    found = read_bytes(b"1,foo,bar\n2,foo,bar\n", "a.csv")
    assert reasons(found) == ["missing_header", "missing_header"]


def test_a_table_without_a_body_says_so() -> None:
    assert reasons(read_bytes(b"id,title\n1,One\n2,Two\n", "a.csv")) == ["missing_body", "missing_body"]


def test_an_empty_body_is_a_record_with_an_empty_body() -> None:
    assert [one.body for one in articles(read_bytes(b"id,body,text\n1,,\n2,,yes\n", "a.csv"))] == ["", "yes"]


def test_text_with_commas_is_not_a_table() -> None:
    (article,) = articles(read_bytes(b"Rain, wind and snow\n\nIt rained, and it snowed.\n", "a.txt"))
    assert article.title == "Rain, wind and snow"


def test_a_row_that_is_not_utf8_is_refused_alone() -> None:
    content = table(ROW.format(1), ROW.format("\u00e9")) + b"r2,T\xff\xfe,B,x,y\n" + ROW.format(3).encode()
    assert outcomes(read_bytes(content, "a.csv")) == ["Title 1", "Title \u00e9", "undecodable", "Title 3"]


def test_a_row_over_the_limit_is_refused_and_the_next_is_read() -> None:
    content = table(ROW.format(1), f"r2,Two,{'x' * 5_000},d,a\n", ROW.format(3))
    assert outcomes(read_bytes(content, "a.csv", max_record_bytes=2_000)) == ["Title 1", "too_large", "Title 3"]


def test_lines_that_open_quotes_again_and_again_are_read_in_linear_time() -> None:
    content = table('x","\n' * (MOST_LINES * 12))
    assert set(reasons(read_bytes(content, "a.csv"))) <= {"syntax", "too_large", "truncated", "wrong_column_count"}


@given(st.lists(st.tuples(st.text(), st.text(min_size=1)), max_size=30))
def test_what_a_writer_wrote_is_read(rows: list[tuple[str, str]]) -> None:
    rows = [(title.replace("\0", ""), "b" + body.replace("\0", "")) for title, body in rows]
    rows = [row for row in rows if not any("\r" in value or _is_lone(value) for value in row)]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "body"), *rows])
    found = read_bytes(target.getvalue().encode(), "a.csv")
    assert [one.body for one in articles(found)] == [body for _, body in rows]


def _is_lone(value: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in value)


@given(st.lists(st.sampled_from(['"', ",", "\n", "a", "\r", "\\", "\xff", "body", '""']), max_size=300))
def test_any_rows_are_accounted_for(pieces: list[str]) -> None:
    read_bytes(table("".join(pieces)), "a.csv", max_record_bytes=1_000)


def test_thousands_of_rows_keep_their_numbers() -> None:
    rows = [ROW.format(n) if n % 7 else f"r{n},broken\n" for n in range(1, 5_001)]
    found = read_bytes(table(*rows), "a.csv")
    assert len(found) == 5_000
    assert sum(isinstance(one, Record) for one in found) == 5_000 - 5_000 // 7
