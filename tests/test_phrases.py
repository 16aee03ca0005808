"""Phrases: what a parsed sentence may leave out, what it never does, and which of its clauses stand alone."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from tasks.text.phrases import find_phrases
from tests.parsed import Parse, left_out

pytestmark = pytest.mark.slow


def told_alone(doc: Doc) -> list[str]:
    return [
        f"{doc.text[p.lead_start_char : p.lead_end_char]} {doc.text[p.start_char : p.end_char]}"
        for p in find_phrases(doc)
        if p.lead_start_char is not None
    ]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "The old bridge, which links both halves of the town, was closed for repairs.",
            "which links both halves of the town",
        ),
        ("Ann Reed, a former judge, was chosen to lead the inquiry into the fire.", "a former judge"),
        ("The council closed the pool after the mayor asked for a new vote.", "after the mayor asked for a new vote"),
        ("The police arrested two brothers in Leeds on Monday.", "on Monday"),
        ("On Monday, the police arrested two brothers near the station.", "On Monday"),
        ("The minister also rejected the plan of the council.", "also"),
        (
            "The council raised the tax and opened two new schools in the valley.",
            "and opened two new schools in the valley",
        ),
        ("The museum lost many works, including two drawings by its founder.", "including two drawings by its founder"),
        ("The minister rejected the plan, saying the town had no money for it.", "saying the town had no money for it"),
        ("The council opened a new school for children of the valley.", "for children of the valley"),
        ("The police seized a fishing boat that carried stolen paintings.", "that carried stolen paintings"),
        ("The old mayor was attacked by a group of farmers.", "by a group of farmers"),
        ("The court on Monday rejected the plan of the council.", "on Monday"),
    ],
    ids=[
        "relative",
        "apposition",
        "time clause",
        "time",
        "opening",
        "adverb",
        "predicate",
        "examples",
        "further words",
        "for whom",
        "one of many",
        "who did it to somebody",
        "a day before the verb",
    ],
)
def test_may_be_left_out(parse: Parse, text: str, phrase: str) -> None:
    assert phrase in left_out(parse(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Reed will be the first mayor since the war to win three terms.", "since the war"),
        ("It was the largest fire in the valley after the drought of last year.", "after the drought"),
        ("The bridge is safe for buses, according to the engineer of the city.", "according"),
        ("The law will come into force in May unless the court stops it.", "unless"),
        ("The council will not close the pool because the club asked for it.", "because"),
        ("The man who sold the boat was arrested in the harbour last night.", "who sold the boat"),
        ("The minister did not sign the treaty on Monday in Geneva.", "not"),
        ("The mayor allegedly took money from the builder of the stadium.", "allegedly"),
        ("The treaty was signed only after the talks in Geneva had ended.", "after"),
        ("The fair will take place in Leeds on Friday next week.", "on Friday"),
        ('Reed said "the pool was closed on Monday after a long debate" in the town.', "after a long debate"),
        ("The town closed the pool and the baths or sold the land to a builder.", "or sold"),
        ("Two trains came face to face at Leeds moments before one was due to leave.", "before one was due"),
        ("The navy would receive a major boost when it gets a new ship from Norway.", "when it gets"),
        ("Ann Reed was left to raise her young grandson in Leeds.", "to raise"),
        ("All schools were repainted with white paint by the town.", "with white paint"),
        ("Ann Reed is known for her work with children.", "for her work"),
        ("The mayor took part in the repair of schools.", "in the repair"),
        ("An inquiry was opened in only 3% of the complaints.", "in only"),
        ("The council asked the mayor to present the budget after the vote in May.", "after the vote"),
        ("Reed and his wife tied the knot in 1995 at a church.", "in 1995"),
        ("Ann Reed proposed a ban on cars in the town.", "on cars"),
        ("The police seized a boat that carried stolen paintings.", "that carried"),
        ("The mayor asked two offices to draft a list of taxes that could be lowered.", "that could"),
        ("The sweet dish has been sold by the temple at 25 pounds a piece.", "at 25"),
        ("The town sold the tickets at the harbour office or by post to old friends.", "at the harbour office"),
        ("Funded by a firm in Leeds, the home of the mayor, Reed will open a school.", "Funded by a firm"),
        ("The mayor termed the long debate to be useful for the town.", "to be useful"),
        ("The council says its rules apply in cases where the school has none of its own.", "in cases where"),
        ("The policy covers the risks related to the film in all of its stages.", "related to"),
        ("The mayor said the losses of the club in Leeds and other towns led to a new law.", "in Leeds"),
        ("The forms will be issued on July 4 and nominations can be sent by July 18.", "on July 4 and nominations"),
        ("The law names seven ills, such as blindness, deafness, lameness, stammering and leprosy.", "stammering"),
        ("The inspectors of the council found patients in the dark of a cellar.", "in the dark"),
        ("The police arrested the man with R40,000 in fake coins at his shop.", "R40,000"),
        ("Reserves of the bank had touched a high of 37 billion in the week to May 21.", "in the week"),
        ("Upon leaving the hall, when Reed was asked which film he liked best, he named two.", "when Reed was asked"),
        ("The taxes of the town have included measures aimed at lower prices for bread.", "aimed at"),
        ("The council has paid for research into benefits derived from walks by the sea.", "derived from"),
    ],
    ids=[
        "among whom one is the first",
        "among which one is the largest",
        "who said it",
        "a condition",
        "the reason that is denied",
        "who is meant",
        "a negation",
        "a doubt",
        "a limit",
        "what the sentence is about",
        "words within a quotation",
        "an alternative",
        "which moments",
        "a condition of what would be",
        "a purpose that the verb needs",
        "of what all are said",
        "what somebody is known for",
        "what somebody takes part in",
        "how few",
        "when something is wanted",
        "a year",
        "a ban on what",
        "what makes it worth telling",
        "what could be done",
        "a price",
        "the first of two ways",
        "an opening whose comma is another's",
        "what something is termed",
        "in which cases",
        "which risks",
        "a place that another is joined to",
        "a day that something else is joined to",
        "the end of a list",
        "what bare things are like",
        "a sum that is read as a name",
        "a week that ends on a day",
        "what somebody was asked",
        "which measures",
        "which benefits",
    ],
)
def test_is_never_left_out(parse: Parse, text: str, words: str) -> None:
    assert not [phrase for phrase in left_out(parse(text)) if words in phrase]


def test_what_others_did_is_not_left_to_the_subject(parse: Parse) -> None:
    text = "Police used batons after a crowd resorted to stone throwing and torched several cars near a court in Leeds."
    assert not [phrase for phrase in left_out(parse(text)) if phrase.endswith("stone throwing")]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The council raised the tax and opened two new schools.", "The council opened two new schools"),
        ("The council will raise the tax and open two new schools.", "The council will open two new schools"),
        ("The firm, which employs 400 people, will close its plant in Leeds.", "The firm employs 400 people"),
        (
            "The council closed the pool after engineers found cracks in the roof.",
            "engineers found cracks in the roof",
        ),
        (
            "The mayor said the pool was unsafe and the roof had cracks.",
            "The mayor said the roof had cracks",
        ),
        (
            "Ann Reed, who has led the council since May, said the pool was unsafe.",
            "Ann Reed has led the council since May",
        ),
        ("The mayor denied the claim and insisted the pool was safe.", "The mayor insisted the pool was safe"),
        ("Two ministers left the hall after they were seen at the fair.", "Two ministers were seen at the fair"),
        (
            "After the vote, the mayor closed the pool and opened two new schools.",
            "After the vote, the mayor opened two new schools",
        ),
        (
            "The council asked the club to repair the pool and pay for the lights.",
            "The council asked the club to pay for the lights",
        ),
        (
            "According to the police, a van hit the bridge but the driver escaped with cuts.",
            "According to the police, the driver escaped with cuts",
        ),
        ("Ann Reed, 23, who was in the car, was taken to a hospital in Leeds.", "Ann Reed was in the car"),
        ("The mayor met Ann Reed, the brave teacher, who was hurt in the fire.", "Ann Reed was hurt in the fire"),
    ],
    ids=[
        "with its subject",
        "with the auxiliary",
        "a relative clause",
        "a reason",
        "with its speaker",
        "of the speaker",
        "a second thing said",
        "a pronoun for the subject",
        "with its opening",
        "a second thing that is asked for",
        "with its source before it",
        "behind an age",
        "of a name and what she is",
    ],
)
def test_stands_alone(parse: Parse, text: str, clause: str) -> None:
    assert clause in told_alone(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor closed the pool and sold the baths, the paper reported.",
        "No council closed its pool and opened another one.",
        "The council did not close the pool and build a stadium.",
        "The mayor said no one had asked him and had given money.",
        "The town suffers from the blockade by the council, which has been raging on for weeks.",
        "The pool is safe, said an officer of the council, who is part of the team.",
        "The clerk from Leeds, who goes by the name of Hill, wrote to the mayor.",
        "The council said the farmers had lost all and they should be paid at once.",
        "The captain said that they voice their view as a team and that there is no other way.",
        "The firm has argued that the study was flawed and the company has denied the claims.",
        "The mayor met the Duchess of Cambridge Kate Middleton, who had worn one of her gowns last year.",
        "The race is popular in the north of the county and held in the barns of Leeds.",
    ],
    ids=[
        "without its speaker",
        "of nobody",
        "what did not happen",
        "what nobody did",
        "of what may be something else",
        "about a speaker",
        "of a place that is somebody",
        "of those whom only the first half names",
        "of nobody but there",
        "of the speaker by another word",
        "of somebody whose title is cut",
        "without the verb that both share",
    ],
)
def test_never_stands_alone(parse: Parse, text: str) -> None:
    assert told_alone(parse(text)) == []


def test_what_is_left_can_be_joined_by_a_space(parse: Parse) -> None:
    text = "On Monday, Ann Reed, a former judge, closed the pool, which leaked, and left the town after the vote."
    for phrase in find_phrases(parse(text)):
        if phrase.lead_start_char is None:
            before, after = text[: phrase.start_char], text[phrase.end_char :]
            assert before == before.rstrip()
            assert not before.endswith(",") or after
            assert not after.startswith((" ", ",")), phrase


def test_no_comma_stays_before_a_purpose(parse: Parse) -> None:
    doc = parse("The council chose Ann Reed, a former mayor of Leeds, to lead the inquiry into the fire.")
    cut = next(phrase for phrase in find_phrases(doc) if phrase.kind == "apposition")
    assert f"{doc.text[: cut.start_char]} {doc.text[cut.end_char :]}".startswith("The council chose Ann Reed to lead")


def test_a_text_that_nothing_parsed_has_no_phrases() -> None:
    assert find_phrases(spacy.blank("en")("The council raised the tax and opened two new schools in May.")) == []


def test_a_tree_does_not_reach_across_a_lost_space(parse: Parse) -> None:
    doc = parse("The council closed the pool for good.Engineers found cracks in the roof of the hall.")
    assert next(sentence.text for sentence in doc.sents).strip() == "The council closed the pool for good."


def test_the_first_of_two_clauses_may_go_before_their_speaker(parse: Parse) -> None:
    text = "The trial was a success and the goals were met, officials said."
    assert "The trial was a success and" in left_out(parse(text))


def test_asides_that_touch_stay(parse: Parse) -> None:
    text = "The party, which lost two seats to the Greens, a small group of farmers, changed its tone on trade."
    assert not [
        phrase
        for phrase in find_phrases(parse(text))
        if phrase.kind in {"relative", "apposition"} and phrase.lead_start_char is None
    ]


def test_a_day_is_not_left_without_what_it_follows(parse: Parse) -> None:
    text = '"I am glad to serve the town," Ann Reed told the paper a day after being named the mayor.'
    assert "after being named the mayor" not in left_out(parse(text))


def test_who_asks_is_not_taken_from_what_was_said(parse: Parse) -> None:
    text = "The court said it was angry with the way the plan was presented to it and asked the state for a new one."
    assert not [clause for clause in told_alone(parse(text)) if clause.startswith("The court said it asked")]


def test_a_sentence_without_a_verb_at_its_head_is_left_as_it_is(parse: Parse) -> None:
    assert not find_phrases(parse("Reed, a baker, and Hill, who plays on the wing of the club from Leeds."))
