"""What each view costs for one day of a large warehouse, warm: median and worst of several runs, with two threads.

The views are those of sql/views as they stand, made anew beside the tables of the file, so that a changed view needs no
new file. Pairs are asked for over all days as well, for one entity.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import duckdb

from tasks.store.queries import read_sql, sql_names

OVER_ALL_DAYS = {
    "people_together": "person_id = (select person_id from people order by article_count desc, person_id limit 1)",
    "country_pairs": "country_id = 'IN'",
}
ENTITIES = ("narendra modi", "supreme court", "united", "nobody of this name")


def measure(path: Path, runs: int) -> None:
    """Print a line for each view and macro."""
    with duckdb.connect(config={"threads": "2", "autoinstall_known_extensions": "false"}) as con:
        con.execute("set timezone = 'UTC'")
        con.execute(f"attach '{path}' as warehouse (read_only)")
        con.execute("use warehouse")
        for folder in ("macros", "views"):
            for name in sql_names(folder):
                statement = read_sql(folder, name).split(";\n\n")[0]
                con.execute(statement.replace(f"create {folder[:-1]}", f"create temp {folder[:-1]}", 1))
        row = con.execute("select dump_date from articles group by all order by dump_date desc limit 1 offset 100")
        (day,) = row.fetchone() or (None,)
        for view in sql_names("views"):
            _report(con, view, f"select * from {view} where dump_date = date '{day}'", runs)  # noqa: S608 a view's name
        for view, where in OVER_ALL_DAYS.items():
            _report(con, f"{view}, all days", f"select * from {view} where {where}", runs)  # noqa: S608 names of this file
        for words in ENTITIES:
            _report(con, f"find_entity('{words}')", f"select * from find_entity('{words}')", runs)  # noqa: S608


def _report(con: duckdb.DuckDBPyConnection, name: str, query: str, runs: int) -> None:
    rows = con.execute(query).to_arrow_table().num_rows
    wall, cpu = [], []
    for _ in range(runs):
        began, worked = time.perf_counter(), time.process_time()
        con.execute(query).to_arrow_table()
        wall.append((time.perf_counter() - began) * 1e3)
        cpu.append((time.process_time() - worked) * 1e3)
    print(
        f"{name}: {rows:,} rows; wall median {statistics.median(wall):.0f} min {min(wall):.0f} max {max(wall):.0f} ms; "
        f"CPU median {statistics.median(cpu):.0f} ms",
        flush=True,
    )


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("warehouse", type=Path)
    options.add_argument("--runs", type=int, default=9)
    given = options.parse_args()
    measure(given.warehouse, given.runs)


if __name__ == "__main__":
    main()
