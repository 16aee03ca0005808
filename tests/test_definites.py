"""Definites: a noun with "the" told by its name, or as the body brought it in."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.definites import find_definites
from tasks.text.replacing import replace


def told(before: str, sentence: str) -> str:
    body = f"{before} {sentence}"
    start = len(before) + 1
    evidence: tuple[Evidence, ...] = (Evidence(start, len(body)),)
    for edit in find_definites(body, start, len(body)):
        evidence = replace(body, evidence, edit)
    return " ".join(body[span.start_char : span.end_char] for span in evidence)


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("He went to the Delhi High Court.", "Reed told the court in May.", "Reed told the Delhi High Court in May."),
        ("The Supreme Court met.", "Reed asked the apex court to act.", "Reed asked the Supreme Court to act."),
        ("She made the film Raees.", "The film made Reed famous.", "The film Raees made Reed famous."),
        ("She made the film Raees 2 in May.", "The film made Reed famous.", "The film Raees 2 made Reed famous."),
        ("Reed wrote a report.", "The report was sent to Oban.", "a report was sent to Oban."),
        ("Reed met a woman.", "The woman has sued Reed.", "a woman has sued Reed."),
        ("Two guards saw it; three officers came.", "The officers took Reed.", "three officers took Reed."),
        ("Reed was met by protesters.", "The protesters carried a flag.", "protesters carried a flag."),
        ("Reed hid in a dark van outside a bank.", "Police found Reed in the van.", "Police found Reed in a dark van"),
        ("Reed hid in a dark van.", "Police found Reed in the van.", "Police found Reed in a dark van"),
    ],
    ids=[
        "a court",
        "an apex court",
        "a film",
        "a second part",
        "a text that is sent",
        "one of a kind",
        "counted",
        "some",
        "outside",
        "at the end",
    ],
)
def test_the_body_says_what_it_is(before: str, sentence: str, expected: str) -> None:
    assert told(before, sentence) == expected


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("The Delhi High Court and the Bombay High Court met.", "Reed told the court of it."),
        ("Reed met a tall woman and a young woman.", "The woman has sued Reed."),
        ("Reed met a woman.", "The woman is a member of the club."),
        ("Reed met a woman.", "Reed said that the woman has sued him."),
        ("Pubs close for 365 days.", "Oban cut the number of days."),
        ("It uses the 2014 scheme.", "Flats came under the last scheme."),
        ("Reed met a woman.", 'Reed wrote "the woman has sued me" in May.'),
        ("Reed sells the HE 1 headphones.", "Reed put gold in the headphones."),
        ("Oban had 490 cases this year.", "Reed was busy throughout the year."),
        ("Reed saw a Telugu straight film.", "Reed calls it the fastest film to earn so much."),
        ("Reed was offered a pay package.", "The fixed pay would go to Reed."),
        ("Reed got a wait-list charts.", "Reed put names in the charts."),
        ("Hill-starrer Oban follows the film Raees.", "The film made Reed famous."),
        ("The Supreme Court met.", "Reed told the trial court of it."),
        ("Reed wrote a report.", "The report finally blamed Oban."),
        ("There were 3 instances of track theft; 3 instances of track.", "Reed found sticks near the track."),
    ],
    ids=[
        "two courts",
        "two women",
        "who she is",
        "within a clause",
        "a number of",
        "the last one",
        "quoted",
        "a model",
        "a time",
        "the fastest one",
        "a compound",
        "more than one",
        "two films",
        "a trial court",
        "whose report",
        "of",
    ],
)
def test_nothing_is_guessed(before: str, sentence: str) -> None:
    assert told(before, sentence) == sentence
