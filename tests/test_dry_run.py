"""The dry run: what a run would make and what is up to date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.dry_run import describe_day
from tasks.errors import SourceUnavailable
from tasks.pipeline import STAGES
from tasks.store.home import Home
from tests.lake_builder import DAY_1, DAY_3, record, run_stages, write_jsonl


def _states(settings: Settings) -> dict[str, str]:
    return {outlook.stage: outlook.state for outlook in describe_day(DAY_1, settings)}


def test_a_new_day_waits_for_its_first_stage(
    make_settings: Callable[..., Settings], dumps: Path, tiny_model: str
) -> None:
    settings = make_settings(source=str(dumps), model=tiny_model)
    outlooks = describe_day(DAY_1, settings)
    assert [outlook.stage for outlook in outlooks] == list(STAGES)
    assert [outlook.state for outlook in outlooks] == ["made", "to do", *["waits"] * 7]
    assert outlooks[0].why == "2 dump files"
    assert outlooks[1].why == "not made yet"
    assert outlooks[2].why == "for ingest"


def test_nothing_but_the_plan_is_made(make_settings: Callable[..., Settings], dumps: Path, tiny_model: str) -> None:
    settings = make_settings(source=str(dumps), model=tiny_model)
    describe_day(DAY_1, settings)
    names = [name for name in Home(settings.home).list_names("") if not name.startswith("log/")]
    assert names == ["lake/plan/dump_date=2024-06-04/part-00000.parquet"]


def test_a_published_day_is_up_to_date(one_day: Settings) -> None:
    assert set(_states(one_day).values()) == {"up to date"}
    assert list(_states(one_day)) == list(STAGES)


@pytest.mark.parametrize("last", ["ingest", "dedupe", "tag", "link", "summarize", "load", "export"])
def test_the_stage_after_the_last_one_is_to_do(
    make_settings: Callable[..., Settings], dumps: Path, tiny_model: str, last: str
) -> None:
    settings = make_settings(source=str(dumps), model=tiny_model)
    run_stages([DAY_1], settings, last=last)
    states = _states(settings)
    following = STAGES[STAGES.index(last) + 1]
    assert states[following] == "to do"
    assert {states[stage] for stage in STAGES[: STAGES.index(following)]} == {"up to date"}


def test_what_a_run_then_does_is_what_was_said(one_day: Settings) -> None:
    write_jsonl(Path(str(one_day.source)) / "2024-06-04-wire.jsonl", [record(7)])
    states = _states(one_day)
    assert states["plan"] == "made"
    assert states["ingest"] == "to do"
    made = {report.stage for report in run_stages([DAY_1], one_day) if not report.is_reused}
    assert made == set(STAGES) - {"plan"}
    assert set(_states(one_day).values()) == {"up to date"}


def test_a_changed_setting_says_so(one_day: Settings) -> None:
    outlooks = describe_day(DAY_1, one_day.model_copy(update={"max_record_bytes": 5_000}))
    ingest = next(outlook for outlook in outlooks if outlook.stage == "ingest")
    assert (ingest.state, ingest.part) == ("to do", 0)
    assert ingest.why == "inputs, code, data, model or settings changed"


def test_a_day_without_dump_can_be_tried_again(one_day: Settings) -> None:
    with pytest.raises(SourceUnavailable, match="no dump for 2024-06-06 yet"):
        describe_day(DAY_3, one_day)
