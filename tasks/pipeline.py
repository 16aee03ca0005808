"""The pipeline: its stages in order, one door to run any of them, and which parts a stage has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tasks import dedupe, export, ingest, link, load, plan, publish, summarize, tag
from tasks.config import Settings
from tasks.errors import InputError
from tasks.fingerprint import code_sha256
from tasks.logs import at_work
from tasks.stage import StageReport
from tasks.store.home import home_at

STAGES = ("plan", "ingest", "dedupe", "tag", "link", "summarize", "load", "export", "publish")
_DAY_STAGES = {"plan": plan.run, "dedupe": dedupe.run, "link": link.run}
_PART_STAGES = {"ingest": ingest.run, "tag": tag.run, "summarize": summarize.run}
_VERSION_STAGES = {"load": load.run, "export": export.run, "publish": publish.run}


def is_mapped(stage: str) -> bool:
    """Whether a stage runs once for each part of a day."""
    return stage in _PART_STAGES


def is_of_version(stage: str) -> bool:
    """Whether a stage works on the whole next version, days together, rather than on one day."""
    return stage in _VERSION_STAGES


def parts_of(stage: str, dump_date: date, settings: Settings) -> list[int]:
    """Parts of a stage for a day, as the stages before it left them; a stage of the whole day has part 0."""
    home = home_at(settings.home)
    if stage == "ingest":
        return list(range(plan.group_count(home, dump_date)))
    if stage in _PART_STAGES:
        return list(range(dedupe.article_part_count(home, dump_date)))
    return [0]


def run_stage(
    stage: str, days: Sequence[date], settings: Settings, *, part: int = 0, force: bool = False
) -> StageReport:
    """Run one stage: of one part, of one day, or, for load, export and publish, of all the days at once."""
    with at_work(stage, days, part):
        if stage in _VERSION_STAGES:
            return _VERSION_STAGES[stage](days, settings, force=force)
        (day,) = days
        if stage in _PART_STAGES:
            return _PART_STAGES[stage](day, part, settings, force=force)
        if stage in _DAY_STAGES:
            return _DAY_STAGES[stage](day, settings, force=force)
    raise InputError(f"no stage '{stage}'. There are: {', '.join(STAGES)}.")


def warm_up(settings: Settings) -> None:
    """Load what tasks would each load for themselves: the language model, the finder, the fingerprints of the code.

    For a process that forks one for every task. InputError where the model cannot be loaded. The fingerprints are taken
    now so that they stay those of the code that is loaded, also where its files are replaced later.
    """
    for stage in STAGES:
        code_sha256(f"tasks.{stage}")
    tag.entity_finder(settings.model)
