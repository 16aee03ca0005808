"""What all stages share: one door, reports, and parts that are made exactly once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import pytest

from tasks import link, runner, summarize, tag
from tasks.config import Settings
from tasks.errors import InputError
from tasks.pipeline import STAGES, is_mapped, is_of_version, parts_of, run_stage
from tasks.runner import run_days
from tasks.store.home import Home
from tasks.store.parts import part_name, read_rows
from tests.lake_builder import DAY_1, DAY_2, DAY_3, Silence, record, run_stages, write_jsonl


def test_the_stages_are_those_of_the_contract_in_its_order() -> None:
    assert " -> ".join(STAGES) == "plan -> ingest -> dedupe -> tag -> link -> summarize -> load -> export -> publish"
    assert [stage for stage in STAGES if is_mapped(stage)] == ["ingest", "tag", "summarize"]
    assert [stage for stage in STAGES if is_of_version(stage)] == ["load", "export", "publish"]


def test_an_unknown_stage_is_named_with_those_there_are(make_settings: Callable[..., Settings]) -> None:
    with pytest.raises(InputError, match=r"no stage 'parse'\. There are: plan, ingest"):
        run_stage("parse", [DAY_1], make_settings())


@pytest.mark.parametrize("stage", ["ingest", "dedupe", "tag", "link", "summarize", "load", "export", "publish"])
def test_a_stage_without_the_one_before_it_says_what_to_run(
    make_settings: Callable[..., Settings], stage: str, tiny_model: str
) -> None:
    settings = make_settings(model=tiny_model)
    with pytest.raises(InputError, match=r"[Rr]un `daybook|run the stages before"):
        run_stage(stage, [DAY_1], settings)
    assert [path for path in settings.home.rglob("*") if path.is_file() and "log" not in path.parts] == []


def test_reports_are_small_and_can_travel_as_json(one_day: Settings) -> None:
    for report in run_stages([DAY_1], one_day):
        stated = json.dumps(asdict(report))
        assert len(stated) < 400
        assert report.dump_date == "2024-06-04"


def test_parts_of_a_day_are_those_the_stages_left(
    make_settings: Callable[..., Settings], tmp_path: Path, tiny_model: str
) -> None:
    write_jsonl(tmp_path / "dumps" / "2024-06-04.jsonl", [record(number) for number in range(1, 6)])
    settings = make_settings(shard_records=2, model=tiny_model)
    assert parts_of("ingest", DAY_1, settings) == []
    run_stages([DAY_1], settings)
    assert parts_of("ingest", DAY_1, settings) == [0]
    assert parts_of("tag", DAY_1, settings) == parts_of("summarize", DAY_1, settings) == [0, 1, 2]
    assert parts_of("link", DAY_1, settings) == parts_of("publish", DAY_1, settings) == [0]


@pytest.mark.parametrize("part", [-1, 1, 99])
@pytest.mark.parametrize("stage", [tag, summarize], ids=["tag", "summarize"])
def test_a_part_that_the_day_does_not_have_is_an_error(one_day: Settings, stage: object, part: int) -> None:
    with pytest.raises(InputError, match=rf"2024-06-04: no article part {part}, there are 1"):
        stage.run(DAY_1, part, one_day)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("dumps")
def test_the_size_of_parts_changes_no_row_that_readers_see(
    make_settings: Callable[..., Settings], tiny_model: str, tmp_path: Path
) -> None:
    tables = ("mentions", "article_people", "article_agencies", "summaries", "summary_bullets")
    seen = []
    for size in (1, 100):
        place = tmp_path / f"home-{size}"
        run_stages([DAY_1], make_settings(model=tiny_model, shard_records=size, home=place), last="summarize")
        home = Home(place)
        seen.append(
            {
                table: sorted(repr(row) for name in home.list_names(f"lake/{table}") for row in read_rows(home, name))
                for table in tables
            }
        )
    assert seen[0] == seen[1]
    assert all(seen[0].values())


def test_tag_passes_over_other_languages_and_copies(one_day: Settings) -> None:
    run_stages([DAY_2], one_day, last="tag")
    home = Home(one_day.home)
    for day, passed_over in ((DAY_1, "copy_of"), (DAY_2, "language")):
        articles = read_rows(home, part_name("day_articles", day, 0))
        tagged = {row["article_id"] for row in read_rows(home, part_name("sentences", day, 0))}
        odd = [row for row in articles if row["copy_of"] or row["language"] != "en"]
        assert len(odd) == 1
        assert bool(odd[0]["copy_of"]) == (passed_over == "copy_of")
        assert tagged == {row["article_id"] for row in articles} - {odd[0]["article_id"]}


def test_spans_are_the_body_and_numbered_in_its_order(one_day: Settings) -> None:
    home = Home(one_day.home)
    bodies = {row["article_id"]: row["body"] for row in read_rows(home, part_name("day_articles", DAY_1, 0))}
    spans = read_rows(home, part_name("spans", DAY_1, 0))
    assert spans
    for article_id in {row["article_id"] for row in spans}:
        of_article = [row for row in spans if row["article_id"] == article_id]
        assert [row["mention_no"] for row in of_article] == list(range(1, len(of_article) + 1))
        assert [row["start_char"] for row in of_article] == sorted(row["start_char"] for row in of_article)
        assert all(bodies[article_id][row["start_char"] : row["end_char"]] == row["text"] for row in of_article)


def test_sentences_cover_the_body_in_order_without_overlap(one_day: Settings) -> None:
    home = Home(one_day.home)
    bodies = {row["article_id"]: row["body"] for row in read_rows(home, part_name("day_articles", DAY_1, 0))}
    rows = read_rows(home, part_name("sentences", DAY_1, 0))
    for article_id in {row["article_id"] for row in rows}:
        spans = [(row["start_char"], row["end_char"]) for row in rows if row["article_id"] == article_id]
        assert all(start < end for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert "".join(bodies[article_id].split()) == "".join(
            "".join(bodies[article_id][start:end].split()) for start, end in spans
        )


def test_link_lists_of_an_article_agree_with_its_mentions(one_day: Settings) -> None:
    home = Home(one_day.home)
    mentions = read_rows(home, part_name("mentions", DAY_1, 0))
    for kind, plural in link.KINDS.items():
        for row in read_rows(home, part_name(f"article_{plural}", DAY_1, 0)):
            own = [
                mention
                for mention in mentions
                if (mention["article_id"], mention["kind"], mention["entity_id"])
                == (row["article_id"], kind, row[link.ID_COLUMNS[kind]])
            ]
            assert row["mention_count"] == len(own) > 0
            assert row["first_start_char"] == min(mention["start_char"] for mention in own)
            assert 0 <= row["salience"] <= 1


def test_only_parts_after_a_change_are_made_again(one_day: Settings, dumps: Path) -> None:
    assert dumps.is_dir()
    run_stages([DAY_2], one_day)
    write_jsonl(Path(str(one_day.source)) / "2024-06-05-wire.jsonl", [record(7)])
    made = [(report.stage, report.dump_date) for report in run_stages([DAY_1, DAY_2], one_day) if not report.is_reused]
    assert {day for stage, day in made if not is_of_version(stage)} == {"2024-06-05"}
    assert [stage for stage, _ in made] == list(STAGES)


def test_a_range_publishes_once(make_settings: Callable[..., Settings], dumps: Path, tiny_model: str) -> None:
    settings = make_settings(source=str(dumps), model=tiny_model)
    reports = run_days([DAY_1, DAY_2], settings, progress=Silence())
    assert [report.stage for report in reports if is_of_version(report.stage)] == ["load", "export", "publish"]
    log = (settings.home / "log/publications.jsonl").read_text().splitlines()
    assert [json.loads(line)["dump_dates"] for line in log] == [["2024-06-04", "2024-06-05"]]
    timed = [json.loads(line) for line in (settings.home / runner.LOG).read_text().splitlines()]
    assert [entry["stage"] for entry in timed] == [report.stage for report in reports]
    assert all(entry["seconds"] >= 0 for entry in timed)


def test_a_run_sweeps_what_a_killed_one_left(one_day: Settings) -> None:
    leftover = one_day.home / "lake" / "spans" / ".part.parquet.x.tmp"
    leftover.write_bytes(b"half")
    run_days([DAY_1], one_day, progress=Silence(), stages=("plan",))
    assert not leftover.exists()


def test_a_day_of_rejects_alone_can_be_published_where_it_is_allowed(
    make_settings: Callable[..., Settings], tmp_path: Path, tiny_model: str
) -> None:
    write_jsonl(tmp_path / "dumps" / "2024-06-06.jsonl", ["{broken"])
    settings = make_settings(model=tiny_model, max_reject_share=1.0)
    *_, report = run_stages([DAY_3], settings)
    assert (report.stage, report.rows_out) == ("publish", 0)
