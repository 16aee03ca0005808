"""The command line: results on stdout, remarks on stderr, and an exit code that tells whose turn it is."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
import pytest

from tasks.cli.app import main
from tasks.config import Settings
from tasks.pipeline import STAGES
from tasks.store.queries import read_checks
from tests.lake_builder import FLOOD, record, write_jsonl

PROJECT = Path(__file__).resolve().parent.parent
READING = ("show", "sql", "top", "status", "rejects", "check")
PUBLICATIONS = ("versions", "rollback", "diff", "takedown", "repair")
COMMANDS = ("run", *STAGES, *READING, *PUBLICATIONS, "replay", "eval", "compare-models", "overrides")


class Done(NamedTuple):
    """What a command left: exit code, results, remarks."""

    code: int
    out: str
    err: str


Daybook = Callable[..., Done]


@pytest.fixture
def daybook(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Daybook:
    """Run a command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["daybook", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def reading(daybook: Daybook, small_home: Settings) -> Daybook:
    """Run a reading command on the small home."""
    return lambda *words: daybook(*words, "--home", small_home.home)


def _process(*words: object, variables: Mapping[str, str] | None = None, **how: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from tasks.cli import main; main()", *map(str, words)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DAYBOOK_")}
    return subprocess.Popen(command, cwd=PROJECT, env={**environment, **(variables or {})}, **how)


def _on_a_terminal(*words: object, columns: int) -> str:
    """What a command shows on a terminal of that width."""
    ours, theirs = pty.openpty()
    process = _process(*words, variables={"COLUMNS": str(columns), "TERM": "xterm-256color"}, stdout=theirs)
    os.close(theirs)
    shown = b""
    try:
        while block := os.read(ours, 65_536):
            shown += block
    except OSError:  # Linux says EIO where the other end has closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return shown.decode()


# Exit codes and messages


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(daybook: Daybook, command: str) -> None:
    done = daybook(command, "--help")
    assert done.code == 0
    assert "Usage: daybook" in done.out
    assert "--home" in done.out


