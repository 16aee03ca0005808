"""The dry run: what a run of a day would make and what is up to date, without making it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tasks import dedupe, ingest, link, plan, summarize, tag
from tasks.config import Settings
from tasks.corrections import overrides_sha, read_overrides
from tasks.errors import DaybookError, InputError
from tasks.lineage import version_of
from tasks.load import next_lineages
from tasks.pipeline import STAGES, is_of_version, parts_of
from tasks.stage import expected_fingerprint, input_hashes, is_current
from tasks.store.home import home_at
from tasks.store.publications import current_publication, publication_of

_PLANNERS = {
    "ingest": ingest.plan_part,
    "dedupe": dedupe.plan_part,
    "tag": tag.plan_part,
    "link": link.plan_part,
    "summarize": summarize.plan_part,
}


class Outlook(NamedTuple):
    """One stage of a day, and a part of it where its parts are known. `state`: up to date, to do or waits."""

    stage: str
    part: int | None
    state: str
    why: str


def describe_day(dump_date: date, settings: Settings) -> list[Outlook]:
    """Outlook on every stage of a day in order; plans the day first."""
    report = plan.run(dump_date, settings)
    outlooks = [Outlook("plan", 0, "up to date" if report.is_reused else "made", f"{report.rows_out} dump files")]
    waits_for = ""
    for stage in STAGES[1:]:
        if waits_for:
            outlooks.append(Outlook(stage, None, "waits", f"for {waits_for}"))
            continue
        found = list(
            _describe_version(stage, dump_date, settings)
            if is_of_version(stage)
            else _describe(stage, dump_date, settings)
        )
        outlooks += found
        if any(outlook.state == "to do" for outlook in found):
            waits_for = stage
    return outlooks


def _describe(stage: str, dump_date: date, settings: Settings) -> Iterator[Outlook]:
    home = home_at(settings.home)
    for part in parts_of(stage, dump_date, settings):
        try:
            part_plan = _PLANNERS[stage](dump_date, part, settings)
            inputs = input_hashes(home, part_plan.inputs)
        except InputError as error:
            yield Outlook(stage, part, "to do", str(error))
            continue
        if is_current(home, part_plan, expected_fingerprint(part_plan, inputs)):
            yield Outlook(stage, part, "up to date", "")
        else:
            is_new = not home.exists(part_plan.outputs[-1])
            yield Outlook(
                stage, part, "to do", "not made yet" if is_new else "inputs, code, data, model or settings changed"
            )


def _describe_version(stage: str, dump_date: date, settings: Settings) -> Iterator[Outlook]:
    home = home_at(settings.home)
    try:
        lineages = next_lineages(home, [dump_date], keep=False)
        target = publication_of(version_of(lineages, overrides_sha(read_overrides(settings))))
    except DaybookError as error:
        yield Outlook(stage, None, "to do", str(error))
        return
    done = {
        "load": home.exists(target.warehouse),
        "export": home.exists(target.manifest),
        "publish": current_publication(home) == target,
    }
    yield Outlook(stage, None, "up to date" if done[stage] else "to do", f"version {target.version}")
