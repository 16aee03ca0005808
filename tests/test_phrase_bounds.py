"""Phrases: what bounds an act or a statement, so that without it the sentence says nothing, or more than it did."""

from __future__ import annotations

import pytest

from tasks.text.phrases import find_phrases
from tests.parsed import Parse, left_out

pytestmark = pytest.mark.slow

NEEDED = {
    "what somebody is directed to do": (
        "The mayor directed all the schools of the town to open their gates for the farmers.",
        "to open",
    ),
    "what a bare thing is formed for": (
        "The council wants the farmers of the valley to form groups to mend the old road.",
        "to mend",
    ),
    "which fight": ("Ann Reed said that the new governors should lead the fight to keep the river clean.", "to keep"),
    "to what end, as somebody says": (
        "The mayor said people send their clerks to the council to work for the town.",
        "to work",
    ),
    "what is enough for what": ("The firms of the valley did enough to support the poor of the town.", "to support"),
    "until when there is time for what": (
        "The court gave the old bank time until June to show the rule.",
        "to show the rule",
    ),
    "a reason that somebody states": (
        "The mayor of Oban said that the old clerk was dismissed because of his debts.",
        "because of",
    ),
    "for what somebody is said to be dismissed": (
        "The mayor of Oban said the clerk was dismissed for his debts.",
        "for his debts",
    ),
    "in which respect": ("Ann Reed has beaten two other singers from Leeds in terms of fame.", "in terms of fame"),
    "when it comes to what": (
        "The teachers have shown the careless habits of the pupils when it comes to safety.",
        "when it comes to safety",
    ),
    "since when it is counted": (
        "A total of 3 crore has been paid in the town since the sale was announced.",
        "since the sale",
    ),
    "what all is about": (
        "Ann Reed said good farming is all about raising the yield while sparing the soil.",
        "while sparing",
    ),
    "at what time words have weight": (
        "The words of the mayor assume significance at a time when the council is split.",
        "at a time",
    ),
    "what the job is": (
        "The firm Reed Ltd, employed to quickly clean the river of the town, has begun doing its job.",
        "employed to",
    ),
    "for what somebody is slammed": ("The mayor of Oban slammed the old council for its silence.", "for its silence"),
    "at whom stones are thrown": ("The boys of the village started throwing stones at the guards.", "at the guards"),
    "in what somebody was hurt": (
        "The mayor said that farmers were killed in fights with the guards.",
        "in fights with the guards",
    ),
    "in some": ("The new update is stopping the clock in some old phones.", "in some old phones"),
    "for what somebody is recommended": (
        "The clerk recommended Ann Reed for the old prize of the town.",
        "for the old prize",
    ),
    "with what somebody is confronted": (
        "The guards confronted the old clerk with letters from his bank.",
        "with letters",
    ),
    "which land": ("The farmers have to pay the tax depending on the land owned by their church.", "owned by"),
    "which houses": ("The council will build houses that stand the floods of spring.", "that stand"),
    "through what a sum was earned": (
        "The railway earned 3 million pounds in June through the new shops.",
        "through the new shops",
    ),
    "by what a house was hit": ("The roofs of the old houses were hit by storms from the north.", "by storms"),
    "when something took place": ("The show took place when Reed was going home.", "when Reed"),
    "how long by now": (
        "Ann Reed, who has been leading the choir over two decades now, is leaving the town.",
        "over two decades",
    ),
    "the last of a series of clauses": (
        "The dam broke in May, the town was flooded by noon and the farmers left their houses.",
        "and the farmers",
    ),
}
SPARE = {
    "which houses were painted": (
        "The council has painted houses that stand near the old church.",
        "that stand near the old church",
    ),
    "a purpose of something described": (
        "The council will build a wall of stone to keep the river out.",
        "to keep the river out",
    ),
    "a reason that the reporter tells": (
        "The old clerk was dismissed in May because of his debts.",
        "because of his debts",
    ),
    "where somebody is beaten": ("Ann Reed has beaten two other singers from Leeds in a contest.", "in a contest"),
    "what goes on meanwhile": (
        "Ann Reed raised the yield of the old farm while sparing the soil.",
        "while sparing the soil",
    ),
    "an aside to another end": (
        "The firm Reed Ltd, employed to quickly clean the river of the town, has begun doing well.",
        "employed to quickly clean the river of the town",
    ),
    "for whom something is painted": ("The mayor of Oban painted the old council for its hall.", "for its hall"),
    "at whom heavy stones are thrown": (
        "The boys of the village started throwing heavy stones at the guards.",
        "at the guards",
    ),
    "in what anything is stopped": ("The new update is stopping the clock in old phones.", "in old phones"),
}


@pytest.mark.parametrize(("text", "words"), NEEDED.values(), ids=NEEDED)
def test_needed(parse: Parse, text: str, words: str) -> None:
    needless = [
        phrase for phrase in left_out(parse(text)) if phrase.startswith(words) or phrase.removeprefix(", ") == words
    ]
    assert not needless


@pytest.mark.parametrize(("text", "phrase"), SPARE.values(), ids=SPARE)
def test_spare(parse: Parse, text: str, phrase: str) -> None:
    assert phrase in left_out(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "Around 90 farmers were aboard the old train and was to reach the town of Oban by noon.",
        "The old man tried skiing for the first time when he was 90, but breaking the record was not enough for him.",
    ],
)
def test_a_verb_of_another_subject_is_not_told_of_the_first(parse: Parse, text: str) -> None:
    assert not [phrase for phrase in find_phrases(parse(text)) if phrase.lead_start_char is not None]


def test_a_verb_that_agrees_is_told_of_the_first_subject(parse: Parse) -> None:
    doc = parse("Around 90 farmers were aboard the old train and were to reach the town of Oban by noon.")
    told = [doc.text[p.start_char : p.end_char] for p in find_phrases(doc) if p.lead_start_char is not None]
    assert "were to reach the town of Oban by noon" in told


def test_a_name_behind_the_opening_goes_with_it(parse: Parse) -> None:
    doc = parse("In a talk with a local paper, the Herald, the mayor of Oban spoke on many things.")
    root, paper = next(t for t in doc if t.lower_ == "spoke"), next(t for t in doc if t.lower_ == "herald")
    # The parser often hangs the name elsewhere.
    for token in (paper, paper.nbor(-2), paper.nbor(1)):
        token.head, token.dep_ = root, "dep" if token is paper else "punct"
    assert "In a talk with a local paper" not in left_out(doc)


def test_what_follows_with_and_two_nouns_is_their_predicate(parse: Parse) -> None:
    doc = parse("The day began early in Oban with roads being closed and guards being sent in large numbers.")
    closed, guards, sent = (next(t for t in doc if t.lower_ == word) for word in ("closed", "guards", "sent"))
    sent.head, sent.dep_ = guards, "acl"
    guards.head, guards.dep_ = closed, "conj"
    assert not [phrase for phrase in left_out(doc) if phrase.startswith("being sent")]
