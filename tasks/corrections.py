"""Corrections: the overrides of the settings, applied to lake parts on their way into a warehouse.

The lake keeps what the pipeline found. A changed override file therefore changes every published day with the next
load, and no stage before it runs again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from tasks.config import Settings
from tasks.fingerprint import fingerprint_of
from tasks.lineage import DayLineage, recall_day
from tasks.occurrences import ID_COLUMNS, KINDS, ArticleFacts, LinkedMention, occurrence_rows
from tasks.store.home import Home
from tasks.store.kept_parts import kept_name
from tasks.store.parts import AS_WRITTEN, Footer, iterate_rows, part_name, read_footer, read_rows, write_part
from tasks.store.publications import published_parts
from tasks.store.scratch import read_given_text, scratch_home
from tasks.text.overrides import Overrides, Place, parse_overrides

CHECK_NAME = "overrides_match"
NAMED_KINDS = ("person", "agency")
_NOWHERE = Place("", "", "")

Row = Mapping[str, Any]
Columns = tuple[tuple[str, Any], ...]
"""Columns of a day_<kind> row that tell the entity, as hashable pairs."""


@dataclass(frozen=True)
class Corrections:
    """What a load reads in place of lake parts, and how many mentions each line of the override file decides.

    `replaced` gives the local path by name of the part, `added` that of a further part by table.
    """

    replaced: Mapping[str, str]
    added: Mapping[str, str]
    mention_counts: Mapping[int, int]


class _Corrected(NamedTuple):
    """A mention before and after; `after` is None where an override says never."""

    before: Row
    after: Row | None
    lines: tuple[int, ...]


def read_overrides(settings: Settings) -> Overrides:
    """Overrides of the settings, none where there is no file set; InputError names the line that is wrong."""
    if settings.overrides is None:
        return Overrides()
    return parse_overrides(read_given_text(settings.overrides, "override file"), str(settings.overrides))


def overrides_sha(overrides: Overrides) -> str | None:
    """12 hex over what the overrides say, None where there are none: notes and the order of lines are not in it."""
    return fingerprint_of({"overrides": overrides.facts}) if overrides.entries else None


def correct_parts(home: Home, lineages: Sequence[DayLineage], overrides: Overrides, scratch: Home) -> Corrections:
    """Corrected copies, in `scratch`, of the parts of all days that an override changes. Holds one part in memory."""
    replaced: dict[str, str] = {}
    added: dict[str, str] = {}
    counts: Counter[int] = Counter()
    for lineage in lineages if overrides.entries else ():
        kept = {part.name: kept_name(part.sha256) for part in lineage.parts}
        for number in range(sum("/mentions/" in name for name in kept)):
            names, lines = _correct_part(home, kept, lineage.dump_date, number, overrides, scratch)
            replaced |= {name: str(scratch.path_of(name)) for name in names}
            counts += lines
    for kind in NAMED_KINDS if overrides.entries else ():
        names = _correct_names(home, lineages, kind, overrides, scratch)
        replaced |= {name: str(scratch.path_of(name)) for name in names}
        table = f"day_{KINDS[kind]}"
        if scratch.exists(f"{table}.parquet"):
            added[table] = str(scratch.path_of(f"{table}.parquet"))
    return Corrections(replaced, added, counts)


def count_mentions(home: Home, overrides: Overrides) -> Mapping[int, int]:
    """Mentions of the published days that each line of the override file decides, by line."""
    lineages = [recall_day(home, day, parts) for day, parts in published_parts(home).items()]
    with scratch_home() as scratch:
        return correct_parts(home, lineages, overrides, scratch).mention_counts


def check_rows(overrides: Overrides, corrections: Corrections, days: Sequence[date]) -> list[dict[str, Any]]:
    """Rows of check_results: how many overrides decide nothing in any day, told on the last one."""
    unmatched = sum(not corrections.mention_counts.get(entry.line) for entry in overrides.entries)
    found = {max(days): unmatched} if days else {}
    return [
        {"check_name": CHECK_NAME, "dump_date": day, "severity": "warn", "failing_rows": found.get(day, 0)}
        for day in sorted(days)
        if overrides.entries
    ]


def _correct_part(
    home: Home, kept: Mapping[str, str], day: date, number: int, overrides: Overrides, scratch: Home
) -> tuple[list[str], Counter[int]]:
    """Names of the parts written anew, none where nothing changes, and mentions by line that decides them."""
    name = part_name("mentions", day, number)
    columns = ("kind", "entity_id", "text")
    if not any(_may_change(row, overrides) for row in iterate_rows(home, kept[name], columns)):
        return [], Counter()
    source = part_name("day_articles", day, number)
    articles = {
        row["article_id"]: row for row in read_rows(home, kept[source], ("article_id", "title", "body", "publisher"))
    }
    corrected = list(_corrected(read_rows(home, kept[name]), articles, day, overrides))
    lines = Counter(line for mention in corrected for line in mention.lines)
    written = []
    for kind, plural in KINDS.items():
        changed = {one.before["article_id"] for one in corrected if one.before["kind"] == kind and _is_changed(one)}
        if changed:
            table = part_name(f"article_{plural}", day, number)
            rows = _occurrences(read_rows(home, kept[table]), corrected, articles, changed, kind, day)
            write_part(scratch, f"article_{plural}", table, rows, _footer(home, kept[table]))
            written.append(table)
    if written:
        after = (one.after for one in corrected if one.after is not None)
        write_part(scratch, "mentions", name, after, _footer(home, kept[name]))
        written.append(name)
    return written, lines


def _may_change(row: Row, overrides: Overrides) -> bool:
    kind, entity_id = row["kind"], row["entity_id"]
    return overrides.concern(kind, entity_id, row["text"]) or (kind, entity_id) in overrides.renames


def _corrected(
    mentions: Iterable[Row], articles: Mapping[str, Row], day: date, overrides: Overrides
) -> Iterator[_Corrected]:
    """Mentions in order, numbered anew within each article."""
    numbers: Counter[str] = Counter()
    for row in mentions:
        article_id, kind = row["article_id"], row["kind"]
        place = Place(article_id, articles[article_id]["publisher"] or "", day.isoformat())
        entity_id, lines = overrides.resolve(kind, row["entity_id"], row["text"], place)
        if entity_id is None:
            yield _Corrected(row, None, lines)
            continue
        numbers[article_id] += 1
        rename = overrides.renames.get((kind, entity_id))
        after = {**row, "entity_id": entity_id, "mention_no": numbers[article_id]}
        yield _Corrected(row, after, (*lines, rename.line) if rename else lines)


def _is_changed(mention: _Corrected) -> bool:
    return mention.after is None or mention.after["entity_id"] != mention.before["entity_id"]


def _occurrences(
    rows: Sequence[dict[str, Any]],
    corrected: Iterable[_Corrected],
    articles: Mapping[str, Row],
    changed: set[str],
    kind: str,
    day: date,
) -> list[dict[str, Any]]:
    """Rows of one article_<kind> part, those of the changed articles added up anew."""
    column = ID_COLUMNS[kind]
    roles = {(row["article_id"], row[column]): row.get("role") for row in rows}
    linked = [
        LinkedMention(one.after, roles[one.before["article_id"], one.before["entity_id"]])
        for one in corrected
        if one.after is not None and one.before["kind"] == kind and one.before["article_id"] in changed
    ]
    facts = {key: ArticleFacts(row["title"] or "", len(row["body"])) for key, row in articles.items()}
    kept = [row for row in rows if row["article_id"] not in changed]
    return sorted([*kept, *occurrence_rows(linked, facts, kind, day)], key=lambda row: (row["article_id"], row[column]))


def _correct_names(
    home: Home, lineages: Sequence[DayLineage], kind: str, overrides: Overrides, scratch: Home
) -> list[str]:
    """Names of the day_<kind> parts written anew: without the entities that an override makes or renames.

    These get one row for all days, in a part of their own.
    """
    table, column = f"day_{KINDS[kind]}", ID_COLUMNS[kind]
    parts = {p.name: kept_name(p.sha256) for one in lineages for p in one.parts if p.name.startswith(f"lake/{table}/")}
    made = {entry.to for entry in overrides.entries if entry.kind == kind and entry.action in ("merge", "split")}
    made |= {entity_id for of_kind, entity_id in overrides.renames if of_kind == kind}
    weights: defaultdict[str, Counter[Columns]] = defaultdict(Counter)
    written = []
    for name, kept in parts.items():
        rows = read_rows(home, kept)
        for row in rows:
            told = {key: value for key, value in row.items() if key not in ("dump_date", "name_count", column)}
            weights[row[column]][tuple(sorted(told.items()))] += row["name_count"]
        others = [_with_parent(row, overrides) for row in rows if row[column] not in made]
        if others != rows:
            write_part(scratch, table, name, others, _footer(home, kept))
            written.append(name)
    known = {one: columns for one in sorted(made) if (columns := _columns_of(one, kind, weights, overrides))}
    if known:
        day = min(lineage.dump_date for lineage in lineages)
        added = [{"dump_date": day, "name_count": 1, column: one, **columns} for one, columns in known.items()]
        write_part(scratch, table, f"{table}.parquet", added, Footer("load", 0, ""))
    return written


def _columns_of(
    entity_id: str, kind: str, weights: Mapping[str, Counter[Columns]], overrides: Overrides
) -> dict[str, Any]:
    """What is known of an entity: of its own, else of those that become it; empty where none of them was met.

    What was split off keeps no Wikidata item, which belongs to the one it was taken for.
    """
    columns = _heaviest(weights.get(entity_id, Counter()))
    if not columns:
        sources = overrides.sources_of(kind, entity_id)
        merged = [weights.get(source, Counter()) for source, is_merged in sources.items() if is_merged]
        split = [weights.get(source, Counter()) for source, is_merged in sources.items() if not is_merged]
        columns = _heaviest(sum(merged, Counter())) or _heaviest(sum(split, Counter()))
        if columns and not any(merged):
            columns["wikidata_id"] = None
    rename = overrides.renames.get((kind, entity_id))
    return _with_parent(columns, overrides) | ({"name": rename.to} if rename and columns else {})


def _heaviest(weights: Counter[Columns]) -> dict[str, Any]:
    """The columns with most mentions; of equals the first by alphabet, empty cells last."""
    if not weights:
        return {}
    columns = min(weights, key=lambda one: (-weights[one], [(value is None, str(value)) for _, value in one]))
    return dict(columns)


def _with_parent(row: Row, overrides: Overrides) -> dict[str, Any]:
    """The row with the parent body as overrides have it."""
    parent = row.get("parent_id")
    return dict(row) | ({"parent_id": overrides.resolve("agency", parent, "", _NOWHERE).entity_id} if parent else {})


def _footer(home: Home, kept: str) -> Footer:
    footer = read_footer(home, kept)
    return replace(footer, rows_out=AS_WRITTEN) if footer else Footer("link", 0, "")
