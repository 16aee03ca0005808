"""What the stages count, sent through Airflow's own switch for StatsD or OpenTelemetry; nothing where that is off.

Names hold the stage, for plain StatsD has no tags: `daybook.tag.rows_in`. With tags (OpenTelemetry, Datadog) the day is
one. To send never fails a task: StatsD is UDP, and what OpenTelemetry cannot deliver it logs.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from airflow.sdk.observability import stats

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "daybook"
_log = logging.getLogger(__name__)


def send_metrics(report: Mapping[str, Any], seconds: float) -> None:
    """Counters and timer of one run of a stage, from its report.

    Rows count where a part was made; what was reused counts as such, so that rates are those of work done.
    """
    stage, tags = f"{PREFIX}.{report['stage']}", {"dump_date": str(report["dump_date"])}
    try:
        stats.timing(f"{stage}.duration", seconds * 1_000, tags=tags)
        if report["is_reused"]:
            stats.incr(f"{stage}.parts_reused", tags=tags)
            return
        stats.incr(f"{stage}.parts_made", tags=tags)
        stats.incr(f"{stage}.rows_in", report["rows_in"], tags=tags)
        stats.incr(f"{stage}.rows_out", report["rows_out"], tags=tags)
        if report["stage"] == "ingest":
            stats.incr(f"{stage}.rejects", report["rows_in"] - report["rows_out"], tags=tags)
        if report["stage"] == "publish":
            stats.incr(f"{PREFIX}.versions_published", tags={**tags, "version": str(report["detail"])})
            stats.gauge(f"{PREFIX}.articles_published", report["rows_out"])
    except Exception:  # noqa: BLE001 a figure that is lost must not fail a stage
        _log.exception("metrics were not sent")
