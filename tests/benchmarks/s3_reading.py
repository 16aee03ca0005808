"""Reading a large object from a real S3 server on this machine, beside the same bytes in a local file.

    python -m tests.benchmarks.s3_reading [--megabytes 200] [--repeats 3]

Hashing is what `plan` does with a file that it has not seen. Opening is what `ingest` does: on S3 a download to a
scratch copy that is hashed on the way, on disk a hash. Server and reader share the machine and its cores, and there is
no network between them. The local file is read from the system's cache.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from tasks.store.dumps import DumpContent
from tasks.store.sources import list_source
from tests.s3_server import ACCESS_KEY, BUCKET, SECRET_KEY, serving

DAY = date(2024, 6, 4)
NAME = f"{DAY}.bin"


def main() -> None:
    """Print MB/s: the median of the repeats, and each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    content = os.urandom(arguments.megabytes * 1_000_000)
    digest = hashlib.sha256(content).hexdigest()
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as server:
        folder = Path(name) / "dumps"
        folder.mkdir()
        (folder / NAME).write_bytes(content)
        server.client.upload_fileobj(BytesIO(content), BUCKET, NAME)
        os.environ.update(
            AWS_ENDPOINT_URL=server.endpoint,
            AWS_ACCESS_KEY_ID=ACCESS_KEY,
            AWS_SECRET_ACCESS_KEY=SECRET_KEY,
            AWS_REGION="us-east-1",
        )
        for label, source in (("local file", str(folder)), ("S3", f"s3://{BUCKET}/{{date}}.bin")):
            (file,) = list_source(source, day=DAY).files
            for verb, work in (("hash", _hash), ("open and read", _open)):
                rates = [_rate(work, file.content, digest, len(content)) for _ in range(arguments.repeats)]
                shown = ", ".join(f"{rate:.0f}" for rate in rates)
                print(f"{label:<12}{verb:<15}{statistics.median(rates):>6.0f} MB/s  ({shown})")


def _hash(content: DumpContent, digest: str, size_bytes: int) -> None:  # noqa: ARG001 the interface of _open
    if content.sha256() != digest:
        raise SystemExit("the hash differs")


def _open(content: DumpContent, digest: str, size_bytes: int) -> None:
    with content.opened(sha256=digest, size_bytes=size_bytes) as stream:
        while stream.read(1 << 20):
            pass


def _rate(work: Callable[[DumpContent, str, int], None], content: DumpContent, digest: str, size_bytes: int) -> float:
    start = time.perf_counter()
    work(content, digest, size_bytes)
    return size_bytes / 1e6 / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
