"""Named fields of JSON, CSV and Parquet become a raw article."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats.fields import FIELD_NAMES, FieldProblem, article_from_fields
from tests.html_pages import PARAGRAPHS, page

# The names that the contract promises, word for word.
PROMISED = {
    "external_id": "id|guid|article_id",
    "url": "url|link|canonical_url",
    "title": "title|headline",
    "body": "body|text|content|maintext|article|full_text",
    "published_at": "published_at|published|date|date_publish|pub_date|publication_date|datetime",
    "authors": "authors|author|byline",
    "publisher": "source|publisher|site",
    "language": "language|lang",
    "category": "section|category",
}
ONE_NAME_EACH = [(field, name) for field, names in PROMISED.items() for name in names.split("|")]


def test_the_names_are_those_of_the_contract() -> None:
    assert {field: "|".join(names) for field, names in FIELD_NAMES.items()} == PROMISED


@pytest.mark.parametrize(("field", "name"), ONE_NAME_EACH, ids=[name for _, name in ONE_NAME_EACH])
def test_a_field_is_recognised_by(field: str, name: str) -> None:
    article = article_from_fields({"body": "b", **({} if name == "body" else {name: "value"})})
    if field == "body":
        assert article_from_fields({name: "value"}).body == "value"
    else:
        assert getattr(article, field) == (("value",) if field == "authors" else "value")


def test_of_several_names_the_first_that_holds_a_value_wins() -> None:
    article = article_from_fields({"headline": "second", "title": None, "text": "body", "content": "other"})
    assert (article.title, article.body) == ("second", "body")


def test_fields_that_nobody_knows_are_passed_over() -> None:
    assert article_from_fields({"body": "b", "Title": "x", "tags": [1, {}]}).title is None


def test_numbers_are_ids_and_times_and_nothing_else() -> None:
    article = article_from_fields({"body": "b", "id": 7, "date": 1717488000})
    assert (article.external_id, article.published_at) == ("7", "1717488000")


def test_authors_are_one_name_or_a_list_of_names() -> None:
    assert article_from_fields({"body": "b", "author": "Jane Roe"}).authors == ("Jane Roe",)
    assert article_from_fields({"body": "b", "authors": ["A", "B"]}).authors == ("A", "B")
    assert article_from_fields({"body": "b"}).authors == ()


@pytest.mark.parametrize(
    ("fields", "reason", "says"),
    [
        ({}, "missing_body", "no field of body, text"),
        ({"title": "t"}, "missing_body", "found title"),
        ({"body": 1}, "wrong_type", "body is a number, expected a string"),
        ({"body": {"html": "b"}}, "wrong_type", "body is an object"),
        ({"body": "b", "headline": True}, "wrong_type", "headline is true or false"),
        ({"body": "b", "guid": 1.5}, "wrong_type", "guid is a number, expected a string or a whole number"),
        ({"body": "b", "id": True}, "wrong_type", "id is true or false"),
        ({"body": "b", "date": []}, "wrong_type", "date is a list, expected a string or seconds"),
        ({"body": "b", "byline": [1]}, "wrong_type", "byline is a list, expected a string or a list of strings"),
        ({"body": "b", "lang": {}}, "wrong_type", "lang is an object"),
    ],
)
def test_a_field_that_does_not_fit_is_named(fields: dict[str, Any], reason: str, says: str) -> None:
    with pytest.raises(FieldProblem) as raised:
        article_from_fields(fields)
    assert raised.value.reason == reason
    assert says in str(raised.value)


VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.text() | st.integers(), max_size=2)
)


@given(st.dictionaries(st.sampled_from([name for _, name in ONE_NAME_EACH]), VALUES))
def test_any_values_make_an_article_of_strings_or_a_stated_problem(fields: dict[str, Any]) -> None:
    try:
        article = article_from_fields(fields)
    except FieldProblem:
        return
    assert isinstance(article.body, str)
    assert all(value is None or isinstance(value, str | tuple) for value in article)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One &amp; two.</p><p>Three.<br>Four.</p><script>x()</script>", "One & two.\n\nThree.\n\nFour."),
        ("Prices fell < 3% & rose.", "Prices fell < 3% & rose."),
        ("Use the <em>word</em>.", "Use the <em>word</em>."),
        ("a\n\nb", "a\n\nb"),
        ("<html></html>", ""),
    ],
    ids=["a piece of HTML", "signs", "inline tags alone", "plain", "a page without an article"],
)
def test_html_in_a_body_is_read_as_such(body: str, expected: str) -> None:
    assert article_from_fields({"body": body}).body == expected


def test_a_whole_page_in_a_body_gives_its_article() -> None:
    assert article_from_fields({"body": page()}).body == "\n\n".join(PARAGRAPHS)
