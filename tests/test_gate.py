"""The gate: what a bullet says that its evidence does not."""

from __future__ import annotations

import time

import pytest

from tasks.text.gate import find_unsupported

EVIDENCE = [
    "The council of Northfield did not close the pool on 5 March, Mayor Ann Reed said, though it lost 40,000 pounds.",
    'Repairs took 12% of $5 million. "The town will miss it," said Tom Hill, who left for the U.S. in May 2019.',
]


def kinds(bullet: str) -> list[str]:
    return [finding.kind for finding in find_unsupported(bullet, EVIDENCE)]


@pytest.mark.parametrize(
    "bullet",
    [
        EVIDENCE[0],
        "Mayor Ann Reed did not close the pool.",
        "Council of Northfield: no closure on 5 March",
        "The pool lost 40000 pounds, Reed said.",
        "Repairs took 12% of $5 million.",
        "“The town will miss it”, Hill said.",
        "After May 2019 Hill was in the U.S.",
        "Ann Reed’s council did not close it.",
        "Northfield’s pool stays.",
    ],
)
def test_what_the_evidence_has_passes(bullet: str) -> None:
    assert find_unsupported(bullet, EVIDENCE) == ()


@pytest.mark.parametrize(
    ("bullet", "kind", "text"),
    [
        ("The pool lost money, Paul Weiss said.", "name", "Paul Weiss"),
        ("Ann Hill spoke of the pool.", "name", "Ann Hill"),
        ("Leeds keeps its pool.", "name", "Leeds"),
        ("It lost 45,000 pounds.", "number", "45000"),
        ("Repairs took £5 million.", "number", "£5 million"),
        ("Repairs took $5 billion.", "number", "$5 billion"),
        ("Repairs took seven years.", "number", "seven"),
        ("It was open on 5 May.", "date", "5 May"),
        ("Hill left in June.", "date", "June"),
        ("The town met on Friday.", "date", "Friday"),
        ('"The town will love it," Hill said.', "quotation", "The town will love it,"),
        ('Hill said "the town will.', "quotation", '"'),
        ("The council closed the pool.", "negation", "not clos"),
        ("Hill never left.", "negation", "never left"),
    ],
)
def test_what_the_evidence_does_not_have_is_found(bullet: str, kind: str, text: str) -> None:
    assert (kind, text) in find_unsupported(bullet, EVIDENCE)


@pytest.mark.parametrize(
    "text",
    [
        "Flight MH370 left on the 5th of March.",
        "It costs Rs2,000 for 70g, Q4 figures of the 1970s say.",
        "9W-118 flew at 6pm.",
        "CNN-News18 has 24X7 news of the 4x100 relay for A$1 million.",
    ],
)
def test_words_of_letters_and_digits_are_found_in_themselves(text: str) -> None:
    assert find_unsupported(text, [text]) == ()


def test_a_name_is_not_put_together_from_two_texts() -> None:
    assert find_unsupported("Ann Reed spoke.", ["Ann Weiss spoke.", "Paul Reed was there."])
    assert find_unsupported("Ann Reed spoke.", ["Ann", "Reed spoke."])


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        (["The hall cost 5", "million pounds."], "5 million"),
        (["The hall of Ann", "Reed is shut."], "Ann Reed"),
        (["The hall shut in May", "2019 for good."], "May 2019"),
    ],
)
def test_what_runs_from_one_text_into_the_next_is_found(texts: list[str], text: str) -> None:
    assert [finding.text for finding in find_unsupported(" ".join(texts), texts)] == [text]
    assert find_unsupported("The hall cost a sum, said Reed.", ["the hall cost a sum,", "said Reed"]) == ()


def test_a_figure_that_opens_the_bullet_is_that_of_the_text() -> None:
    assert find_unsupported("5 halls that were shut stay so.", ["9 halls", "that were shut stay so."])


@pytest.mark.parametrize(
    ("bullet", "text"),
    [
        ("It costs 5.", "5"),
        ("It costs 50.", "50"),
        ("It costs 2 or 50 million.", "2"),
        ("0 million is its price.", "0 million"),
        ("Ann Reed of Oban left with Hill.", "Hill"),
        ("Reed of Ob.", "Ob"),
    ],
    ids=[
        "half a figure",
        "a figure without its scale",
        "a figure without its decimals",
        "the end of a figure",
        "a longer name",
        "half a name",
    ],
)
def test_part_of_a_figure_or_name_of_a_text_is_found(bullet: str, text: str) -> None:
    source = "Ann Reed of Oban left with Hillary, and it costs 2.5 or 50 million, as 50 million is its price."
    assert [finding.text for finding in find_unsupported(bullet, [source])] == [text]


def test_a_clause_may_go_with_its_own_negation() -> None:
    source = "The council closed the pool and will not build another one."
    assert find_unsupported("The council closed the pool.", ["The council closed the pool"], source) == ()


def test_a_negation_of_the_source_that_the_evidence_leaves_out_is_found() -> None:
    found = find_unsupported("Reed was cleared.", ["Reed was", "cleared"], "Reed was not cleared.")
    assert [finding.kind for finding in found] == ["negation"]


def test_a_bullet_may_not_deny_where_the_source_denies_nothing() -> None:
    assert [f.kind for f in find_unsupported("Reed did not leave.", ["Reed left in May."])] == ["negation"]


def test_a_negation_in_a_wrong_decoding_is_one() -> None:
    assert kinds("The pool closed.") == ["negation"]
    assert find_unsupported("It didn?t leak.", ["It didn’t leak."]) == ()


@pytest.mark.parametrize("bullet", ["", " ", '"', "'s", "...", "I", "%", "$", "مرحبا", "你好 2"])
def test_any_text_is_read(bullet: str) -> None:
    assert isinstance(find_unsupported(bullet, ["", bullet]), tuple)
    find_unsupported(bullet, [])


def test_a_long_text_takes_seconds_at_most() -> None:
    began = time.perf_counter()
    find_unsupported('Ann Reed said "no" to 5 offers. ' * 20, ["Ann Reed spoke of 5 offers in May. " * 5_000])
    assert time.perf_counter() - began < 10
