"""Key Takeaways: which units may go out, and what those lack that do so only where others are too few."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.naming import read_names
from tasks.text.replacing import Edit
from tasks.text.shelf import Unit
from tasks.text.takeaways import find_standing, point_back, tell_alone
from tasks.text.topic import find_topic

ANN = "Mayor Ann Reed sold her house in Oban."
TOM = "Tom Hill will run a shop in Leeds."
NAMELESS = "At least 70 people were injured."
DATED = "Tom Hill left for Leeds yesterday."
LOST = "They were taken to a clinic in Oban."


def stands(*texts: str) -> list[str]:
    """The texts that stand, each a sentence of one body; the event is the first."""
    body = " ".join(texts)
    units = {}
    for number, text in enumerate(texts):
        span = Evidence(body.index(text), body.index(text) + len(text))
        units[number] = Unit(number, (span,), text, 0.0, leans=False, told=(span,))
    names = read_names(body, ())
    found = find_standing(body, units, texts, names, find_topic("", texts), 0, point_back(texts, names))
    return [texts[number] for number in found]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ((ANN, TOM, NAMELESS), [ANN, TOM]),
        ((ANN, NAMELESS), [ANN, NAMELESS]),
        ((ANN, DATED), [ANN]),
        ((LOST, DATED), [DATED]),
        ((LOST, LOST), [LOST]),
    ],
    ids=[
        "no nameless one beside two with names",
        "a nameless one beside one with a name",
        "none of the day beside any other",
        "one of the day alone",
        "the event where none stands",
    ],
)
def test_what_lacks_something_comes_where_others_are_too_few(texts: tuple[str, ...], told: list[str]) -> None:
    assert stands(*texts) == told


def test_a_name_is_put_but_once() -> None:
    body = "The Oban Front met. The party said the party will win."
    name, start = Evidence(4, 14), body.index("The party")
    span = Evidence(start, len(body))
    unit = Unit(1, (span,), body[start:], 0.0, leans=False, told=(span,))
    edits = [Edit(start + 4, start + 9, name), Edit(start + 19, start + 24, name)]
    assert tell_alone(body, unit, read_names(body, ()), edits).text == "The Oban Front said the party will win."
