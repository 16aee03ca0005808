"""Trimming: what may be left out of a sentence and what never is."""

from __future__ import annotations

import pytest

from tasks.text.trimming import bullet_text, find_asides, find_cuts, keep


def shortest(text: str) -> str:
    cuts = find_cuts(text, 0, len(text))
    return bullet_text(text, keep(0, len(text), cuts.sure + cuts.optional))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("However, the council voted to close the pool.", "The council voted to close the pool."),
        ("But the mayor also opposed the plan in public.", "The mayor opposed the plan in public."),
        ("On Tuesday, the court upheld the ban on imports.", "The court upheld the ban on imports."),
        ("Speaking to reporters in Oslo, Reed rejected the plan.", "Reed rejected the plan."),
        (
            "The Central Bureau of Roads (CBR) opened an inquiry into the bridge.",
            "The Central Bureau of Roads opened an inquiry into the bridge.",
        ),
        (
            "Ann Reed, a former judge in Leeds, was chosen to lead the inquiry.",
            "Ann Reed was chosen to lead the inquiry.",
        ),
        (
            "The old bridge, which links both halves of town, was closed for repairs.",
            "The old bridge was closed for repairs.",
        ),
        (
            "The city closed the old bridge near the market, which links both halves of town.",
            "The city closed the old bridge near the market.",
        ),
        (
            "The river rose over its banks in the old town after heavy rain.",
            "The river rose over its banks in the old town.",
        ),
        (
            '"The bridge is safe to use," Reed said in an interview with the local radio.',
            '"The bridge is safe to use," Reed said.',
        ),
        ("The city of Oslo today closed the bridge.", "The city of Oslo closed the bridge."),
        (
            "Ann Reed has now asked for a new vote, she told reporters here.",
            "Ann Reed has asked for a new vote, she told reporters.",
        ),
        ("The bridge was closed today evening by the city.", "The bridge was closed today evening by the city."),
    ],
)
def test_light_deletions(text: str, expected: str) -> None:
    assert shortest(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is safe, according to the city engineer.",
        "The bridge will be closed for good, police said.",
        "The company cut its forecast for the year, which was not expected.",
        "The firm will build a plant in Leeds, which employs 400 people.",
        "The law will come into force unless the court stops it.",
        "The owner, an inquiry had found, added rooms to the house.",
        "The family was on the way to school when a bus killed the father.",
        "Reed said in a letter to the board that the plan had failed.",
        "The office will open again on the following day.",
        "The firm was founded by Lee, who has denied all the claims.",
        "The old market was hit last night -- many stalls there have burnt down, the mayor said -- by the fire.",
    ],
    ids=[
        "who said it",
        "who said it at the end",
        "a negation",
        "a figure",
        "a condition",
        "an inserted source",
        "a death",
        "what was said",
        "a noun",
        "a denial",
        "who said it in an aside",
    ],
)
def test_never_deleted(text: str) -> None:
    assert shortest(text) == text


def test_spans_joined_by_single_spaces_are_the_text() -> None:
    text = "However, Ann Reed, a former judge in Leeds, also took the chair (for now) in May."
    cuts = find_cuts(text, 0, len(text))
    spans = keep(0, len(text), cuts.sure + cuts.optional)
    assert len(spans) > 2
    assert all(0 <= a < b <= len(text) and text[a:b] == text[a:b].strip() for a, b in spans)
    assert bullet_text(text, spans) == " ".join(text[a:b] for a, b in spans)
    assert " ," not in bullet_text(text, spans)


def test_a_bullet_begins_with_a_capital_and_ends_with_a_stop() -> None:
    text = "then the pool was closed,"
    assert bullet_text(text, keep(5, len(text), ())) == "The pool was closed."


def test_no_comma_stays_before_the_last_quotation_mark() -> None:
    text = 'Reed called the hall "the best in Leeds," while the mayor laughed.'
    end = text.index(" while")
    assert bullet_text(text, keep(0, end, ())) == 'Reed called the hall "the best in Leeds".'
    text = '"We left," she said'
    assert bullet_text(text, keep(0, len(text), ())) == '"We left," she said.'


def test_a_name_between_dashes_stays() -> None:
    text = "The founder of a firm in Leeds -- Ann Reed -- chose to leave the town."
    assert find_asides(text, 0, len(text)) == ()
    text = "The founder of a firm in Leeds -- a port in the north -- chose to leave the town."
    assert len(find_asides(text, 0, len(text))) == 1


def test_a_list_behind_a_semicolon_is_no_aside() -> None:
    text = "The guards of the museum saw three old books; 'A Walk in Oban' and 'The Long Way Home'."
    assert find_asides(text, 0, len(text)) == ()
    text = "The guards of the museum saved the three old books; the hall of the museum was lost in the fire."
    assert len(find_asides(text, 0, len(text))) == 1
