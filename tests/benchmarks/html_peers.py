"""Bodies by other extractors, as JSON on stdout: {peer: {page: body}}. Needs nothing of this project.

`python html_peers.py FOLDER` runs in any environment; a peer that is not installed there is left out.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def by_newspaper4k(content: str, url: str) -> str:
    """newspaper4k without its network steps."""
    import newspaper

    article = newspaper.Article(url, fetch_images=False)
    article.download(input_html=content)
    article.parse()
    return str(article.text or "")


def by_news_please(content: str, url: str) -> str:
    """news-please, which puts several extractors together."""
    from newsplease import NewsPlease

    return str(NewsPlease.from_html(content, url=url, fetch_images=False).maintext or "")


def by_readability(content: str, url: str) -> str:  # noqa: ARG001 every extractor has the same signature
    """readability-lxml, its summary as text."""
    from lxml import html
    from readability import Document

    return " ".join(html.fromstring(Document(content).summary()).itertext())


PEERS: dict[str, Callable[[str, str], str]] = {
    "newspaper4k": by_newspaper4k,
    "news-please": by_news_please,
    "readability-lxml": by_readability,
}


def main() -> None:
    """Run every installed peer over the pages of the folder; a page that a peer fails on has an empty body."""
    folder = Path(sys.argv[1])
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = {}
    for peer, extract in PEERS.items():
        begun = time.perf_counter()
        try:
            extract("<html><body><p>A page to try it on.</p></body></html>", "https://example.org/")
        except ImportError:
            continue
        bodies = {}
        for name, page in truth.items():
            content = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8")
            try:
                bodies[name] = extract(content, page.get("url", ""))
            except Exception as error:  # noqa: BLE001 the failure of a peer is its result
                bodies[name] = ""
                print(f"{peer} failed on {name[:8]}: {type(error).__name__}", file=sys.stderr)
        found[peer] = bodies
        print(f"{peer}: {(time.perf_counter() - begun) / len(truth) * 1000:.0f} ms a page", file=sys.stderr)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
