"""What tagging and linking cost on top of the language model for names: the parser, phrases, entities, links."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from tasks.bundled import bundled_gazetteer
from tasks.model import BATCH_DOCS, load_model, parse_bodies
from tasks.occurrences import KINDS, ArticleFacts, LinkedMention, occurrence_rows
from tasks.tag import PASS
from tasks.text.entities import COMPONENTS, EntityFinder
from tasks.text.identity import LocalPerson, resolve_people
from tasks.text.mention import ArticleEntities
from tasks.text.phrases import find_phrases
from tests.benchmarks.throughput import make_records

T = TypeVar("T")
DAY = date(2024, 6, 4)


class Spent(NamedTuple):
    """Seconds of this process at work: the model for names, then what comes on top of it for a day."""

    model: float
    parse: float
    phrases: float
    find: float
    link: float

    @property
    def entities(self) -> float:
        """Model, finding and linking together, as a multiple of the model alone."""
        return (self.model + self.find + self.link) / self.model

    @property
    def all(self) -> float:
        """The same with the parser and what is read from the parse: all that `tag` and `link` do."""
        return (self.model + self.parse + self.phrases + self.find + self.link) / self.model


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Result of some work and its CPU seconds."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def measure(nlp: Language, parsing: Language, finder: EntityFinder, records: Sequence[dict[str, Any]]) -> Spent:
    """One run over all texts, by the pipeline without and with the parser."""
    bodies = [record["body"] for record in records]
    _, model = timed(lambda: list(parse_bodies(nlp, bodies)))
    docs, model_and_parser = timed(lambda: list(parse_bodies(parsing, bodies)))
    _, phrases = timed(lambda: [find_phrases(doc, body=body) for doc, body in zip(docs, bodies, strict=True)])
    found, find = timed(
        lambda: [finder.find(doc, r["title"] or "", body=r["body"]) for doc, r in zip(docs, records, strict=True)]
    )
    _, link = timed(lambda: link_day(records, docs, found))
    return Spent(model, model_and_parser - model, phrases, find, link)


def link_day(records: Sequence[dict[str, Any]], docs: Sequence[Doc], found: Sequence[ArticleEntities]) -> int:
    """What the stage does with the mentions of a day, but for reading and writing; returns the rows made."""
    local = [
        LocalPerson(
            record["id"], one.entity_key, one.name, one.role, sum(m.entity_key == one.entity_key for m in all_.mentions)
        )
        for record, all_ in zip(records, found, strict=True)
        for one in all_.candidates
        if one.kind == "person"
    ]
    people = resolve_people(local, bundled_gazetteer())
    facts = {r["id"]: ArticleFacts(r["title"] or "", len(doc.text)) for r, doc in zip(records, docs, strict=True)}
    linked = [
        LinkedMention(
            {**mention._asdict(), "article_id": r["id"], "entity_id": _entity_id(people, r["id"], mention)}, None
        )
        for r, all_ in zip(records, found, strict=True)
        for mention in all_.mentions
    ]
    return sum(len(list(occurrence_rows(linked, facts, kind, DAY))) for kind in KINDS)


def _entity_id(people: Any, article_id: str, mention: Any) -> str:
    person = people.get((article_id, mention.entity_key)) if mention.kind == "person" else None
    return person.person_id if person else mention.entity_key


def main() -> None:
    """Read the same texts several times, print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--model", default="en_core_web_md")
    chosen = parser.parse_args()
    records = list(make_records(chosen.articles))
    nlp, parsing = load_model(chosen.model, COMPONENTS), load_model(chosen.model, PASS)
    finder = EntityFinder(parsing, bundled_gazetteer())
    measure(nlp, parsing, finder, records[:BATCH_DOCS])
    spent = [measure(nlp, parsing, finder, records) for _ in range(chosen.runs)]
    words = sum(len(record["body"].split()) for record in records)
    model, parse, phrases, find, link = (statistics.median(one[at] for one in spent) for at in range(5))
    print(
        f"{chosen.articles} articles, {words:,} words, {chosen.model}, batch {BATCH_DOCS}, median of {chosen.runs} runs"
    )
    print(f"model  {model:>7.2f} CPU s  {words / model:>9,.0f} words/s  {'+'.join(nlp.pipe_names)}")
    print(f"parser {parse:>7.2f} CPU s more with {'+'.join(parsing.pipe_names)}")
    print(f"phrase {phrases:>7.2f} CPU s  {words / phrases:>9,.0f} words/s")
    print(f"find   {find:>7.2f} CPU s  {words / find:>9,.0f} words/s")
    print(f"link   {link:>7.2f} CPU s  {words / link:>9,.0f} words/s")
    print(f"cost of entities  {statistics.median(one.entities for one in spent):.3f} times the model alone")
    print(f"cost of tag, link {statistics.median(one.all for one in spent):.3f} times the model alone")


if __name__ == "__main__":
    main()
