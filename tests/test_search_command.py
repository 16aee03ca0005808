"""`daybook search` over the bundled sample: filters by any name, hostile words, and what is printed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import typer

from tasks.cli.app import app
from tasks.config import Settings
from tasks.errors import InputError
from tasks.store.home import Home
from tasks.store.publications import require_current
from tasks.store.search_index import index_name

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(small_home: Settings, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs `daybook search` on a home of one day; gives exit code, stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        code = app(["search", "--home", str(small_home.home), *map(str, words)], standalone_mode=False) or 0
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_prints_title_origin_and_line_best_first(ask: Ask) -> None:
    _, out, _ = ask("flooded", "germany")
    assert "1 article" in out or "articles" in out
    assert "Heavy rain flooded three towns" in out


def test_json_holds_plain_texts(ask: Ask) -> None:
    (first, *_) = json.loads(ask("budget", "--json")[1])
    assert {"article_id", "dump_date", "score", "title", "line", "publisher", "is_latest"} <= first.keys()
    assert "\ue000" not in json.dumps(first)


@pytest.mark.parametrize(
    "words",
    ["NEAR(a b)", "'; drop table words", "* OR NOT ^", "{title}: x", "a" * 5_000, "budget\x00vote", '"open'],
    ids=["near", "sql", "operators", "column", "long", "NUL", "open quote"],
)
def test_hostile_words_find_something_or_nothing(ask: Ask, words: str) -> None:
    assert ask("--", words)[0] == 0


@pytest.mark.parametrize(
    "words", ["", '"', "-", "🦆", "%", "..."], ids=["empty", "quote", "dash", "duck", "percent", "dots"]
)
def test_words_without_a_letter_are_usage(ask: Ask, words: str) -> None:
    with pytest.raises(typer.BadParameter, match="give a word to search for"):
        ask("--", words)


def test_too_many_words_are_usage(ask: Ask) -> None:
    with pytest.raises(typer.BadParameter, match="65 words"):
        ask(" ".join(f"w{number}" for number in range(65)))


@pytest.mark.parametrize("kind", ["person", "country", "agency"])
def test_a_name_that_nobody_has_is_told(ask: Ask, kind: str) -> None:
    with pytest.raises(InputError, match=f"a {kind} called 'Nobody Atall'"):
        ask("budget", f"--{kind}", "Nobody Atall")


def test_filters_take_any_name(ask: Ask) -> None:
    everything = json.loads(ask("the", "--json", "--limit", 1000)[1])
    french = json.loads(ask("the", "--json", "--country", "france", "--limit", 1000)[1])
    by_id = json.loads(ask("the", "--json", "--country", "fr", "--limit", 1000)[1])
    assert french == by_id
    assert 0 < len(french) < len(everything)


def test_a_missing_index_is_made_again(ask: Ask, small_home: Settings) -> None:
    home = Home(small_home.home)
    name = index_name(require_current(home))
    _, before, _ = ask("budget")
    home.remove(name)
    _, after, told = ask("budget")
    assert "made again" in told
    assert after == before
    assert home.exists(name)