def test_without_a_command_the_help_is_shown(daybook: Daybook) -> None:
    done = daybook()
    assert done.code in (0, 2)
    for command in COMMANDS:
        assert command in done.out + done.err


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("run", "--nonsense"),
        ("run", "--date", "2024-13-01"),
        ("run", "--date", "yesterday"),
        ("run", "--workers", "many"),
        ("ingest",),
        ("top", "rivers"),
        ("top", "people", "--limit", "0"),
        ("sql",),
        ("sql", "select 1", "--format", "xml"),
        ("ingest", "--date", "2024-06-04", "--part", "-1"),
        ("run", "--date", "2024-06-04", "--from", "2024-06-04"),
        ("run", "--from", "2024-06-05", "--to", "2024-06-04"),
        ("status", "--from", "2024-06-05", "--to", "2024-06-04"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_code_2_and_touches_nothing(daybook: Daybook, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = daybook(*words)
    assert done.code == 2
    assert done.out == ""
    assert done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [("show", "x"), ("sql", "select 1"), ("top", "people"), ("status",), ("rejects",)],
    ids=lambda words: words[0],
)
def test_a_home_without_publication_is_code_1_and_says_what_to_do(daybook: Daybook, words: tuple[str, ...]) -> None:
    done = daybook(*words, "--home", "nowhere")
    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("daybook: nothing is published in nowhere yet: run `daybook run` first")
    assert not Path("nowhere").exists()


def test_a_wrong_setting_is_code_1_and_names_its_place(daybook: Daybook, tmp_path: Path) -> None:
    (tmp_path / "daybook.toml").write_text("worker = 3\n")
    done = daybook("status")
    assert done.code == 1
    assert f"daybook: {tmp_path / 'daybook.toml'}: unknown setting 'worker'. Nearest known: 'workers'" in done.err


def test_a_wrong_model_is_code_1_and_is_named(daybook: Daybook, dumps: Path) -> None:
    done = daybook("run", "--source", dumps, "--date", "2024-06-04", "--workers", 1, "--model", "nothing")
    assert done.code == 1
    assert "model 'nothing' cannot be read" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", ["run", "plan"])
def test_a_day_that_has_not_come_yet_is_code_3(daybook: Daybook, dumps: Path, command: str) -> None:
    done = daybook(command, "--source", dumps, "--date", "2031-01-01")
    assert done.code == 3
    assert f"source {dumps}: no dump for 2031-01-01" in done.err
    assert done.out == ""


def test_a_source_without_dates_is_code_1(daybook: Daybook, tmp_path: Path) -> None:
    (tmp_path / "feed").mkdir()
    (tmp_path / "feed" / "latest.jsonl").write_text("{}")
    done = daybook("run", "--source", "feed")
    assert done.code == 1
    assert "left out, no date in name or folder: latest.jsonl" in done.err
    assert "no file whose name or folder begins YYYY-MM-DD" in done.err


def test_too_many_rejects_are_code_1_and_publish_nothing(daybook: Daybook, tmp_path: Path, tiny_model: str) -> None:
    write_jsonl(tmp_path / "dumps" / "2024-06-04.jsonl", ["{broken", record(1)])
    done = daybook("run", "--source", "dumps", "--workers", 1, "--model", tiny_model)
    assert done.code == 1
    assert "1 of 2 records were refused" in done.err
    assert not (tmp_path / "daybook-home" / "CURRENT").exists()


# run and the stages


def test_run_counts_what_it_made_and_says_where_it_is(daybook: Daybook, dumps: Path, tiny_model: str) -> None:
    done = daybook("run", "--home", "here", "--source", dumps, "--workers", 1, "--model", tiny_model)
    assert done.code == 0
    header, first, second, *_ = [line.split() for line in done.out.splitlines() if line.strip()]
    assert header[:6] == ["day", "records", "articles", "rejects", "duplicates", "summaries"]
    assert header[6:] == ["people", "countries", "agencies", "mentions"]
    assert first[:6] == ["2024-06-04", "5", "4", "1", "1", "4"]
    assert second[:6] == ["2024-06-05", "5", "4", "1", "0", "3"]
    version = json.loads(Path("here/CURRENT").read_text())["version"]
    assert f"version    {version}" in done.out
    assert f"warehouse  here/warehouse/{version}.duckdb" in done.out
    assert "[9/9] publish: 1 parts" in done.err
    assert f"{len(read_checks())} checks passed." in done.err


def test_run_of_a_range_says_which_days_are_missing(daybook: Daybook, dumps: Path, tiny_model: str) -> None:
    span = ("--from", "2024-06-04", "--to", "2024-06-07")
    done = daybook("run", "--source", dumps, *span, "--workers", 1, "--model", tiny_model, "--json")
    assert done.code == 0
    assert [row["dump_date"] for row in json.loads(done.out)] == ["2024-06-04", "2024-06-05"]
    assert "no dump for 2024-06-06, 2024-06-07" in done.err


def test_stages_one_by_one_end_where_run_ends(
    daybook: Daybook, dumps: Path, small_home: Settings, tiny_model: str
) -> None:
    common = ("--source", dumps, "--model", tiny_model, "--home", "steps", "--json")
    for day in ("2024-06-04", "2024-06-05"):
        for stage in STAGES[1:]:
            if stage == "ingest":
                assert daybook("plan", "--date", day, *common).code == 0
            done = daybook(stage, "--date", day, *common)
            assert done.code == 0
            (report,) = json.loads(done.out)
            assert (report["stage"], report["is_reused"]) == (stage, False)
    assert Path("steps/CURRENT").read_bytes() == (small_home.home / "CURRENT").read_bytes()


def test_a_stage_out_of_turn_says_what_to_run_first(daybook: Daybook, dumps: Path) -> None:
    done = daybook("ingest", "--date", "2024-06-04", "--source", dumps)
    assert done.code == 1
    assert "Run `daybook plan --date 2024-06-04`" in done.err


def test_plan_is_the_dry_run(daybook: Daybook, small_home: Settings) -> None:
    words = ("plan", "--date", "2024-06-04", "--home", small_home.home, "--source", small_home.source)
    done = daybook(*words, "--model", small_home.model, "--json")
    assert done.code == 0
    assert {row["state"] for row in json.loads(done.out)} == {"up to date"}
    text = daybook(*words, "--model", small_home.model).out
    assert [line.split()[0] for line in text.splitlines()[1:]] == list(STAGES)


# Reading


def _some_article(reading: Daybook, where: str) -> dict[str, Any]:
    (row,) = json.loads(reading("sql", f"select * from articles where {where} limit 1", "--json").out)  # noqa: S608
    return row


@pytest.mark.parametrize(
    "template",
    ["{article_id}", "{article_id:.8}", "{url}", "{external_id}", "FLOOD homes", "flood drives 4,000"],
    ids=["id", "beginning of the id", "address", "the feed's id", "words of the title", "a phrase of the title"],
)
def test_show_finds_an_article_by(reading: Daybook, template: str) -> None:
    row = _some_article(reading, "title like 'Flood%' and duplicate_of is null")
    done = reading("show", *template.format(**row).split(), "--json")
    assert done.code == 0
    assert json.loads(done.out)["article_id"] == row["article_id"]


def test_show_takes_an_id_in_capitals(reading: Daybook) -> None:
    row = _some_article(reading, "title like 'Flood%'")
    assert json.loads(reading("show", row["article_id"].upper(), "--json").out)["article_id"] == row["article_id"]


def test_show_prints_the_three_sections_and_who_is_in_them(reading: Daybook) -> None:
    done = reading("show", "rail", "plan")
    assert done.code == 0
    lines = done.out.splitlines()
    headings = ["In Shorts", "In Depth", "Key Takeaways", "Mentioned"]
    assert [line for line in lines if line in headings] == headings
    assert "- Germany joins the fund." in lines
    assert re.search(r"^People: +Ada Lovelace$", done.out, re.MULTILINE)
    assert re.search(r"^Countries: +", done.out, re.MULTILINE)


def test_show_says_where_the_model_does_not_read_the_language(reading: Daybook) -> None:
    done = reading("show", "ferrocarriles")
    assert done.code == 0
    assert "Not summarized: the model does not read language 'es'." in done.out


@pytest.mark.parametrize("words", ["zzz", "...", "%", "' or ''='", "\\", ""], ids=ascii)
def test_show_of_nothing_known_is_code_1(reading: Daybook, words: str) -> None:
    done = reading("show", words)
    assert done.code == 1
    assert "no article with id, url or title words" in done.err
    assert done.out == ""


def test_markup_of_a_title_is_printed_as_it_stands(reading: Daybook) -> None:
    assert "<script>alert(1)</script>" in reading("show", "flood").out


def test_sql_prints_a_table_with_a_row_count(reading: Daybook) -> None:
    done = reading("sql", "select dump_date, count(*) as articles from articles group by all order by all")
    assert [line.split() for line in done.out.splitlines()] == [
        ["dump_date", "articles"],
        ["2024-06-04", "4"],
        ["2024-06-05", "4"],
        ["2", "rows"],
    ]


def test_sql_as_csv_is_plain_and_complete(reading: Daybook) -> None:
    query = "select 'a,\"b\"' as x, null as y, 'é\nz' as z, 1.5 as x from range(3)"
    done = reading("sql", query, "--format", "csv")
    assert done.code == 0
    assert "\x1b" not in done.out
    rows = list(csv.reader(io.StringIO(done.out)))
    assert len(rows) == 4
    assert rows[1] == ['a,"b"', "", "é\nz", "1.5"]


def test_sql_as_json_keeps_types(reading: Daybook) -> None:
    query = "select 1 as i, 1.5::double as d, true as b, null as n, ['x'] as l, date '2024-06-04' as day, {'a': 1} as s"
    (row,) = json.loads(reading("sql", query, "--json").out)
    assert row == {"i": 1, "d": 1.5, "b": True, "n": None, "l": ["x"], "day": "2024-06-04", "s": {"a": 1}}


def test_sql_reads_a_query_from_standard_input(reading: Daybook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("select 42 as answer"))
    assert json.loads(reading("sql", "-", "--json").out) == [{"answer": 42}]


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('{path}')",
        "select * from '{path}'",
        "copy articles to '{path}'",
        "attach '{path}' as other",
        "install httpfs",
        "delete from articles",
        "set enable_external_access = true",
        "select nothing",
        "selec 1",
    ],
)
def test_sql_reaches_nothing_but_the_tables(reading: Daybook, tmp_path: Path, query: str) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("the secret\n")
    done = reading("sql", query.format(path=path))
    assert done.code == 1
    assert done.err.startswith("daybook: query: ")
    assert done.out == ""
    assert "the secret" not in done.err
    assert path.read_text() == "the secret\n"


