"""What a bullet points at and no bullet before it tells; what it explains by itself is no such thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tasks.text.bullet import Evidence
from tasks.text.in_shorts import choose_in_shorts
from tasks.text.naming import read_names
from tasks.text.ranking import Worth
from tasks.text.shelf import Unit, build_shelf
from tasks.text.untold import Untold, find_half, find_untold


def untold(texts: Sequence[str], told: Sequence[int], bullet: str | None = None) -> Untold | None:
    """What the last of the texts, or a form of it, points at where only those `told` are bullets."""
    *before, last = texts
    return find_untold(bullet or last, len(before), texts, {number: texts[number] for number in told}, frozenset())


@pytest.mark.parametrize(
    "texts",
    [
        ["Oban opened a school.", "It has a pool.", "The mayor praised these measures."],
        ["Oban opened a school.", "Two doctors disagreed.", "Not everyone shares that view."],
        ["A van broke down in Oban.", "It was towed away.", "The drivers then left on foot."],
        ["Oban opened a school.", "A dozen masons were hired.", "Similar is the case in Perth."],
        ["Oban opened a school.", "A mason fell ill.", "Two weeks later, Perth opened one."],
        ["Oban opened a school.", "The roof leaked.", "No. The builder blames rain."],
        ["Oban opened a school.", "Clay and brick were compared.", "One is cheap and the other lasts, Hill said."],
        ["Oban opened a school.", "Perth lost a coach.", "It came from France, Hill said."],
    ],
    ids=["these", "that", "then", "similar", "later", "no", "one and the other", "it"],
)
def test_what_the_sentence_before_tells_is_untold_without_it(texts: list[str]) -> None:
    found = untold(texts, [0])
    assert found is not None
    assert found.sentence == 1
    assert untold(texts, [0, 1]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Hill opened a second school this year.",
        "Hill said at that the time had come.",
        "Those who came were served tea.",
        "Bridges such as Skua will stay.",
        "Tea was handed out till the filing of this report.",
        "Hill said it was too early to tell.",
        "Hill was then the mayor of Oban.",
        "This is not the first time that Hill was late.",
        'Hill said, "We want no such school here."',
        "The men took her to their room.",
        "Oban bought a ferry and named this ferry Skua.",
    ],
)
def test_what_the_bullet_tells_by_itself_is_not_untold(text: str) -> None:
    assert untold(["Oban opened a school.", "Two doctors disagreed.", text], [0]) is None


def test_a_noun_that_was_brought_in_where_no_bullet_tells_is_untold() -> None:
    texts = ["Oban held a fair.", "Perth is to send a team to a summit of islands.", "The summit is to be held in May."]
    assert untold(texts, [0]) == Untold("The summit is to be held in May.", 1, "summit")
    told = {0: texts[0], 1: "Perth is to send a team."}
    assert find_untold(texts[2], 2, texts, told, frozenset()) is not None
    assert untold(texts, [0, 1]) is None


def test_a_noun_that_the_body_never_brings_in_as_new_is_known() -> None:
    texts = ["Oban held a fair.", "The mayor came by the bridge.", "The bridge is to be closed in May."]
    assert untold(texts, [0]) is None


def test_a_compound_brings_in_no_noun_of_its_own() -> None:
    texts = ["Oban held a fair.", "Hill faced a bridge toll.", "The bridge is to be closed in May."]
    assert untold(texts, [0]) is None


def test_these_need_the_last_plural_of_the_sentence_before() -> None:
    texts = ["After complaints, Oban bought ferries.", "These will arrive in May."]
    assert find_untold(texts[1], 1, texts, {0: "After complaints, Oban acted."}, frozenset()) == Untold(
        "These will", 0, "ferri"
    )
    assert find_untold(texts[1], 1, texts, {0: "Oban bought ferries."}, frozenset()) is None


def test_these_may_stand_behind_a_plural_that_is_no_word_of_its_own() -> None:
    texts = ["Oban has more ferries than the town of ours has.", "These will arrive in May."]
    assert find_untold(texts[1], 1, texts, {0: "Oban has ferries."}, frozenset()) is None


def in_shorts(texts: Sequence[str], faults: Mapping[int, float] | None = None, **worth: float) -> set[int]:
    """The sentences of which In Shorts is made where each can only be told whole."""
    ends = [1000 * number + len(text) for number, text in enumerate(texts)]
    spans = [(Evidence(1000 * number, end),) for number, end in enumerate(ends)]
    units = [
        Unit(n, spans[n], text, (faults or {}).get(n, 0.0), leans=False, told=spans[n]) for n, text in enumerate(texts)
    ]
    shelf = build_shelf(units, Worth([1.0] * len(texts), worth, {}))
    nothing = [0.0] * len(texts)
    chosen = choose_in_shorts(shelf, nothing, nothing, texts, [True] * len(texts), read_names("", []))
    return {units[number].sentence for number in chosen}


REST = [
    "Alpha alpha beta gamma delta.",
    "Bravo came here.",
    "Charlie came here.",
    "Delta came here.",
]
GAINS = {"alpha": 0.9, "beta": 0.9, "gamma": 0.9, "bravo": 0.5, "charli": 0.5, "delta": 0.5}


def test_a_bullet_that_points_at_what_is_untold_gives_way_to_one_that_is_worth_a_little_less() -> None:
    texts = [*REST, "Hill said Foxtrot goes first.", "Not everyone in Golf shares that view.", "Hotel came here."]
    gains = {**GAINS, "golf": 0.6, "hotel": 0.5}
    assert in_shorts(texts, **gains) == {0, 1, 2, 3, 6}


def test_a_bullet_that_points_stays_where_nothing_else_is_there_to_tell() -> None:
    texts = [*REST, "Not everyone in Golf shares that view."]
    assert in_shorts(texts, **GAINS, golf=0.6) == {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    "text",
    [
        "Hill spoke of a red alert at this level.",
        "Perth sent a letter in this regard.",
        "Hill was abroad at the time.",
        "At least that was what Hill heard.",
        "In fact it was Perth, said Hill.",
        "The remaining pupils stayed at home.",
        "Hill said both clubs are good.",
    ],
)
def test_words_for_whatever_was_said_need_the_sentence_before(text: str) -> None:
    texts = ["Oban opened a school at sea level.", "The Cranes and the Gulls drew in Perth.", text]
    assert untold(texts, [0]) == Untold(found_words(text), 1, None)
    assert untold(texts, [0, 1]) is None


def found_words(text: str) -> str:
    words = ("this level", "this regard", "at the time", "At least that", "In fact it", "The remaining", "both clubs")
    return next(one for one in words if one in text)


def test_both_of_two_whom_the_last_bullet_names_are_told() -> None:
    texts = ["The Cranes met the Gulls in Oban.", "The Cranes and the Gulls drew.", "Hill said both clubs are good."]
    assert untold(texts, [0]) is None


def test_a_second_half_told_alone_means_what_stood_before_and() -> None:
    sentence = "Captain Reed died and two others were hurt."
    assert find_half("Two others were hurt.", sentence) == "Two others "
    assert find_half(
        "The mayor said their claims will be heard.", "The mayor said Reed came and their claims will be heard."
    )
    assert find_half("In Oban, soon the crowd ran.", "In Oban, a bell rang but soon the crowd ran.") == "In Oban, soon "


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Captain Reed died and two others were hurt.", "Captain Reed died and two others were hurt in Oban."),
        ("Reed and his sons came.", "Reed and his sons came to Oban."),
        ("Two others were hurt.", "In Oban, two others were hurt."),
        ("Soon after a storm, Reed came.", "Reed left but soon after a storm, Reed came."),
    ],
    ids=["all of it", "both owners", "no first half", "soon after"],
)
def test_what_was_not_cut_off_is_no_half(text: str, sentence: str) -> None:
    assert find_half(text, sentence) is None


def test_what_points_at_a_bullet_that_was_left_out_goes_too() -> None:
    texts = [*REST[:3], "Foxtrot came here.", "Hill of Golf then left."]
    gains = {**GAINS, "foxtrot": 0.9, "golf": 0.9}
    assert in_shorts(texts, {4: 0.02}, **gains) == {0, 1, 2, 3, 4}
    assert in_shorts(texts, {3: 0.25, 4: 0.02}, **gains) == {0, 1, 2}
