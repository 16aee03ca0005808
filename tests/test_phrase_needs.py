"""Phrases: what a noun, a verb or a sentence does not stand without although the grammar would let it go."""

from __future__ import annotations

import pytest

from tests.parsed import Parse, left_out

pytestmark = pytest.mark.slow

NEEDED = {
    "what is approved of": ("The bank will seek their approval for the new loan.", "for the new loan"),
    "in what something jumps": ("The offer of the firm has led to a massive jump in sales of shoes.", "in sales"),
    "the noun behind a participle": (
        "The vote comes at a time when there are growing fears over the old debt.",
        "over",
    ),
    "among which ones": ("The tax on tea features among the various fees in the old harbour.", "in the old harbour"),
    "what one takes part in": ("The council has named three clerks to take part in a meeting of the farmers.", "in a"),
    "on what a sum was lost": (
        "The firm from Leeds lost nearly $3 million on two films about the war.",
        "on two films",
    ),
    "how often": ("The new committee of the council will conduct a meeting in every 10 days.", "in every"),
    "when something took place": ("The clerk was late for the old show which took place recently.", "recently"),
    "after what something comes": (
        "The remarks come just a day after the mayor attacked the council for its silence.",
        "after the mayor",
    ),
    "what came between": (
        "The teacher left to pick up her children when she noticed the smoke in the hall.",
        "when she",
    ),
    "what is directed": ("The mayor issued directions to prepare a plan for the old bridge.", "to prepare"),
    "what is rejected": ("Ann Reed urged the farmers to reject leaders that live in the old town.", "that live"),
    "since when not": ("Since the war the tower has not seen any repairs of the roof.", "Since the war"),
    "within which limits nobody": ("The clerk found that no new notes were issued after the war.", "after the war"),
    "when a rate holds": ("During the peak hour, the fare is raised up to 3 pounds.", "During"),
    "a case that is supposed": ("After a case is accepted by the court, the bank would get a month.", "After a case"),
    "why something was broken off": ("The mayor had stopped his speech after hearing a bell in the church.", "after"),
    "when it is forbidden": (
        "The court asked the papers to refrain from airing and publishing such shows during the trial.",
        "during",
    ),
    "the last of a series": (
        "In 2012, the police had solved 49 cases in the valley, which fell to 35 in 2013.",
        "which fell",
    ),
    "what the same means": (
        "Calling wealth for the poor an aim of the bank, Ann Reed said the new fund was meant to achieve the same.",
        "Calling wealth",
    ),
    "a link of two clauses": (
        "The repair of the bridge was planned long ago, however, no work has been done so far.",
        "however",
    ),
    "what another clause is of": (
        "The mayor, who was sure of his win in the polls, the results of which are due, left the hall.",
        "who was sure",
    ),
    "what and joins a gerund to": (
        "The new clerks will be trained on the work of the council and dealing with farmers.",
        "on the work",
    ),
    "of what somebody is the head": ("Ann Reed has been made director, northern zone.", "northern zone"),
}
SPARE = {
    "a noun that is whole": ("The firm repaired the old bridge with a new crane.", "with a new crane"),
    "with what a bridge was mended": ("The firm mended the old bridge in Leeds with two cranes.", "in Leeds"),
    "why after something done": (
        "The mayor stopped his speech after a protest in the church.",
        "after a protest in the church",
    ),
    "when it was done": ("The old clerk sold a house in the north recently.", "recently"),
    "a clause after a whole one": ("The mayor left the hall when the boys sang a song.", "when the boys sang a song"),
    "a purpose behind any noun": (
        "The council sold the bridge of the town to calm the farmers of the valley.",
        "to calm the farmers of the valley",
    ),
    "what is liked": ("Ann Reed praised leaders that live in the old town.", "that live in the old town"),
    "during what something happened": ("During the war, the tower fell into the river.", "During the war"),
    "what is told with a figure": (
        "The police solved 49 cases in the valley of Oban, which belongs to 12 farmers.",
        "which belongs to 12 farmers",
    ),
    "a link at the head of a clause": ("However, no work has been done on the bridge so far.", "However"),
    "an aim": (
        "Calling wealth for the poor an aim of the bank, Ann Reed said the new fund was meant to achieve more.",
        "Calling wealth for the poor an aim of the bank",
    ),
    "a day": ("On Monday, the singer accepted the offer of the mayor.", "On Monday"),
    "a description": ("The council thanked Ann Reed, the director of the museum.", "the director of the museum"),
}


@pytest.mark.parametrize(("text", "words"), NEEDED.values(), ids=NEEDED)
def test_needed(parse: Parse, text: str, words: str) -> None:
    assert not [phrase for phrase in left_out(parse(text)) if words in phrase]


@pytest.mark.parametrize(("text", "phrase"), SPARE.values(), ids=SPARE)
def test_spare(parse: Parse, text: str, phrase: str) -> None:
    assert phrase in left_out(parse(text))


def test_the_words_that_open_a_clause_stay_with_it(parse: Parse) -> None:
    doc = parse("Hours after the singer accepted the offer of the mayor, the judge said Ann Reed was wrong.")
    # What the parser makes of it where a word of the clause stands in quotation marks.
    doc[1].head, doc[1].dep_ = doc[0], "prep"
    assert "Hours after" not in left_out(doc)
