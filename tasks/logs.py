"""The log of the command line: one line on stderr for each remark, which says the stage, day and part it is about.

Under Airflow nothing of this is switched on: there the task's own log carries them.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

LogFormat = Literal["text", "json"]


class Work(NamedTuple):
    """What is being done: a stage of a part of a day, or of several days at once."""

    stage: str
    dump_date: str
    part: int


_OURS = logging.getLogger("tasks")
_WORK: ContextVar[Work | None] = ContextVar("daybook_work", default=None)


@contextmanager
def at_work(stage: str, days: Sequence[date], part: int) -> Iterator[None]:
    """Lines that are logged in the block are about this stage, these days and this part."""
    span = days[0].isoformat() if len(days) == 1 else f"{min(days)}..{max(days)}" if days else ""
    token = _WORK.set(Work(stage, span, part))
    try:
        yield
    finally:
        _WORK.reset(token)


def write_log_to_stderr(log_format: LogFormat) -> None:
    """Send Daybook's own warnings and worse of this process to stderr, once, in text or as a JSON object a line.

    Libraries keep their say to themselves or to their own handlers, as before.
    """
    handler = _ToStderr(logging.WARNING)
    handler.setFormatter(_AsJson() if log_format == "json" else _AsText())
    for former in [one for one in _OURS.handlers if isinstance(one, _ToStderr)]:
        _OURS.removeHandler(former)
    _OURS.addHandler(handler)


class _ToStderr(logging.Handler):
    """Writes to what stderr is at the time of the line."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        sys.stderr.write(f"{self.format(record)}\n")


class _AsText(logging.Formatter):
    """`daybook: 2024-06-05 tag part 3: message`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; a traceback follows where there is one."""
        work = _WORK.get()
        where = f"{work.dump_date} {work.stage} part {work.part}: " if work else ""
        return f"daybook: {where}{super().format(record)}"


class _AsJson(logging.Formatter):
    """A JSON object with the keys of Airflow's task logs, and `stage`, `dump_date` and `part`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        work = _WORK.get()
        line = {
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **(work._asdict() if work else {}),
            **({"exception": self.formatException(record.exc_info)} if record.exc_info else {}),
        }
        return json.dumps(line, ensure_ascii=False)
