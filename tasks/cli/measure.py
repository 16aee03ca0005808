"""`daybook eval` and `daybook compare-models`: how good the pipeline is, and what another model would change."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from tasks.cli.options import (
    HomeOption,
    JsonOption,
    ModelOption,
    WorkersOption,
    print_json,
    settings_from,
    stderr,
    stdout,
)

if TYPE_CHECKING:
    from tasks.measure.comparison import Comparison, EntityCount
    from tasks.measure.scoring import Figure, Scores

_LABELS = {
    "people": "people",
    "people_mentions": "mentions of people",
    "countries": "countries",
    "agencies": "agencies, national",
    "agencies_igo": "agencies, all",
}
ExamplesOption = Annotated[int, typer.Option("--examples", min=0, help="Examples at most for each kind.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("eval")(evaluate_gold)
    app.command("compare-models")(compare)


def evaluate_gold(
    gold: Annotated[Path, typer.Option("--gold", help="JSON Lines file of articles with what is in them.")],
    model: ModelOption = None,
    workers: WorkersOption = None,
    examples: ExamplesOption = 5,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Score people, countries and agencies against a gold file (docs/evaluation.md). Home is not touched."""
    from tasks.cli.bars import StageBars
    from tasks.measure.evaluation import evaluate

    settings = settings_from({"home": home, "model": model, "workers": workers})
    with StageBars(stderr()) as bars:
        scores = evaluate(gold, settings, progress=bars)
    if json:
        print_json(_scores_as_json(scores, settings.model))
    else:
        _print_scores(scores, examples)


def compare(
    date: Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="A day of the lake.")],
    model: Annotated[str, typer.Option("--model", help="The pipeline to try, by name or path.")],
    model_b: Annotated[
        str | None, typer.Option("--model-b", help="What it is compared with; the model of the settings if left out.")
    ] = None,
    examples: ExamplesOption = 5,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """What changes on a day with another model: entities gained and lost. Nothing is published or written to home."""
    from tasks.measure.comparison import compare_models

    settings = settings_from({"home": home})
    comparison = compare_models(date.date(), model_b or settings.model, model, settings)
    if json:
        print_json(asdict(comparison) | {"changes": [_change_as_json(one) for one in comparison.changes]})
    else:
        _print_comparison(comparison, examples)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _print_scores(scores: Scores, examples: int) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", justify="left")
    for name in ("F1", "precision", "recall", "correct", "found", "gold"):
        table.add_column(name, justify="right")
    for measure, figure in scores.figures.items():
        shares = (_percent(share) for share in (figure.f1, figure.precision, figure.recall))
        table.add_row(_LABELS[measure], *shares, *(f"{count:,}" for count in figure))
    console = stdout()
    console.print(table)
    for what, exact in (("", scores.countries_exact), (" of those with any", scores.countries_exact_filled)):
        if exact.gold:
            share = f"{_percent(exact.recall)}% ({exact.correct:,} of {exact.gold:,})"
            console.print(f"countries exactly right in {share} articles{what}", markup=False)
    console.print(f"{scores.articles:,} articles, {scores.articles_missing:,} of them refused", markup=False)
    for measure in scores.figures:
        for error in ("missed", "wrong"):
            found = [one for one in scores.errors if (one.measure, one.error) == (measure, error)]
            if found and examples:
                console.print(Text(f"\n{_LABELS[measure]}, {error}: {len(found):,}", style="bold"))
                for one in found[:examples]:
                    console.print(Text(f"  {one.gold_id}  {one.text}"))


def _scores_as_json(scores: Scores, model: str) -> dict[str, Any]:
    def stated(figure: Figure) -> dict[str, Any]:
        shares = {"precision": figure.precision, "recall": figure.recall, "f1": figure.f1}
        return {name: round(share, 4) for name, share in shares.items()} | figure._asdict()

    def exact(figure: Figure) -> dict[str, Any]:
        return {"share": round(figure.recall, 4), "correct": figure.correct, "articles": figure.gold}

    return {
        "model": model,
        "articles": scores.articles,
        "articles_missing": scores.articles_missing,
        "figures": {measure: stated(figure) for measure, figure in scores.figures.items()},
        "countries_exact": exact(scores.countries_exact),
        "countries_exact_filled": exact(scores.countries_exact_filled),
        "errors": [error._asdict() for error in scores.errors],
    }


def _change_as_json(change: Any) -> dict[str, Any]:
    entities = {name: [one._asdict() for one in getattr(change, name)] for name in ("gained", "lost")}
    return asdict(change) | entities


def _print_comparison(comparison: Comparison, examples: int) -> None:
    before, after = comparison.models
    console = stdout()
    console.print(f"{comparison.dump_date}: {comparison.article_count:,} articles, {before} -> {after}", markup=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", justify="left")
    for name in ("entities", "gained", "lost", "mentions", "gained", "lost"):
        table.add_column(name, justify="right")
    for change in comparison.changes:
        table.add_row(
            change.kind,
            _step(*change.entity_counts),
            f"{len(change.gained):,}",
            f"{len(change.lost):,}",
            _step(*change.mention_counts),
            f"{change.mentions_gained:,}",
            f"{change.mentions_lost:,}",
        )
    console.print(table)
    for change in comparison.changes:
        for what, entities in (("gained", change.gained), ("lost", change.lost)):
            if entities and examples:
                console.print(Text(f"{change.kind} {what}: {_listed(entities, examples)}"))
    seconds = " -> ".join(f"{one:.1f}" for one in comparison.seconds)
    stderr().print(f"tagging and linking took {seconds} s on one worker", markup=False)


def _step(before: int, after: int) -> str:
    return f"{before:,} -> {after:,}"


def _listed(entities: tuple[EntityCount, ...], most: int) -> str:
    shown = ", ".join(f"{one.name} ({one.mention_count})" for one in entities[:most])
    return shown + (f" and {len(entities) - most:,} more" if len(entities) > most else "")
