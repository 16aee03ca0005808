"""Overrides: what an operator knows better than the pipeline of people and agencies (docs/overrides.md)."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from tasks.errors import InputError

ACTIONS = ("merge", "rename", "never", "split")
KINDS = ("person", "agency", "country")
SCOPE = ("article", "publisher", "dump_date")
COLUMNS = ("action", "kind", "id", "text", "to", *SCOPE, "note")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY_ID = re.compile(r"[A-Z]{2}")
_NEEDS = {"merge": {"id", "to"}, "rename": {"id", "to"}, "never": set[str](), "split": {"id", "to"}}
_TAKES = {"merge": {"id", "to"}, "rename": {"id", "to"}, "never": {"id", "text", *SCOPE}, "split": {"id", "to", *SCOPE}}

EntityId = tuple[str, str]
"""(kind, entity_id)"""


class Override(NamedTuple):
    """One line of an override file; what it leaves empty is an empty string."""

    line: int
    action: str
    kind: str
    id: str = ""
    text: str = ""
    to: str = ""
    article: str = ""
    publisher: str = ""
    dump_date: str = ""

    @property
    def scope(self) -> tuple[str, str, str]:
        """Article, publisher and day to which the override is limited."""
        return self.article, self.publisher, self.dump_date

    @property
    def says(self) -> str:
        """The override in words, as "merge person jo-biden to joe-biden"."""
        what = self.id or f"'{self.text}'"
        where = [f"{name} {value}" for name, value in zip(SCOPE, self.scope, strict=True) if value]
        to = f" to {self.to}" if self.to else ""
        return f"{self.action} {self.kind} {what}{to}{' in ' if where else ''}{', '.join(where)}"

    def holds_in(self, place: Place) -> bool:
        """Whether an article lies within the scope."""
        return all(not own or own == found for own, found in zip(self.scope, place, strict=True))


class Place(NamedTuple):
    """The article of a mention, its publisher, its day in ISO 8601."""

    article: str
    publisher: str
    dump_date: str


class Resolved(NamedTuple):
    """The entity a mention belongs to, None for none, and the lines of the file that say so."""

    entity_id: str | None
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Overrides:
    """All overrides of a file, indexed. Their order in the file has no bearing."""

    entries: tuple[Override, ...] = ()
    merges: Mapping[EntityId, Override] = field(default_factory=dict)
    renames: Mapping[EntityId, Override] = field(default_factory=dict)
    splits: Mapping[EntityId, tuple[Override, ...]] = field(default_factory=dict)
    never_ids: Mapping[EntityId, tuple[Override, ...]] = field(default_factory=dict)
    never_texts: Mapping[EntityId, tuple[Override, ...]] = field(default_factory=dict)

    @property
    def facts(self) -> list[tuple[str, ...]]:
        """What the overrides say, in an order of their own: equal for files that differ in order and notes alone."""
        return sorted(tuple(map(str, entry[1:])) for entry in self.entries)

    def concern(self, kind: str, entity_id: str, text: str) -> bool:
        """Whether any override may change such a mention; quick, for the many that none does."""
        key = (kind, entity_id)
        return key in self.merges or key in self.splits or key in self.never_ids or (kind, text) in self.never_texts

    def resolve(self, kind: str, entity_id: str, text: str, place: Place) -> Resolved:
        """The entity of a mention: no text or id that is never one, split off first, merged then.

        Of several splits that hold in an article the narrowest counts: by article, by publisher and day, by publisher,
        by day.
        """
        lines = [entry.line for entry in self.never_texts.get((kind, text), ()) if entry.holds_in(place)]
        splits = [entry for entry in self.splits.get((kind, entity_id), ()) if entry.holds_in(place)]
        ids = [entity_id]
        if splits:
            narrowest = max(splits, key=lambda entry: tuple(map(bool, entry.scope)))
            ids.append(narrowest.to)
            lines.append(narrowest.line)
        while (merge := self.merges.get((kind, ids[-1]))) is not None:
            ids.append(merge.to)
            lines.append(merge.line)
        never = [entry for one in ids for entry in self.never_ids.get((kind, one), ()) if entry.holds_in(place)]
        is_never = bool(never) or any(entry.holds_in(place) for entry in self.never_texts.get((kind, text), ()))
        return Resolved(None if is_never else ids[-1], (*lines, *(entry.line for entry in never)))

    def sources_of(self, kind: str, entity_id: str) -> dict[str, bool]:
        """Ids whose mentions may become this one's, each with whether it keeps what is known of it: not when split."""
        sources: dict[str, bool] = {}
        pending = [entity_id]
        while pending:
            target = pending.pop()
            for (of_kind, source), merge in self.merges.items():
                if (of_kind, merge.to) == (kind, target) and source not in sources:
                    sources[source] = True
                    pending.append(source)
            for (of_kind, source), splits in self.splits.items():
                if of_kind == kind and any(split.to == target for split in splits):
                    sources.setdefault(source, False)
        return sources


