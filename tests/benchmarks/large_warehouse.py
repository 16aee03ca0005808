"""A million articles from one real warehouse: lake parts, and the warehouse that the project's own load makes of them.

Each article is repeated with another id, day and words: every name that only a few articles mention is spelt with
other letters, one spelling a variant, in body, title, bullets and mentions alike, so that spans hold, and the number of
people and of words grows with the number of articles as it does in news. Each day holds articles of many real days.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas import contract_of
from tasks.load import _JOIN_SCHEMA
from tasks.store import warehouse

FIRST_DAY = date(2021, 1, 1)
VARIANTS = 40
FAMOUS = 100
"""So many people keep their names in every copy."""
LOADED = (
    "day_articles", "summaries", "summary_bullets", "mentions", "article_people", "article_countries",
    "article_agencies", "day_people", "day_countries", "day_agencies", "inputs", "rejects",
)  # fmt: skip
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
"""Also the second of two words that scraping has glued together, where a sentence may begin."""


class Original:
    """A real warehouse in memory: its tables, and which article each row belongs to."""

    def __init__(self, path: Path) -> None:
        with duckdb.connect(str(path), read_only=True) as con:
            con.execute("set timezone = 'UTC'")
            names = ["articles", *LOADED[1:7], "people", "countries", "agencies"]
            self.tables = {name: con.execute(f"from {name} order by all").to_arrow_table() for name in names}
            most = "select person_id from people order by article_count desc, person_id limit ?"
            self.famous = {row[0] for row in con.execute(most, [FAMOUS]).fetchall()}
        articles = self.tables["articles"]
        self.place = {name: number for number, name in enumerate(articles["article_id"].to_pylist())}
        first = pc.min(articles["dump_date"]).as_py()
        self.offsets = [(day - first).days for day in articles["dump_date"].to_pylist()]
        self.owners = {
            name: pa.array([self.place[one] for one in table["article_id"].to_pylist()], pa.int32())
            for name, table in self.tables.items()
            if "article_id" in table.column_names
        }

    def names_of_article(self) -> dict[int, set[str]]:
        """Words of the names of each article's lesser-known people."""
        mentions = self.tables["mentions"]
        words: defaultdict[int, set[str]] = defaultdict(set)
        columns = zip(
            self.owners["mentions"].to_pylist(),
            *(mentions[name].to_pylist() for name in ("kind", "entity_id", "text")),
            strict=True,
        )
        for owner, kind, entity_id, text in columns:
            if kind == "person" and entity_id not in self.famous:
                words[owner].update(word.lower() for word in WORD.findall(text))
        return words


