"""Headings, topics and sentences in small letters that ran into a sentence, and fragments of sentences."""

from __future__ import annotations

import pytest

from tasks.text.sentences import usable_sentences


def usable(body: str) -> list[str]:
    return [body[s.start_char : s.end_char] for s in usable_sentences(body, ()) if s.is_usable]


@pytest.mark.parametrize(
    "heading",
    [
        "THE OBAN DISPUTE ",
        "ON FERRIES ",
        "PIER WORKS ",
        "THE GREAT 'FERRY'",
        "COUNCIL CALLS FERRY 'DEAD'",
        "TALKS AT OBAN-LEITH",
        "1990 Sunbeam Tiger",
        "Words of Ann Reed",
    ],
)
def test_a_heading_is_no_part_of_the_sentence(heading: str) -> None:
    sentence = "Both sides spoke of the works for an hour."
    if heading in {"1990 Sunbeam Tiger", "Words of Ann Reed"}:
        sentence = "If the council agrees, the works begin in May."
    assert usable(f"{heading}{sentence}") == [sentence]


def test_a_name_begins_a_sentence_behind_the_name_that_ends_a_heading() -> None:
    body = "1990 Sunbeam TigerRootes built only 58 of them in Oban. The Tiger made Rootes known."
    assert usable(body) == ["Rootes built only 58 of them in Oban.", "The Tiger made Rootes known."]


@pytest.mark.parametrize(
    "sentence",
    [
        # Names in two parts: told twice, told apart as well, or of parts that the body does not have.
        "The ferry of OpenSea came late because OpenSea had no crew at the Open or on the Sea.",
        "The ferry of OpenSea Lines came late, as the Open Sea pier and the Sea Open were shut.",
        "The ferry of McDonald Lines came late and LinkedIn users in Oban told it.",
        "The post #OpenSea said that the Open Court and the Sea Court were shut.",
        # Offices in capitals.
        "NBO CEO Ann Reed said the pier was closed on Monday.",
        "PIER Ann Reed said the dock was closed on Monday.",
        # A title, a speaker.
        "Sunbeam Tiger: The Return has been shown in Oban twice.",
        "Prime minister of Oban: The ferry has been stopped for good.",
    ],
)
def test_names_and_titles_stay_whole(sentence: str) -> None:
    assert usable(f"{sentence} The mayor of Leith was told: The pier is shut.")[0] == sentence


def test_topics_are_no_part_of_their_sentences() -> None:
    first, second = "The council agreed to new rules for ferries.", "The council will open a pier in May."
    body = f"New harbour rules: {first}\n\nPier day on May 24: {second}"
    assert usable(body) == [first, second]
    alone = f"New harbour rules: {first}"
    assert usable(alone) == [alone]


def test_a_sentence_in_small_letters_is_left_out() -> None:
    body = "The ferry has a new engine and an old hull. it has no crew of its own."
    assert usable(body) == ["The ferry has a new engine and an old hull."]
    whole = "The ferry line Reed bros. has an old hull and no crew."
    assert usable(whole) == [whole]


@pytest.mark.parametrize(
    "fragment",
    [
        "More so, because it is the largest of all lakes in Oban.",
        "Especially amid strong remarks on the future of the ferry.",
        "While the ban on ferries stays till Monday.",
    ],
)
def test_a_fragment_is_not_usable(fragment: str) -> None:
    assert usable(fragment) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Especially in Oban, the fog was thick on Monday.",
        "While leaving the pier he told the council of his plan.",
        "While the ban stays, the ferry is to be sold.",
        "While the ferry is old but it has never been late.",
    ],
)
def test_a_sentence_with_a_main_clause_is_usable(sentence: str) -> None:
    assert usable(sentence) == [sentence]
