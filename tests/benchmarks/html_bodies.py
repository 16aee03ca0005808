"""Article bodies of the article-extraction-benchmark: this project beside plain trafilatura and what peers there are.

    python -m tests.benchmarks.html_bodies [--peer-python PATH]

The figures are those of https://github.com/scrapinghub/article-extraction-benchmark: counted 4-grams of words, the mean
of precision and of recall over pages, their harmonic mean, with 1.96 standard deviations of 1,000 bootstraps. The
halves are the pages of even and odd place in the gold file: a rule that helps on one only is a rule for its pages.
Peers (newspaper4k, news-please, readability-lxml) are measured where they are installed, here or in the environment
of `--peer-python`. The pages are read from DAYBOOK_TEST_DATA, by default `../shared`, and never copied.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tasks.text.html_page import article_from_html

PROJECT = Path(__file__).resolve().parents[2]
FOLDERS = ("formats/html-article-extraction", "data/formats/html-article-extraction")
WORDS = re.compile(r"\w+")
PEERS_SCRIPT = Path(__file__).with_name("html_peers.py")
BOOTSTRAPS = 1_000


class Score(NamedTuple):
    """Precision, recall and their harmonic mean over pages."""

    precision: float
    recall: float
    f1: float


class Counts(NamedTuple):
    """4-grams of one page: in both, only in the extraction, only in the gold body."""

    both: int
    extra: int
    missing: int


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Counted 4-grams of the words of a text; a shorter text is one."""
    words = WORDS.findall(text)
    return Counter(tuple(words[place : place + 4]) for place in range(max(1, len(words) - 3)) if words)


def compare(gold: str, found: str) -> Counts:
    """What an extraction has in common with the gold body."""
    true, predicted = shingles(gold), shingles(found)
    return Counts((true & predicted).total(), (predicted - true).total(), (true - predicted).total())


def score(pages: Sequence[Counts]) -> Score:
    """Means over pages; a page without any found text has no precision, as in the benchmark."""
    precisions = [page.both / (page.both + page.extra) for page in pages if page.both + page.extra]
    recalls = [page.both / (page.both + page.missing) for page in pages if page.both + page.missing]
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    return Score(precision, recall, 2 * precision * recall / (precision + recall))


def spread_of_f1(pages: Sequence[Counts]) -> float:
    """1.96 standard deviations of F1 over bootstrapped pages, from a fixed seed."""
    chance = random.Random(0)
    return 1.96 * statistics.stdev(score(chance.choices(pages, k=len(pages))).f1 for _ in range(BOOTSTRAPS))


def by_this_project(content: bytes, url: str) -> str:
    """The body that the pipeline takes from a page."""
    article = article_from_html(content, url=url)
    return article.body if article else ""


def by_plain_trafilatura(content: bytes, url: str) -> str:  # noqa: ARG001 every extractor has the same signature
    """What the benchmark's own script asks of trafilatura."""
    import trafilatura

    return trafilatura.extract(content.decode("utf-8"), include_comments=False) or ""


def measure(
    extract: Callable[[bytes, str], str], pages: Mapping[str, bytes], urls: Mapping[str, str]
) -> dict[str, str]:
    """The bodies of all pages; prints how long one took."""
    begun = time.perf_counter()
    bodies = {name: extract(content, urls[name]) for name, content in pages.items()}
    print(f"{extract.__name__}: {(time.perf_counter() - begun) / len(pages) * 1000:.0f} ms a page", file=sys.stderr)
    return bodies


def print_row(name: str, gold: Mapping[str, str], bodies: Mapping[str, str]) -> None:
    """One line of the table."""
    pages = [compare(gold[key], bodies.get(key, "")) for key in gold]
    whole, even, odd = score(pages), score(pages[::2]), score(pages[1::2])
    exact = sum(not page.extra and not page.missing for page in pages)
    print(
        f"{name:<18} {whole.precision:9.4f} {whole.recall:7.4f} {whole.f1:7.4f} ±{spread_of_f1(pages):.4f}"
        f" {even.f1:10.4f} {odd.f1:9.4f} {exact:6d}"
    )


def peer_bodies(python: str, folder: Path) -> dict[str, dict[str, str]]:
    """What each installed peer makes of the pages, run by its own interpreter."""
    ended = subprocess.run([python, str(PEERS_SCRIPT), str(folder)], capture_output=True, text=True, check=True)
    print(ended.stderr.strip(), file=sys.stderr)
    found: dict[str, dict[str, str]] = json.loads(ended.stdout)
    return found


def main() -> None:
    """Measure everything there is and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer-python", default=sys.executable, help="interpreter of an environment with peers in it")
    options = parser.parse_args()
    root = Path(os.environ.get("DAYBOOK_TEST_DATA", PROJECT.parent / "shared"))
    folder = next((root / one for one in FOLDERS if (root / one).is_dir()), None)
    if folder is None:
        raise SystemExit(f"no pages under {root}: set DAYBOOK_TEST_DATA to the folder of measuring data")
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    gold = {name: page["articleBody"] for name, page in truth.items()}
    urls = {name: page.get("url", "") for name, page in truth.items()}
    pages = {name: gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in gold}
    rows = {
        "this project": measure(by_this_project, pages, urls),
        "plain trafilatura": measure(by_plain_trafilatura, pages, urls),
        **peer_bodies(options.peer_python, folder),
    }
    print(f"{'':<18} {'precision':>9} {'recall':>7} {'F1':>7} {'':7} {'even pages':>10} {'odd pages':>9} {'exact':>6}")
    for name, bodies in rows.items():
        print_row(name, gold, bodies)


if __name__ == "__main__":
    main()
