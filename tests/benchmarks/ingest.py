"""Memory, MB/s and articles per second of ingest over one large dump made from the bundled sample, by step.

Each size is ingested in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import resource
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tasks import ingest, plan
from tasks.config import Settings
from tests.benchmarks.throughput import make_records

DAY = date(2024, 6, 4)
DISTINCT = 4_000
STEPS = {
    "read": (ingest, "read_records"),
    "clean": (ingest, "clean_body"),
    "language": (ingest, "language_of"),
    "dates": (ingest, "date_article"),
    "normalise": (ingest, "normalised"),
    "signature": (ingest, "signature_of"),
    "write": (ingest.ChunkWriter, "add"),
}


class Measured(NamedTuple):
    """One run: seconds on the clock, articles, peak resident size in MB and seconds by step."""

    seconds: float
    articles: int
    megabytes: float
    steps: dict[str, float]


def texts(megabytes: int) -> Iterator[dict[str, Any]]:
    """Records of about this many MB: the same few thousand again and again, each time under other names."""
    records = list(make_records(DISTINCT))
    size = 0
    for number in itertools.count():
        record = records[number % DISTINCT]
        turn = number // DISTINCT
        body = f"Report {number}. {record['body'].replace(' the ', f' the {turn}th ') if turn else record['body']}"
        size += len(body) + 200
        if size > megabytes * 1_000_000:
            return
        yield {**record, "id": f"b{number}", "url": f"https://bench.example/{number}", "body": body}


def write_jsonl(path: Path, megabytes: int) -> None:
    """A JSON Lines dump."""
    with path.open("w", encoding="utf-8") as dump:
        dump.writelines(json.dumps(record) + "\n" for record in texts(megabytes))


def write_warc(path: Path, megabytes: int) -> None:
    """A WARC dump of pages, one a record."""
    with path.open("wb") as dump:
        for record in texts(megabytes):
            dump.write(_response(record["url"], _page(record)))


def _page(record: dict[str, Any]) -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in record["body"].split("\n\n"))
    return (
        f"<!doctype html><html><head><title>{record['title']}</title></head><body><header><a href='/'>Home</a></header>"
        f"<article><h1>{record['title']}</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def _response(url: str, page: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-04T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


WRITERS: dict[str, Callable[[Path, int], None]] = {"jsonl": write_jsonl, "warc": write_warc}


def measure(settings: Settings, *, by_step: bool) -> Measured:
    """Plan and ingest the day; called in a process of its own."""
    steps: dict[str, float] = defaultdict(float)
    if by_step:
        for name, (owner, function) in STEPS.items():
            setattr(owner, function, _timed(getattr(owner, function), name, steps))
    plan.run(DAY, settings)
    start = time.perf_counter()
    report = ingest.run(DAY, 0, settings)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(seconds, report.rows_out, peak, dict(steps))


def _timed(function: Callable[..., Any], name: str, steps: dict[str, float]) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        start = time.perf_counter()
        result = function(*given, **named)
        steps[name] += time.perf_counter() - start
        return _timed_items(result, name, steps) if name == "read" else result

    return call


def _timed_items(items: Iterator[Any], name: str, steps: dict[str, float]) -> Iterator[Any]:
    while True:
        start = time.perf_counter()
        item = next(items, None)
        steps[name] += time.perf_counter() - start
        if item is None:
            return
        yield item


def run_apart(settings: Settings, *, by_step: bool) -> Measured:
    """`measure` in a fresh process and an empty home."""
    shutil.rmtree(settings.home, ignore_errors=True)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (settings,), {"by_step": by_step})


def main() -> None:
    """Make the dumps, ingest them, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", choices=WRITERS, default="jsonl")
    parser.add_argument("--megabytes", type=int, nargs="+", default=[20, 200])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--steps", action="store_true", help="time the steps, which costs a little itself")
    chosen = parser.parse_args()
    print(f"{'format':<7} {'MB':>6} {'seconds':>8} {'MB/s':>6} {'articles/s':>11} {'peak MB':>8}")
    for size in chosen.megabytes:
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "dumps" / f"{DAY}.{chosen.format}"
            path.parent.mkdir()
            WRITERS[chosen.format](path, size)
            settings = Settings(home=Path(scratch) / "home", source=str(path.parent), workers=1)
            runs = [run_apart(settings, by_step=chosen.steps) for _ in range(chosen.runs)]
            megabytes = path.stat().st_size / 1_000_000
        seconds = statistics.median(run.seconds for run in runs)
        peak = statistics.median(run.megabytes for run in runs)
        print(
            f"{chosen.format:<7} {megabytes:>6.0f} {seconds:>8.1f} {megabytes / seconds:>6.2f} "
            f"{runs[0].articles / seconds:>11,.0f} {peak:>8.0f}",
            flush=True,
        )
        for name in runs[0].steps:
            spent = statistics.median(run.steps[name] for run in runs)
            print(f"    {name:<10} {spent:>7.1f} s {spent / seconds:>5.0%}")


if __name__ == "__main__":
    main()
