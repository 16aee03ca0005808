"""`daybook show`: an article found by words, printed to be read, as Markdown and as JSON."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from rich.cells import cell_len

from tasks import connect_latest
from tasks.cli.article_markdown import escape, markdown_of
from tasks.cli.article_text import READING_WIDTH, Shown, print_article
from tasks.cli.options import print_json, printable
from tasks.cli.reading import find_article
from tasks.config import Settings
from tasks.errors import InputError
from tests.test_cli import _on_a_terminal

pytestmark = pytest.mark.slow

ARTICLE: dict[str, Any] = {
    "article_id": "0123456789abcdef",
    "dump_date": date(2024, 6, 4),
    "title": "Harbour opens",
    "publisher": "Example Wire",
    "authors": ["Jane Roe"],
    "url": "https://example.org/1",
    "published_at": datetime(2024, 6, 4, 8, tzinfo=UTC),
    "published_at_from": "field",
    "language": "en",
    "body": "First paragraph.\n\nSecond paragraph.",
    "in_shorts": ["It opened."],
    "key_takeaways": ["The harbour opened."],
    "method": "extractive",
    "is_latest": True,
    "duplicate_of": None,
    "duplicate_kind": None,
    "word_count": 4,
}
EVIL = "a\x1b]0;owned\x07b\x9b31mc\u202ed\u2066e\x7ff\rg"


def _bullet(section: str, text: str, method: str = "extractive") -> dict[str, Any]:
    evidence = [{"start_char": 0, "end_char": 16, "text": "First paragraph."}]
    return {"section": section, "position": 1, "rank": 1, "text": text, "method": method, "evidence": evidence}


def _shown(**changes: Any) -> Shown:
    bullets = [_bullet("in_shorts", "It opened."), _bullet("key_takeaways", "The harbour opened.")]
    return Shown(**{"article": ARTICLE, "bullets": bullets, "entities": [], "relatives": [], **changes})


def _with_evil() -> Shown:
    article = {**ARTICLE, "title": EVIL, "publisher": EVIL, "url": EVIL, "body": EVIL, "authors": [EVIL]}
    relative = {"relation": "copy", "article_id": "f" * 16, "duplicate_kind": "exact", "publisher": EVIL, "title": EVIL}
    return Shown(
        article,
        [_bullet("in_shorts", EVIL, f"llm:{EVIL}")],
        [{"kind": "person", "name": EVIL, "role": EVIL}],
        [{**relative, "dump_date": date(2024, 6, 4)}],
    )


# Finding


def test_one_title_with_all_words_is_found(small_home: Settings) -> None:
    with connect_latest(small_home.home) as con:
        assert find_article(con, "vote RAIL passes").article["title"] == "Rail plan passes first vote"


def test_several_that_fit_are_listed_with_how_to_choose(small_home: Settings) -> None:
    with connect_latest(small_home.home) as con, pytest.raises(InputError) as raised:
        find_article(con, "budget")
    said = str(raised.value)
    assert said.startswith("3 articles fit 'budget':\n")
    ids = re.findall(r"^  ([0-9a-f]{16})  2024-06-0[45]  Example Wire: Budget of year ", said, re.MULTILINE)
    assert len(set(ids)) == 3
    assert "Give the id of one" in said
    with connect_latest(small_home.home) as con:
        assert [find_article(con, one).article["article_id"] for one in ids] == ids


def test_where_no_title_has_all_the_words_the_nearest_are_listed(small_home: Settings) -> None:
    with (
        connect_latest(small_home.home) as con,
        pytest.raises(InputError, match=r"nearest titles:\n.*Rail plan passes"),
    ):
        find_article(con, "rail plan zebra")


def test_an_exact_title_wins_over_longer_ones(small_home: Settings) -> None:
    with connect_latest(small_home.home) as con:
        assert find_article(con, "budget of year 1, corrected").article["title"] == "Budget of year 1, corrected"


def test_copies_and_earlier_texts_do_not_count(small_home: Settings) -> None:
    """The flood has an exact copy, the budget of year 1 an earlier text at the same address."""
    with connect_latest(small_home.home) as con:
        flood = find_article(con, "flood")
        budget = find_article(con, "https://example.org/news/1")
    assert [relative["relation"] for relative in flood.relatives] == ["copy"]
    assert (budget.article["is_latest"], budget.article["dump_date"]) == (True, date(2024, 6, 5))


def test_a_copy_and_an_earlier_text_say_what_they_are(small_home: Settings) -> None:
    with connect_latest(small_home.home) as con:
        copies = "select article_id from articles where duplicate_of is not null or not is_latest order by is_latest"
        earlier, copy = (find_article(con, article_id) for (article_id,) in con.execute(copies).fetchall())
    assert [relative["relation"] for relative in earlier.relatives] == ["later"]
    assert [relative["relation"] for relative in copy.relatives] == ["original"]


def test_a_long_list_is_cut(monkeypatch: pytest.MonkeyPatch, small_home: Settings) -> None:
    monkeypatch.setattr("tasks.cli.reading.MOST_LISTED", 2)
    with connect_latest(small_home.home) as con, pytest.raises(InputError, match="  and 1 more\n"):
        find_article(con, "budget")


# Text


def test_text_reads_as_an_article_does(capsys: pytest.CaptureFixture[str]) -> None:
    print_article(_shown(entities=[{"kind": "person", "name": "Ann Reed", "role": "Mayor"},
                                   {"kind": "country", "name": "France", "role": None}]))  # fmt: skip
    assert capsys.readouterr().out == (
        "Harbour opens\n"
        "Example Wire · 4 June 2024 · by Jane Roe\n"
        "https://example.org/1\n"
        "0123456789abcdef\n"
        "\nIn Shorts\n- It opened.\n"
        "\nIn Depth\nFirst paragraph.\n\nSecond paragraph.\n"
        "\nKey Takeaways\n- The harbour opened.\n"
        "\nMentioned\nPeople:    Ann Reed (Mayor)\nCountries: France\n"
    )


def test_piped_text_is_not_wrapped(capsys: pytest.CaptureFixture[str]) -> None:
    body = "word " * 100
    print_article(_shown(article={**ARTICLE, "body": body.strip()}))
    assert body.strip() in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("changes", [{"url": None}, {"publisher": None}, {"authors": []}, {"title": None}], ids=str)
def test_what_an_article_lacks_leaves_no_gap(capsys: pytest.CaptureFixture[str], changes: dict[str, Any]) -> None:
    print_article(_shown(article={**ARTICLE, **changes}))
    head = capsys.readouterr().out.split("\nIn Shorts")[0]
    assert "None" not in head
    assert all(line.strip(" ·") == line.strip() != "" for line in head.strip().splitlines())


@pytest.mark.parametrize("columns", [20, 40, 80, 140])
def test_a_terminal_gets_lines_that_fit(small_home: Settings, columns: int) -> None:
    shown = _on_a_terminal("show", "flood", "--home", small_home.home, columns=columns)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r", "")
    assert plain != shown.replace("\r", "")
    lines = plain.splitlines()
    assert max(map(cell_len, lines)) <= min(columns, READING_WIDTH)
    assert [line.split(" ─")[0] for line in lines if "─" in line] == [
        "In Shorts",
        "In Depth",
        "Key Takeaways",
        "Mentioned",
    ]
    bullets = [line for line in lines if line.startswith("• ")]
    with connect_latest(small_home.home) as con:
        query = (
            "from summary_bullets join articles using (article_id) where title like 'Flood%' and duplicate_of is null"
        )
        assert len(bullets) == con.sql(query).count("*").fetchone()[0] == 6
    if columns < 80:
        assert lines[lines.index(bullets[0]) + 1].startswith("  ")


# Whatever an article holds


def test_no_sign_that_a_terminal_acts_on_gets_out_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_article(_with_evil())
    assert _controls(capsys.readouterr().out) == set()


def test_no_sign_that_a_terminal_acts_on_gets_out_as_markdown() -> None:
    assert _controls(markdown_of(_with_evil())) == set()


def test_no_sign_that_a_terminal_acts_on_gets_out_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"title": EVIL, "é": "日本"})
    out = capsys.readouterr().out
    assert _controls(out) == set()
    assert json.loads(out) == {"title": EVIL, "é": "日本"}
    assert "日本" in out


def _controls(text: str) -> set[str]:
    return {sign for sign in text if printable(sign) != sign} - {"\n"}


@pytest.mark.parametrize(
    "command", ["select title || chr(27) || chr(155) || chr(8238) as t from articles", 'select 1 as "a\x1b"']
)
def test_sql_prints_no_sign_that_a_terminal_acts_on(small_home: Settings, command: str) -> None:
    shown = _on_a_terminal("sql", command, "--home", small_home.home, columns=100)
    assert _controls(re.sub(r"\x1b\[[0-9;]*m", "", shown)) <= {"\r"}


# Markdown


def test_markdown_has_headings_and_lists() -> None:
    page = markdown_of(_shown(entities=[{"kind": "agency", "name": "Port Authority", "role": None}]))
    assert page == (
        "# Harbour opens\n\n*Example Wire · 4 June 2024 · by Jane Roe*\n\n"
        "## In Shorts\n\n- It opened.\n\n"
        "## In Depth\n\nFirst paragraph.\n\nSecond paragraph.\n\n"
        "## Key Takeaways\n\n- The harbour opened.\n\n"
        "## Agencies\n\n- Port Authority\n\n"
        "---\n\n<https://example.org/1> `0123456789abcdef`\n"
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# No heading", r"\# No heading"),
        ("- no list", r"\- no list"),
        ("1. no number", r"1\. no number"),
        ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("<script>alert(1)</script> &amp;", r"\<script\>alert(1)\</script\> \&amp;"),
        ("a\nb", "a b"),
        ("> quoted", r"\> quoted"),
        ("--- ", r"\---"),
        ("2 - 1 = 1 + 0!", "2 - 1 = 1 + 0!"),
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_no_text_becomes_markup(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://e.org/ a>b", "<x>"])
def test_only_a_plain_address_becomes_a_link(url: str) -> None:
    last = markdown_of(_shown(article={**ARTICLE, "url": url})).splitlines()[-1]
    assert not re.match(r"<(?!$)", last)


# JSON


def test_json_gives_every_bullet_with_its_evidence(small_home: Settings) -> None:
    with connect_latest(small_home.home) as con:
        found = find_article(con, "flood")
    assert list(found.bullets[0]) == ["section", "position", "rank", "text", "method", "evidence"]
    for bullet in found.bullets:
        for span in bullet["evidence"]:
            assert found.article["body"][span["start_char"] : span["end_char"]] == span["text"]
    assert [one["text"] for one in found.bullets if one["section"] == "in_shorts"] == found.article["in_shorts"]