@pytest.mark.parametrize("query", ["", ";", "/* nothing */"])
def test_sql_without_a_statement_is_code_1(reading: Daybook, query: str) -> None:
    done = reading("sql", query)
    assert done.code == 1
    assert "Traceback" not in done.err


@pytest.mark.parametrize("what", ["people", "countries", "agencies"])
def test_top_ranks_by_articles_and_leaves_duplicates_out(reading: Daybook, what: str) -> None:
    rows = json.loads(reading("top", what, "--json").out)
    assert rows
    assert [row["article_count"] for row in rows] == sorted((row["article_count"] for row in rows), reverse=True)
    text = reading("top", what).out
    assert f"{what}" in text.splitlines()[0]
    assert text.splitlines()[1].endswith("█" * 30)


def test_top_of_people_is_right(reading: Daybook) -> None:
    rows = json.loads(reading("top", "people", "--json").out)
    counts = {row["name"]: row["article_count"] for row in rows}
    assert (counts["Ada Lovelace"], counts["Grace Hopper"]) == (5, 1)
    assert rows[0]["name"] == "Ada Lovelace"
    assert len(json.loads(reading("top", "people", "--limit", 1, "--json").out)) == 1


def test_top_between_two_days_counts_those_days_alone(reading: Daybook) -> None:
    span = ("--from", "2024-06-05", "--to", "2024-06-05")
    names = [row["name"] for row in json.loads(reading("top", "people", *span, "--json").out)]
    assert "Ada Lovelace" in names
    assert "Grace Hopper" not in names


