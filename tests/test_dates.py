"""When an article was published: evidence in order of trust, and values that are not believed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.dates import date_article, date_in_dateline, date_in_url, moment_from_text

DAY = date(2024, 6, 5)
URL = "https://example.org/2024/06/03/budget"
BODY = "PARIS, June 4 (Wire) - The budget passed."


def _moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-06-04T08:30:00Z", _moment(2024, 6, 4, 8, 30)),
        ("2024-06-04T08:30:00+05:30", _moment(2024, 6, 4, 3)),
        ("2024-06-04 08:30", _moment(2024, 6, 4, 8, 30)),
        ("2024-06-04", _moment(2024, 6, 4)),
        ("20240604", _moment(2024, 6, 4)),
        ("Tue, 04 Jun 2024 08:30:00 GMT", _moment(2024, 6, 4, 8, 30)),
        ("Tue, 04 Jun 2024 08:30:00 -0400", _moment(2024, 6, 4, 12, 30)),
        ("June 4, 2024", _moment(2024, 6, 4)),
        ("4 June 2024 at 8:30 pm", _moment(2024, 6, 4, 20, 30)),
        ("1717489800", _moment(2024, 6, 4, 8, 30)),
        ("1717489800.5", datetime(2024, 6, 4, 8, 30, 0, 500_000, UTC)),
        ("1717489800000", _moment(2024, 6, 4, 8, 30)),
        ("0", _moment(1970, 1, 1)),
        ("", None),
        ("June 2024", None),
        ("2024", None),
        ("08:30", None),
        ("Tuesday", None),
        ("yesterday", None),
        ("2024-13-45", None),
        ("2024-06-04T08:30:00+99:00", None),
        ("9" * 400, None),
        ("nan", None),
        ("\0", None),
    ],
)
def test_moment_of(text: str, moment: datetime | None) -> None:
    assert moment_from_text(text) == moment


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.org/2024/06/05/a-story", date(2024, 6, 5)),
        ("https://x.org/2024/6/5/a-story", date(2024, 6, 5)),
        ("https://x.org/news/2024-06-05-a-story", date(2024, 6, 5)),
        ("https://x.org/20240605/a", date(2024, 6, 5)),
        ("https://x.org/2024/06/05", date(2024, 6, 5)),
        ("https://x.org/2024/02/30/a", None),
        ("https://x.org/2024/06/a-story", None),
        ("https://x.org/123456", None),
        ("https://x.org/article-20240605123456", None),
        (None, None),
    ],
)
def test_date_in_url(url: str | None, day: date | None) -> None:
    assert date_in_url(url) == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("LUXEMBOURG, June 6 (Wire) - Ministers met.", date(2024, 6, 6)),
        ("LONDON (Wire), 3 June - Ministers met.", date(2024, 6, 3)),
        ("WASHINGTON, Dec. 31 - Congress rose.", date(2023, 12, 31)),
        ("WASHINGTON, Jan 2, 2024 — Congress met.", date(2024, 1, 2)),
        ("NEW DELHI, Sept 30 (PTI): The House rose.", date(2024, 9, 30)),
        ("PARIS, Feb. 30 - Nothing happened.", None),
        ("Ministers met on June 6 and agreed.", None),
        ("No date here.", None),
        ("", None),
    ],
)
def test_date_in_dateline(body: str, day: date | None) -> None:
    assert date_in_dateline(body, DAY) == day


def test_a_dateline_at_new_year_takes_the_nearest_year() -> None:
    assert date_in_dateline("PARIS, Dec 31 - Fireworks.", date(2024, 1, 1)) == date(2023, 12, 31)
    assert date_in_dateline("PARIS, Jan 1 - Fireworks.", date(2023, 12, 31)) == date(2024, 1, 1)
    assert date_in_dateline("PARIS, Feb 29 - A leap.", date(2025, 2, 27)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("stated", "url", "body", "expected"),
    [
        ("2024-06-05T01:00:00Z", URL, BODY, (_moment(2024, 6, 5, 1), "field", None)),
        (None, URL, BODY, (_moment(2024, 6, 3), "url", None)),
        (" ", URL, BODY, (_moment(2024, 6, 3), "url", None)),
        (None, "https://x.org/a", BODY, (_moment(2024, 6, 4), "dateline", None)),
        (None, None, "No date.", (_moment(2024, 6, 5), "dump_date", None)),
        ("1970-01-01", None, BODY, (_moment(2024, 6, 4), "dateline", "1970-01-01")),
        ("0", None, "No date.", (_moment(2024, 6, 5), "dump_date", "0")),
        ("2031-01-01", URL, BODY, (_moment(2024, 6, 3), "url", "2031-01-01")),
        ("1899-12-31", None, "No date.", (_moment(2024, 6, 5), "dump_date", "1899-12-31")),
        ("soon", None, "No date.", (_moment(2024, 6, 5), "dump_date", "soon")),
        ("2024-06-06T23:59:59Z", None, "", (_moment(2024, 6, 6, 23, 59, 59), "field", None)),
        ("2024-06-07T00:00:00Z", None, "", (_moment(2024, 6, 5), "dump_date", "2024-06-07T00:00:00Z")),
        (None, "https://x.org/2031/01/01/a", "No date.", (_moment(2024, 6, 5), "dump_date", None)),
    ],
    ids=[
        "the field comes first",
        "then the address",
        "an empty field is none",
        "then the dateline",
        "then the day of the dump",
        "an unset clock is not believed",
        "a clock of nought is not believed",
        "the far future is not believed",
        "the far past is not believed",
        "words are not believed",
        "the day after the dump is believed",
        "two days after the dump is not",
        "an address of the future is not believed",
    ],
)
def test_evidence_in_order_of_trust(
    stated: str | None, url: str | None, body: str, expected: tuple[datetime, str, str | None]
) -> None:
    assert date_article(stated=stated, url=url, body=body, dump_date=DAY) == expected


def test_a_refused_value_is_kept_short() -> None:
    refused = date_article(stated="x" * 5_000, url=None, body="", dump_date=DAY).published_at_refused
    assert refused == "x" * 200


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40) | st.from_regex(r"[0-9TZ:+\-/., a-zA-Z]{0,30}"))
def test_any_words_are_a_moment_in_utc_or_none(text: str) -> None:
    moment = moment_from_text(text)
    assert moment is None or moment.utcoffset() == UTC.utcoffset(None)


@given(
    st.none() | st.text(max_size=20) | st.integers().map(str) | st.floats().map(str),
    st.none() | st.text(max_size=30),
    st.text(max_size=60),
    st.dates(min_value=date(1900, 1, 1), max_value=date(9998, 12, 29)),
)
def test_a_date_is_always_plausible_and_says_where_it_is_from(
    stated: str | None, url: str | None, body: str, day: date
) -> None:
    dating = date_article(stated=stated, url=url, body=body, dump_date=day)
    assert dating.published_at_from in ("field", "url", "dateline", "dump_date")
    assert date(1900, 1, 1) <= dating.published_at.date()
    assert (dating.published_at.date() - day).days <= 1
