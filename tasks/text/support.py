"""Which sentences of a body support a bullet that somebody else wrote."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from tasks.text.bullet import Evidence
from tasks.text.sentences import Sentence
from tasks.text.stems import content_stems

_LEAST_COVERED = 0.4
_MOST_SPANS = 2
_FEWEST_SHARED = 2
_PARAPHRASE_WEIGHT = 0.8


def support_spans(bullet_text: str, body: str, sentences: Sequence[Sentence]) -> tuple[Evidence, ...]:
    """Return the sentences that best support the bullet, in order; none where they do not say enough of it.

    A word counts by how rare it is in the body (inverse sentence frequency: Sparck Jones, Journal of Documentation 28,
    1972). A bullet with a figure that none of the sentences has is not supported.
    """
    wanted = set(content_stems(bullet_text))
    bags = [set(content_stems(body[s.start_char : s.end_char])) for s in sentences]
    counts = Counter(stem for bag in bags for stem in bag)
    weight = {stem: _weight(counts[stem], len(bags)) for stem in wanted}
    total = sum(weight[stem] for stem in sorted(wanted))
    chosen: list[int] = []
    covered: set[str] = set()
    while bags and total and len(chosen) < _MOST_SPANS:
        gains = [sum(weight[stem] for stem in sorted((bag & wanted) - covered)) for bag in bags]
        best = max(range(len(bags)), key=lambda n: (gains[n], -n))
        if gains[best] < (_LEAST_COVERED if not chosen else 0.25) * total:
            break
        chosen.append(best)
        covered |= bags[best] & wanted
    if len(covered) < min(_FEWEST_SHARED, len(wanted)):
        return ()
    figures = {word for word in wanted if word[0].isdigit()}
    if figures - covered:
        return ()
    return tuple(Evidence(sentences[n].start_char, sentences[n].end_char) for n in sorted(chosen))


def _weight(count: int, sentence_count: int) -> float:
    """Return what a word of the bullet weighs; one that the body does not have is taken for a paraphrase."""
    return math.log((sentence_count + 1) / (count + 0.5)) + 0.1 if count else _PARAPHRASE_WEIGHT