def test_status_shows_every_day_of_a_span(reading: Daybook, small_home: Settings) -> None:
    words = ("status", "--source", small_home.source, "--from", "2024-06-03", "--to", "2024-06-05")
    rows = json.loads(reading(*words, "--json").out)
    assert [(row["dump_date"], row["articles"], row["state"]) for row in rows] == [
        ("2024-06-03", None, "missing"),
        ("2024-06-04", 4, "loaded"),
        ("2024-06-05", 4, "loaded"),
    ]
    assert "2024-06-05 Wed" in reading(*words).out


def test_status_tells_days_that_wait_and_days_that_have_gone_from_the_source(reading: Daybook, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "dumps" / "2024-06-06.jsonl", [record(1)])
    write_jsonl(tmp_path / "dumps" / "2024-06-04.jsonl", [record(1)])
    rows = json.loads(reading("status", "--source", "dumps", "--json").out)
    assert [(row["state"], row["notes"]) for row in rows] == [
        ("loaded", []),
        ("loaded", ["no longer in the source"]),
        ("received", []),
    ]


def test_rejects_say_where_and_why(reading: Daybook) -> None:
    rows = json.loads(reading("rejects", "--json").out)
    assert [(row["dump_uri"], row["record_no"], row["reason"]) for row in rows] == [
        ("2024-06-04-wire.jsonl", 2, "syntax"),
        ("2024-06-05-wire.jsonl", 2, "empty_body"),
    ]
    text = reading("rejects", "--date", "2024-06-04").out
    assert "2024-06-04 2024-06-04-wire.jsonl record 2, byte " in text
    assert text.splitlines()[-2:] == ["1 rejects: syntax 1", "    syntax: deliver the record again"]


