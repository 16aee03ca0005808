"""x"""

from __future__ import annotations

from datetime import UTC, datetime

from airflow.sdk import CronDataIntervalTimetable, Param, chain, dag, task

from airflow_door import DEFAULT_ARGS, EXPORTS, WAREHOUSE, WRITER_POOL, Report, publish_task, run_task, run_task_before


@dag(
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=datetime(2024, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=4,
    params={"dump_date": Param(None, type=["null", "string"], format="date", description="The day; empty: the logical date")},
    default_args=DEFAULT_ARGS,
    doc_md=__doc__,
    tags=["daybook"],
)
def daily_news() -> None:
    @task(retries=24)
    def plan() -> list[int]:
        return run_task_before("ingest", "plan")

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

    files, articles = plan(), dedupe()
    chain(
        ingest.expand(part=files), articles, tag.expand(part=articles), link(),
        summarize.expand(part=articles), load(), export(), publish(),
    )


daily_news()
