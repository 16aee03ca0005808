"""What questions to a warehouse on S3 cost: read in place by httpfs, against a copy made first.

    python -m tests.benchmarks.s3_warehouse --articles 40000

The server is a real one on loopback, so the seconds say little; requests and bytes are what a network makes dear.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from tasks.store.home import Home, home_at
from tasks.store.publications import move_current, publication_of, require_current
from tasks.store.queries import read_sql, sql_names
from tasks.store.reading import connect_latest
from tests.s3_proxy import FaultyProxy, proxy_before
from tests.s3_server import ACCESS_KEY, BUCKET, SECRET_KEY, serving

ADDRESS = f"s3://{BUCKET}/measured"
QUESTIONS: dict[str, tuple[str, dict[str, Any] | None]] = {
    "count the articles": ("select count(*) from articles", None),
    "top people": (read_sql("queries", "top_people"), {"first": None, "last": None, "rows": 20}),
    "an article by id": (
        "select title, body from articles where article_id = $id",
        {"id": hashlib.md5(b"77", usedforsecurity=False).hexdigest()[:16]},
    ),
    "words in every body": ("select count(*) from articles where contains(body, 'abc')", None),
}
FILLING = (
    """
    insert into articles by name
    select md5(i::varchar)[:16] as article_id, date '2024-01-01' + (i // 2000)::int as dump_date,
        'p' as publisher, 't' || i as title, 'e' || i as external_id, []::varchar[] as authors,
        timestamptz '2024-01-01' as published_at, 'field' as published_at_from, 'en' as "language",
        (select string_agg(md5((i * 100 + k)::varchar), ' ') from range(60) as r(k)) as body, 500 as word_count,
        md5(i::varchar) || md5(i::varchar) as body_sha256, true as is_latest, 'u' as dump_uri, i::int as record_no
    from range($articles) as t(i)
    """,
    """
    insert into people by name
    select 'p' || i as person_id, 'Name ' || i as name, []::varchar[] as aliases,
        date '2024-01-01' as first_dump_date, date '2024-01-01' as last_dump_date,
        5 as article_count, 9 as mention_count
    from range($articles // 8) as t(i)
    """,
    """
    insert into article_people by name
    select md5((i // 4)::varchar)[:16] as article_id, 'p' || ((i * 7919) % ($articles // 8)) as person_id,
        date '2024-01-01' + (i // 8000)::int as dump_date, 2 as mention_count, 5 as first_start_char,
        false as is_in_title, 0.5 as salience
    from range(4 * $articles) as t(i)
    """,
)


def publish_generated(home: Home, articles: int) -> int:
    """Publish a generated warehouse; returns its size in bytes."""
    publication = publication_of("0" * 12)
    with home.creating(publication.warehouse) as path:
        path.unlink()
        with duckdb.connect(str(path)) as con:
            for name in sql_names("tables"):
                con.execute(read_sql("tables", name))
            for query in FILLING:
                con.execute(query, {"articles": articles})
            for name in sql_names("views"):
                con.execute(read_sql("views", name))
            con.execute("checkpoint")
    move_current(home, publication, None)
    return home.size_of(publication.warehouse)


def bytes_read(proxy: FaultyProxy, size: int) -> int:
    """Bytes of the warehouse that were asked for."""
    total = 0
    for request in proxy.reads():
        if request.path.endswith(".duckdb"):
            first, last = (request.range or f"bytes=0-{size}").removeprefix("bytes=").split("-")
            total += min(int(last), size - 1) - int(first) + 1
    return total


def main() -> None:
    """Print a line for each question and way."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=40_000)
    with (
        tempfile.TemporaryDirectory() as name,
        serving(Path(name)) as server,
        proxy_before(server.endpoint) as proxy,
    ):
        scratch = Path(name) / "scratch"
        keys = {"AWS_ACCESS_KEY_ID": ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": SECRET_KEY, "AWS_REGION": "us-east-1"}
        os.environ.update({**keys, "AWS_ENDPOINT_URL": proxy.endpoint})
        scratch.mkdir()
        tempfile.tempdir = str(scratch)
        home = home_at(ADDRESS)
        size = publish_generated(home, options.parse_args().articles)
        print(f"warehouse of {size / 1e6:.1f} MB")
        for question, (query, parameters) in QUESTIONS.items():
            for way in ("httpfs", "copy"):
                shutil.rmtree(scratch)
                scratch.mkdir()
                proxy.requests.clear()
                start = time.perf_counter()
                fresh = home_at(ADDRESS)
                if way == "copy":
                    fresh.path_of(require_current(fresh).warehouse)
                with connect_latest(ADDRESS) as con:
                    con.execute(query, parameters).fetchall()
                seconds = time.perf_counter() - start
                figures = f"{len(proxy.requests):4} requests {bytes_read(proxy, size) / 1e6:7.1f} MB {seconds:6.2f} s"
                print(f"{question:22} {way:7} {figures}")


if __name__ == "__main__":
    main()
