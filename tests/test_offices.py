"""Who "the chief minister" is."""

from __future__ import annotations

import re

import pytest

from tasks.text.bullet import Evidence
from tasks.text.naming import Mentioned, read_names
from tasks.text.offices import find_holders, name_holder
from tasks.text.replacing import replace

PEOPLE = {"Ann Reed": "ann", "Reed": "ann", "Tom Hill": "tom", "Hill": "tom"}


def told(before: str, sentence: str) -> str:
    body = f"{before} {sentence}"
    start = len(before) + 1
    found = re.finditer("Ann Reed|Tom Hill|Reed|Hill", body)
    names = read_names(body, [Mentioned("person", PEOPLE[match.group()], *match.span()) for match in found])
    evidence: tuple[Evidence, ...] = (Evidence(start, len(body)),)
    for edit in name_holder(body, start, len(body), names, find_holders(body, names)):
        evidence = replace(body, evidence, edit)
    return " ".join(body[span.start_char : span.end_char] for span in evidence)


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("Chief Minister Ann Reed spoke.", "Farmers met the chief minister.", "Farmers met Chief Minister Ann Reed"),
        ("Ann Reed spoke. CM Reed left.", "The new CM has left.", "Ann Reed has left."),
        ("PM Ann Reed spoke. Former PM Tom Hill left.", "The PM has won.", "PM Ann Reed has won."),
    ],
    ids=["with the office", "without it", "a former one"],
)
def test_the_only_holder_is_named(before: str, sentence: str, expected: str) -> None:
    assert told(before, sentence) == expected


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Chief Minister Ann Reed met CM Tom Hill.", "Farmers met the chief minister."),
        ("Chief Minister Ann Reed spoke to chief ministers.", "Farmers met the chief minister."),
        ("Chief Minister Ann Reed spoke.", "Reed asked the chief minister to act."),
        ("Chief Minister Ann Reed spoke.", "Farmers met the chief minister of Bihar."),
        ("Chief Minister Ann Reed spoke.", "Tom Hill may be the chief minister."),
        ("Chief Minister Ann Reed spoke.", "Farmers want the post of the chief minister."),
        ("Former Chief Minister Ann Reed spoke.", "Farmers met the chief minister."),
        ("Chief Minister Ann Reed spoke.", 'Hill said "the chief minister is wrong" in May.'),
    ],
    ids=["two", "many", "named here", "of elsewhere", "a role", "a post", "a former one", "quoted"],
)
def test_no_holder_is_guessed(before: str, sentence: str) -> None:
    assert told(before, sentence) == sentence
