"""Roles: takeaways say who somebody is as the article does, and only where it does."""

from __future__ import annotations

import re

import pytest

from tasks.text.bullet import Evidence
from tasks.text.naming import Mentioned, read_names
from tasks.text.role_spans import find_roles
from tasks.text.roles import introduce
from tasks.text.topic import find_topic
from tasks.text.trimming import bullet_text
from tasks.text.unknown_people import find_unknown, has_unknown

PEOPLE = "Ann Reed|Tom Hill|Hill"


def told_all(body: str, title: str = "") -> list[str]:
    """The last line's sentences as bullets that say who people are."""
    mentions = [Mentioned("person", match.group().lower(), *match.span()) for match in re.finditer(PEOPLE, body)]
    starts = [match.end() for match in re.finditer(r"\n", body)]
    ends = [*[start - 1 for start in starts[1:]], len(body)]
    evidences = [(Evidence(*span),) for span in zip(starts, ends, strict=True)]
    return [bullet_text(body, evidence) for evidence in introduce(title, body, evidences, read_names(body, mentions))]


def told(body: str) -> str:
    return told_all(body)[-1]


def test_a_post_with_an_aside_is_told_once() -> None:
    body = "A pier burned, DIG (CRPF) Ann Reed said.\nTom met DIG (CRPF) Ann Reed."
    assert told(body) == "Tom met DIG (CRPF) Ann Reed."
    assert told(body.replace("Tom met DIG (CRPF) Ann", "Tom met Ann")).endswith("DIG (CRPF) Ann Reed.")


@pytest.mark.parametrize(
    ("body", "bullet"),
    [
        (
            "A pier burned, Oban Council spokesperson Ann Reed said.\nAnn Reed blamed a lamp.",
            "Oban Council spokesperson Ann Reed blamed a lamp.",
        ),
        (
            "The case went to joint commissioner of police (harbour) Ann Reed.\nA lamp fell, Ann Reed said.",
            "A lamp fell, joint commissioner of police (harbour) Ann Reed said.",
        ),
        (
            "Deputy Superintendent of Police (City) Ann Reed came.\nOn the pier, Ann Reed found a lamp.",
            "On the pier, Deputy Superintendent of Police (City) Ann Reed found a lamp.",
        ),
        (
            "Ann Reed, a lawyer from Oban, went to court.\nAnn Reed wants a lamp.",
            "Ann Reed, a lawyer from Oban, wants a lamp.",
        ),
        (
            "Ann Reed, chairman of the Oban Pier Trust, came.\nA lamp fell, said Ann Reed.",
            "A lamp fell, said Ann Reed, chairman of the Oban Pier Trust.",
        ),
        (
            "Norway rose. Norways health services director Dr Ann Reed came.\nAnn Reed wants a lamp.",
            "Health services director Dr Ann Reed wants a lamp.",
        ),
        (
            "Senior advocate Ann Reed came.\nA lamp fell, argued Ann Reed.",
            "A lamp fell, argued advocate Ann Reed.",
        ),
        (
            "They met Oban mayor Ann Reed's son. They met Oban mayor Ann Reed.\nAnn Reed's lamp fell.",
            "Oban mayor Ann Reed's lamp fell.",
        ),
    ],
    ids=[
        "a post",
        "an aside",
        "a post with of",
        "an apposition",
        "at the end",
        "a lost apostrophe and a rank",
        "praise that opens",
        "an owner",
    ],
)
def test_a_takeaway_says_who_somebody_is(body: str, bullet: str) -> None:
    assert told(body) == bullet


