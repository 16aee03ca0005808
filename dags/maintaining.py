"""The tasks of the DAG `maintenance`: Daybook's own functions, with what came of them in the log."""

from __future__ import annotations

import logging

from airflow.sdk import get_current_context

_log = logging.getLogger(__name__)


def tidy_task() -> dict[str, int]:
    """Remove what no version and no plan needs; returns how much went."""
    from tasks.config import load_settings
    from tasks.maintenance import tidy

    tidied = tidy(load_settings())
    _log.info("%d files and %d leftovers removed.", tidied.removed_count, tidied.leftover_count)
    return tidied._asdict()


def verify_task() -> list[list[str]]:
    """Hold the kept versions against their files; returns what is wrong: version, name, problem."""
    from tasks.config import load_settings
    from tasks.verification import verify_versions

    context = get_current_context()
    day = (context["dag_run"].logical_date or context["dag_run"].run_after).date()
    verified = verify_versions(load_settings(), today=day, is_deep=bool(context["params"].get("deep")))
    _log.info("%d files are looked for, %d read.", verified.file_count, verified.read_count)
    for fault in verified.faults:
        _log.warning("%s %s (version %s)", fault.name, fault.problem, fault.version)
    return [list(fault) for fault in verified.faults]


def repair_task(faults: list[list[str]]) -> list[str]:
    """Mend what is damaged; returns what was mended."""
    from tasks.config import load_settings
    from tasks.maintenance import mend
    from tasks.verification import Fault

    remarks = mend([Fault(*fault) for fault in faults], load_settings())
    for remark in remarks:
        _log.warning("%s: %s: %s", remark.what, remark.state, remark.detail)
    return [remark.what for remark in remarks]
