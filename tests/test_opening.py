"""Which bullet opens In Shorts, and how it is told."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.naming import Mentioned, read_names
from tasks.text.opening import choose_first
from tasks.text.shelf import Unit

SENTENCE = "Ann Reed, who was cleared of theft in Oban, today said that she will stay."


def _unit(body: str, *parts: str, lead: str = "") -> Unit:
    spans = [Evidence(body.index(part), body.index(part) + len(part)) for part in parts]
    before = [Evidence(body.index(lead), body.index(lead) + len(lead))] if lead else []
    text = " ".join(filter(None, [lead, *parts]))
    return Unit(0, (*before, *spans), text, 0.0, leans=False, told=tuple(spans))


def test_what_a_sentence_says_of_somebody_beside_its_news_does_not_open() -> None:
    aside = _unit(SENTENCE, "was cleared of theft in Oban", lead="Ann Reed")
    news = _unit(SENTENCE, "Ann Reed", "today said that she will stay.")
    told = {0: aside, 1: news}
    first, opener = choose_first(told, 0, [0.1, 0.3], told.__getitem__, SENTENCE, read_names(SENTENCE, []))
    assert (first, opener) == (1, news)


def test_what_a_sentence_says_beside_its_news_opens_where_the_news_is_not_told() -> None:
    aside = _unit(SENTENCE, "was cleared of theft in Oban", lead="Ann Reed")
    told = {0: aside}
    assert choose_first(told, 0, [0.1], told.__getitem__, SENTENCE, read_names(SENTENCE, [])) == (0, aside)


def test_the_other_half_of_a_sentence_opens_as_before() -> None:
    body = "Ann Reed closed the harbour of Oban and opened a new one in Leith."
    half = _unit(body, "opened a new one in Leith.", lead="Ann Reed")
    told = {0: half, 1: _unit(body, "Ann Reed closed the harbour of Oban")}
    assert choose_first(told, 0, [0.1, 0.1], told.__getitem__, body, read_names(body, []))[0] == 0


@pytest.mark.parametrize(
    ("text", "is_named"),
    [("Reed closed the harbour of Oban.", True), ("Oban lost its harbour to Ann Reed.", False)],
    ids=["a bare surname", "all names in full"],
)
def test_the_first_bullet_names_people_in_full_and_else_stays(text: str, is_named: bool) -> None:
    body = f"{text} Ann Reed is the mayor."
    full = body.rindex("Ann Reed")
    places = [(full, full + 8), (body.index("Reed") - 4 * (not is_named), body.index("Reed") + 4)]
    names = read_names(body, [Mentioned("person", "Q1", *place) for place in sorted(places)])
    plain, longer = _unit(body, text), _unit(body, body[full : full + 8], text)._replace(text=f"In full: {text}")
    longer = longer._replace(evidence=(Evidence(full, full + 8),)) if is_named else longer
    assert choose_first({0: plain}, 0, [0.1], lambda _: longer, body, names)[1] == (longer if is_named else plain)
