"""Key Takeaways: which units may go out, and which of them only where others are too few."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.naming import read_names
from tasks.text.ranking import Worth
from tasks.text.replacing import Edit
from tasks.text.shelf import Shelf, Unit, build_shelf
from tasks.text.standing_chance import Reader
from tasks.text.standing_model import FEATURES, build_standing
from tasks.text.takeaways import choose_takeaways, find_standing, point_back, promising_units, tell_alone
from tasks.text.topic import find_topic

# A model that knows no more than these words: chances of 0.95, 0.5 and 0.05.
WORDS = {"harbour": 3.0, "barn": -3.0}
HARBOUR = "Ann Reed sold her harbour in Oban."
SECOND_HARBOUR = "Tom Hill will buy a harbour in Leeds."
SHED = "Tom Hill has a shed in Oban."
BARN = "Ann Reed has a barn in Leeds."
TODAY = "Tom Hill will buy a boat for his harbour today."
LOST = "They were taken to a harbour in Oban."
ALSO = "Tom Hill also has a harbour."


def read(*texts: str) -> tuple[str, dict[int, Unit], Reader]:
    """The body of the texts, each as a unit of its own, and a reader of it."""
    body = " ".join(texts)
    units = {}
    for number, text in enumerate(texts):
        span = Evidence(body.index(text), body.index(text) + len(text))
        units[number] = Unit(number, (span,), text, 0.0, leans=False, told=(span,))
    model = build_standing({"bias": 0.0, "weights": {**dict.fromkeys(FEATURES, 0.0), "pointers": -1.0}, "stems": WORDS})
    return body, units, Reader(texts, find_topic("", texts), [], model)


def stands(*texts: str) -> list[str]:
    """The texts that stand; the event is the first."""
    body, units, reader = read(*texts)
    names = read_names(body, ())
    found = find_standing(body, units, names, 0, point_back(texts, names), reader)
    return [texts[number] for number in found]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ((HARBOUR, SECOND_HARBOUR, SHED), [HARBOUR, SECOND_HARBOUR]),
        ((HARBOUR, SHED), [HARBOUR, SHED]),
        ((HARBOUR, SHED, BARN), [HARBOUR, SHED]),
        ((HARBOUR, SECOND_HARBOUR, TODAY), [HARBOUR, SECOND_HARBOUR]),
        ((HARBOUR, TODAY), [HARBOUR, TODAY]),
        ((LOST, HARBOUR), [HARBOUR]),
        ((HARBOUR, ALSO), [HARBOUR, ALSO]),
        ((HARBOUR, ALSO.replace("harbour", "shed")), [HARBOUR]),
        ((BARN, LOST), [BARN]),
    ],
    ids=[
        "none in doubt beside two that are sure",
        "one in doubt beside a sure one",
        "none that is hardly understood",
        "none of the day beside two that are sure",
        "one of the day beside a sure one",
        "none that opens on what it points back at",
        "one that points back and is sure in spite of that",
        "none in doubt that points back",
        "the event where none stands",
    ],
)
def test_what_is_hardly_understood_comes_where_others_are_too_few(texts: tuple[str, ...], told: list[str]) -> None:
    assert stands(*texts) == told


def test_a_sentence_without_hope_is_not_looked_at() -> None:
    _, units, reader = read(BARN, HARBOUR, SHED)
    assert promising_units(list(units.values()), reader) == [1, 2]
    assert promising_units(list(units.values()), reader, least_hope=0.0) == [0, 1, 2]


def shelve(*worths: float) -> Shelf:
    """A sentence of two words for each of `worths`: how likely the second is to be in a reader's summary."""
    body, units, _ = read(*(f"The word{number}." for number in range(len(worths))))
    words = {f"word{number}": worth for number, worth in enumerate(worths)}
    assert len(body.split(". ")) == len(worths)
    return build_shelf(list(units.values()), Worth([], words, {}))


def choose_of(shelf: Shelf, standing: dict[int, float]) -> list[int]:
    """The sentences of the takeaways."""
    return sorted(choose_takeaways(shelf, [0], len(shelf.units), standing))


def test_what_is_worth_telling_of_the_end_is_not_lost_to_its_hearing() -> None:
    shelf = shelve(*(0.5 if number < 10 else 0.3 for number in range(17)), 0.9)
    told = choose_of(shelf, dict.fromkeys(range(18), 0.9))
    assert 17 in told
    assert sum(number >= 12 for number in told) >= 4


def test_a_takeaway_is_no_clearer_behind_the_sentence_that_explains_it() -> None:
    shelf = shelve(0.5, 0.9, 0.4, 0.4, 0.4, 0.4, 0.4)
    standing = {1: 0.9, 2: 0.5, 3: 0.9, 4: 0.9, 5: 0.9, 6: 0.9}
    assert choose_of(shelf, standing) == [1, 3, 4, 5, 6]


def test_a_name_is_put_but_once() -> None:
    body = "The Oban Front met. The party said the party will win."
    name, start = Evidence(4, 14), body.index("The party")
    span = Evidence(start, len(body))
    unit = Unit(1, (span,), body[start:], 0.0, leans=False, told=(span,))
    edits = [Edit(start + 4, start + 9, name), Edit(start + 19, start + 24, name)]
    assert tell_alone(body, unit, read_names(body, ()), edits).text == "The Oban Front said the party will win."
