"""takedown: an article and all that repeats it leave no trace under home, and do not come back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.errors import InputError
from tasks.pipeline import run_stage
from tasks.rollback import roll_back
from tasks.store.home import Home
from tasks.store.publication_log import read_moves
from tasks.store.publications import current_publication
from tasks.store.reading import connect_latest
from tasks.store.version_files import held_versions
from tasks.takedown import TakenDown, complete_takedowns, take_down
from tasks.takedown_search import find_condemned
from tasks.tombstones import FILE, read_tombstones
from tests.chaos.homes import published_files, tree_of
from tests.lake_builder import DAY_1, DAY_2, DAY_3, FLOOD, record, run_stages, write_jsonl
from tests.traces import files_that_hold

pytestmark = pytest.mark.slow

BODY = (
    "Wilhelmina Quartermaine-Osei resigned from the harbour board of Zwolle on Tuesday after a row over dredging.\n\n"
    "The board said that the seventeen barges she had ordered would be sold by the winter. Quartermaine-Osei denied "
    "that any money was missing and called the audit a farce.\n\n"
    "Two members of the council of Zwolle want to see the accounts of the years from 2019. The next meeting is in July."
)
TITLE = "Harbour chief of Zwolle resigns in dredging dispute"
NEAR = BODY.replace("on Tuesday", "on Wednesday")
REVISION = (
    "The harbour board of Zwolle corrected its statement about Quartermaine-Osei: she had not resigned but was ill."
)
DAY_4 = date(2024, 6, 7)
URL = "https://example.org/zwolle/quartermaine"
TRACES = [
    "Quartermaine",
    "quartermaine",
    "quartermain",
    "seventeen barges",
    "called the audit a farce",
    TITLE,
    "harbour board of Zwolle",
]


def victim(number: str = "z1", **changes: object) -> dict[str, object]:
    """A record of the article that is to go."""
    return record(9, **{"id": number, "title": TITLE, "body": BODY, "url": URL, **changes})


def write_dumps(folder: Path) -> None:
    """Three days: the article, copies, a near duplicate, a revision, and refused records that quote it."""
    broken = '{"title": "' + TITLE + '", "body": "' + BODY[:90]
    stub = record(77, id="stub", title=TITLE, body=" ", url="https://stub.example/1")
    write_jsonl(folder / "2024-06-04-wire.jsonl", [record(1), victim(), record(2, body=FLOOD), broken, record(5)])
    copy = victim("copy", publisher="Copy Post")
    near = record(9, id="near", title="Zwolle", body=NEAR, url="https://near.example/2")
    write_jsonl(folder / "2024-06-05-copy.jsonl", [{**copy, "url": "https://copy.example/1"}, record(6), near, stub])
    revised = record(9, id="z1", title="Correction", body=REVISION, url=URL, published_at="2024-06-06T08:00:00Z")
    write_jsonl(folder / "2024-06-06-wire.jsonl", [record(7), record(8), revised, record(10), record(11)])


def current(settings: Settings) -> str:
    """The published version."""
    publication = current_publication(Home(settings.home))
    assert publication
    return publication.version


def article_of(settings: Settings, external_id: str = "z1") -> str:
    """The id of the article with an id of the feed."""
    with connect_latest(settings.home) as con:
        found = con.execute("select article_id from articles where external_id = ? order by dump_date", [external_id])
        return str(found.fetchall()[0][0])


def counts(settings: Settings) -> list[tuple[str, int, int, int]]:
    query = (
        "select dump_date::varchar, sum(record_count), sum(article_count), sum(reject_count) from inputs group by all"
    )
    with connect_latest(settings.home) as con:
        return [(day, int(a), int(b), int(c)) for day, a, b, c in con.sql(f"{query} order by 1").fetchall()]


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory, tiny_model: str) -> Settings:
    """Three published days in three versions, with an edition and a log that quotes. Read only."""
    folder = tmp_path_factory.mktemp("held")
    write_dumps(folder / "dumps")
    settings = Settings(
        home=folder / "home", source=str(folder / "dumps"), workers=1, model=tiny_model, max_reject_share=0.5
    )
    for day in (DAY_1, DAY_2, DAY_3):
        run_stages([day], settings)
    home = Home(settings.home)
    for version in held_versions(home):
        home.write_bytes(f"editions/{version}/2024-06-04/index.html", f"<h1>{TITLE}</h1>".encode())
    home.append_line("log/pages.jsonl", json.dumps({"page": "kept"}))
    home.append_line("log/pages.jsonl", json.dumps({"page": BODY[:90]}))
    return settings


@pytest.fixture
def home(held: Settings, tmp_path: Path) -> Settings:
    """The three days in a home of the test's own, with its dumps."""
    shutil.copytree(held.home, tmp_path / "home")
    shutil.copytree(str(held.source), tmp_path / "dumps", dirs_exist_ok=True)
    return held.model_copy(update={"home": tmp_path / "home", "source": str(tmp_path / "dumps")})


