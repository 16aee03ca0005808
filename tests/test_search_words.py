"""What is typed into a search becomes words and phrases, never the syntax of FTS5."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.store.queries import read_sql
from tasks.text.search_words import mark_of, search_expression, search_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("budget vote", ["budget", "vote"]),
        ('"supreme  court" bench', ["supreme court", "bench"]),
        ('bench "supreme court', ["bench", "supreme court"]),
        ('say"hello there"now', ["say", "hello there", "now"]),
        ("vote vote", ["vote"]),
        ("NEAR(a b) AND x* ^y -z {title}: col:w", ["NEAR(a", "b)", "AND", "x*", "^y", "-z", "{title}:", "col:w"]),
        ("a\x00b\x07c\u2028d", ["a", "b", "c", "d"]),
        ("Größe 印度 U.S.", ["Größe", "印度", "U.S."]),
        ("", []),
        ('  "" " " ! ... — * ', []),
    ],
    ids=["words", "phrase", "open phrase", "glued", "repeat", "syntax", "controls", "letters", "empty", "no letter"],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert search_terms(text) == terms


def test_an_expression_asks_for_all_terms_and_marks() -> None:
    marks = [mark_of("person", "ada-lovelace")]
    assert search_expression(["budget", "two words"], marks) == (
        '{title bullets body} : "budget" AND {title bullets body} : "two words" AND marks : "m' + marks[0][1:] + '"'
    )


@given(st.text(max_size=200))
def test_no_text_is_an_error(text: str) -> None:
    terms = search_terms(text)
    with sqlite3.connect(":memory:") as index:
        index.executescript(read_sql("search", "tables"))
        parameters = {"expression": search_expression(terms), "lowest": 0, "highest": 1, "count": 1}
        weights = {"title": 1.0, "bullets": 1.0, "body": 1.0}
        if terms:
            assert index.execute(read_sql("search", "ranked"), parameters | weights).fetchall() == []
    index.close()