@pytest.mark.parametrize("words", [("check",), ("check", "--deep")], ids=" ".join)
def test_check_of_a_sound_home_is_code_0(reading: Daybook, words: tuple[str, ...]) -> None:
    done = reading(*words)
    assert done.code == 0
    assert "BAD" not in done.out
    assert all(finding["is_sound"] for finding in json.loads(reading(*words, "--json").out))


def test_check_of_a_damaged_home_is_code_1_and_names_what(daybook: Daybook, one_day: Settings) -> None:
    (one_day.home / "CURRENT").write_text("{")
    done = daybook("check", "--home", one_day.home)
    assert done.code == 1
    assert "BAD CURRENT" in done.out
    assert "something wrong: CURRENT: " in done.err


# Whole processes


def test_eval_prints_figures_and_errors(daybook: Daybook, tmp_path: Path, tiny_model: str) -> None:
    row = {"id": "a", "text": FLOOD, "people": ["Grace Hopper", "Jane Roe"], "countries": ["DE"], "agencies": []}
    write_jsonl(tmp_path / "gold.jsonl", [row])
    words = ("eval", "--gold", "gold.jsonl", "--model", tiny_model, "--workers", 1)
    done = daybook(*words)
    assert done.code == 0
    assert re.search(r"^people +66\.7 +100\.0 +50\.0 +1 +1 +2$", done.out, re.MULTILINE)
    assert "countries exactly right in 100.0% (1 of 1) articles\n" in done.out
    assert "people, missed: 1\n  a  jane roe\n" in done.out
    stated = json.loads(daybook(*words, "--json").out)
    assert stated["figures"]["people"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.6667,
        "correct": 1,
        "found": 1,
        "gold": 2,
    }
    assert stated["errors"] == [{"gold_id": "a", "measure": "people", "error": "missed", "text": "jane roe"}]
    assert not (tmp_path / "daybook-home").exists()


