"""Naming: bare surnames become full names, and only where that is beyond doubt."""

from __future__ import annotations

import re

import pytest

from tasks.text.bullet import Evidence
from tasks.text.naming import Mentioned, has_bare_surname, name_in_full, read_names
from tasks.text.trimming import bullet_text

PEOPLE = {"Ann Reed": "ann", "Reed": "ann", "Hill": "hill", "Ali": "ali", "Dutt": "dutt", "Sunil Dutt": "dutt"}


def told_alone(body: str) -> tuple[str, bool]:
    """The last sentence as a bullet, and whether a bare surname is left in it."""
    mentions = [
        Mentioned("person", PEOPLE[match.group()], *match.span())
        for match in re.finditer("Ann Reed|Sunil Dutt|Reed|Hill|Ali|Dutt", body)
    ]
    names = read_names(body, mentions)
    start = body.rindex(". ") + 2
    evidence = name_in_full(body, (Evidence(start, len(body)),), names)
    return bullet_text(body, evidence), has_bare_surname(body, evidence, names)


@pytest.mark.parametrize(
    ("body", "bullet"),
    [
        ("Ann Reed spoke. Reed left.", "Ann Reed left."),
        ("Ann Reed's club closed. Reed's friends left Oban.", "Ann Reed's friends left Oban."),
        ("O Hill leads a club. Hill left Oban.", "O Hill left Oban."),
        ("Ann Reed spoke. The club praised Reed.", "The club praised Ann Reed."),
    ],
    ids=["a surname", "an owner", "a name that no mention tells", "at the end"],
)
def test_a_full_name_takes_the_place(body: str, bullet: str) -> None:
    assert told_alone(body) == (bullet, False)


@pytest.mark.parametrize(
    "body",
    [
        "Ann Reed spoke. Mr. Reed left.",
        "Sunil Dutt is titled Dutt on a poster. Dutt is due in May.",
        "Ann Reed spoke. The Reed of Oban left.",
        "Tom Hill spoke in Hill on Monday. A club in Hill has closed.",
        "Ann Reed spoke. Reed & Sons has closed.",
    ],
    ids=["a title", "a film of that name", "a thing", "a place", "a firm of two"],
)
def test_no_name_is_put_where_it_is_none(body: str) -> None:
    assert told_alone(body)[0] == body[body.rindex(". ") + 2 :] or body.startswith("Ann Reed spoke. Mr")


@pytest.mark.parametrize(
    ("body", "is_bare"),
    [
        ("Ali spoke. A man met Ali. Ali sings in Oban.", False),
        ("A man spoke. Ali sings in Oban.", True),
        ("A man spoke. Oban chose commander Ali.", False),
    ],
    ids=["whom it is about", "named in passing", "introduced"],
)
def test_a_name_of_one_word_stands_where_the_article_presumes_it(body: str, is_bare: bool) -> None:
    assert told_alone(body)[1] is is_bare


@pytest.mark.parametrize(
    ("body", "full"),
    [
        ("Ann Reed-Tom spoke. Ann Reed left.", "Ann Reed"),
        ("Ann Reed-Tom spoke. Tom left.", "Ann Reed-Tom"),
        ("Whatever Ann did, she left.", None),
    ],
    ids=["two people", "one with two surnames", "the opening of a clause"],
)
def test_a_full_name_is_of_one_person(body: str, full: str | None) -> None:
    match = re.search("Ann Reed-Tom|Whatever Ann", body)
    assert match is not None
    names = read_names(body, [Mentioned("person", "ann", *match.span())])
    span = names.full.get("ann")
    assert (body[span.start_char : span.end_char] if span else None) == full
