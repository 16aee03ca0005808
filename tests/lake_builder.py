"""Dumps, lakes and published homes of the size of a test, made through the stages' own doors."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tasks.config import Settings
from tasks.pipeline import STAGES, is_of_version, parts_of, run_stage
from tasks.stage import StageReport

DAY_1, DAY_2, DAY_3 = date(2024, 6, 4), date(2024, 6, 5), date(2024, 6, 6)
SAMPLE_DAYS = [DAY_1, DAY_2, DAY_3]

BUDGET = (
    "PARIS, June 4 (Example Wire) - Ada Lovelace presented a budget for France on Tuesday that raises spending on "
    "railways by four percent.\n\n"
    "The finance ministry said that Lovelace had agreed to limit borrowing for the next three years. Germany welcomed "
    "the plan and said that it would open talks on a shared rail fund before the summer.\n\n"
    "Economists at two banks said that the plan would add about 12 billion euros to the debt by 2027. Parliament is to "
    "vote on the budget on 20 June."
)
FLOOD = (
    "Heavy rain flooded three towns in the south of Germany on Wednesday and drove 4,000 people from their homes.\n\n"
    "Grace Hopper, who leads the rescue service, said that the water would fall by the weekend. Hopper asked the army "
    "for boats.\n\n"
    "Insurers put the damage at 300 million euros. The last flood of this size was in 2013."
)
RECEIVERS = ("bridges", "canals", "clinics", "farms", "harbours", "libraries", "museums", "schools", "theatres")
SPANISH = (
    "El gobierno anunció el miércoles que la inversión en los ferrocarriles crecerá un cuatro por ciento durante el "
    "próximo año, según explicó la ministra después de la reunión con los alcaldes de las ciudades más grandes."
)
SECTIONED = """Rail plan passes first vote
Example Post – In Shorts
- Parliament backs the rail plan in its first vote.
- Germany joins the fund.
Example Post – In Depth
Parliament in Paris backed the rail plan in its first vote on Wednesday, with 310 votes for it and 120 against.

Germany said that it would join the fund. Ada Lovelace called the vote a good day for France.
Example Post – Key Takeaways to Remember
- 310 members voted for the plan.
- A second vote follows in July.
Subscribe to get the latest posts sent to your email.
"""


class Silence:
    """A progress that nobody follows."""

    def start(self, stage: str, total: int) -> None:
        """Say nothing."""

    def advance(self, report: StageReport) -> None:
        """Say nothing."""


def record(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A record of a feed. Records of other numbers share less than half of its text, so they are no near duplicates."""
    share = " ".join(f"The {name} will get {number} million of it in year {number}." for name in RECEIVERS)
    return {
        "id": f"r{number}",
        "url": f"https://example.org/news/{number}",
        "title": f"Budget of year {number} goes to parliament",
        "body": f"{BUDGET}\n\nIt is budget number {number}. {share}",
        "published_at": "2024-06-04T08:00:00Z",
        "author": "Jane Roe",
        "publisher": "Example Wire",
        "language": "en",
        **changes,
    }


def write_jsonl(path: Path, records: Iterable[Mapping[str, Any] | str]) -> Path:
    """A JSON Lines file; a string stands for itself as a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [one if isinstance(one, str) else json.dumps(one) for one in records]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def write_small_dump(folder: Path) -> Path:
    """Two days: articles, an exact duplicate, a revision of an address, a foreign language, one reject a day."""
    flood = record(
        2,
        title="Flood drives 4,000 from their homes <script>alert(1)</script>",
        body=FLOOD,
        published_at="2024-06-04T10:00:00Z",
    )
    copy = {**flood, "id": "c2", "url": "https://copy.example.net/2", "publisher": "Copy Post"}
    write_jsonl(folder / "2024-06-04-wire.jsonl", [record(1), "{broken", flood, record(6)])
    write_jsonl(folder / "2024-06-04-copy.jsonl", [{**copy, "published_at": "2024-06-04T11:00:00Z"}])
    corrected = f"{record(1)['body']} An earlier report stated another sum."
    revision = record(1, title="Budget of year 1, corrected", body=corrected, published_at="2024-06-05T09:00:00Z")
    spanish = record(3, body=SPANISH, title="Más inversión en los ferrocarriles", language="es")
    write_jsonl(folder / "2024-06-05-wire.jsonl", [revision, record(4, body=" "), spanish, record(5)])
    (folder / "2024-06-05-post.txt").write_text(SECTIONED, encoding="utf-8")
    return folder


def write_tiny_model(folder: Path) -> str:
    """A spaCy pipeline of rules, under the component names of the real one."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", name="senter")
    ruler: Any = nlp.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": "PERSON", "pattern": name} for name in ("Ada Lovelace", "Grace Hopper")])
    nlp.meta.update(name="tiny", version="1.0.0")
    nlp.to_disk(folder / "en_tiny")
    return str(folder / "en_tiny")


def run_stages(days: Sequence[date], settings: Settings, *, last: str = "publish") -> list[StageReport]:
    """Every stage up to `last`, in this process."""
    reports = []
    for stage in STAGES[: STAGES.index(last) + 1]:
        if is_of_version(stage):
            reports.append(run_stage(stage, days, settings))
        else:
            reports += [
                run_stage(stage, [day], settings, part=part) for day in days for part in parts_of(stage, day, settings)
            ]
    return reports


def publish_first_day(folder: Path, model: str) -> Settings:
    """Settings of a home in which the first day of the small dump is published."""
    source = write_small_dump(folder / "dumps")
    settings = Settings(home=folder / "home", source=str(source), workers=1, model=model)
    run_stages([DAY_1], settings)
    return settings


def copy_home(settings: Settings, folder: Path) -> Settings:
    """A home of its own, with its dumps, for a test that writes."""
    shutil.copytree(settings.home, folder / "home")
    shutil.copytree(str(settings.source), folder / "dumps", dirs_exist_ok=True)
    return settings.model_copy(update={"home": folder / "home", "source": str(folder / "dumps")})
