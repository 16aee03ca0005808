"""Progress bars on stderr, one a stage; plain lines where stderr is no terminal."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from tasks.pipeline import STAGES
from tasks.stage import StageReport


class StageBars:
    """Follows a run as the runner's Progress."""

    def __init__(self, console: Console) -> None:
        """Bars are drawn on `console` while the object is used as a context."""
        self._console = console
        self._bars = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
            console=console,
            disable=not console.is_terminal,
        )
        self._task: TaskID | None = None
        self._stage = ""
        self._done = self._reused = self._rows = self._total = 0

    def __enter__(self) -> StageBars:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def start(self, stage: str, total: int) -> None:
        """A stage begins that has this many parts."""
        self._stage, self._total = stage, total
        self._done = self._reused = self._rows = 0
        self._task = self._bars.add_task(stage, total=total, note="")

    def advance(self, report: StageReport) -> None:
        """One part is done."""
        self._done += 1
        self._reused += report.is_reused
        self._rows += report.rows_out
        note = f"{self._rows:,} rows" + (f", {self._reused} up to date" if self._reused else "")
        if self._task is not None:
            self._bars.update(self._task, advance=1, note=note)
        if self._done == self._total and not self._console.is_terminal:
            number = STAGES.index(self._stage) + 1
            self._console.print(f"[{number}/{len(STAGES)}] {self._stage}: {self._total} parts, {note}", markup=False)
