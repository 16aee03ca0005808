"""What share of a small language model's bullets stands: `python -m tests.benchmarks.llm_bullets [--show]`.

Runs the three bundled sample days with SmolLM2-135M on a server of its own and prints where its sentences fall. Times
depend on the machine; the shares do not, as long as the server's version is the same.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tasks import llm_summaries, summarize
from tasks.config import Settings
from tasks.llm_summaries import Draft, describe_use, request_of, total_use
from tasks.runner import run_days
from tasks.store.home import Home
from tasks.store.llm_answers import collect_answers
from tasks.store.parts import read_rows
from tasks.text.gate import find_unsupported
from tasks.text.model_answer import parse_answer
from tasks.text.model_bullets import clean_sentences, keeps_to, merge_answer
from tasks.text.support import support_spans
from tests.lake_builder import SAMPLE_DAYS, Silence
from tests.llm_server import MODEL, serving_model


def main() -> None:
    """Run the days and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the bullets that stand, with their evidence")
    show = parser.parse_args().show
    with tempfile.TemporaryDirectory() as folder, serving_model(Path(folder) / "server.log") as server:
        settings = Settings(
            home=Path(folder) / "home",
            workers=1,
            summarizer=llm_summaries.SUMMARIZER,
            llm_url=server.url,
            llm_model=MODEL,
            llm_parameters={"temperature": 0, "seed": 0, "max_tokens": 500},
            llm_article_chars=3_000,
            llm_concurrency=2,
            llm_timeout_seconds=1_200,
        )
        reports = run_days(SAMPLE_DAYS, settings, progress=Silence())
        print(describe_use(total_use(report.counts for report in reports)))
        fates: Counter[str] = Counter()
        for draft in _drafts(settings):
            (asked,) = collect_answers(
                Home(settings.home), [request_of(draft, settings)], _never, concurrency=1
            ).values()
            fates.update(_fates(draft, asked.answer.text if asked.answer else "", show=show))
    for fate, count in fates.most_common():
        print(f"{count:6,}  {fate}")


def _never(_: object) -> None:
    """All answers are kept by now."""


def _drafts(settings: Settings) -> Iterator[Draft]:
    home = Home(settings.home)
    for name in home.list_names("lake/day_articles"):
        boundaries, mentions, phrases = (
            summarize._by_article(read_rows(home, name.replace("day_articles", table)))
            for table in ("sentences", "mentions", "phrases")
        )
        for row in read_rows(home, name, summarize._ARTICLE_COLUMNS):
            key = row["article_id"]
            if key in boundaries:
                bullets = summarize.bullets_of(row, boundaries[key], mentions[key], phrases[key])
                draft = summarize._draft(row, boundaries[key], bullets)
                if draft.bullet_count:
                    yield draft


def _fates(draft: Draft, answer: str, *, show: bool) -> Iterator[str]:
    said = parse_answer(answer)
    yield "articles" if any(said) else "articles whose answer has no bullet"
    for text in (bullet for section in said for bullet in section):
        yield "strings in answers"
        for sentence in clean_sentences(text):
            yield "sentences in them"
            yield f"sentences: {_fate(sentence, draft)}"
    for bullet in merge_answer(draft.bullets, said, draft.body, draft.sentences, method="llm"):
        yield f"bullets: {bullet.method}"
        if show and bullet.method == "llm":
            print(f"{bullet.text}\n    {[draft.body[span.start_char : span.end_char] for span in bullet.evidence]}")


def _fate(sentence: str, draft: Draft) -> str:
    evidence = [
        draft.body[span.start_char : span.end_char] for span in support_spans(sentence, draft.body, draft.sentences)
    ]
    if not evidence:
        return "without evidence"
    findings = find_unsupported(sentence, evidence)
    if findings:
        return f"stopped by the gate, {findings[0].kind}"
    return "stands" if keeps_to(sentence, evidence) else "words, order, speaker or doubt"


if __name__ == "__main__":
    main()
