"""What a publication costs after its warehouse is built: exports, search index, the file on S3, and a look for changes.

    python -m tests.benchmarks.publishing big.duckdb

The S3 server is a real one on loopback: its seconds are those of hashing and of two disks, without a network.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from schemas import PUBLISHED_TABLES
from tasks.store.exports import export_table
from tasks.store.home import Home, home_at
from tasks.store.publications import Publication
from tasks.store.search_index import ensure_index
from tasks.store.warehouse import connection_to_read
from tests.s3_server import ACCESS_KEY, BUCKET, SECRET_KEY, serving

KEPT_PARTS = 200
PART_BYTES = 1_000_000


def measure(warehouse: Path, folder: Path) -> dict[str, float]:
    """Seconds and bytes by what was done, all below `folder`."""
    home = Home(folder / "home")
    with connection_to_read(warehouse) as con:
        counted = con.execute("select count(*) from articles").fetchone()
        seconds = {"export": timed(lambda: [list(export_table(home, con, contract)) for contract in PUBLISHED_TABLES])}
    found = home.sizes_below("exports")
    publication = Publication("measured", "warehouse/measured.duckdb", "exports/manifest-measured.json")
    (folder / "home/warehouse").mkdir()
    os.link(warehouse, folder / "home" / publication.warehouse)
    seconds["index"] = timed(lambda: ensure_index(home, publication, None))
    (folder / "s3").mkdir()
    with serving(folder / "s3") as server:
        os.environ |= {
            "AWS_ENDPOINT_URL": server.endpoint,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_REGION": "us-east-1",
        }
        remote = home_at(f"s3://{BUCKET}/measured")

        def upload() -> None:
            with remote.creating(publication.warehouse) as temporary:
                temporary.unlink()
                shutil.copyfile(warehouse, temporary)

        seconds["upload"] = timed(upload)
        names = [f"lake/articles/part-{number:05d}.parquet" for number in range(KEPT_PARTS)]
        for name in names:
            remote.write_bytes(name, os.urandom(PART_BYTES))
        hashes = {name: remote.sha256_of(name) for name in names}
        seconds["keep"] = timed(
            lambda: remote.for_each(
                lambda name: remote.copy_if(name, f"lake/published/{hashes[name]}.parquet", sha256=hashes[name]), names
            )
        )
    return {
        "articles": counted[0] if counted else 0,
        **{f"{name}_seconds": round(value, 1) for name, value in seconds.items()},
        "keep_parts_a_second": round(KEPT_PARTS / seconds["keep"]),
        "warehouse_mb": round(warehouse.stat().st_size / 1e6),
        "exports_mb": round(sum(found.values()) / 1e6),
        "export_files": len(found),
        "index_mb": round(sum(home.sizes_below("search").values()) / 1e6),
    }


def timed(work: Callable[[], object]) -> float:
    """Seconds on the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("warehouse", type=Path, help="a warehouse file, such as large_warehouse.py makes")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(dir=given.warehouse.parent) as folder:
        print(measure(given.warehouse, Path(folder)))


if __name__ == "__main__":
    main()