def test_eval_of_a_wrong_file_is_code_1(daybook: Daybook, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("[]\n")
    done = daybook("eval", "--gold", "gold.jsonl")
    assert (done.code, done.out) == (1, "")
    assert "gold.jsonl, line 1: expected an object" in done.err


def test_compare_models_prints_what_changes(daybook: Daybook, one_day: Settings) -> None:
    words = ("compare-models", "--date", "2024-06-04", "--model", one_day.model, "--model-b", one_day.model)
    done = daybook(*words, "--home", one_day.home)
    assert done.code == 0
    assert done.out.startswith("2024-06-04: 4 articles, en_tiny 1.0.0 -> en_tiny 1.0.0\n")
    assert re.search(r"^person +2 -> 2 +0 +0 +6 -> 6 +0 +0$", done.out, re.MULTILINE)
    assert "s on one worker" in done.err
    stated = json.loads(daybook(*words, "--home", one_day.home, "--json").out)
    assert [change["kind"] for change in stated["changes"]] == ["person", "country", "agency"]
    assert stated["changes"][0]["gained"] == []


def test_overrides_shows_what_each_line_decides(
    daybook: Daybook, one_day: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = "action,kind,id,to\nmerge,person,nobody,some-body\nmerge,person,grace-hopper,admiral-hopper\n"
    (tmp_path / "overrides.csv").write_text(lines)
    assert "no override file is set" in daybook("overrides", "--home", one_day.home).err
    monkeypatch.setenv("DAYBOOK_OVERRIDES", "overrides.csv")
    done = daybook("overrides", "--home", one_day.home)
    assert [line.split() for line in done.out.splitlines()[1:]] == [
        ["2", "merge", "person", "nobody", "to", "some-body", "0", "matches", "nothing"],
        ["3", "merge", "person", "grace-hopper", "to", "admiral-hopper", "2"],
    ]
    stated = json.loads(daybook("overrides", "--home", one_day.home, "--json").out)
    assert [(row["line"], row["mention_count"]) for row in stated] == [(2, 0), (3, 2)]
    again = daybook("run", "--home", one_day.home, "--source", one_day.source, "--model", one_day.model, "--workers", 1)
    assert again.code == 0
    said = again.err.replace("\n", " ")
    assert "check overrides_match warns of 1. `daybook overrides` says which lines." in said
    assert f"{len(read_checks())} checks passed." in said


def test_parquet_goes_to_a_pipe(small_home: Settings) -> None:
    words = ("sql", "select article_id, published_at from articles", "--format", "parquet", "--home", small_home.home)
    out, err = _process(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE).communicate()
    assert err == b""
    table = pq.read_table(io.BytesIO(out))
    assert (table.num_rows, table.column_names) == (8, ["article_id", "published_at"])


def test_a_pipe_that_is_closed_early_is_no_error(small_home: Settings) -> None:
    query = "select unnest(range(300000)) as n"
    words = ("sql", query, "--format", "csv", "--home", small_home.home)
    process = _process(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline() == b"n\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_a_narrow_terminal_is_kept_to(small_home: Settings) -> None:
    shown = _on_a_terminal("show", "rail", "plan", "--home", small_home.home, columns=60)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r", "")
    assert plain != shown.replace("\r", "")
    assert "In Shorts ─" in plain
    assert max(map(len, plain.splitlines())) <= 60


def test_a_table_keeps_to_a_narrow_terminal(small_home: Settings) -> None:
    shown = _on_a_terminal("top", "people", "--home", small_home.home, columns=60)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r", "")
    assert "Ada Lovelace" in plain
    assert max(map(len, plain.splitlines())) <= 60


def test_help_loads_no_heavy_library() -> None:
    code = "import sys, tasks.cli.app; print(sorted({'spacy', 'duckdb', 'pyarrow'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# The bundled sample with the real model


def test_sql_as_json_has_sums_as_numbers(reading: Daybook) -> None:
    query = "select sum(word_count) > 100 as many, sum(record_no - record_no) as nought, sum(0.5) as half from articles"
    assert json.loads(reading("sql", query, "--json").out) == [{"many": True, "nought": 0, "half": 4}]


@pytest.mark.slow
def test_the_sample_days_have_the_counts_of_their_page(daybook: Daybook, sample_home: Settings) -> None:
    query = "select dump_date, sum(record_count) as n, sum(reject_count) as refused from inputs group by all order by 1"
    rows = json.loads(daybook("sql", query, "--json", "--home", sample_home.home).out)
    assert [(row["n"], row["refused"]) for row in rows] == [(11, 1), (13, 2), (11, 1)]


@pytest.mark.slow
def test_the_sample_names_who_and_what_was_in_the_news(daybook: Daybook, sample_home: Settings) -> None:
    def names(what: str) -> set[str]:
        rows = json.loads(daybook("top", what, "--limit", 200, "--json", "--home", sample_home.home).out)
        return {row["name"] for row in rows}

    assert {"Joe Biden", "Emmanuel Macron", "Volodymyr Zelenskyy", "Narendra Modi"} <= names("people")
    assert {"France", "India", "Ukraine", "United States"} <= names("countries")
    assert len(names("agencies")) >= 10


@pytest.mark.slow
def test_the_sample_can_be_shown_by_words(daybook: Daybook, sample_home: Settings) -> None:
    done = daybook("show", "starliner", "--home", sample_home.home)
    assert done.code == 0
    assert "\nIn Shorts\n- " in done.out


@pytest.mark.slow
def test_the_sample_home_is_sound_to_the_last_file(daybook: Daybook, sample_home: Settings) -> None:
    assert daybook("check", "--deep", "--home", sample_home.home).code == 0


@pytest.mark.slow
def test_many_workers_make_the_version_of_one(sample_home: Settings, tmp_path: Path) -> None:
    words = ("run", "--home", tmp_path / "home", "--workers", 2)
    process = _process(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate()
    assert process.returncode == 0, err.decode()
    assert b"\x1b" not in out + err
    assert (tmp_path / "home" / "CURRENT").read_bytes() == (sample_home.home / "CURRENT").read_bytes()
