"""
### top_people: an example of a DAG that starts when `daily_news` has published

After each publication it writes the twenty people of that day who are in most articles to
`<home>-reports/top_people/<day>.csv`, beside Daybook's home, on S3 as well, and never inside it.

It is the pattern for your own reports:

- `schedule=[WAREHOUSE]` starts it after every publication, whether a schedule, a backfill or a person caused that. Two
  publications shortly after each other may start it once: it works through the days of all of them.
- Each event says `version`, `dump_date` and `is_reused` (nothing had changed).
- It reads through `connect_latest()` and so sees one whole version, whatever is published meanwhile. For files
  instead of SQL: `export_paths("article_people", dump_date=day)`, both from `tasks`.

**By hand**: trigger it with `{"dump_date": "2024-06-05"}`. **When it fails**: Daybook's data are not touched; mend the
cause and clear the task. A day written twice gives the same file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from airflow.sdk import dag, task
from airflow_door import DEFAULT_ARGS, WAREHOUSE, published_days
from failure_alerts import report_failed_run
from run_days import DUMP_DATE


@dag(
    schedule=[WAREHOUSE],
    start_date=datetime(2024, 1, 1, tzinfo=UTC),
    catchup=False,
    is_paused_upon_creation=False,
    max_active_runs=1,
    params={"dump_date": DUMP_DATE},
    default_args=DEFAULT_ARGS,
    on_failure_callback=report_failed_run,
    doc_md=__doc__,
    tags=["daybook", "example"],
)
def top_people() -> None:
    @task
    def write_csv() -> list[str]:
        from tasks import connect_latest
        from tasks.config import load_settings
        from tasks.store.home import home_at

        home = load_settings().home
        reports = home_at(f"{str(home).rstrip('/')}-reports")
        query = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
        written = []
        with connect_latest(home) as con:
            for day in published_days():
                result = con.execute(query, {"dump_date": day})
                lines = [[column[0] for column in result.description], *result.fetchall()]
                name = f"top_people/{day}.csv"
                reports.write_bytes(name, as_csv(lines))
                written.append(str(reports.address_of(name)))
        return written

    write_csv()


def as_csv(lines: Iterable[Sequence[object]]) -> bytes:
    """Rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


top_people()
