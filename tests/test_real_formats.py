"""Real files of the formats: every one ends in articles and rejects that add up. Skipped without the data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reading import articles, read_file, reasons

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def formats(test_data: Path) -> Path:
    """Folder of the real files."""
    folder = next((one for one in (test_data / "formats", test_data / "data" / "formats") if one.is_dir()), None)
    if folder is None:
        pytest.skip(f"no folder 'formats' in {test_data}")
    return folder


def _articles_of(folder: Path) -> dict[str, int]:
    """Articles of every file below a folder; reading checks that its records are accounted for."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.name: sum(len(articles(found)) for found in read_file(path).values()) for path in paths}


def test_every_warc_file_is_accounted_for(formats: Path) -> None:
    found = _articles_of(formats / "warc")
    assert found["warcfile.warc"] == found["warcfile.warc.gz"] == found["warcfile.warc.lz4"] > 0
    assert found["example.warc.gz"] == 1
    assert found["clipped.warc.gz"] == found["example.arc"] == 0


def test_every_export_of_wordpress_is_accounted_for(formats: Path) -> None:
    found = _articles_of(formats / "wxr")
    assert found["small-export.xml"] == 5
    assert found["crazy-cdata.xml"] == 1
    assert found["malformed.xml"] == 0


def test_every_feed_is_accounted_for(formats: Path) -> None:
    found = _articles_of(formats / "feeds")
    assert found["json_feed.json"] == found["SamRuby.xml"] == 20
    assert found["HREFConsideredHarmful.xml"] == 10


def test_a_warc_of_pages_holds_the_articles_of_the_pages(formats: Path) -> None:
    gold = formats / "html-article-extraction"
    addresses = {key: one["url"] for key, one in json.loads((gold / "ground-truth.json").read_text()).items()}
    (captured,) = read_file(formats / "html-article-extraction.warc.gz").values()
    assert reasons(captured) == []
    bodies = sorted(article.body for article in articles(captured))
    pages = sorted((gold / "html").iterdir())
    alone = [article for path in pages for found in read_file(path).values() for article in articles(found)]
    assert len(captured) == len(pages) == len(addresses) == 181
    assert sorted(article.body for article in alone) == bodies
    assert {article.url for article in alone if article.url} <= {article.url for article in articles(captured)}
