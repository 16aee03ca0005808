"""Articles per second of each stage, as the median of several runs over a dump made from the bundled sample."""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from tasks.config import Settings
from tasks.data import sample_folder
from tasks.pipeline import STAGES
from tasks.plan import list_days
from tasks.runner import run_days
from tasks.stage import StageReport

FIRST_DAY = "2024-06-{:02d}"
CHANGED_WORDS = 0.05
WORD = re.compile(r"\b[a-z]{4,}\b")


class Spent(NamedTuple):
    """Seconds on the clock, and of this process at work: the second is the steadier where others share the machine."""

    wall: float
    cpu: float


class Stopwatch:
    """A Progress that takes the time at which each stage begins."""

    def __init__(self) -> None:
        """The first stage has not begun."""
        self.moments: list[tuple[str, float, float]] = []

    def start(self, stage: str, total: int) -> None:  # noqa: ARG002
        """A stage begins."""
        self.moments.append((stage, time.perf_counter(), time.process_time()))

    def advance(self, report: StageReport) -> None:
        """One part is done."""

    def seconds(self) -> dict[str, Spent]:
        """What each stage took up to the next, and all of them together."""
        self.start("end", 0)
        spent = {
            stage: Spent(next_wall - wall, next_cpu - cpu)
            for (stage, wall, cpu), (_, next_wall, next_cpu) in pairwise(self.moments)
        }
        return {**spent, "all": Spent(sum(one.wall for one in spent.values()), sum(one.cpu for one in spent.values()))}


def sample_records() -> list[dict[str, Any]]:
    """Articles of the sample's JSON Lines files."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(sample_folder().glob("*.jsonl"))]
    records = []
    for line in "".join(texts).splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict) and len(str(record.get("body", ""))) > 400 and "\ufffd" not in line:
            records.append(record)
    return records


def make_records(count: int) -> Iterator[dict[str, Any]]:
    """As many articles, no two alike: each is one of the sample with another id and one word in twenty exchanged."""
    originals = sample_records()
    words = sorted({word for record in originals for word in WORD.findall(record["body"])})
    dice = random.Random(2024)
    for number in range(count):
        record = originals[number % len(originals)]

        def change(found: re.Match[str]) -> str:
            return dice.choice(words) if dice.random() < CHANGED_WORDS else found[0]

        yield {
            **record,
            "id": f"bench-{number}",
            "url": f"https://bench.example/{number}",
            "body": WORD.sub(change, record["body"]),
        }


def write_dump(folder: Path, articles: int, days: int) -> None:
    """One JSON Lines file a day, the articles spread evenly."""
    folder.mkdir()
    records = list(make_records(articles))
    for day in range(days):
        with (folder / f"{FIRST_DAY.format(day + 1)}.jsonl").open("w", encoding="utf-8") as dump:
            dump.writelines(json.dumps(record) + "\n" for record in records[day::days])


def time_run(settings: Settings) -> dict[str, Spent]:
    """What the stages of a run from nothing took."""
    shutil.rmtree(settings.home, ignore_errors=True)
    days, _ = list_days(settings)
    watch = Stopwatch()
    reports = run_days(days, settings, progress=watch)
    seconds = watch.seconds()
    print(f"  {seconds['all'].wall:.1f} s, version {reports[-1].detail}", flush=True)
    return seconds


def peak_megabytes() -> str:
    """Largest resident size so far of this process and of its largest worker."""
    sizes = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return f"{sizes[0]:.0f} MB, largest worker {sizes[1]:.0f} MB"


def main() -> None:
    """Make the dump, run it, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--days", type=int, default=1, choices=range(1, 31), metavar="1..30")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--shard-records", type=int, default=250)
    parser.add_argument("--model", default="en_core_web_md")
    chosen = parser.parse_args()
    spent: dict[str, list[Spent]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        write_dump(Path(scratch) / "dumps", chosen.articles, chosen.days)
        settings = Settings(
            home=Path(scratch) / "home",
            source=str(Path(scratch) / "dumps"),
            workers=chosen.workers,
            model=chosen.model,
            shard_records=chosen.shard_records,
        )
        for _ in range(chosen.runs):
            for stage, seconds in time_run(settings).items():
                spent[stage].append(seconds)
    print(f"{chosen.articles} articles, {chosen.days} days, {chosen.workers} workers, median of {chosen.runs} runs")
    print(f"{'stage':<10} {'seconds':>8} {'share':>6} {'articles/s':>11} {'CPU seconds':>12}")
    whole = statistics.median(one.wall for one in spent["all"])
    for stage in (*STAGES, "all"):
        wall = statistics.median(one.wall for one in spent[stage])
        cpu = statistics.median(one.cpu for one in spent[stage])
        print(f"{stage:<10} {wall:>8.2f} {wall / whole:>6.0%} {chosen.articles / wall:>11,.1f} {cpu:>12.2f}")
    print(f"peak memory {peak_megabytes()}")


if __name__ == "__main__":
    main()