def respell(word: str, variant: int) -> str:
    """A word of other letters, as long as before, always the same one for a variant."""
    if not variant:
        return word
    digest = hashlib.sha256(f"{word.lower()}:{variant}".encode()).digest() * (len(word) // 32 + 1)
    letters = "".join("etaoinshrdlucmfgypwbvkjxqz"[byte % 20] for byte in digest[: len(word)])
    return "".join(new.upper() if old.isupper() else new for old, new in zip(word, letters, strict=True))


class Variant:
    """The texts of all articles with one spelling of the names."""

    def __init__(self, original: Original, words: dict[int, set[str]], number: int) -> None:
        def rewritten(owner: int, text: str | None) -> str | None:
            mapped = words.get(owner)
            if text is None or not mapped or not number:
                return text
            return WORD.sub(lambda found: respell(found[0], number) if found[0].lower() in mapped else found[0], text)

        def column(table: str, name: str) -> pa.Array:
            owners = original.owners[table].to_pylist()
            texts = original.tables[table][name].to_pylist()
            if texts and isinstance(texts[0], list):
                made = [[rewritten(o, one) for one in many] for o, many in zip(owners, texts, strict=True)]
            else:
                made = [rewritten(o, one) for o, one in zip(owners, texts, strict=True)]
            return pa.array(made, contract_of(table).schema.field(name).type)

        self.number = number
        self.columns = {
            (table, name): column(table, name)
            for table, name in [
                ("articles", "title"), ("articles", "body"), ("summaries", "in_shorts"), ("summaries", "in_depth"),
                ("summaries", "key_takeaways"), ("summary_bullets", "text"),
            ]
        }  # fmt: skip
        bodies = self.columns["articles", "body"].to_pylist()
        mentions = original.tables["mentions"]
        spans = zip(
            original.owners["mentions"].to_pylist(),
            mentions["start_char"].to_pylist(),
            mentions["end_char"].to_pylist(),
            strict=True,
        )
        self.columns["mentions", "text"] = pa.array([bodies[owner][start:end] for owner, start, end in spans])
        people = original.tables["people"]
        self.people = {
            one: one if one in original.famous or not number else f"{one}-{number}"
            for one in people["person_id"].to_pylist()
        }
        self.names = {
            one: name if one in original.famous else WORD.sub(lambda found: respell(found[0], number), name)
            for one, name in zip(people["person_id"].to_pylist(), people["name"].to_pylist(), strict=True)
        }


def write_copy(
    original: Original, variant: Variant, copy: int, days: int, folder: Path, counts: Counter[date]
) -> list[dict[str, Any]]:
    """Lake parts of one copy of all articles; returns its exact and near duplicates as rows of the loader's joins."""
    articles = original.tables["articles"]
    shift = copy * 13
    ids = [hashlib.sha256(f"{one}:{copy}".encode()).hexdigest()[:16] for one in articles["article_id"].to_pylist()]
    dates = [FIRST_DAY + timedelta((offset + shift) % days) for offset in original.offsets]
    counts.update(dates)
    id_array, date_array = pa.array(ids), pa.array(dates, pa.date32())
    moved = [new - old for new, old in zip(dates, articles["dump_date"].to_pylist(), strict=True)]
    changes = {
        "published_at": pc.add(articles["published_at"], pa.array(moved, pa.duration("us"))),
        "url": pc.binary_join_element_wise(articles["url"], pa.scalar(str(copy)), "#"),
        "url_key": pc.binary_join_element_wise(articles["url_key"], pa.scalar(str(copy)), "/"),
        "dump_uri": pa.array([f"{day}.jsonl" for day in dates]),
        "title": variant.columns["articles", "title"],
        "body": variant.columns["articles", "body"],
        "article_id": id_array,
        "dump_date": date_array,
        "text_sha256": articles["body_sha256"],
        "signature": pa.array([b""] * len(ids)),
        "own_in_shorts": pa.array([[]] * len(ids), pa.list_(pa.string())),
        "own_key_takeaways": pa.array([[]] * len(ids), pa.list_(pa.string())),
        "copy_of": pa.nulls(len(ids), pa.string()),
    }
    _write(folder, "day_articles", copy, {**{n: articles[n] for n in articles.column_names}, **changes})
    for table in LOADED[1:7]:
        rows = original.tables[table]
        owners = original.owners[table]
        made = {name: variant.columns.get((table, name), rows[name]) for name in rows.column_names}
        made |= {"article_id": id_array.take(owners), "dump_date": date_array.take(owners)}
        if table == "mentions":
            kinds = rows["kind"].to_pylist()
            known = variant.people
            entities = rows["entity_id"].to_pylist()
            pairs = zip(kinds, entities, strict=True)
            made["entity_id"] = pa.array([known[one] if kind == "person" else one for kind, one in pairs])
        if table == "article_people":
            made["person_id"] = pa.array([variant.people[one] for one in rows["person_id"].to_pylist()])
        _write(folder, table, copy, made)
    _write_entities(original, variant, copy, dates[0], folder)
    duplicates = zip(
        *(articles[name].to_pylist() for name in ("duplicate_of", "duplicate_kind", "duplicate_share")), strict=True
    )
    return [
        dict(zip(_JOIN_SCHEMA.names, (ids[number], ids[original.place[of]], kind, share), strict=True))
        for number, (of, kind, share) in enumerate(duplicates)
        if of
    ]


def _write_entities(original: Original, variant: Variant, copy: int, day: date, folder: Path) -> None:
    for plural in ("people", "countries", "agencies"):
        rows = original.tables[plural]
        made = {name: rows[name] for name in rows.column_names}
        made |= {"name_count": rows["mention_count"], "dump_date": pa.array([day] * rows.num_rows, pa.date32())}
        if plural == "people":
            ids = rows["person_id"].to_pylist()
            made["person_id"] = pa.array([variant.people[one] for one in ids])
            made["name"] = pa.array([variant.names[one] for one in ids])
        _write(folder, f"day_{plural}", copy, made)


def _write(folder: Path, table: str, part: int, columns: dict[str, Any]) -> None:
    schema = contract_of(table).schema
    arrays = [columns[field.name].cast(field.type) for field in schema]
    path = folder / table / f"part-{part:05d}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(arrays, schema=schema), path, compression="zstd", compression_level=1)


def write_parts(real: Path, folder: Path, articles: int, days: int) -> pa.Table:
    """Lake parts of about so many articles on so many days; returns the loader's joins."""
    original = Original(real)
    words = original.names_of_article()
    copies = round(articles / len(original.place))
    counts: Counter[date] = Counter()
    joins: list[dict[str, Any]] = []
    for number in range(min(VARIANTS, copies)):
        variant = Variant(original, words, number)
        for copy in range(number, copies, VARIANTS):
            joins += write_copy(original, variant, copy, days, folder, counts)
    inputs = [
        {
            "dump_date": day, "feed": "default", "dump_uri": f"{day}.jsonl", "is_expected": True, "is_received": True,
            "bytes": 1, "sha256": "0" * 64, "record_count": count, "article_count": count, "reject_count": 0,
        }
        for day, count in sorted(counts.items())
    ]  # fmt: skip
    for table, rows in {"inputs": inputs, "rejects": []}.items():
        made = pa.Table.from_pylist(rows, schema=contract_of(table).schema)
        _write(folder, table, 0, {name: made[name] for name in made.column_names})
    return pa.Table.from_pylist(joins, schema=_JOIN_SCHEMA)


def make_warehouse(real: Path, target: Path, articles: int, days: int, folder: Path) -> dict[str, float]:
    """Write the parts below `folder`, load them into `target` as a run does; seconds of both, and megabytes."""
    began = time.perf_counter()
    joins = write_parts(real, folder, articles, days)
    written = time.perf_counter()
    parts = {table: sorted(map(str, (folder / table).glob("*.parquet"))) for table in LOADED}
    all_days = [FIRST_DAY + timedelta(number) for number in range(days)]
    counts = pq.read_table(folder / "inputs", columns=["dump_date", "article_count"]).to_pylist()
    footers = pa.Table.from_pylist(
        [
            {"dump_date": row["dump_date"], "part": 0, "fingerprint": "0" * 12, "model": None, **stage}
            for row in counts
            for stage in (
                {"stage": "plan", "rows_in": 1, "rows_out": 1},
                {"stage": "ingest", "rows_in": row["article_count"], "rows_out": row["article_count"]},
            )
        ],
        schema=contract_of("runs").schema,
    )
    audits: list[float] = []
    with patch.object(warehouse, "audit_warehouse", _timed_audit(audits)):
        warehouse.build_warehouse(target, parts=parts, relations={"footers": footers, "joins": joins}, days=all_days)
    loaded = time.perf_counter()
    return {
        "parts_seconds": round(written - began, 1),
        "build_seconds": round(loaded - written - sum(audits), 1),
        "checks_seconds": round(sum(audits), 1),
        "parts_mb": round(sum(p.stat().st_size for p in folder.rglob("*.parquet")) / 1e6),
        "warehouse_mb": round(target.stat().st_size / 1e6),
    }


def _timed_audit(seconds: list[float]) -> Callable[..., pa.Table]:
    """The audit of a new warehouse, which notes what it took."""
    audit = warehouse.audit_warehouse

    def timed(*given: Any) -> pa.Table:
        began = time.perf_counter()
        results = audit(*given)
        seconds.append(time.perf_counter() - began)
        return results

    return timed


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("real", type=Path, help="a published warehouse file")
    options.add_argument("target", type=Path, help="the warehouse file to make")
    options.add_argument("--articles", type=int, default=1_000_000)
    options.add_argument("--days", type=int, default=1_000)
    given = options.parse_args()
    folder = given.target.with_suffix(".parts")
    try:
        print(make_warehouse(given.real, given.target, given.articles, given.days, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
