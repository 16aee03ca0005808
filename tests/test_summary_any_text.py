"""Whatever an article says, it is summarized without a crash, and every bullet is its evidence."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.data import read_data
from tasks.text.naming import Mentioned
from tasks.text.ranking import build_ranker
from tasks.text.sentences import usable_sentences
from tasks.text.summary import summarize
from tasks.text.trimming import bullet_text

# Words that the rules look for, in any order: most of what comes of them is no English.
_LIST = (
    "These those this That the The a An other another both Both neither such same latter former two they their them he "
    "she his her it its us ours who whom whose which where when while after before since because although but and or "
    "not never no n't said says told added claimed asked was were is are has have had will would may could been being "
    "ferry ferries town towns council police minister film case incident meeting summit decision report men women "
    "closed sold arrested killed announced opened sunk bought held found today yesterday Monday May 2016 3,000 24 Rs "
    "per cent crore of in on at by for from to with over under against according also too then there here now again "
    "Ann Reed Reed Tom Hill Hill's Oban Leeds BJP OHC Mr Dr Minister Ann's years old 41-year-old However Meanwhile "
    '"it" "We \'harbour\' (OHC) [sic] - , , . " ” “ \' ’s : ;'
)
WORDS = _LIST.split()
PEOPLE = re.compile(r"Ann Reed|Reed|Tom Hill|Hill")

sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=24).map(lambda words: " ".join(words) + ".")
bodies = st.lists(sentences, min_size=1, max_size=14).map(" ".join)
RANKER = build_ranker(read_data("ranker.json"))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(title=st.one_of(st.just(""), sentences), body=bodies)
@example(title="Oban", body="Oban bought a ferry. Oban has more ferries than the town of ours has. These will arrive.")
def test_any_words_are_summarized(title: str, body: str) -> None:
    people = [Mentioned("person", match.group().split()[-1].lower(), *match.span()) for match in PEOPLE.finditer(body)]
    for bullet in summarize(title, body, usable_sentences(body, ()), people, RANKER):
        assert bullet.evidence
        assert bullet.text == bullet_text(body, bullet.evidence)
