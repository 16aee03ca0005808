"""What the local cluster passes on from the shell that starts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.cluster.environment import airflow_environment
from infra.cluster.places import Places, make_places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)


@pytest.mark.parametrize(
    ("name", "is_passed_on"),
    [
        ("AIRFLOW__METRICS__STATSD_ON", True),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", True),
        ("DAYBOOK_ALERT_WEBHOOK", True),
        ("AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT", False),
        ("AWS_PROFILE", False),
    ],
)
def test_switches_for_metrics_and_settings_of_daybook_reach_the_processes(
    places: Places, monkeypatch: pytest.MonkeyPatch, name: str, is_passed_on: bool
) -> None:
    monkeypatch.setenv(name, "said")
    assert (airflow_environment(places, "worker-1").get(name) == "said") == is_passed_on


def test_workers_share_no_folder(places: Places) -> None:
    folders = [airflow_environment(places, name) for name in ("worker-1", "worker-2")]
    for name in ("AIRFLOW_HOME", "TMPDIR"):
        assert folders[0][name] != folders[1][name]
