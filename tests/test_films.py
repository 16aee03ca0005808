"""Which film "the film" is."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.films import find_film, name_film
from tasks.text.replacing import replace


def told(before: str, sentence: str, title: str = "") -> str:
    body = f"{before} {sentence}"
    start = len(before) + 1
    evidence: tuple[Evidence, ...] = (Evidence(start, len(body)),)
    for edit in name_film(body, start, len(body), find_film(title, body, {"Ann Reed"})):
        evidence = replace(body, evidence, edit)
    return " ".join(body[span.start_char : span.end_char] for span in evidence)


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        ("Ann Reed left the sets of Oban Nights 2.", "The film is due in May.", "Oban Nights 2 is due in May."),
        ("Oban Nights, starring Ann Reed, opens.", "Hill saw the film.", "Hill saw Oban Nights"),
        ("It is the Reed-starrer Oban Nights.", "The Reed-starrer made a lot.", "Oban Nights made a lot."),
        ("Hill's film Oban opens.", "The film made him famous.", "The film Oban made him famous."),
        ("The trailer of Oban is out.", "The film, starring Reed, is due.", "The film, starring Reed, is due."),
        ("The trailer of Oban, by Hill, is out.", "The film, starring Reed, is due.", "Oban, starring Reed, is due."),
    ],
    ids=["by its sets", "by its star", "a starrer", "by its kind", "no comma behind it", "with a comma"],
)
def test_the_film_is_named(before: str, sentence: str, expected: str) -> None:
    assert told(before, sentence) == expected


def test_of_two_films_the_one_of_the_title_is_meant() -> None:
    before = f"The trailer of Oslo is out. {'Reed is glad. ' * 30}So is the poster of Oban."
    assert told(before, "The film is due in May.", "Reed praises Oban") == "Oban is due in May."
    assert told(before, "The film is due in May.") == "The film is due in May."


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("The trailer of Oban is out. Reed left for a Marathi film.", "The film is due in May."),
        (f"The trailer of Oban is out. {'Reed is glad. ' * 30}", "The film is due in May."),
        ("The trailer of Oban is out.", "The film industry is glad."),
        ("The trailer of Oban is out.", "The film that Reed saw is due in May."),
        ("The trailer of Oban is out.", 'Reed wrote "the film is bad" in May.'),
        ("The screening of Indian films ended.", "The film is due in May."),
        ("The release of Ann Reed is near.", "The film is due in May."),
    ],
    ids=["another one", "far behind", "a compound", "one with a limit", "quoted", "a nationality", "a person"],
)
def test_no_film_is_guessed(before: str, sentence: str) -> None:
    assert told(before, sentence) == sentence
