"""Processor seconds of a task's process for one day of the sample, forked from a bare worker and from one that is warm.

Each stage runs in a process forked for it, as Airflow does on a Celery worker; Airflow's own share is not in it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tasks.data import sample_folder

DAY = "2024-06-05"
STAGES = ("plan", "ingest", "dedupe", "tag", "link", "summarize", "load", "export", "publish")
WORKER = """
import json, os, sys
from datetime import date

if sys.argv[1] == "warm":
    from tasks.config import load_settings
    from tasks.pipeline import warm_up
    warm_up(load_settings())
seconds = {}
for stage in sys.argv[3:]:
    if (pid := os.fork()) == 0:
        from tasks.config import load_settings
        from tasks.pipeline import run_stage
        run_stage(stage, [date.fromisoformat(sys.argv[2])], load_settings(), force=True)
        os._exit(0)
    _, status, used = os.wait4(pid, 0)
    if status:
        sys.exit(f"{stage} failed")
    seconds[stage] = used.ru_utime + used.ru_stime
print(json.dumps(seconds))
"""


def of_worker(how: str, folder: Path) -> tuple[dict[str, float], float]:
    """Processor seconds of each stage's process, and of the worker with all of them."""
    variables = {"DAYBOOK_HOME": str(folder / how), "DAYBOOK_SOURCE": str(sample_folder())}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", WORKER, how, DAY, *STAGES],
        env=os.environ | variables,
        text=True,
        stdout=subprocess.PIPE,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(done.stdout), total


def main() -> None:
    """Print both beside each other."""
    with tempfile.TemporaryDirectory() as name:
        (bare, bare_total), (warm, warm_total) = (of_worker(how, Path(name)) for how in ("bare", "warm"))
    print(f"{'stage':<10} {'bare':>6} {'warm':>6}   (processor seconds)")
    for stage in STAGES:
        print(f"{stage:<10} {bare[stage]:>6.2f} {warm[stage]:>6.2f}")
    print(f"{'tasks':<10} {sum(bare.values()):>6.2f} {sum(warm.values()):>6.2f}")
    print(f"worker itself: bare {bare_total - sum(bare.values()):.2f}, warm {warm_total - sum(warm.values()):.2f}")


if __name__ == "__main__":
    main()
