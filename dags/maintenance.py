"""
### maintenance: every night what nobody needs goes, and what versions are made of is verified

`tidy` removes the files of versions that are neither current nor among the last `keep_versions` once they have been
unneeded for `grace_hours`, parts of the lake that no plan and no version refers to, and what killed processes left
half-written. `verify` holds every kept version against the files under home: each one is there, with its size; the
content of a 28th of the current version's files is read each night, so that all of them are read in four weeks.
`repair` makes lost or damaged files again from what is there, and does nothing where nothing is damaged.

**What stays.** Tombstones, logs, days that are half-made, and everything while `CURRENT` or the log of publications is
damaged. Loads and readers are not disturbed: `tidy` and `repair` wait for the writer's pool and lock, `verify` only
reads.

**Read everything now.** Trigger it with `{"deep": true}`: all files of the current version are read and its warehouse
is audited again. The same by hand: `daybook maintain --deep`.

**It failed.** `tidy` yellow: somebody else is writing to the home; it tries again. `repair` red: its last line names
each file that cannot be made again from what is there, and what to do: mostly run the day it belongs to, or roll back.
Readers go on with what is whole.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from airflow.sdk import CronTriggerTimetable, Param, dag, task
from airflow_door import DEFAULT_ARGS, WRITER_POOL
from failure_alerts import report_failed_run
from maintaining import repair_task, tidy_task, verify_task


@dag(
    schedule=CronTriggerTimetable("15 3 * * *", timezone="UTC"),
    start_date=datetime(2024, 1, 1, tzinfo=UTC),
    catchup=False,
    is_paused_upon_creation=False,
    max_active_runs=1,
    params={"deep": Param(False, type="boolean", title="Read every file", description="Instead of a 28th of them.")},
    default_args=DEFAULT_ARGS,
    on_failure_callback=report_failed_run,
    doc_md=__doc__,
    tags=["daybook"],
)
def maintenance() -> None:
    @task(pool=WRITER_POOL)
    def tidy() -> dict[str, int]:
        return tidy_task()

    @task
    def verify() -> list[list[str]]:
        return verify_task()

    @task(pool=WRITER_POOL)
    def repair(faults: Any) -> list[str]:
        return repair_task(faults)

    faults = verify()
    tidy() >> faults
    repair(faults)


maintenance()
