"""
### catch_up: days whose dumps have come late or were delivered again

Every hour `compare` holds the days of the last week (setting `catch_up_days`) against their sources, and `redo` starts
`daily_news` for each day of which there are files that were not taken in: a feed that came after its deadline, a dump
delivered again with other bytes, a dump that was missing when the day's run gave up. It waits for these runs
*deferred*, without a worker, and where nothing has changed `redo` is skipped and no run is made.

**What is compared.** Names and sha256 of the files with the table `inputs` of the published version, or with the last
plan where the day is not published. A dump on a disk is read for it; an object on S3 only when its ETag is new.

**One change, one run.** The run's id is made of the day and the change (`catch_up__2024-06-05__3f0c91ab22de`). If that
run fails it is not started again: mend what its red task says and clear it, or deliver the dump once more. Then `redo`
is *skipped* each hour, which is no fault.

**What it leaves alone**, with a warning in the log of `compare`: a dump that is still growing (`quiet_period`,
`expected_files`); a day that would lose articles because another feed's files have gone from the source; a day that a
rollback has set back. Files that only went away change nothing. Days that nobody has loaded or asked for stay so: the
past is your choice. While `daily_news` is switched off nothing is done again.

**One day now, or an older one.** Trigger it with `{"dump_date": "2024-06-05"}`: it looks at that day alone.

**It failed.** `compare` red: the last line of its log says what to do, mostly that a source cannot be read; the next
hour tries anew. Whether the days came out well is told by their own runs, not here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import CronTriggerTimetable, DagRunState, dag, task
from airflow_door import DEFAULT_ARGS
from catching_up import runs_to_trigger
from failure_alerts import report_failed_run
from run_days import DUMP_DATE, PIPELINE


@dag(
    schedule=CronTriggerTimetable("30 * * * *", timezone="UTC"),
    start_date=datetime(2024, 1, 1, tzinfo=UTC),
    catchup=False,
    is_paused_upon_creation=False,
    max_active_runs=1,
    params={"dump_date": DUMP_DATE},
    default_args=DEFAULT_ARGS,
    on_failure_callback=report_failed_run,
    doc_md=__doc__,
    tags=["daybook"],
)
def catch_up() -> None:
    @task
    def compare() -> list[dict[str, Any]]:
        return runs_to_trigger()

    # A day that fails says so itself: here it only counts that its run has ended.
    TriggerDagRunOperator.partial(
        task_id="redo",
        trigger_dag_id=PIPELINE,
        logical_date=None,
        skip_when_already_exists=True,
        wait_for_completion=True,
        deferrable=True,
        poke_interval=30,
        allowed_states=[DagRunState.SUCCESS, DagRunState.FAILED],
        failed_states=[],
        map_index_template="{{ task.conf['dump_date'] }}",
    ).expand_kwargs(compare())


catch_up()
