"""What In Shorts is worth beside leads, LexRank and TextRank on articles with summaries by people, and its cost.

Usage: python -m tests.benchmarks.summaries FILE --bullets K [--articles N] [--gate] [--without-title]

Each line of FILE is a JSON object with `id`, `text`, `highlights` (list) or `summary`, and perhaps `title`. Every
article is summarized by weights trained on the other half of FILE (by a hash of the id), so no figure is of an article
that the ranker has seen. Parsing is timed apart: in a run of the stages it belongs to `tag`.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from rouge_score.rouge_scorer import RougeScorer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from tasks.bundled import bundled_gazetteer
from tasks.data import read_data
from tasks.data.train.__main__ import half_of, read_examples, train
from tasks.model import load_model, parse_bodies
from tasks.tag import PASS
from tasks.text.bullet import Bullet
from tasks.text.cleaning import clean_body
from tasks.text.entities import EntityFinder
from tasks.text.gate import find_unsupported
from tasks.text.naming import Mentioned
from tasks.text.phrase import Phrase
from tasks.text.phrases import find_phrases
from tasks.text.ranking import Ranker, build_ranker
from tasks.text.sentences import Sentence as BodySentence
from tasks.text.sentences import usable_sentences
from tasks.text.summary import summarize

MEASURES = ("rouge1", "rouge2", "rougeLsum")
FEWEST_WORDS = 100
_WORDS = re.compile(r"[^\W\d_]+")


_PLAIN_WORDS = 3
_PLAIN_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(A-Z0-9])|(?<=[a-z]{2}[.!?])[\"'”’)]*(?=[A-Z“‘][a-z ])")


class Article(NamedTuple):
    """An article as `summarize` gets it from the stages before it, and what people wrote of it."""

    id: str
    title: str
    body: str
    reference: str
    sentences: list[BodySentence]
    mentions: list[Mentioned]
    phrases: list[Phrase]


class Row(NamedTuple):
    """A line of the table: mean scores in percent, words in all, words a bullet."""

    name: str
    scores: tuple[float, ...]
    words: float
    words_a_bullet: float


def read_articles(path: Path, most: int | None, model: str) -> list[Article]:
    """Articles of a hundred words or more, read as `tag` reads them."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    rows = [row for row in rows if len(row["text"].split()) >= FEWEST_WORDS][:most]
    nlp = load_model(model, PASS)
    finder = EntityFinder(nlp, bundled_gazetteer())
    articles = []
    for row, doc in zip(rows, parse_bodies(nlp, [clean_body(row["text"]) for row in rows]), strict=True):
        title = row.get("title") or ""
        found = finder.find(doc, title).mentions
        boundaries = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        articles.append(
            Article(
                str(row["id"]),
                title,
                doc.text,
                _reference(row),
                usable_sentences(doc.text, boundaries),
                [Mentioned(one.kind, one.entity_key, one.start_char, one.end_char) for one in found],
                find_phrases(doc),
            )
        )
    return articles


def _reference(row: dict[str, Any]) -> str:
    if row.get("highlights"):
        return "\n".join(row["highlights"])
    return "\n".join(_split(row["summary"]))


def _split(text: str) -> list[str]:
    return [text[one.start_char : one.end_char] for one in usable_sentences(text, ())]


def rankers_by_half(files: Sequence[str]) -> tuple[Ranker, Ranker]:
    """For each half of the articles the ranker that was trained on the other one, as model card says (FILE:WEIGHT)."""
    # What says how surely a takeaway is understood was fitted on readers' judgements, and no summary of the files.
    standing = json.loads(read_data("ranker.json"))["standing"]
    made = []
    for half in (1, 0):
        examples = []
        for name in files:
            path, _, weight = name.partition(":")
            examples.extend(read_examples(Path(path), float(weight or 1), half))
        made.append(build_ranker(json.dumps(train(examples) | {"standing": standing}).encode()))
    return made[0], made[1]


def bullets_of(article: Article, ranker: Ranker, *, title: bool = True) -> tuple[Bullet, ...]:
    """Both sections of an article."""
    name = article.title if title else ""
    return summarize(name, article.body, article.sentences, article.mentions, ranker, article.phrases or None)


def in_shorts(bullets: Sequence[Bullet], most: int) -> list[str]:
    """The best ranked bullets of In Shorts in reading order."""
    return [one.text for one in bullets if one.section == "in_shorts" and one.rank <= most]


def score(name: str, articles: Sequence[Article], make: Callable[[Article], list[str]]) -> Row:
    """Scores of what `make` makes of each article."""
    scorer = RougeScorer(list(MEASURES), use_stemmer=True)
    made = [make(article) for article in articles]
    scores = [scorer.score(a.reference, "\n".join(texts)) for a, texts in zip(articles, made, strict=True)]
    means = tuple(100 * sum(one[key].fmeasure for one in scores) / len(articles) for key in MEASURES)
    words = sum(len(text.split()) for texts in made for text in texts)
    return Row(name, means, words / len(articles), words / max(sum(map(len, made)), 1))


