"""Antecedents: who "he", "she" or "the actor" is, said only where it is beyond doubt."""

from __future__ import annotations

import re

import pytest

from tasks.text.antecedents import find_antecedents
from tasks.text.bullet import Evidence
from tasks.text.naming import Mentioned, name_in_full, read_names
from tasks.text.replacing import replace
from tasks.text.sentences import usable_sentences
from tasks.text.trimming import bullet_text

PEOPLE = {"Ann Reed": "ann", "Reed": "ann", "Tom Hill": "tom", "Hill": "tom"}


def mentions_of(body: str) -> list[Mentioned]:
    return [
        Mentioned("person", PEOPLE[match.group()], *match.span())
        for match in re.finditer("Ann Reed|Tom Hill|Reed|Hill", body)
    ]


def told_alone(body: str) -> str:
    """The last sentence as a bullet."""
    sentences = usable_sentences(body, ())
    names = read_names(body, mentions_of(body))
    found = find_antecedents(body, sentences, names)
    last = sentences[-1]
    evidence: tuple[Evidence, ...] = (Evidence(last.start_char, last.end_char),)
    if last.start_char in found:
        evidence = replace(body, evidence, found[last.start_char])
    return bullet_text(body, name_in_full(body, evidence, names))


@pytest.mark.parametrize(
    ("body", "bullet"),
    [
        ("Ann Reed opposed the sale. She wants a new vote in May.", "Ann Reed wants a new vote in May."),
        (
            "Ann Reed opposed the sale. She wants a new vote. She will stand again in May.",
            "Ann Reed will stand again in May.",
        ),
        ("Ann Reed told Tom Hill to leave. She wants a new vote in May.", "Ann Reed wants a new vote in May."),
        ("Tom Hill told Ann Reed to leave. He wants a new vote in May.", "Tom Hill wants a new vote in May."),
        (
            'Ann Reed opposed the sale. "The town will miss it," she said on Monday.',
            '"The town will miss it," Ann Reed said on Monday.',
        ),
        ("Ann Reed opposed the sale. The town was told. Reed wants a new vote.", "Ann Reed wants a new vote."),
        ("Ann Reed opposed the sale. In May, she asked for a new vote.", "In May, Ann Reed asked for a new vote."),
        ("Singer Ann Reed met Tom Hill. They left. The singer wants a vote.", "Ann Reed wants a vote."),
        (
            'Ann Reed opposed the sale. "Tom Hill is wrong," she said. She wants a new vote in May.',
            "Ann Reed wants a new vote in May.",
        ),
    ],
    ids=[
        "the one person before",
        "along a chain",
        "the one who acts",
        "the man who acts",
        "a speaker",
        "a surname",
        "behind a phrase",
        "what she is",
        "not whom she quotes",
    ],
)
def test_a_name_takes_the_place(body: str, bullet: str) -> None:
    assert told_alone(body) == bullet


@pytest.mark.parametrize(
    "body",
    [
        "Reports name Ann Reed and Tom Hill. He wants a new vote in May.",
        "The town is angry. She wants a new vote in May.",
        "The friends of Ann Reed's town were angry. She wants a new vote in May.",
        "Reed opposed the sale of the pool. She wants a new vote in May.",
        "Ann Reed opposed the sale. He told Ann Reed to leave the hall.",
        "Actress Ann Reed opposed the sale of the pool. He wants a new vote in May.",
        "Visiting Leeds, he told Tom Hill that the sale is off. He wants a new vote in May.",
        "Ann Reed opposed the sale. She wants a vote. Tom Hill has signed the law. It hurts many, she said.",
        "Tom Hill opposed the sale. He wants a vote. Ann Reed has signed the law. It hurts many, he said.",
    ],
    ids=[
        "two people",
        "nobody",
        "a possessive",
        "no full name",
        "somebody else",
        "the other pronoun",
        "somebody before him",
        "she was another one before",
        "he was another one before",
    ],
)
def test_nothing_is_guessed(body: str) -> None:
    last = usable_sentences(body, ())[-1]
    assert told_alone(body) == body[last.start_char : last.end_char]


