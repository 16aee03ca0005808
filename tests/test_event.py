"""The first bullet: what looks like the opening of a feature, and which sentence tells the event."""

from __future__ import annotations

import pytest

from tasks.text.bullet import Evidence
from tasks.text.event import feature_fault, opening_faults, title_faults
from tasks.text.shelf import Unit

NEWS = "Oban Council has closed the harbour to tankers after two of them collided."


@pytest.mark.parametrize(
    "text",
    [
        "It was a cold morning when Ann Reed opened her kiosk.",
        "For years, the people of Oban have talked of little else.",
        "The harbour of Oban is a symbol of a lost age.",
        "There are places in Oban that no map shows.",
        "He is no friend of harbours and tells everyone in Oban.",
        '"Nobody asked us," Ann Reed said in Oban.',
        "Oban had been told of tankers many times.",
        "Never has a harbour come closer to disaster in Oban.",
        "Back in May, Oban closed its harbour to sailors.",
        "Rarely has a council closed a harbour in Oban.",
        "Recently, they closed a harbour in Oban.",
        "Two years ago, Oban closed its harbour to sailors.",
    ],
)
def test_the_opening_of_a_feature_costs_more_than_news(text: str) -> None:
    assert feature_fault(text) > feature_fault(NEWS) == 0


def test_the_sentence_that_the_title_is_about_tells_the_event() -> None:
    texts = ["The harbour of Oban is a symbol of a lost age.", "Ann Reed sells fish there.", NEWS]
    faults = opening_faults("Oban closes harbour to tankers", texts)
    assert faults.index(min(faults)) == 2


def test_without_a_title_the_first_sentence_that_tells_news_does() -> None:
    texts = [NEWS, "Ann Reed of the harbour office said in Oban that both crews were safe."]
    faults = opening_faults("", texts)
    assert faults.index(min(faults)) == 0
    faults = opening_faults("", ["It is an old song in Oban.", *texts])
    assert faults.index(min(faults)) == 1


def test_no_opening_is_sought_deep_in_the_article() -> None:
    faults = opening_faults("Harbour closed", [NEWS] * 30)
    assert faults[20] >= 1.0 > faults[0]
    assert len(faults) == 30


def test_a_form_that_leaves_out_what_the_title_tells_costs_more() -> None:
    texts = ["Ann Reed surprised Oban when she closed the harbour."]
    spans = (Evidence(0, 20), Evidence(0, 52), Evidence(21, 52))
    forms = [
        Unit(0, (span,), texts[0][span.start_char : span.end_char], 0.0, leans=False, told=(span,)) for span in spans
    ]
    title = "Ann Reed closes harbour"
    faults = title_faults(title, texts, forms, opening_faults(title, texts))
    assert faults[0] > faults[1] < faults[2]


def test_no_saving_of_words_is_worth_the_news_of_the_title() -> None:
    texts = ["The council of Oban has awarded contracts, which took three years, for new card machines."]
    parts = (Evidence(0, 41), Evidence(42, 65), Evidence(66, 90))
    forms = [
        Unit(0, spans, " ".join(texts[0][s.start_char : s.end_char] for s in spans), 0.0, leans=False, told=spans)
        for spans in ((parts[0],), (parts[0], parts[2]), parts)
    ]
    short, without_aside, whole = title_faults("Oban to get card machines", texts, forms, [0.0])
    assert short > 0.2
    assert without_aside == whole == 0.0
