"""tasks.text.dates with a page's own statements: order of trust, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tasks.text.dates import date_article

DUMP = date(2024, 6, 5)


def dating(stated, dates, url=None):
    found = date_article(stated=stated, url=url, body="Text.", dump_date=DUMP, dates=dates)
    return found.published_at.date().isoformat(), found.published_at_from, found.published_at_refused


@pytest.mark.parametrize(
    ("stated", "dates", "url", "expected"),
    [
        ("2024-06-01", [("json_ld", "2024-06-02")], None, ("2024-06-01", "field", None)),
        (None, [("json_ld", "2024-06-02"), ("html_meta", "2024-06-03")], None, ("2024-06-02", "json_ld", None)),
        (
            "2031-01-01",
            [("json_ld", "0001-01-01T00:00:00Z"), ("html_time", "2024-06-03")],
            None,
            ("2024-06-03", "html_time", "2031-01-01"),
        ),
        (
            None,
            [("json_ld", "0001-01-01T00:00:00Z")],
            "https://x.example/2024/06/04/a",
            ("2024-06-04", "url", "0001-01-01T00:00:00Z"),
        ),
        (None, [("html_meta", " "), ("html_time", "yesterday")], None, ("2024-06-05", "dump_date", "yesterday")),
    ],
    ids=[
        "field first",
        "in their order",
        "next evidence after implausible ones",
        "address after them",
        "none is a date",
    ],
)
def test_dates_of_a_page_are_tried_in_order(stated, dates, url, expected):
    assert dating(stated, dates, url) == expected


def test_zone_of_a_page_is_believed():
    found = date_article(
        stated=None, url=None, body="", dump_date=DUMP, dates=[("json_ld", "2024-06-04T23:30:00-05:00")]
    )
    assert found.published_at == datetime(2024, 6, 5, 4, 30, tzinfo=UTC)