@pytest.mark.parametrize(
    "body",
    [
        "Oban mayor Ann Reed came.\nMayor Ann Reed left Oban.",
        "Oban mayor Ann Reed came.\nAnn Reed, who is mayor, left Oban.",
        "Oban mayor Ann Reed came.\nAnn Reed is the mayor of Oban.",
        "Her lawyer Ann Reed came.\nAnn Reed left Oban.",
        "The club's founder Ann Reed came.\nAnn Reed left Oban.",
        "The director Ann Reed came.\nAnn Reed left Oban.",
        "They asked batsman Ann Reed.\nAnn Reed left Oban.",
        "Norwegian president Ann Reed came.\nAnn Reed left Oban.",
        "Oban Prime Minister Ann Reed came.\nAnn Reed left Oban.",
        "Former Oban mayor Ann Reed came.\nOn Monday, Ann Reed left Oban.",
        "Norwegian designer Ann Reed came. They hold shares in Ann Reed.\nAnn Reed grew fast.",
        "The Sports and Harbour Minister Ann Reed came.\nAnn Reed left Oban.",
        "The then Oban mayor Ann Reed came.\nAnn Reed left Oban.",
        "A lamp fell. OBAN IN SHOCKMayor Ann Reed came.\nAnn Reed left Oban.",
        "They met Ann Reed, actor Tom Hill, and a priest.\nAnn Reed left Oban.",
        "They met Oban mayor Ann Reed.\nThe Ann Reed case is closed.",
        "They met Oban mayor Ann Reed.\nThe husband of harbour pilot Ann Reed left.",
        "Ann Reed, head of art at Oban's Pier Trust, came.\nAnn Reed, head of art at Oban's Pier Trust, left.",
    ],
    ids=[
        "a title",
        "a clause",
        "what somebody is",
        "somebody's lawyer",
        "of what only the article tells",
        "of nothing",
        "of no team",
        "a head of state",
        "a head of government",
        "a capital that opens a sentence",
        "a firm of that name",
        "a post of two things",
        "a post of that time",
        "a heading that ran into the post",
        "a list",
        "a thing",
        "another role",
        "the role behind the name",
    ],
)
def test_a_name_stays_by_itself(body: str) -> None:
    assert told(body) == body[body.rindex("\n") + 1 :]


@pytest.mark.parametrize(
    ("title", "is_told_twice"),
    [("Reed leaves Oban", False), ("Mayor Reed leaves Oban", True), ("Ann Reed leaves Oban", True)],
)
def test_whom_the_title_calls_by_a_word_is_introduced_once(title: str, is_told_twice: bool) -> None:
    body = "They met Oban mayor Ann Reed.\nAnn Reed left Oban.\nAnn Reed has a shop."
    second = "Oban mayor Ann Reed has a shop." if is_told_twice else "Ann Reed has a shop."
    assert told_all(body, title) == ["Oban mayor Ann Reed left Oban.", second]


def test_who_somebody_is_comes_with_the_first_name_only() -> None:
    body = "They met Oban mayor Ann Reed.\nHarbour pilot Ann Reed left Oban, as Ann Reed had said."
    assert told(body) == "Harbour pilot Ann Reed left Oban, as Ann Reed had said."


def test_the_shortest_role_is_taken() -> None:
    body = "Oban District Council vice-president Ann Reed came. They met Oban mayor Ann Reed.\nAnn Reed left."
    assert [role.words for role in find_roles(body, "Ann Reed")] == [
        "Oban District Council vice-president",
        "Oban mayor",
    ]
    assert told(body) == "Oban mayor Ann Reed left."


@pytest.mark.parametrize(
    ("body", "is_unknown"),
    [
        ("A lamp fell. Ann Reed (41) was hurt.\nAnn Reed had a shop.", True),
        ("A lamp fell. Ann Reed was hurt.\nAnn Reed had a shop.", False),
        ("A lamp fell. Ann Reed (41) was hurt.\nAnn Reed, who was hurt, had a shop.", False),
        ("A lamp fell. Oban mayor Ann Reed, 41, was hurt.\nAnn Reed had a shop.", False),
        ("A lamp fell. A man met Hill. Hill was hurt.\nHill had a shop.", True),
    ],
    ids=["a stranger of an age", "no stranger", "told", "with a role", "no surname"],
)
def test_a_stranger_is_unknown_unless_the_title_has_the_name(body: str, is_unknown: bool) -> None:
    mentions = [Mentioned("person", match.group().lower(), *match.span()) for match in re.finditer(PEOPLE, body)]
    evidence = (Evidence(body.rindex("\n") + 1, len(body)),)
    names = read_names(body, mentions)
    unknown = find_unknown(body, names, find_topic("A lamp falls", []))
    assert has_unknown(body, evidence, names, unknown) is is_unknown
    assert not find_unknown(body, names, find_topic("Reed and Hill hurt by a lamp", []))
