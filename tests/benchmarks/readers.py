"""Readers that never pause while day after day is loaded and published: errors, half-loaded days, latency.

Usage: python -m tests.benchmarks.readers [--source FOLDER] [--first 10] [--then 10] [--readers 4] [--model NAME]

All days are tagged beforehand. The first ones are published at once; then the readers look for `--seconds` with nothing
going on, and again while the other days are loaded, exported and published one by one. A look is: connect to the latest
version, ask every invariant of tests/invariants.py, count, rank people, and read the latest exports of articles.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, NamedTuple

from tasks.config import Settings
from tests.invariants import counts, violations

TOP_PEOPLE = "select name, article_count from people order by article_count desc, name limit 10"


class Look(NamedTuple):
    """One look of a reader. `error` is None where all was as it should be; seconds of connecting and of all of it."""

    version: str
    day_count: int
    article_count: int
    connect_seconds: float
    seconds: float
    error: str | None


class Phase(NamedTuple):
    """What the readers saw in a phase."""

    looks: int
    versions: dict[str, tuple[int, int]]
    errors: list[str]
    seconds: list[float]
    connect_seconds: list[float]
    wall_seconds: float


def measure(settings: Settings, days: Sequence[date], *, readers: int, quiet_seconds: float) -> tuple[Phase, Phase]:
    """What readers see with nothing going on, and while the days are loaded and published one by one."""
    from tests.chaos.homes import run_here

    def load() -> None:
        for day in days:
            run_here(settings, [day], stages=["load", "export", "publish"])

    quiet = _phase(settings, lambda: time.sleep(quiet_seconds), readers)
    return quiet, _phase(settings, load, readers)


def _phase(settings: Settings, work: Any, readers: int) -> Phase:
    context = multiprocessing.get_context("spawn")
    is_over = context.Event()
    with tempfile.TemporaryDirectory() as folder, context.Manager() as manager:
        ready = manager.Semaphore(0)
        outs = [Path(folder) / f"{number}.jsonl" for number in range(readers)]
        has_exports = settings.grace_hours > 0
        arguments = [(str(settings.home), str(out), has_exports, is_over, ready) for out in outs]
        processes = [context.Process(target=_read_without_pause, args=one, daemon=True) for one in arguments]
        for process in processes:
            process.start()
        for _ in processes:
            ready.acquire()
        start = time.perf_counter()
        work()
        seconds = time.perf_counter() - start
        is_over.set()
        for process in processes:
            process.join(60)
        codes = [process.exitcode for process in processes]
        looks = [Look(*json.loads(line)) for out in outs for line in out.read_text().splitlines()]
    return _summed(looks, seconds, [f"a reader ended with {code}" for code in codes if code != 0])


def _read_without_pause(home: str, out: str, has_exports: bool, is_over: Event, ready: Any) -> None:
    import duckdb

    from tasks import connect_latest, export_paths

    connect_latest(home).close()
    ready.release()
    with Path(out).open("w", encoding="utf-8") as file:
        while not is_over.is_set():
            start = time.perf_counter()
            version, found, error, connected = "", (0, 0), None, 0.0
            try:
                with connect_latest(home) as con:
                    connected = time.perf_counter() - start
                    (path,) = con.sql("select path from duckdb_databases() where not internal").fetchone() or ("",)
                    version = Path(path).stem
                    error = "; ".join(violations(con)) or None
                    found = counts(con)
                    con.sql(TOP_PEOPLE).fetchall()
                if has_exports:
                    paths = [str(path) for path in export_paths("articles", home)]
                    read = duckdb.read_parquet(paths).aggregate("count(distinct dump_date), count(*)").fetchone()
                    error = error or (None if read and read >= found else f"exports {read}, warehouse {found}")
            except Exception as raised:  # noqa: BLE001 any error of a reader is what is looked for
                error = f"{type(raised).__name__}: {raised}"
            look = Look(version, *found, connected, time.perf_counter() - start, error)
            file.write(json.dumps(look) + "\n")


def _summed(looks: Sequence[Look], wall_seconds: float, errors: list[str]) -> Phase:
    """All looks together; two looks at one version that saw other counts are an error."""
    versions: dict[str, tuple[int, int]] = {}
    for look in looks:
        if look.error:
            errors.append(look.error)
            continue
        found = (look.day_count, look.article_count)
        if versions.setdefault(look.version, found) != found:
            errors.append(f"version {look.version} has {found} and {versions[look.version]}")
    seconds, connects = [look.seconds for look in looks], [look.connect_seconds for look in looks]
    return Phase(len(looks), versions, errors, seconds, connects, wall_seconds)


def _print(name: str, phase: Phase) -> None:
    cuts = statistics.quantiles(phase.seconds, n=100)
    connects = statistics.quantiles(phase.connect_seconds, n=100)
    print(
        f"{name:<8} {phase.wall_seconds:7.1f} s  {phase.looks:6,} looks  {len(phase.versions):3} versions  "
        f"{len(phase.errors):3} errors   look p50 {cuts[49] * 1000:6.1f} ms, p99 {cuts[98] * 1000:7.1f} ms   "
        f"connect p50 {connects[49] * 1000:5.1f} ms, p99 {connects[98] * 1000:6.1f} ms"
    )
    for error in phase.errors[:5]:
        print(f"         {error}")


def main() -> None:
    """Measure and print."""
    from tasks.plan import list_days
    from tests.chaos.homes import make_source, run_here

    parser = argparse.ArgumentParser()
    parser.add_argument("--source")
    parser.add_argument("--first", type=int, default=10)
    parser.add_argument("--then", type=int, default=10)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--model", default="en_core_web_md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = given.source or make_source(Path(folder) / "dumps", given.first + given.then)
        home = Path(folder) / "home"
        settings = Settings(home=home, source=source, model=given.model, workers=1, max_reject_share=1)
        days = list_days(settings)[0][: given.first + given.then]
        run_here(settings, days, stages=["plan", "ingest", "dedupe", "tag", "link", "summarize"])
        run_here(settings, days[: given.first], stages=["load", "export", "publish"])
        quiet, loading = measure(settings, days[given.first :], readers=given.readers, quiet_seconds=given.seconds)
    print(f"{given.readers} readers, {given.first} days published, {given.then} more loaded one by one")
    _print("quiet", quiet)
    _print("loading", loading)
    sys.exit(bool(quiet.errors or loading.errors))


if __name__ == "__main__":
    main()
