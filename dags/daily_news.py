"""
### daily_news: one day's dump of news articles, from files to a published version

`plan` lists the day's dump files, `ingest` reads them, `dedupe` numbers the articles, `tag` finds people, countries
and agencies, `link` tells them apart, `summarize` writes the sections, `load` builds and audits a new warehouse,
`export` writes the Parquet files, `publish` moves `CURRENT`, `edition` makes the day as a page. Readers
see nothing of a day before `publish`, and then all of it.

**Which day.** `dump_date` of the trigger form or of `--conf`, else the logical date, else (a trigger without either)
today. The scheduled run of a day starts when that day is over, at 00:00 UTC, and has the day as its logical date.

**Run a day again.** Clear its run, or trigger with `{"dump_date": "2024-06-05"}`. Parts whose files, code, model and
settings are unchanged are reused; the day is replaced as a whole; where nothing changed, the version is the same.

**Load the past.** `airflow backfill create --dag-id daily_news --from-date 2024-06-01 --to-date 2024-06-30`, both days
included. Order does not matter. Switched on late, the DAG runs yesterday only (`catchup=False`): the past is your
choice. Each day publishes; for years of history `daybook run --from --to` publishes once and is faster.

**The dump is late.** `plan` is *deferred*: it takes no worker and looks again every ten minutes, and at once when a
feed's quiet period or deadline ends. A feed of `daybook.toml` is waited for until its `deadline`; then the day goes on
without it, says so in the log of `plan`, in `inputs` and in `daybook status`. A plain `source` is waited for during a
day, then the task fails. Up to four days run at once, so a late one does not hold up the next. If the dump comes after
that, or is delivered again with other bytes, the DAG `catch_up` does the day again within the hour.

**It failed.** The last line of the task's log says which file, key or record, what was expected and what to do.
*InputError*, red at the first try: the data or a setting is wrong and a retry gives the same answer; mend it, then
clear the task with everything downstream. Where `volume_check = "stop"`, a feed that brought far fewer or far more
articles than usual ends `load` so. *SourceUnavailable* and all else, yellow: five more tries with exponential back-off,
after 2 to 4, 4 to 8, 8 to 16 ... minutes and never more than an hour. Failed for good, a task says so in the line
`task_failed` of its log and to the webhook, if one is set.
A failed day leaves the published version as it is, also where that day was published before, and other days go on.

**Two days at once.** `load`, `export` and `publish` wait for the one slot of the pool `daybook_writer`; if they wait in
*scheduled* for ever, the pool is missing: `airflow pools set daybook_writer 1 writer`. They are three tasks, so another
day may be published between the `load` and the `publish` of this one: then `publish` makes its version anew on top of
that one, and no day is lost. A lock in Daybook's home keeps out users of the command line as well.

**The day as a page.** The task `edition` has a button *Edition* in its tab *Details* that opens it, where `edition_url`
says at which address editions are served. It comes after `publish`, outside of the writer's pool: while it runs or when
it fails, the day is published and other days go on. Clear it alone to make it again.

**Where things are.** Logs: the task's *Logs* tab and `$AIRFLOW_HOME/logs`. Publications: `log/publications.jsonl` in
Daybook's home. What to type in each case: docs/operations.md. Refused records: `daybook rejects --date`. DAGs that
build on this one are scheduled on the assets `daybook_warehouse`, `daybook_exports` or `daybook_edition`, whose events
say `version`, `dump_date` and `is_reused`: see `top_people`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from airflow.sdk import CronDataIntervalTimetable, chain, dag, task
from airflow_door import (
    DEFAULT_ARGS,
    EDITION,
    EXPORTS,
    WAREHOUSE,
    WRITER_POOL,
    Report,
    publish_task,
    run_task,
    run_task_before,
)
from edition_operator import EditionOperator
from failure_alerts import report_failed_run
from plan_operator import PlanOperator
from run_days import DUMP_DATE


@dag(
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=datetime(2000, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=4,
    params={"dump_date": DUMP_DATE},
    default_args=DEFAULT_ARGS,
    on_failure_callback=report_failed_run,
    doc_md=__doc__,
    tags=["daybook"],
)
def daily_news() -> None:
    plan = PlanOperator(task_id="plan")

    @task
    def ingest(part: int) -> Report:
        return run_task("ingest", part=part)

    @task
    def dedupe() -> list[int]:
        return run_task_before("tag", "dedupe")

    @task
    def tag(part: int) -> Report:
        return run_task("tag", part=part)

    @task
    def link() -> Report:
        return run_task("link")

    @task
    def summarize(part: int) -> Report:
        return run_task("summarize", part=part)

    @task(pool=WRITER_POOL)
    def load() -> Report:
        return run_task("load")

    @task(pool=WRITER_POOL)
    def export() -> Report:
        return run_task("export")

    @task(pool=WRITER_POOL, outlets=[WAREHOUSE, EXPORTS])
    def publish() -> Report:
        return publish_task()

    edition = EditionOperator(task_id="edition", outlets=[EDITION])

    parts = dedupe()
    ingested, tagged, summarized = ingest.expand(part=plan.output), tag.expand(part=parts), summarize.expand(part=parts)
    chain(ingested, parts, tagged, link(), summarized, load(), export(), publish(), edition)


daily_news()
