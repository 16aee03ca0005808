"""articles: one cleaned article a row."""

from __future__ import annotations

import pyarrow as pa

from schemas.contract import STRINGS, UTC, column, contract

CONTRACT = contract(
    "articles",
    version=1,
    grain=("article_id",),
    description="Cleaned articles, one a row; duplicates and superseded revisions stay and are marked.",
    columns=[
        column("article_id", pa.string(), "16 hex of sha256 over dump date, publisher, id or url, title, body, repeat"),
        column("dump_date", pa.date32(), "Day of the dump that delivered the article"),
        column("external_id", pa.string(), "The feed's own id", nullable=True),
        column("publisher", pa.string(), "Who wrote the article", nullable=True),
        column("url", pa.string(), "Address as delivered", nullable=True),
        column("url_key", pa.string(), "Address without scheme, www, tracking parameters and fragment", nullable=True),
        column("title", pa.string(), "Headline", nullable=True),
        column("authors", STRINGS, "Names from the byline, in order"),
        column("category", pa.string(), "The publisher's section or category", nullable=True),
        column("published_at", UTC, "When the article says it was published"),
        column(
            "published_at_from",
            pa.string(),
            "Evidence: field, json_ld, html_meta, html_time, url, dateline or dump_date",
        ),
        column("published_at_refused", pa.string(), "Implausible value that was not believed", nullable=True),
        column("language", pa.string(), "ISO 639-1 code of the body; und when undetermined"),
        column("body", pa.string(), "Cleaned text; paragraphs are separated by one empty line"),
        column("word_count", pa.int32(), "Words in the body, separated by white space"),
        column("body_sha256", pa.string(), "sha256 of the cleaned body in UTF-8, hex"),
        column("duplicate_of", pa.string(), "article_id of the earliest article that it repeats", nullable=True),
        column("duplicate_kind", pa.string(), "exact or near", nullable=True),
        column(
            "duplicate_share",
            pa.float64(),
            "Share of common four-word shingles with the article it repeats, 0 to 1",
            nullable=True,
        ),
        column("is_latest", pa.bool_(), "Whether no newer article has this url_key"),
        column("dump_uri", pa.string(), "Dump file relative to the source, archive members as a.zip!/b.json"),
        column("record_no", pa.int32(), "Record within the dump file, counted from 1"),
    ],
)