@pytest.fixture
def fresh(home: Settings, tmp_path: Path) -> Callable[[], Settings]:
    """A home that gets the same tombstones and days, and never knew the article."""

    def make() -> Settings:
        settings = home.model_copy(update={"home": tmp_path / "fresh"})
        Home(settings.home).write_bytes(FILE, Home(home.home).read_bytes(FILE))
        run_stages([DAY_1, DAY_2, DAY_3], settings)
        return settings

    return make


def test_before_it_is_taken_down_the_article_is_everywhere(home: Settings) -> None:
    folders = {name.split("/")[0] for name in files_that_hold(home.home, TRACES)}
    assert folders == {"lake", "warehouse", "exports", "editions", "search", "log"}
    tables = {name.split("/")[1] for name in files_that_hold(home.home, TRACES) if name.startswith("lake/")}
    assert tables >= {
        "records",
        "day_articles",
        "spans",
        "mentions",
        "summaries",
        "rejects",
        "day_people",
        "published",
    } - {"day_people"}


def test_afterwards_no_file_under_home_holds_any_of_it(home: Settings) -> None:
    done = take_down(article_of(home), "court order 12", home)
    assert files_that_hold(home.home, TRACES) == {}
    assert {one.because for one in done.condemned} == {"requested", "exact", "near", "revision"}
    assert done.days == [DAY_1, DAY_2, DAY_3]


def test_every_version_that_held_it_is_deleted_and_a_new_one_is_published(home: Settings) -> None:
    before = held_versions(Home(home.home))
    done = take_down(article_of(home), "court order 12", home)
    assert done.version == current(home)
    assert done.deleted_versions == sorted(before)
    assert list(held_versions(Home(home.home))) == [done.version]
    assert read_moves(Home(home.home))[-1].action == "takedown"
    for version in before:
        with pytest.raises(InputError, match="files are gone"):
            roll_back(version, home)


def test_records_still_add_up_and_the_reject_says_why_without_a_word_of_it(home: Settings) -> None:
    before = counts(home)
    take_down(article_of(home), "court order 12", home)
    after = counts(home)
    assert [(day, records) for day, records, _, _ in after] == [(day, records) for day, records, _, _ in before]
    assert [articles for _, _, articles, _ in before] == [4, 3, 5]
    assert [articles for _, _, articles, _ in after] == [3, 1, 4]
    assert all(records == articles + rejects for _, records, articles, rejects in after)
    with connect_latest(home.home) as con:
        rows = con.sql(
            "select dump_uri, record_no, byte_offset, detail, excerpt from rejects where reason = 'taken_down'"
        )
        found = sorted(rows.fetchall())
    assert found[0] == ("2024-06-04-wire.jsonl", 2, None, "taken down: court order 12", "")
    assert len(found) == 4


def test_other_rejects_stay_and_only_their_quotations_go(home: Settings) -> None:
    take_down(article_of(home), "court order 12", home)
    with connect_latest(home.home) as con:
        rows = con.sql("select reason, excerpt from rejects where reason != 'taken_down' order by reason").fetchall()
    assert rows == [("empty_body", ""), ("syntax", "")]


def test_kept_answers_of_a_language_model_about_it_go(home: Settings) -> None:
    def keep(name: str, text: str) -> Path:
        Home(home.home).write_bytes(f"lake/llm_answers/{name}.json", json.dumps({"text": text, "tokens": 9}).encode())
        return home.home / f"lake/llm_answers/{name}.json"

    about = keep("ab/abc", "The harbour chief quit over dredging; Quartermaine-Osei denied that any money was missing.")
    other = keep("cd/cde", "Heavy rain flooded three towns in the south of Germany and drove 4,000 people out.")
    take_down(article_of(home), "court order 12", home)
    assert (about.exists(), other.exists()) == (False, True)


def test_only_lines_of_the_log_that_quote_it_go(home: Settings) -> None:
    runs = (home.home / "log/publications.jsonl").read_text()
    take_down(article_of(home), "court order 12", home)
    assert (home.home / "log/pages.jsonl").read_text() == '{"page": "kept"}\n'
    assert (home.home / "log/publications.jsonl").read_text().startswith(runs)


