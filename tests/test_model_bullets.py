"""Which bullets of a language model stand, and where the extract stands in for them.

Several of the sentences that must not stand are what a real model made of real articles.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.bullet import Bullet, Evidence
from tasks.text.model_answer import ModelAnswer
from tasks.text.model_bullets import clean_sentences, keeps_to, merge_answer
from tasks.text.sentences import usable_sentences
from tasks.text.support import support_spans
from tests.lake_builder import BUDGET

METHOD = "llm:test"
SENTENCES = usable_sentences(BUDGET, ())
COURT = "The court has since issued three sets of emergency orders. The vote was 13 to 2."
BANK = (
    "The Federal Reserve, which meets next week, is not expected to move before September. "
    "The Swiss National Bank cut its rate in March and Sweden's Riksbank in May."
)
CLAIM = "A claim by Ann Reed that Lowport would raise taxes for every working household came under attack on Monday."
PUTIN = (
    "The German decision, he said, was a dangerous step that would do lasting harm to relations between Moscow and "
    "Berlin. He also recalled that Russia's doctrine allows the use of nuclear weapons if its territory is threatened."
)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The court has issued three sets of emergency orders, and the vote was 13 to 2.", COURT),
        ("The Federal Reserve, which meets next week, is not expected to move until September.", BANK),
        ("The Swiss National Bank cut its rate in March.", "The Swiss National Bank cut its rate in March."),
        (
            "Germany asked Ann Reed for boats, she said.",
            "Germany, said Ann Reed, had requested boats. Germany asked Ann Reed, she said, for boats.",
        ),
    ],
    ids=["two sentences in one", "a synonym", "word for word", "a claim with its speaker"],
)
def test_a_bullet_stands_that_keeps_to_its_evidence(text: str, source: str) -> None:
    assert keeps_to(text, [source])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The vote was 12 to 2.", COURT),
        ("The Supreme Court has issued three sets of emergency orders.", COURT),
        ("The court has not issued three sets of emergency orders.", COURT),
        ("The Federal Reserve, which meets next week, is expected to move before September.", BANK),
        ("The Federal Reserve is not expected to move, the Swiss National Bank is not expected to cut its rate.", BANK),
        ("The German decision was a dangerous step and did lasting harm to relations.", PUTIN),
        ("The German decision to allow the use of nuclear weapons was a dangerous step, he said, and would.", PUTIN),
        ("Reed accused Smith of fraud on Monday, police said.", "Smith accused Reed of fraud on Monday, police said."),
        ("The court has a long history of ruling on wars, and orders follow.", COURT),
        ("The court issued “emergency orders”.", COURT),
        ("A claim by Ann Reed that Lowport would raise taxes.", CLAIM),
        ("", COURT),
    ],
    ids=[
        "another figure",
        "another name",
        "a denial of its own",
        "a denial lost",
        "a denial spread to another",
        "a claim without its speaker",
        "two sentences crossed",
        "who did it to whom turned about",
        "words of its own",
        "a quotation of its own",
        "a claim without what became of it",
        "nothing",
    ],
)  # fmt: skip
def test_a_bullet_falls_that_says(text: str, source: str) -> None:
    assert not keeps_to(text, [source])


def test_without_evidence_no_bullet_stands() -> None:
    assert not keeps_to("Ann Reed resigned.", [])


@pytest.mark.parametrize(
    ("bullet", "sentences"),
    [
        ("the minister resigned on Monday after the vote", ["The minister resigned on Monday after the vote."]),
        ("- **The minister** resigned on Monday after the vote.", ["The minister resigned on Monday after the vote."]),
        ("3) The minister resigned on Monday &amp; left.", ["The minister resigned on Monday & left."]),
        (
            "The minister resigned on Monday. The vote was lost by three.",
            ["The minister resigned on Monday.", "The vote was lost by three."],
        ),
        ("<b>The minister</b> resigned on Monday after the vote.", []),
        ("The minister resigned <script>alert(1)</script> on Monday.", []),
        ("The minister resigned on Monday, see https://example.org for more.", []),
        ("Will the minister resign on Monday after the vote?", []),
        ("We think that the minister should resign on Monday.", []),
        ("The minister \x1b[31mresigned\x1b[0m on Monday.", []),
        ("Slovenia", []),
        ("", []),
        ("The minister resigned and " + "he resigned and " * 30, []),
    ],
    ids=[
        "no full stop", "markup of lists", "an entity", "two sentences", "tags", "a script", "an address", "a question",
        "an opinion", "escapes for a terminal", "a word", "nothing", "no end",
    ],
)  # fmt: skip
def test_of_what_a_model_calls_a_bullet_the_prose_is_taken(bullet: str, sentences: list[str]) -> None:
    assert clean_sentences(bullet) == sentences


def _extract(section: str, *numbers: int) -> list[Bullet]:
    """Sentences of the article as bullets, the first of them of rank 1."""
    in_order = sorted(numbers)
    return [
        Bullet(
            section,  # type: ignore[arg-type] # one of the two
            in_order.index(number) + 1,
            rank,
            BUDGET[SENTENCES[number].start_char : SENTENCES[number].end_char],
            "extractive",
            (Evidence(SENTENCES[number].start_char, SENTENCES[number].end_char),),
        )
        for rank, number in enumerate(numbers, start=1)
    ]


EXTRACT = [*_extract("in_shorts", 0, 2, 4), *_extract("key_takeaways", 1, 3)]
LEAD = "Ada Lovelace presented a budget for France that raises spending on railways by four percent."
DEBT = "Economists at two banks said the plan would add about 12 billion euros to the debt by 2027."
VOTE = "Parliament is to vote on the budget on 20 June."


def _merge(in_shorts: tuple[str, ...] = (), key_takeaways: tuple[str, ...] = ()) -> list[Bullet]:
    return merge_answer(EXTRACT, ModelAnswer(in_shorts, key_takeaways), BUDGET, SENTENCES, method=METHOD)


def _by_section(bullets: list[Bullet], section: str) -> list[Bullet]:
    return [bullet for bullet in bullets if bullet.section == section]


def test_an_empty_answer_leaves_the_extract() -> None:
    assert _merge() == sorted(EXTRACT, key=lambda bullet: bullet[:2])


def test_a_bullet_that_stands_has_its_sentence_as_evidence() -> None:
    first = _by_section(_merge((LEAD,)), "in_shorts")[0]
    assert (first.text, first.method, first.rank, first.position) == (LEAD, METHOD, 1, 1)
    assert first.evidence == support_spans(LEAD, BUDGET, SENTENCES)


def test_each_bullet_that_falls_gives_way_to_the_extract() -> None:
    made = _by_section(_merge((LEAD, "Boris Johnson resigned on Sunday in London.", DEBT)), "in_shorts")
    assert [bullet.method for bullet in made].count(METHOD) == 2
    assert [bullet.method for bullet in made].count("extractive") == 1
    assert len({bullet.evidence for bullet in made}) == 3


def test_in_shorts_keep_the_event_where_the_model_leaves_it_out() -> None:
    made = _by_section(_merge((DEBT, VOTE, "The finance ministry said that Lovelace had agreed to limit borrowing.")),
                       "in_shorts")  # fmt: skip
    assert len(made) == 3
    first = next(bullet for bullet in made if bullet.rank == 1)
    assert (first.method, first.text) == ("extractive", EXTRACT[0].text)


def test_nothing_is_told_twice() -> None:
    made = _merge((LEAD, LEAD.replace("presented", "has presented"), DEBT), (DEBT, VOTE))
    assert len({bullet.text for bullet in made if bullet.method == METHOD}) == sum(
        bullet.method == METHOD for bullet in made
    )
    assert [bullet.text for bullet in made].count(DEBT) == 1


def test_a_takeaway_that_leans_on_what_was_said_before_falls() -> None:
    made = _by_section(_merge((), ("It is to vote on the budget on 20 June.",)), "key_takeaways")
    assert {bullet.method for bullet in made} == {"extractive"}


def test_a_publishers_section_stays_as_it_is() -> None:
    own = [bullet._replace(method="publisher") for bullet in _extract("in_shorts", 0, 2)]
    made = merge_answer([*own, *_extract("key_takeaways", 1, 3)], ModelAnswer((LEAD,), (VOTE,)), BUDGET, SENTENCES,
                        method=METHOD)  # fmt: skip
    assert _by_section(made, "in_shorts") == own
    assert [bullet.method for bullet in _by_section(made, "key_takeaways")].count(METHOD) == 1


_PIECES = [
    LEAD,
    DEBT,
    VOTE,
    "It rose.",
    "<b>x</b>",
    "Boris Johnson resigned on Sunday in London.",
    "",
    "Slovenia",
    "a " * 99,
]


@given(st.lists(st.sampled_from(_PIECES), max_size=8), st.lists(st.sampled_from(_PIECES), max_size=8))
def test_whatever_a_model_says_the_sections_keep_the_contract(shorts: list[str], takeaways: list[str]) -> None:
    made = _merge(tuple(shorts), tuple(takeaways))
    assert made == sorted(made, key=lambda bullet: bullet[:2])
    for section, most in (("in_shorts", 3), ("key_takeaways", 2)):
        own = _by_section(made, section)
        assert 1 <= len(own) <= most
        assert [bullet.position for bullet in own] == list(range(1, len(own) + 1))
        assert sorted(bullet.rank for bullet in own) == list(range(1, len(own) + 1))
        assert all(before.evidence <= after.evidence for before, after in pairwise(own))  # all of one span here
        for bullet in own:
            texts = [BUDGET[span.start_char : span.end_char] for span in bullet.evidence]
            assert bullet.method == "extractive" or keeps_to(bullet.text, texts)
