"""find_entity: what somebody calls an entity, and the entities that it finds, best first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.warehouse_rows import Rows, counted, sound_rows, warehouse_of


def _person(name: str, **changes: Any) -> dict[str, Any]:
    return counted(person_id=name.lower().replace(" ", "-"), name=name, wikidata_id=None, **changes)


def _named() -> Rows:
    """France, HM Treasury and a few people whose names overlap."""
    people = [
        _person("Narendra Modi", aliases=["Modi", "PM Modi"], article_count=9),
        _person("Lalit Modi", article_count=3),
        _person("Modiba Keita", article_count=2),
        _person("Recep Tayyip Erdoğan", aliases=["Erdoğan"]),
        _person("Sinéad O'Connor"),
        _person("France Gall", article_count=5),
    ]
    america = counted(
        country_id="US", name="United States", aliases=["U.S."], iso_alpha3="USA", demonym="American", region="Americas"
    )
    return sound_rows(people=people, countries=[*sound_rows()["countries"], america])


def _found(words: object) -> list[tuple[Any, ...]]:
    with warehouse_of(_named()) as con:
        return con.execute("select name, match from find_entity(?)", [words]).fetchall()


@pytest.mark.parametrize(
    ("words", "name", "match"),
    [
        ("Narendra Modi", "Narendra Modi", "name"),
        ("NARENDRA   MODI", "Narendra Modi", "name"),
        ("narendra-modi", "Narendra Modi", "id"),
        ("pm modi", "Narendra Modi", "alias"),
        ("erdogan", "Recep Tayyip Erdoğan", "alias"),
        ("Sinead OConnor", "Sinéad O'Connor", "name"),
        ("SINÉAD O’CONNOR", "Sinéad O'Connor", "name"),
        ("us", "United States", "id"),
        ("u.s.", "United States", "alias"),
        ("USA", "United States", "alias"),
        ("american", "United States", "alias"),
        ("HMT", "HM Treasury", "alias"),
        ("united", "United States", "prefix"),
        ("treasury", "HM Treasury", "words"),
        ("erdoğan recep", "Recep Tayyip Erdoğan", "words"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_finds(words: str, name: str, match: str) -> None:
    assert _found(words)[0] == (name, match)


def test_best_matches_come_first_and_the_most_written_about_of_equals() -> None:
    assert _found("modi") == [("Narendra Modi", "alias"), ("Modiba Keita", "prefix"), ("Lalit Modi", "words")]
    assert _found("france") == [("France", "name"), ("France Gall", "prefix")]


def test_each_entity_is_found_once() -> None:
    names = [name for name, _ in _found("a")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        None,
        "...",
        "'",
        '"',
        "%",
        "_",
        "\\",
        "(",
        "*",
        "nobody of this name",
        "x" * 100_000,
        "a\x00b",
    ],
    ids=[
        "empty",
        "blank",
        "null",
        "points",
        "quote",
        "double quote",
        "percent",
        "underscore",
        "backslash",
        "parenthesis",
        "star",
        "unknown",
        "very long",
        "NUL",
    ],
)
def test_finds_nothing_without_an_error(words: str | None) -> None:
    assert _found(words) == []


def test_says_which_form_matched_and_how_often_the_entity_is_written_about() -> None:
    with warehouse_of(_named()) as con:
        rows = con.execute("select kind, entity_id, form, article_count, mention_count from find_entity('pm modi')")
        assert rows.fetchall() == [("person", "narendra-modi", "PM Modi", 9, 1)]