def test_what_is_left_equals_a_home_that_never_had_it(home: Settings, fresh: Callable[[], Settings]) -> None:
    take_down(article_of(home), "court order 12", home)
    never = fresh()
    assert current(home) == current(never)
    assert published_files(home.home) == published_files(never.home)
    assert tree_of(home.home, "lake") == tree_of(never.home, "lake")


def test_a_run_afterwards_finds_all_up_to_date(home: Settings) -> None:
    take_down(article_of(home), "court order 12", home)
    version = current(home)
    reports = run_stages([DAY_1, DAY_2, DAY_3], home)
    assert [report.stage for report in reports if not report.is_reused] == []
    assert current(home) == version


def test_a_forced_replay_of_the_dump_does_not_bring_it_back(home: Settings) -> None:
    take_down(article_of(home), "court order 12", home)
    version = current(home)
    run_stage("ingest", [DAY_1], home, force=True)
    run_stages([DAY_1], home)
    assert current(home) == version
    assert files_that_hold(home.home, TRACES) == {}


@pytest.mark.parametrize(
    "again",
    [
        victim("other-id", publisher="Another Paper", url="https://another.example/3"),
        record(9, id="n", title="New", body=NEAR.replace("in July", "in August"), url="https://n.example/3"),
        record(9, id="r", title="New", body=f"{REVISION} Quartermaine thanked all.", url=f"{URL}?utm_source=x#top"),
        record(9, id="p", title="New", body=BODY.replace(",", ";").upper(), url=None),
    ],
    ids=[
        "the text elsewhere",
        "nearly the text elsewhere",
        "another text at the address",
        "other case and punctuation",
    ],
)
def test_another_delivery_of_it_is_refused(home: Settings, again: dict[str, object]) -> None:
    take_down(article_of(home), "court order 12", home)
    write_jsonl(Path(str(home.source)) / "2024-06-07.jsonl", [record(12), again, record(13)])
    run_stages([DAY_4], home)
    assert counts(home)[-1] == ("2024-06-07", 3, 2, 1)
    assert files_that_hold(home.home, TRACES) == {}


def test_other_articles_keep_every_row_they_had(home: Settings) -> None:
    gone = {one.article_id for one in find_condemned(Home(home.home), article_of(home), with_revisions=True)}
    query = "select * from {} where not list_contains(?, article_id) order by all"

    def rows() -> dict[str, list[object]]:
        tables = ("articles", "summaries", "summary_bullets", "mentions", "article_people", "article_countries")
        with connect_latest(home.home) as con:
            return {table: con.execute(query.format(table), [list(gone)]).fetchall() for table in tables}

    before = rows()
    take_down(article_of(home), "court order 12", home)
    assert rows() == before
    assert before["articles"]


def test_only_this_text_leaves_revisions_of_the_address(home: Settings) -> None:
    done = take_down(article_of(home), "court order 12", home, with_revisions=False)
    assert {one.because for one in done.condemned} == {"requested", "exact", "near"}
    with connect_latest(home.home) as con:
        assert con.sql("select title from articles where url is not null and title = 'Correction'").fetchall()
    assert files_that_hold(home.home, ["seventeen barges", "called the audit a farce", TITLE]) == {}


@pytest.mark.parametrize("words", [URL, "http://www.example.org/zwolle/quartermaine/?utm_medium=feed"])
def test_an_address_names_it_however_it_is_spelt(home: Settings, words: str) -> None:
    take_down(words, "court order 12", home)
    assert files_that_hold(home.home, TRACES) == {}


def test_versions_that_never_held_it_stay(home: Settings) -> None:
    third = article_of(home, "r7")
    before = sorted(held_versions(Home(home.home)))
    newest = current(home)
    done = take_down(third, "court order 13", home)
    assert done.deleted_versions == [newest]
    assert set(before) - {newest} <= set(held_versions(Home(home.home)))
    assert done.days == [DAY_3]


def test_it_is_found_in_a_version_that_is_no_longer_current(home: Settings) -> None:
    source = Path(str(home.source))
    article_id = article_of(home, "r8")
    write_jsonl(source / "2024-06-06-wire.jsonl", [record(7), record(10)])
    run_stages([DAY_3], home)
    assert files_that_hold(home.home, ["year 8 goes to parliament"])
    done = take_down(article_id, "court order 14", home)
    assert files_that_hold(home.home, ["year 8 goes to parliament"]) == {}
    assert done.days == []
    assert counts(home)[-1][2] == 2


def test_a_rollback_does_not_bring_it_back(home: Settings) -> None:
    first = next(version for version, one in held_versions(Home(home.home)).items() if len(one["dump_dates"]) == 1)
    roll_back(first, home)
    take_down(article_of(home), "court order 12", home)
    assert files_that_hold(home.home, TRACES) == {}
    assert counts(home) == [("2024-06-04", 5, 3, 2)]
    run_stages([DAY_2, DAY_3], home)
    assert files_that_hold(home.home, TRACES) == {}