def race(
    articles: Sequence[Article], makers: Sequence[Callable[[Article], list[str]]], rounds: int
) -> list[list[float]]:
    """CPU milliseconds an article of each maker in each round.

    All of them work on one article after the other, so that a machine that turns slower slows all alike.
    """
    found = []
    for _ in range(rounds):
        took = [0.0] * len(makers)
        for article in articles:
            for number, make in enumerate(makers):
                start = time.process_time()
                make(article)
                took[number] += time.process_time() - start
        found.append([1000 * seconds / len(articles) for seconds in took])
    return found


class _Words:
    """sumy's tokenizer, on the sentences of the same body."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(_WORDS.findall(text))


def peer(make: Any, most: int) -> Callable[[Article], list[str]]:
    """A summarizer of sumy on the article's own sentences."""
    summarizer = make(Stemmer("english"))

    def work(article: Article) -> list[str]:
        texts = [article.body[one.start_char : one.end_char] for one in article.sentences]
        model = ObjectDocumentModel([Paragraph([Sentence(text, _Words()) for text in texts])])
        return [str(one) for one in summarizer(model, most)]

    return work


def lead(most: int) -> Callable[[Article], list[str]]:
    """The first sentences as this project parts them, which scraped texts make the harder part of a lead."""
    return lambda a: [a.body[one.start_char : one.end_char] for one in a.sentences[:most]]


def plain_lead(most: int) -> Callable[[Article], list[str]]:
    """The first sentences as a plain rule parts them, of more than three words: what a lead usually is."""
    return lambda a: [
        part for line in a.body.split("\n") for part in _PLAIN_END.split(line) if len(part.split()) > _PLAIN_WORDS
    ][:most]


def count_unsupported(articles: Sequence[Article], rankers: tuple[Ranker, Ranker]) -> tuple[int, int]:
    """Bullets of both sections whose names, numbers, dates or quotations are not in their evidence, and all bullets."""
    failing = total = 0
    for article in articles:
        for bullet in bullets_of(article, rankers[half_of(article.id)]):
            evidence = [article.body[span.start_char : span.end_char] for span in bullet.evidence]
            failing += bool(find_unsupported(bullet.text, evidence))
            total += 1
    return failing, total


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--bullets", type=int, required=True)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--train", nargs="+", metavar="FILE[:WEIGHT]", help="default: FILE alone")
    parser.add_argument("--model", default="en_core_web_md")
    parser.add_argument("--rounds", type=int, default=3, help="of timing, each beside the peers (default: 3)")
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--without-title", action="store_true")
    chosen = parser.parse_args()
    articles = read_articles(chosen.file, chosen.articles, chosen.model)
    rankers = rankers_by_half(chosen.train or [str(chosen.file)])
    by_hand = build_ranker(read_data("ranker_by_hand.json"))
    # Thousands of articles are held here, which a run of the stage never holds: nobody's time is to walk them.
    gc.collect()
    gc.freeze()
    most, title = chosen.bullets, not chosen.without_title

    def this(article: Article) -> list[str]:
        return in_shorts(bullets_of(article, rankers[half_of(article.id)], title=title), most)

    rows = [
        score("this", articles, this),
        score("best 3", articles, lambda a: in_shorts(bullets_of(a, rankers[half_of(a.id)], title=title), 3)),
        score("by hand", articles, lambda a: in_shorts(bullets_of(a, by_hand, title=title), most)),
        score("lead-2", articles, plain_lead(2)),
        score("lead-3", articles, plain_lead(3)),
        score("lead-3, parted", articles, lead(3)),
        score("LexRank", articles, peer(LexRankSummarizer, 3)),
        score("TextRank", articles, peer(TextRankSummarizer, 3)),
    ]
    print(f"{len(articles)} articles, {most} bullets")
    print(f"{'':14} {'R1':>6} {'R2':>6} {'RLsum':>6} {'words':>6} {'a bullet':>8}")
    for row in rows:
        scores = " ".join(f"{score:6.2f}" for score in row.scores)
        print(f"{row.name:14} {scores} {row.words:6.1f} {row.words_a_bullet:8.1f}")
    rounds = race(articles, [this, peer(LexRankSummarizer, 3), peer(TextRankSummarizer, 3)], chosen.rounds)
    for own, lex, text in rounds:
        print(f"ms an article: this {own:.2f}, LexRank {lex:.2f}, TextRank {text:.2f}")
    if rounds:
        print(f"this / LexRank: {median(own / lex for own, lex, _ in rounds):.2f} (median of {len(rounds)})")
    if chosen.gate:
        failing, total = count_unsupported(articles, rankers)
        print(f"gate: {failing} of {total} bullets of both sections say what their evidence does not")


if __name__ == "__main__":
    main()
