"""The local runner: stage after stage over all days, parts spread over a process pool."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple, Protocol

from tasks.config import Settings
from tasks.errors import DaysHeldBack, InputError, SourceUnavailable
from tasks.logs import LogFormat, write_log_to_stderr
from tasks.pipeline import STAGES, is_of_version, parts_of, run_stage
from tasks.reject_share import check_reject_share
from tasks.stage import StageReport
from tasks.store.home import Home, home_at
from tasks.store.locks import sweep_if_alone

LOG = "log/runs.jsonl"


class Progress(Protocol):
    """Told about the work as it goes."""

    def start(self, stage: str, total: int) -> None:
        """A stage begins that has this many parts."""

    def advance(self, report: StageReport) -> None:
        """One part is done."""


class _Job(NamedTuple):
    stage: str
    days: tuple[date, ...]
    part: int


class _Done(NamedTuple):
    report: StageReport
    seconds: float


def run_days(
    days: Sequence[date], settings: Settings, *, progress: Progress, force: bool = False, stages: Sequence[str] = STAGES
) -> list[StageReport]:
    """Run the stages over all days, one publish at the end; reports in the order of stages, days and parts.

    A stage ends for every day before the next one begins. A finished part is kept whatever happens later. A day of
    which too many records were refused is held back, the others are published, and DaysHeldBack tells of it at the end.
    """
    home = home_at(settings.home)
    sweep_if_alone(home)
    reports: list[StageReport] = []
    held_back: dict[date, str] = {}
    with _pool(settings) as pool:
        for stage in stages:
            going_on = [day for day in days if day not in held_back]
            if not going_on:
                break
            jobs = _jobs(stage, going_on, settings)
            progress.start(stage, len(jobs))
            lines: list[str] = []
            try:
                for done in _run_jobs(jobs, settings, pool if len(jobs) > 1 else None, force=force):
                    reports.append(done.report)
                    lines.append(_log_line(done))
                    progress.advance(done.report)
            finally:
                home.append_lines(LOG, lines)
            if stage == "ingest":
                held_back = _held_back(home, days, settings)
    if held_back:
        raise DaysHeldBack("\n".join(held_back.values()))
    return reports


def _held_back(home: Home, days: Sequence[date], settings: Settings) -> dict[date, str]:
    """Days of which too many records were refused, with the message for each."""
    messages = {}
    for day in days:
        try:
            check_reject_share(home, day, settings.max_reject_share)
        except InputError as error:
            messages[day] = str(error)
    return messages


def _jobs(stage: str, days: Sequence[date], settings: Settings) -> list[_Job]:
    if is_of_version(stage):
        return [_Job(stage, tuple(days), 0)]
    return [_Job(stage, (day,), part) for day in days for part in parts_of(stage, day, settings)]


def _run_jobs(
    jobs: Sequence[_Job], settings: Settings, pool: ProcessPoolExecutor | None, *, force: bool
) -> Iterator[_Done]:
    if pool is None:
        yield from (_run_job(job, settings, force) for job in jobs)
        return
    futures: list[Future[_Done]] = []
    try:
        futures += _submit(jobs, settings, pool, force=force)
        for future in futures:
            yield future.result()
    except BrokenProcessPool:
        raise SourceUnavailable(
            "A worker process was killed, by hand or for lack of memory. Finished parts are kept: run the same command "
            "again, with fewer --workers where memory is short."
        ) from None
    finally:
        for future in futures:
            future.cancel()


def _submit(jobs: Sequence[_Job], settings: Settings, pool: ProcessPoolExecutor, *, force: bool) -> list[Future[_Done]]:
    try:
        return [pool.submit(_run_job, job, settings, force) for job in jobs]
    except OSError as error:
        # What a pool says while it is closing its pipes because a worker has died.
        raise BrokenProcessPool(str(error)) from None


def _run_job(job: _Job, settings: Settings, force: bool) -> _Done:
    start = time.perf_counter()
    report = run_stage(job.stage, job.days, settings, part=job.part, force=force)
    return _Done(report, time.perf_counter() - start)


def _log_line(done: _Done) -> str:
    report = done.report
    entry = {
        "stage": report.stage,
        "dump_date": report.dump_date,
        "part": report.part,
        "rows_in": report.rows_in,
        "rows_out": report.rows_out,
        "is_reused": report.is_reused,
        "seconds": round(done.seconds, 3),
        **report.counts,
    }
    return json.dumps(entry)


@contextmanager
def _pool(settings: Settings) -> Iterator[ProcessPoolExecutor | None]:
    """A pool of spawned workers, which inherit no locks; None for one worker.

    At the end, good or bad, the workers are ended and not asked to leave: CPython's pool waits for ever where one of
    them is killed while it holds the lock of the queue that the others would read their leave from.
    """
    if settings.worker_count == 1:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        settings.worker_count, mp_context=context, initializer=_start_worker, initargs=(settings.log_format,)
    ) as pool:
        try:
            yield pool
        finally:
            for child in multiprocessing.active_children():
                child.kill()


def _start_worker(log_format: LogFormat) -> None:
    write_log_to_stderr(log_format)
    _end_with_parent()


def _end_with_parent() -> None:
    """Leave interrupts to the parent, and end when it does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait_for_parent() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait_for_parent, daemon=True).start()
