"""How far In Shorts could come with the forms of sentences that exist, if the choice knew the reader's summary.

Usage: python -m tests.benchmarks.summary_ceiling FILE --bullets K [--articles N]

FILE as in `tests.benchmarks.summaries`. A word or pair is worth 1 where the summary has it and 0 elsewhere, so that
what is left between these scores and 100 is owed mostly to the forms, and what is between them and the table of
`tests.benchmarks.summaries` to the weights. The choice is greedy with exchanges and minds the faults of forms: a
higher score may be possible.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import fmean

from tasks.text.choosing import choose
from tasks.text.forms import forms_of
from tasks.text.ranking import Worth
from tasks.text.shelf import Unit, build_shelf
from tasks.text.stems import all_stems
from tasks.text.telling import fault, leans
from tests.benchmarks.summaries import Article, measure, read_articles

SHORT_WORDS = 12


def known_worth(article: Article) -> Worth:
    """What words and pairs are worth to somebody who has read the summary."""
    stems = all_stems(article.reference)
    return Worth([], dict.fromkeys(stems, 1.0), dict.fromkeys(pairwise(stems), 1.0))


def units_of(article: Article) -> Iterator[Unit]:
    """All forms of all usable sentences, with the same faults as in `summarize` except those of names."""
    worth = known_worth(article)
    usable = [one for one in article.sentences if one.is_usable]
    for number, sentence in enumerate(usable):
        start, end = sentence.start_char, sentence.end_char
        own = [
            phrase
            for phrase in article.phrases
            if start <= phrase.start_char and phrase.end_char <= end and (phrase.lead_start_char or start) >= start
        ]
        for form in forms_of(article.body, start, end, own, worth):
            cost = fault(form.text) + form.risk
            yield Unit(number, form.evidence, form.text, cost, leans(form.text), form.told)


def best_bullets(article: Article, most: int) -> list[str]:
    """The `most` best bullets in reading order."""
    units = list(units_of(article))
    chosen = choose(build_shelf(units, known_worth(article)))[:most]
    return [units[number].text for number in sorted(chosen, key=lambda number: units[number].told)]


def print_lengths(articles: list[Article]) -> None:
    """Print how many forms a sentence has and how short its shortest one is."""
    counts: list[int] = []
    shortest: list[int] = []
    for article in articles:
        by_sentence: dict[int, list[int]] = {}
        for unit in units_of(article):
            by_sentence.setdefault(unit.sentence, []).append(unit.text.count(" ") + 1)
        counts.extend(map(len, by_sentence.values()))
        shortest.extend(map(min, by_sentence.values()))
    alone = fmean(count == 1 for count in counts)
    short = fmean(length <= SHORT_WORDS for length in shortest)
    print(f"{len(counts)} sentences, {fmean(counts):.2f} forms each, {alone:.0%} with one form only")
    print(f"shortest form: {fmean(shortest):.1f} words, {short:.0%} of {SHORT_WORDS} words or fewer")


def main() -> None:
    """Print the ceiling and the candidates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--bullets", type=int, required=True)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--model", default="en_core_web_md")
    asked = parser.parse_args()
    articles = read_articles(asked.file, asked.articles, asked.model)
    row = measure("ceiling", articles, lambda article: best_bullets(article, asked.bullets))
    scores = " / ".join(f"{score:.1f}" for score in row.scores)
    print(f"{len(articles)} articles, {asked.bullets} bullets: {scores}, {row.words:.1f} words")
    print_lengths(articles)


if __name__ == "__main__":
    main()
