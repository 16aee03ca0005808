"""The day of the article and ties to the sentence before: what goes, and what the sentence needs."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.timeless import without_time


def told(text: str) -> str:
    evidence = without_time(text, (Evidence(0, len(text)),), text)
    return " ".join(text[span.start_char : span.end_char] for span in evidence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oban council on Monday rejected a plan.", "Oban council rejected a plan."),
        ("Oban council today also rejected a plan.", "Oban council rejected a plan."),
        ("Oban council rejected a plan on Friday night.", "Oban council rejected a plan"),
        ("Tom Hill, who is ill, on Monday left for Oban.", "Tom Hill, who is ill, left for Oban."),
        ("Ann Reed was today arrested in Oban.", "Ann Reed was arrested in Oban."),
        ("Last month, the council of Oban met.", "the council of Oban met."),
        ("Whereas, Ann Reed stayed in Oban.", "Ann Reed stayed in Oban."),
        ("During the meeting, Ann Reed spoke of Oban.", "Ann Reed spoke of Oban."),
        ("Police know who is behind the Tuesday morning blast.", "Police know who is behind the blast."),
        ("Ann Reed told reporters here that Oban is calm.", "Ann Reed told reporters that Oban is calm."),
        ("The meeting (of all) on Monday ended early.", "The meeting (of all) ended early."),
        ("Oban council rejected a plan today, as it had said.", "Oban council rejected a plan as it had said."),
        ("Oban police found a boat on Monday and held a man.", "Oban police found a boat and held a man."),
        ("Ann Reed left for Oban today to meet Tom Hill.", "Ann Reed left for Oban to meet Tom Hill."),
        ("Oban council will meet tomorrow.", "Oban council will meet"),
        ("Ann Reed said later on Monday that Oban is calm.", "Ann Reed said that Oban is calm."),
        ("Ann Reed saw the earlier post of the council.", "Ann Reed saw the post of the council."),
        ("Ann Reed spoke at Oban today morning of a plan.", "Ann Reed spoke at Oban of a plan."),
    ],
)
def test_the_day_goes(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A vote will be held on Monday.",
        "Ann Reed wrote for the Mail on Sunday.",
        "Ann Reed answered the Mail on Sunday survey.",
        "A storm hit Oban on Monday afternoon, with winds of 90 kmph.",
        "Ann Reed was yet again in Oban.",
        "In a surprise on Thursday, Ann Reed left.",
        "Oban council will not only today reject a plan.",
        "The shop is open from Monday to Friday.",
        "Oban not only rejected a plan but not also a bid.",
        "Ann Reed spent the entire Friday at a club in Oban.",
        "Boris Hill is here for a race in Oban.",
        "Ann Reed has a shop in Oban, starting Monday.",
        "Oban police met Hill on Friday and Saturday.",
        "Oban police met Hill, today and tomorrow, they say.",
        "A clinic of Oban had a fete today, its owner said.",
        "Ann Reed will be on a tour of Oban starting today.",
        "Oban were held to a draw by Leeds earlier in the day.",
        "Apparently, the council of Oban is about to meet.",
        "The repair of the bridge was later on completed in Oban.",
        "An earlier post said that Oban was lost.",
    ],
)
def test_the_day_stays_where_the_sentence_needs_it(text: str) -> None:
    assert told(text) == text