def test_the_bullet_is_its_evidence() -> None:
    body = 'Ann Reed opposed the sale. "The town will miss it," she said on Monday.'
    sentences = usable_sentences(body, ())
    names = read_names(body, mentions_of(body))
    last = sentences[-1]
    edit = find_antecedents(body, sentences, names)[last.start_char]
    spans = replace(body, (Evidence(last.start_char, last.end_char),), edit)
    assert bullet_text(body, spans) == " ".join(body[a:b] for a, b in spans)


@pytest.mark.parametrize(
    "body",
    [
        "The chief named what the Tom Hill government did in the years before the vote. It was a lot, he said.",
        "A play with Clara and Tom Hill opened in Leeds in the spring of that year. She left the stage in May.",
        'Ann Reed wrote, "Tom was kind to the town. He never left a friend alone.',
        "Has Tom Hill the courage to say so? He left the stage in May.",
        "Ann Reed said the mother went home in June. She gave birth in May.",
        "The call of Tom Hill did not move him at all. He was shot in May.",
        "Ann Reed is the local firm of the year. He was at the fair in May.",
        "Tom Dunn lost. Dunn pushed Tom Hill aside in the box. He scored in May.",
        "Woman officer Ann Reed left. Tom Hill shouted at Ann Reed on Monday. It was a lie, she said.",
        "Former minister Tom Hill left. The hall was full. The minister wants a new vote in May.",
        "Chief Minister Tom Hill left. Ann Reed opposed it. The minister wants a new vote in May.",
        "Congress chief Tom Hill left. The hall was full. The Oban Party chief wants a new vote in May.",
        "Clara met actor Tom Hill in Leeds. The town was glad. The actor wore a ring and said she is in love.",
        "Ann Reed is wrong about the pool of Oban, Tom Hill said. She has a plan for May.",
        "The club secretary is accused of the murder of Tom Hill in the town of Oban in the spring. He has a plan.",
        "Actor Tom Hill left. He thanked Ann Reed in May. The actor has a plan for the town.",
        "Bob Reed left. Ann Reed had a plan. On Monday Reed praised the town. She wants a new vote in May.",
    ],
    ids=[
        "a government of that name",
        "one of two",
        "within a quotation",
        "a question",
        "a mother without a name",
        "about him",
        "a firm",
        "the object of a name that no mention tells",
        "another woman",
        "one who was minister",
        "the minister of another kind",
        "the chief of another party",
        "an actor who is she",
        "another speaker",
        "another one in office",
        "the actor whom he thanked",
        "a namesake",
    ],
)
def test_nobody_takes_the_place_of_somebody_else(body: str) -> None:
    last = usable_sentences(body, ())[-1]
    assert told_alone(body) == body[last.start_char : last.end_char]


@pytest.mark.parametrize(
    ("body", "bullet"),
    [
        ("Ann Reed on Monday said the vote was lost. She wants a new vote.", "Ann Reed wants a new vote."),
        ("Ann Reed, the head of the Oban Mills said it is off. She wants a new vote.", "Ann Reed wants a new vote."),
        ("Ann Reed said the vote was lost. She wants a new vote in May.", "Ann Reed wants a new vote in May."),
        ("Minister Tom Hill left. The hall was full. The minister wants a new vote.", "Tom Hill wants a new vote."),
        ("Tom Hill fought with his wife on Monday. He wants a new vote.", "Tom Hill wants a new vote."),
    ],
    ids=["a speaker on a day", "a speaker of a firm", "no mother", "a minister", "his wife"],
)
def test_whoever_is_beyond_doubt_still_takes_the_place(body: str, bullet: str) -> None:
    assert told_alone(body) == bullet


def test_a_speaker_stays_in_mind_while_a_quotation_runs() -> None:
    middle = "The town is poor and old. " * 12
    body = f'Ann Reed said, "It hurts us all. {middle}No help came to us," she added in May.'
    sentences = usable_sentences(body, ())
    found = find_antecedents(body, sentences, read_names(body, mentions_of(body)))
    assert [body[edit.start_char : edit.end_char] for edit in found.values()] == ["she"]


def test_the_end_of_a_quotation_that_began_nowhere_is_of_nobody() -> None:
    body = 'Tom Hill left the hall at noon. The town is poor and old," he said in May.'
    assert not find_antecedents(body, usable_sentences(body, ()), read_names(body, mentions_of(body)))
