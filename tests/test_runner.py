"""The local runner: a bad day costs itself, not the range it is in."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tasks.config import Settings
from tasks.errors import DaysHeldBack
from tasks.runner import run_days
from tasks.stage import StageReport

GOOD, BAD = date(2024, 1, 1), date(2024, 1, 2)
BODY = "The ministry of finance said on Monday that it would publish the figures for the year in the spring."


class Recorder:
    """Keeps what the runner reports."""

    def __init__(self) -> None:
        self.started: list[tuple[str, int]] = []
        self.reports: list[StageReport] = []

    def start(self, stage: str, total: int) -> None:
        self.started.append((stage, total))

    def advance(self, report: StageReport) -> None:
        self.reports.append(report)


@pytest.fixture
def settings(tmp_path):
    source = tmp_path / "dumps"
    source.mkdir()
    (source / f"{GOOD}.jsonl").write_text("\n".join(json.dumps({"id": n, "body": f"{n} {BODY}"}) for n in range(5)))
    (source / f"{BAD}.jsonl").write_text("\n".join(["{broken", '{"title": "no body"}', '{"body": ""}', "[]"]))
    return Settings(home=tmp_path / "home", source=str(source), workers=1)


def test_day_with_too_many_rejects_is_held_back_and_the_other_goes_on(settings):
    recorder = Recorder()
    with pytest.raises(DaysHeldBack, match="2024-01-02: 4 of 4 records were refused"):
        run_days([GOOD, BAD], settings, progress=recorder, stages=("plan", "ingest", "dedupe"))
    assert recorder.started == [("plan", 2), ("ingest", 2), ("dedupe", 1)]
    assert recorder.reports[-1].dump_date == GOOD.isoformat()


def test_message_names_the_three_most_common_reasons(settings):
    with pytest.raises(DaysHeldBack) as raised:
        run_days([BAD], settings, progress=Recorder(), stages=("plan", "ingest", "dedupe"))
    reasons = str(raised.value).split("Most common: ")[1].split(". The day")[0].split(", ")
    assert len(reasons) == 3
    assert {reason.split()[0] for reason in reasons} <= {"syntax", "missing_body", "empty_body", "wrong_type"}


def test_raised_limit_lets_the_day_through(settings):
    reports = run_days(
        [BAD],
        settings.model_copy(update={"max_reject_share": 1.0}),
        progress=Recorder(),
        stages=("plan", "ingest", "dedupe"),
    )
    assert [report.stage for report in reports] == ["plan", "ingest", "dedupe"]
    assert reports[-1].rows_out == 0


def test_workers_and_one_process_report_the_same(settings):
    one = run_days([GOOD], settings, progress=Recorder(), stages=("plan", "ingest", "dedupe"))
    two = settings.model_copy(update={"workers": 2, "home": settings.home.with_name("other")})
    assert run_days([GOOD], two, progress=Recorder(), stages=("plan", "ingest", "dedupe")) == one


def test_log_has_a_line_for_each_part(settings):
    run_days([GOOD], settings, progress=Recorder(), stages=("plan", "ingest", "dedupe"))
    lines = (settings.home / "log" / "runs.jsonl").read_text().splitlines()
    assert [json.loads(line)["stage"] for line in lines] == ["plan", "ingest", "dedupe"]
