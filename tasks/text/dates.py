"""When an article was published: evidence in order of trust, and values that are not believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from dateutil import parser as dateutil_parser

EARLIEST = date(1900, 1, 1)
EPOCH = date(1970, 1, 1)
LATEST_AFTER_DUMP = timedelta(days=1)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01]|[1-9])(?=[/_.-]|$)")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATELINE = re.compile(
    r"^.{0,60}?[,(\u2013\u2014 ]\s?"
    rf"(?:(?P<month>{_MONTH})\.?\s(?P<day>[0-3]?\d)|(?P<day2>[0-3]?\d)\s(?P<month2>{_MONTH}))"
    r"(?:,?\s(?P<year>(?:19|20)\d\d))?\s?(?:\([^)]{1,30}\)|[-\u2013\u2014:)])"
)


class Dating(NamedTuple):
    """A publication time in UTC, the evidence it comes from, and the stated value that was not believed."""

    published_at: datetime
    published_at_from: str
    published_at_refused: str | None


def date_article(
    *,
    stated: str | None,
    url: str | None,
    body: str,
    dump_date: date,
    dates: Sequence[tuple[str, str]] = (),
) -> Dating:
    """The first plausible evidence in the order field, `dates`, url, dateline; the day of the dump without any.

    `dates` are a page's own statements, as (published_at_from, value) in order of trust: json_ld, html_meta, html_time.
    A date is implausible more than a day after the dump, before 1900, or on 1 January 1970 (an unset clock). The first
    statement that was not believed is kept.
    """
    refused = None
    for source, value in (("field", stated), *dates):
        text = (value or "").strip()
        moment = moment_from_text(text) if text else None
        if moment and _is_plausible(moment, dump_date):
            return Dating(moment, source, refused)
        refused = refused or text[:200] or None
    for source, found in (("url", date_in_url(url)), ("dateline", date_in_dateline(body, dump_date))):
        if found and _is_plausible(_midnight(found), dump_date):
            return Dating(_midnight(found), source, refused)
    return Dating(_midnight(dump_date), "dump_date", refused)


def moment_from_text(text: str) -> datetime | None:
    """A moment in UTC from ISO 8601, RFC 2822, seconds since 1970 or a written date; None where it is none of these.

    A time without zone is taken as UTC. Year, month and day must all be stated.
    """
    text = text.strip()
    try:
        if re.fullmatch(r"-?\d{9,10}(?:\.\d+)?|-?[0-9]{1,2}(?:\.0+)?", text):
            return datetime.fromtimestamp(float(text), UTC)
        if re.fullmatch(r"\d{12,13}", text):
            return datetime.fromtimestamp(int(text) / 1000, UTC)
        if _ISO_MOMENT.fullmatch(text):
            return _in_utc(datetime.fromisoformat(text))
        first = dateutil_parser.parse(text, default=datetime(2000, 1, 1))  # noqa: DTZ001 replaced below
        second = dateutil_parser.parse(text, default=datetime(2001, 2, 2))  # noqa: DTZ001 two defaults show what is stated
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    if first.date() != second.date():
        return None
    try:
        return _in_utc(first)
    except (ValueError, OverflowError):
        return None


def date_in_url(url: str | None) -> date | None:
    """The date in the path of an address, as in /2024/06/05/ or /2024-06-05-."""
    found = _URL_DATE.search(url or "")
    return _date(int(found[1]), int(found[2]), int(found[3])) if found else None


def date_in_dateline(body: str, dump_date: date) -> date | None:
    """The date of a dateline such as "LUXEMBOURG, June 6 (Wire) -"; without a year, the one nearest to the dump."""
    found = _DATELINE.match(body[:200])
    if not found:
        return None
    month = datetime.strptime((found["month"] or found["month2"])[:3], "%b").month  # noqa: DTZ007 only the month is read
    day = int(found["day"] or found["day2"])
    if found["year"]:
        return _date(int(found["year"]), month, day)
    around = (_date(dump_date.year + shift, month, day) for shift in (-1, 0, 1))
    return min((one for one in around if one), key=lambda one: abs(one - dump_date), default=None)


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_plausible(moment: datetime, dump_date: date) -> bool:
    day = moment.date()
    return EARLIEST <= day <= dump_date + LATEST_AFTER_DUMP and day != EPOCH


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
