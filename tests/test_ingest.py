"""ingest: dump files become cleaned records and reject rows; a bad record costs itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tasks import ingest, plan
from tasks.config import Settings
from tasks.data import sample_folder
from tasks.errors import InputError, SourceUnavailable
from tasks.store.home import Home
from tasks.store.parts import part_name, read_footer, read_rows
from tests.lake_builder import DAY_1, DAY_2, SAMPLE_DAYS, SECTIONED, record, run_stages, write_jsonl
from tests.reading_bytes import gzipped


def _rows(settings: Settings, table: str, day: Any = DAY_1) -> list[dict[str, Any]]:
    home = Home(settings.home)
    return [row for name in home.list_names(f"lake/{table}/dump_date={day}") for row in read_rows(home, name)]


@pytest.fixture
def ingest_lines(tmp_path: Path, make_settings: Callable[..., Settings]) -> Callable[..., Settings]:
    """Ingest one dump file of these records."""

    def run(*records: Any, **changes: Any) -> Settings:
        write_jsonl(tmp_path / "dumps" / "2024-06-04.jsonl", records)
        settings = make_settings(**changes)
        run_stages([DAY_1], settings, last="ingest")
        return settings

    return run


def test_a_record_is_cleaned_dated_and_hashed(ingest_lines: Callable[..., Settings]) -> None:
    settings = ingest_lines(
        record(1, title=" A &amp;\nB ", url="https://www.example.org/1?utm_source=x", section="News")
    )
    (row,) = _rows(settings, "records")
    assert row["title"] == "A & B"
    assert row["url_key"] == "example.org/1"
    assert row["category"] == "News"
    assert row["authors"] == ["Jane Roe"]
    assert row["body"] == record(1)["body"]
    assert row["word_count"] == len(row["body"].split())
    assert row["body_sha256"] == hashlib.sha256(row["body"].encode()).hexdigest()
    assert (row["published_at"], row["published_at_from"]) == (datetime(2024, 6, 4, 8, tzinfo=UTC), "field")
    assert (row["language"], row["dump_uri"], row["record_no"]) == ("en", "2024-06-04.jsonl", 1)


def test_every_record_of_a_file_is_an_article_or_a_reject(make_settings: Callable[..., Settings], dumps: Path) -> None:
    settings = make_settings(source=str(dumps))
    run_stages([DAY_1, DAY_2], settings, last="ingest")
    for day, counts in ((DAY_1, [(1, 1, 0), (4, 3, 1)]), (DAY_2, [(1, 1, 0), (4, 3, 1)])):
        inputs = _rows(settings, "inputs", day)
        assert [(row["record_count"], row["article_count"], row["reject_count"]) for row in inputs] == counts
        assert len(_rows(settings, "records", day)) == sum(count[1] for count in counts)
        assert len(_rows(settings, "rejects", day)) == sum(count[2] for count in counts)


@pytest.mark.parametrize(
    ("line", "reason", "says"),
    [
        ("{broken", "syntax", "not JSON"),
        (record(1, body=" \n"), "empty_body", "body is empty"),
        (record(1, body="Share this:\nAdvertisement"), "empty_body", "nothing but lines of the site"),
        ({"title": "t"}, "missing_body", "no field of body"),
        (record(1, body=7), "wrong_type", "body is a number"),
        (record(1, body="x " * 600), "too_large", "max_record_bytes"),
    ],
    ids=["syntax", "empty", "boilerplate alone", "missing", "wrong type", "too large"],
)
def test_a_bad_record_costs_itself_and_says_why(
    ingest_lines: Callable[..., Settings], line: Any, reason: str, says: str
) -> None:
    settings = ingest_lines(record(8, body="Before."), line, record(9, body="After."), max_record_bytes=1_000)
    (reject,) = _rows(settings, "rejects")
    assert (reject["dump_uri"], reject["record_no"], reject["reason"]) == ("2024-06-04.jsonl", 2, reason)
    assert says in reject["detail"]
    assert reject["byte_offset"] > 0
    assert [row["record_no"] for row in _rows(settings, "records")] == [1, 3]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "\ud800"},
        {"body": "Words \udfff and a \0 NUL."},
        {"language": "\ud800x", "body": "Short."},
        {"language": "\ud83d\ude00", "body": "Short."},
        {"author": ["\udc00", ""]},
        {"published_at": "\ud800"},
        {"publisher": "\x1b[31m\udbff"},
        {"url": "https://example.org/\ud800?a=\udc00"},
        {"id": "\ud800"},
        {"section": "\udfff"},
        {"url": "https://[broken"},
        {"published_at": float("nan")},
        {"published_at": 1e308},
        {"published_at": "0001-01-01T00:00:00+14:00"},
        {"id": 10**400},
    ],
    ids=lambda changes: ",".join(f"{key} {ascii(value)[:20]}" for key, value in changes.items()),
)
def test_a_hostile_field_does_not_cost_the_day(ingest_lines: Callable[..., Settings], changes: dict[str, Any]) -> None:
    settings = ingest_lines(record(1, **changes), record(2))
    assert len(_rows(settings, "records")) == 2
    assert _rows(settings, "rejects") == []


def test_a_reject_of_hostile_bytes_can_be_printed(tmp_path: Path, make_settings: Callable[..., Settings]) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "2024-06-04.jsonl").write_bytes(b'{"\xff\x1b[31m\0": "\x07"\n{"\\ud800": 1}\n')
    settings = make_settings()
    run_stages([DAY_1], settings, last="ingest")
    rejects = _rows(settings, "rejects")
    assert [row["reason"] for row in rejects] == ["undecodable", "missing_body"]
    assert all((row["detail"] + row["excerpt"]).isprintable() for row in rejects)


def test_a_file_without_records_is_an_input_with_no_counts(
    tmp_path: Path, make_settings: Callable[..., Settings]
) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "2024-06-04.jsonl").write_bytes(b"")
    settings = make_settings()
    run_stages([DAY_1], settings, last="ingest")
    (row,) = _rows(settings, "inputs")
    assert (row["record_count"], row["bytes"], row["is_received"]) == (0, 0, True)


def test_a_compressed_file_that_breaks_off_keeps_its_records(
    tmp_path: Path, make_settings: Callable[..., Settings]
) -> None:
    path = write_jsonl(tmp_path / "dumps" / "2024-06-04.jsonl.gz", [record(1), record(2)])
    path.write_bytes(gzipped(path.read_bytes())[:-4])
    settings = make_settings()
    run_stages([DAY_1], settings, last="ingest")
    assert len(_rows(settings, "records")) == 2
    assert [row["reason"] for row in _rows(settings, "rejects")] == ["truncated"]


def test_records_are_split_into_chunks_of_shard_records(ingest_lines: Callable[..., Settings]) -> None:
    settings = ingest_lines(*(record(number) for number in range(1, 6)), shard_records=2)
    home = Home(settings.home)
    names = home.list_names("lake/records")
    assert [len(read_rows(home, name)) for name in names] == [2, 2, 1]
    assert list(ingest.records_parts(home, DAY_1)) == names
    footer = read_footer(home, part_name("inputs", DAY_1, 0))
    assert footer is not None
    assert (footer.rows_in, footer.rows_out, footer.part_count) == (5, 5, 3)


def test_leftover_chunks_of_an_older_run_are_not_read(ingest_lines: Callable[..., Settings]) -> None:
    ingest_lines(*(record(number) for number in range(1, 6)), shard_records=2)
    settings = ingest_lines(record(1), shard_records=2)
    assert len(list(ingest.records_parts(Home(settings.home), DAY_1))) == 1


def test_ingesting_again_reuses_what_is_there(ingest_lines: Callable[..., Settings]) -> None:
    settings = ingest_lines(record(1))
    assert ingest.run(DAY_1, 0, settings).is_reused
    assert not ingest.run(DAY_1, 0, settings, force=True).is_reused


@pytest.mark.parametrize("table", ["records", "rejects", "inputs"])
def test_a_missing_or_damaged_output_is_made_again(ingest_lines: Callable[..., Settings], table: str) -> None:
    settings = ingest_lines(record(1), "{broken")
    home = Home(settings.home)
    (name,) = home.list_names(f"lake/{table}")
    content = home.read_bytes(name)
    home.remove(name)
    assert not ingest.run(DAY_1, 0, settings).is_reused
    assert home.read_bytes(name) == content
    home.write_bytes(name, content[:-10])
    assert not ingest.run(DAY_1, 0, settings).is_reused
    assert home.read_bytes(name) == content


def test_the_same_dump_gives_the_same_bytes_in_any_home(
    make_settings: Callable[..., Settings], dumps: Path, tmp_path: Path
) -> None:
    files = []
    for place in ("one", "other"):
        settings = make_settings(home=tmp_path / place, source=str(dumps))
        run_stages([DAY_1], settings, last="dedupe")
        home = Home(settings.home)
        files.append({name: home.sha256_of(name) for name in home.list_names("lake")})
    assert files[0] == files[1]
    assert len(files[0]) == 5


@pytest.mark.parametrize("change", ["changed", "gone"])
def test_a_dump_that_moves_under_the_run_can_be_tried_again(
    make_settings: Callable[..., Settings], dumps: Path, change: str
) -> None:
    settings = make_settings()
    plan.run(DAY_1, settings)
    path = dumps / "2024-06-04-wire.jsonl"
    path.unlink() if change == "gone" else write_jsonl(path, [record(9)])
    with pytest.raises(SourceUnavailable, match=r"2024-06-04-wire\.jsonl has changed or gone"):
        ingest.run(DAY_1, 0, settings)
    assert Home(settings.home).list_names("lake/inputs") == []


def test_a_group_that_is_not_planned_is_an_error(make_settings: Callable[..., Settings], dumps: Path) -> None:
    settings = make_settings(source=str(dumps))
    with pytest.raises(InputError, match=r"no ingest group 0. Run `daybook plan --date 2024-06-04`"):
        ingest.run(DAY_1, 0, settings)
    plan.run(DAY_1, settings)
    with pytest.raises(InputError, match="no ingest group 1"):
        ingest.run(DAY_1, 1, settings)


def test_the_publishers_own_bullets_are_kept(tmp_path: Path, make_settings: Callable[..., Settings]) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "2024-06-04.txt").write_text(SECTIONED, encoding="utf-8")
    settings = make_settings()
    run_stages([DAY_1], settings, last="ingest")
    (row,) = _rows(settings, "records")
    assert row["own_in_shorts"][1] == "Germany joins the fund."
    assert row["own_key_takeaways"][0] == "310 members voted for the plan."
    assert "Subscribe" not in row["body"]


def test_the_sample_days_are_refused_and_accepted_as_their_page_says(make_settings: Callable[..., Settings]) -> None:
    settings = make_settings(source=str(sample_folder()))
    run_stages(SAMPLE_DAYS, settings, last="dedupe")
    rejects = [row for day in SAMPLE_DAYS for row in _rows(settings, "rejects", day)]
    assert [(row["dump_uri"], row["record_no"], row["reason"]) for row in rejects] == [
        ("2024-06-04-harbour-ledger.jsonl", 3, "undecodable"),
        ("2024-06-05-harbour-ledger.jsonl", 3, "syntax"),
        ("2024-06-05-harbour-ledger.jsonl", 5, "empty_body"),
        ("2024-06-06-harbour-ledger.jsonl", 3, "wrong_type"),
    ]
    articles = [row for day in SAMPLE_DAYS for row in _rows(settings, "day_articles", day)]
    assert len(articles) == 31
    assert [row["language"] for row in articles if row["language"] != "en"] == ["es"]
    refused = [row["published_at_refused"] for row in articles if row["published_at_refused"]]
    assert [value[:10] for value in refused] == ["1970-01-01"]
    assert not any("subscribe" in row["body"].lower() for row in articles)


def test_the_article_this_project_starts_from_is_read_in_its_three_sections(
    make_settings: Callable[..., Settings], test_data: Path
) -> None:
    settings = make_settings(source=str(test_data / "data" / "dumps" / "aakhir-tak"))
    (day,), _ = plan.list_days(settings)
    run_stages([day], settings, last="ingest")
    (row,) = _rows(settings, "records", day)
    assert row["publisher"] == "Aakhir Tak"
    assert min(len(row["own_in_shorts"]), len(row["own_key_takeaways"])) >= 3
    assert "Discover more" not in row["body"]
