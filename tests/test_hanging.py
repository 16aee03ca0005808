"""Statements that hang in the air: answers to what is not told, and sayings and deeds without their content."""

from __future__ import annotations

import pytest

from tasks.text.hanging import has_hanging
from tasks.text.pointers import has_relative_time


@pytest.mark.parametrize(
    "text",
    [
        "Ann Reed concurred and said the ferry was late.",
        "The Oban Front hit back, calling the harbour a ruin.",
        'An angry Ann Reed responded, "Nobody asked me."',
        '"However, the ferries that fail will be sold," Reed said.',
        "Oban has said that hence the spare ferries were needed.",
        "Ann Reed has yet another rival in Oban.",
        "For the remaining 40 ferries, Oban will pay in May.",
        "Other ferries of the kind sail from Oban and Leeds.",
        "It has been added that Ann Reed will sail again.",
        "A case has been registered on the complaint of Ann Reed.",
        "While praising the ferry, Ann Reed made an honest confession.",
        "Ann Reed has written a letter to the harbour commissioner of Oban.",
        "Oban mayor Ann Reed held a meeting with officials.",
    ],
)
def test_what_says_nothing_by_itself_hangs(text: str) -> None:
    assert has_hanging(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Reed concurred that the ferry was late.",
        "A bus hit back wheels of a lorry in Oban.",
        "Oban lacked a harbour and hence the ferries went to Leeds.",
        "The remaining of the two piers in Oban was sold.",
        "Ann Reed and other captains sailed to Oban.",
        "A case has been registered against Ann Reed over the sale of the Oban ferry.",
        "Ann Reed made an announcement that Oban will buy a ferry.",
        "Ann Reed has written a letter to the commissioner seeking a second ferry for Oban.",
        "Ann Reed held a meeting with officials to discuss the Oban ferry.",
    ],
)
def test_what_tells_its_content_does_not_hang(text: str) -> None:
    assert not has_hanging(text)


@pytest.mark.parametrize(
    ("text", "is_relative"),
    [
        ("Ann Reed is unstoppable right now.", True),
        ("Oban makes news these days.", True),
        ("Reed has changed her mind over the last seven days.", True),
        ("Oban will open the pier on January 2 next year.", True),
        ("The ferry has just landed in Oban.", True),
        ("Reed at the moment plans to sail.", True),
        ("Reed had waited for the moment.", False),
        ("In the last days of the war Oban was bombed.", False),
        ("Oban has just three ferries.", False),
    ],
)
def test_a_time_by_the_day_of_the_article(text: str, *, is_relative: bool) -> None:
    assert has_relative_time(text) == is_relative