def test_a_day_that_is_half_redone_goes_back_to_what_is_published_of_it(home: Settings) -> None:
    source = Path(str(home.source))
    write_jsonl(source / "2024-06-04-wire.jsonl", [record(1), victim(), record(20), victim("again")])
    run_stages([DAY_1], home, last="tag")
    write_jsonl(source / "2024-06-07.jsonl", [record(12), victim("third")])
    run_stages([DAY_4], home, last="summarize")
    take_down(article_of(home), "court order 12", home)
    assert files_that_hold(home.home, TRACES) == {}
    assert counts(home)[0] == ("2024-06-04", 5, 3, 2)
    assert [day for day, *_ in counts(home)] == ["2024-06-04", "2024-06-05", "2024-06-06"]
    run_stages([DAY_1, DAY_4], home)
    assert files_that_hold(home.home, TRACES) == {}
    assert (counts(home)[0][1:], counts(home)[3][1:]) == ((4, 2, 2), (2, 1, 1))


def test_a_load_refuses_what_a_takedown_that_was_cut_off_left(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from tasks import takedown

    monkeypatch.setattr(takedown, "_complete", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_down(article_of(home), "court order 12", home)
    monkeypatch.undo()
    with pytest.raises(InputError, match=r"was taken down and is still in the lake.*daybook takedown"):
        run_stages([DAY_3], home)
    done = complete_takedowns(home)
    assert files_that_hold(home.home, TRACES) == {}
    assert done.version == current(home)


def test_taking_it_down_again_changes_nothing(home: Settings) -> None:
    article_id = article_of(home)
    take_down(article_id, "court order 12", home)
    tombstones, lake, version = (home.home / FILE).read_bytes(), tree_of(home.home, "lake"), current(home)
    done = take_down(article_id, "court order 12", home)
    assert (done.deleted_versions, done.days, done.version) == ([], [], version)
    assert ((home.home / FILE).read_bytes(), tree_of(home.home, "lake")) == (tombstones, lake)


def test_tombstones_hold_hashes_and_the_reason_and_nothing_else(home: Settings) -> None:
    article_id = article_of(home)
    take_down(article_id, "court order 12", home)
    entries = read_tombstones(Home(home.home)).entries
    assert entries[0].article_id == article_id
    assert {entry.reason for entry in entries} == {"court order 12"}
    for line in (home.home / FILE).read_text().splitlines():
        stated = json.loads(line)
        assert all(len(stated[name] or "0" * 64) == 64 for name in ("body_sha256", "text_sha256", "url_sha256"))
        assert len(stated["signature"] or "0" * 684) == 684


def test_a_takedown_is_part_of_the_version(home: Settings) -> None:
    before = current(home)
    take_down(article_of(home), "court order 12", home)
    first = current(home)
    lines = (home.home / FILE).read_text()
    (home.home / FILE).write_text(lines.replace("court order 12", "court order 99"))
    run_stages([DAY_3], home)
    assert len({before, first, current(home)}) == 3


@pytest.mark.parametrize("words", ["nothing", "https://example.org/unknown", ""])
def test_an_article_that_nobody_knows_is_an_error_and_changes_nothing(home: Settings, words: str) -> None:
    before = tree_of(home.home, ".")
    with pytest.raises(InputError, match="no article with id or address"):
        take_down(words, "court order 12", home)
    assert tree_of(home.home, ".") == before


@pytest.mark.parametrize("reason", ["", "  ", "two\nlines", "x" * 501])
def test_a_reason_is_one_line(home: Settings, reason: str) -> None:
    with pytest.raises(InputError, match="reason of one line"):
        take_down(article_of(home), reason, home)


def test_a_damaged_tombstone_stops_ingest_and_load(home: Settings) -> None:
    take_down(article_of(home), "court order 12", home)
    with (home.home / FILE).open("a") as file:
        file.write('{"article_id": "x"\n')
    with pytest.raises(InputError, match=r"tombstones\.jsonl, line 5 is damaged"):
        run_stage("load", [DAY_1], home)
    with pytest.raises(InputError, match=r"tombstones\.jsonl, line 5 is damaged"):
        run_stage("ingest", [DAY_1], home, force=True)


def test_a_new_home_has_nothing_to_complete(tmp_path: Path) -> None:
    assert complete_takedowns(Settings(home=tmp_path / "new")) == TakenDown([], [], None, [], 0)
