"""Phrases: what a verb, a noun or a pronoun cannot do without, and which commas go with what is left out."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from tasks.text.phrases import find_phrases
from tests.parsed import Parse, left_out

pytestmark = pytest.mark.slow


def without(doc: Doc) -> list[str]:
    return [
        f"{doc.text[: p.start_char].rstrip()} {doc.text[p.end_char :].lstrip()}"
        for p in find_phrases(doc)
        if p.lead_start_char is None
    ]


def told(doc: Doc) -> list[str]:
    return [doc.text[p.start_char : p.end_char] for p in find_phrases(doc) if p.lead_start_char is not None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor of Leeds hit out at the builders of the stadium and called for a vote.", "at the builders"),
        (
            "The film tells the tale of the young lawyer who locks horns with a rival judge in a trial.",
            "with a rival judge",
        ),
        ("The captain thanked the umpire who sent the bowler on his way to the hall.", "on his way"),
        ("The new radar is a device that provides the old ships with a better view.", "with a better view"),
        ("The mayor praised the chairs that have been collected from the cellar of a school.", "from the cellar"),
        ("The order restrained the two brothers from selling the land of their uncle.", "from selling"),
        ("The Treasury keeps coins in jars, with gold coins lying in the cellar.", "lying"),
        ("The new bridge is likely to be opened in the second half of the year.", "in the second half"),
        ("The owners were invited by the council for a meeting to calm the farmers.", "for a meeting"),
        ("Most loans were paid within days, according to the figures for the final quarter.", "for the final"),
        ("The actor is always seen dancing with his brothers in the halls of the club.", "in the halls"),
        ("The council asked the firm to present the earnings from the film.", "from the film"),
        ("Soldiers, injured in the war in the north, will be paid by the ministry.", "injured in the war"),
        ("The bank will earn a lot, assuming all clients pay the new fee in time.", "assuming all"),
        ("The mayor claimed the hall was closed because the roof was too old for it.", "because the roof"),
        ("After the repair of the old bridge, the town will become the largest port.", "After the repair"),
        ("In a video from the harbour, Ann Reed can be seen with the two brothers.", "In a video"),
        ("As per the plan of the council, the farmers were sent home.", "As per the plan"),
        ("The nurses of the town are attacked every day in the street.", "every day"),
        ("The company was fined a large sum by the council of Leeds last year.", "last year"),
        ("The gang had robbed two banks in Leeds on Monday.", "on Monday"),
        ("The old judge left a house to two sons, including Tom Reed and a daughter.", "including"),
        ("The teacher was stunned when the boys sang a song in the old hall.", "when the boys"),
        ("As the old leaders will be visiting Leeds, the rebels have asked the farmers to meet them.", "As the old"),
        ("It has been added that the hall will be closed for a year.", "that"),
        ("The two fishermen will be produced before a magistrate in the town.", "before a magistrate"),
        ("In April last year, the police of the town arrested the mayor.", "In April"),
        ("After it came to power in 2015, the council kept all the teachers.", "After it came"),
        ("Actress Ann Reed, known to millions for her roles in the Carry On films, has died.", "Carry"),
        ("The council read the Mail on Sunday and left the hall.", "on Sunday"),
    ],
    ids=[
        "whom somebody hits out at",
        "verb and noun that say one thing",
        "where somebody is sent",
        "what is provided",
        "a clause that says which ones",
        "from doing what",
        "what a noun after with does",
        "a time in doubt",
        "what a purpose goes with",
        "which figures",
        "within which limits always",
        "what the article points to",
        "a clause that says which ones, after a bare noun",
        "an assumption",
        "a reason that somebody gives",
        "a condition of what will be",
        "where it is seen",
        "a source",
        "how often",
        "a past year",
        "the time of what had been before",
        "the rest of a list",
        "what stunned her",
        "the noun of a pronoun",
        "that, in the passive",
        "before whom",
        "an opening with another time",
        "an opening clause with another time",
        "half a name",
        "a paper of that day",
    ],
)
def test_stays(parse: Parse, text: str, words: str) -> None:
    assert not [phrase for phrase in left_out(parse(text)) if words in phrase]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The firm repaired the old bridge with a new crane.", "with a new crane"),
        ("The bridge was opened by the old mayor of Leeds on Monday.", "on Monday"),
        ("After the repair of the old bridge, the town became a port.", "After the repair of the old bridge"),
        ("The mayor closed the hall because the roof was too old for it.", "because the roof was too old for it"),
        ("The gang robbed two banks in Leeds on Monday.", "on Monday"),
        ("The old judge kept many pictures, including two drawings by Tom Reed.", "including two drawings by Tom Reed"),
        ("The mayor left the hall when the boys sang a song.", "when the boys sang a song"),
        ("The two soldiers, injured in the war, were sent home.", "injured in the war"),
        ("This year, the council sold the old hall to a builder.", "This year"),
    ],
    ids=[
        "with what, after an object of its own",
        "a day",
        "what was before",
        "a reason",
        "a day of what is told",
        "examples",
        "a time",
        "a clause about known ones",
        "this year",
    ],
)
def test_still_goes(parse: Parse, text: str, phrase: str) -> None:
    assert phrase in left_out(parse(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The talks began after a number of them, including the two unions, attacked the mayor.",
            "The talks began after a number of them attacked the mayor.",
        ),
        (
            "Ann Reed, who broke down after the vote in the hall, today posted a long note.",
            "Ann Reed today posted a long note.",
        ),
        (
            "The actors escaped a bad crash, when a lamp fell on the stage, reported Leeds Mirror.",
            "The actors escaped a bad crash, reported Leeds Mirror.",
        ),
    ],
    ids=["examples after a subject", "a clause before a day and a verb", "a clause before the source"],
)
def test_commas_go_with_what_they_enclose(parse: Parse, text: str, expected: str) -> None:
    assert expected in without(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "The new law has set a limit for the owners and there is a long period for all other cases.",
        "The mayor said that the boys mostly lived in the north and belonged to poor families.",
        "The men allegedly broke into the house of the mayor and destroyed his old office.",
        "The woman somehow found a stolen car and gave it to Tom Reed.",
        "Some 9,000 children of the valley went missing and only 700 could be found in the end.",
        "The men made a complaint of their own but the police did not open a case.",
        "The minister said Leeds and York have one aim and the two cities could work on it.",
        "The party has kept the old hall, which is why the vote was moved to May.",
        "The leader advised the old mayor to quit worrying about his post and concentrate on schools instead.",
        "The deficit of the state zoomed to 64 crore in May and shrank to 49 crore in June.",
        "Farmers in Maharashtra, who went on strike last night, have blocked the road to Pune.",
    ],
    ids=[
        "there",
        "mostly",
        "allegedly",
        "it",
        "a bare number",
        "a denial after but",
        "the two",
        "which is why",
        "instead",
        "figures of a series",
        "who",
    ],
)
def test_no_half_without_what_it_rests_on(parse: Parse, text: str) -> None:
    assert told(parse(text)) == []


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("The mayor said that the boys lived in the north and belonged to poor families.", "belonged to poor"),
        ("The woman somehow found a stolen car and gave the key to Tom Reed.", "gave the key"),
        ("Some 9,000 children of the valley went missing and two ships were sent to find the boats.", "were sent"),
        (
            "The leader advised the old mayor to quit worrying about his post and concentrate on schools.",
            "concentrate on",
        ),
        ("The council of the state paid 64 crore in May and borrowed 49 crore in June.", "borrowed 49"),
        ("The council of the town praised Ann Reed, who went on strike last night.", "went on strike"),
    ],
    ids=["no hedge", "no pronoun for it", "a counted noun", "nothing instead", "two sums", "who is named"],
)
def test_other_halves_are_told(parse: Parse, text: str, half: str) -> None:
    assert any(clause.startswith(half) for clause in told(parse(text)))