def parse_overrides(text: str, path: str) -> Overrides:
    """Overrides of a CSV text; InputError names the line, what is wrong with it and what to do."""
    rows = csv.reader(io.StringIO(text.replace("\0", ""), newline=""))
    header = [name.strip() for name in next(rows, [])]
    _check_header(header, path)
    entries: list[Override] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        entry = _entry(header, row, rows.line_num, f"{path}, line {rows.line_num}")
        if (first := seen.setdefault(_decides(entry), entry.line)) != entry.line:
            raise InputError(f"{path}, line {entry.line}: line {first} decides the same already. Remove one of them.")
        entries.append(entry)
    overrides = _indexed(entries)
    _check_cycles(overrides, path)
    return overrides


def _check_header(header: list[str], path: str) -> None:
    for name in header:
        if name not in COLUMNS:
            nearest = difflib.get_close_matches(name, COLUMNS, n=1, cutoff=0)[0]
            raise InputError(
                f"{path}, line 1: unknown column '{name}'. Nearest known: '{nearest}'. Known: {', '.join(COLUMNS)}."
            )
    if not {"action", "kind"} <= set(header):
        raise InputError(
            f"{path}, line 1: expected a header with the columns action and kind, of {', '.join(COLUMNS)}."
        )


def _entry(header: list[str], row: list[str], line: int, where: str) -> Override:
    if len(row) > len(header):
        raise InputError(f"{where}: {len(row)} cells, the header has {len(header)}. Put texts with commas in quotes.")
    cells = {name: cell.strip() for name, cell in zip(header, row, strict=False) if name != "note"}
    entry = Override(line, **cells)
    if entry.action not in ACTIONS:
        raise InputError(f"{where}: action '{entry.action}'. Expected one of {', '.join(ACTIONS)}.")
    if entry.kind not in KINDS or (entry.kind == "country" and entry.action != "never"):
        raise InputError(
            f"{where}: {entry.action} of kind '{entry.kind}'. Expected person or agency; country for never."
        )
    _check_cells(entry, where)
    return entry


def _check_cells(entry: Override, where: str) -> None:
    stated: dict[str, Any] = {name: getattr(entry, name) for name in Override._fields[3:] if getattr(entry, name)}
    action = entry.action
    if missing := sorted(_NEEDS[action] - stated.keys()):
        raise InputError(f"{where}: {action} needs {' and '.join(missing)}.")
    if extra := sorted(stated.keys() - _TAKES[action]):
        raise InputError(f"{where}: {action} takes no {' and no '.join(extra)}. Leave it empty.")
    if action == "never" and bool(entry.id) == bool(entry.text):
        raise InputError(f"{where}: never needs an id or a text, one of the two.")
    if action == "split" and not any(entry.scope):
        raise InputError(f"{where}: split needs an article, a publisher or a dump_date: where the other one is meant.")
    pattern, form = (_COUNTRY_ID, "FR") if entry.kind == "country" else (_ID, "ada-lovelace")
    for name in ("id",) if action == "rename" else ("id", "to"):
        value = stated.get(name)
        if value and not pattern.fullmatch(value):
            raise InputError(f"{where}: {name} '{value}' is no id of kind {entry.kind}. Expected the form '{form}'.")
    if action != "rename" and entry.id and entry.id == entry.to:
        raise InputError(f"{where}: {action} of '{entry.id}' to itself. Give another id.")
    if entry.dump_date:
        _check_date(entry.dump_date, where)


def _check_date(text: str, where: str) -> None:
    try:
        is_plain = date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_plain = False
    if not is_plain:
        raise InputError(f"{where}: dump_date '{text}'. Expected the form 2024-06-04.")


def _decides(entry: Override) -> tuple[str, ...]:
    """What only one line of a file can say."""
    return (entry.action, entry.kind, entry.id, entry.text, *entry.scope)


def _indexed(entries: Iterable[Override]) -> Overrides:
    by_action: dict[str, list[Override]] = {action: [] for action in ACTIONS}
    for entry in entries:
        by_action[entry.action].append(entry)
    return Overrides(
        tuple(entry for action in ACTIONS for entry in by_action[action]),
        {(entry.kind, entry.id): entry for entry in by_action["merge"]},
        {(entry.kind, entry.id): entry for entry in by_action["rename"]},
        _grouped((entry.kind, entry.id, entry) for entry in by_action["split"]),
        _grouped((entry.kind, entry.id, entry) for entry in by_action["never"] if entry.id),
        _grouped((entry.kind, entry.text, entry) for entry in by_action["never"] if entry.text),
    )


def _grouped(keyed: Iterable[tuple[str, str, Override]]) -> dict[EntityId, tuple[Override, ...]]:
    groups: dict[EntityId, tuple[Override, ...]] = {}
    for kind, key, entry in keyed:
        groups[kind, key] = (*groups.get((kind, key), ()), entry)
    return groups


def _check_cycles(overrides: Overrides, path: str) -> None:
    for start, entry in overrides.merges.items():
        steps = list(_chain(overrides, start))
        if steps and steps[-1] == start[1]:
            way = " -> ".join((entry.id, *steps))
            raise InputError(f"{path}, line {entry.line}: merges lead in a circle: {way}. Remove one of them.")


def _chain(overrides: Overrides, start: EntityId) -> Iterator[str]:
    """Ids that the merges of one lead to, up to the first that was met before."""
    kind, entity_id = start
    met = {entity_id}
    while (merge := overrides.merges.get((kind, entity_id))) is not None:
        entity_id = merge.to
        yield entity_id
        if entity_id in met:
            return
        met.add(entity_id)
