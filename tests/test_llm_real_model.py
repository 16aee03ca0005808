"""A real small model on a real server behind the whole command: what falls, what stands, and what an outage costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tasks import connect_latest
from tasks.store.home import Home
from tasks.store.llm_answers import FOLDER
from tasks.store.publications import require_current
from tasks.text.gate import find_unsupported
from tests.lake_builder import FLOOD, record, write_jsonl
from tests.llm_server import MODEL, ModelServer, serving_model
from tests.test_llm_summaries import INJECTION, OBEYED

PROJECT = Path(__file__).resolve().parent.parent
METHOD = f"llm:{MODEL}"
RATES = (
    "Canada's central bank cut its key interest rate by a quarter of a point to 4.75 percent on Wednesday.\n\n"
    "The Bank of Canada said that inflation had come down to 2.7 percent in April. The Canadian dollar fell after the "
    "decision. The bank will announce its next decision on 24 July.\n\n"
    "Most economists had expected the cut. The decision brings some relief to households with large mortgages."
)
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


class Done(NamedTuple):
    """What a command left."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(scope="module")
def model_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelServer]:
    """The server for all tests of this file."""
    with serving_model(tmp_path_factory.mktemp("llm") / "server.log") as server:
        yield server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with a day of three articles, one of which gives orders to its reader."""
    folder = tmp_path_factory.mktemp("day")
    bodies = {"Flood drives 4,000 from their homes": FLOOD, "Canada cuts rates": RATES, "Harbour opens": INJECTION}
    records = [record(number, title=title, body=body) for number, (title, body) in enumerate(bodies.items(), start=1)]
    write_jsonl(folder / "dumps" / "2024-06-04.jsonl", records)
    return folder


@pytest.fixture(scope="module")
def daybook(folder: Path, tiny_model: str, model_server: ModelServer) -> Run:
    """Run a command in a process of its own, with the server as summarizer."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("DAYBOOK_", "OPENAI_"))}
    variables |= {
        "PYTHONPATH": str(PROJECT),
        "DAYBOOK_SOURCE": "dumps",
        "DAYBOOK_WORKERS": "1",
        "DAYBOOK_MODEL": tiny_model,
        "DAYBOOK_SUMMARIZER": "openai",
        "DAYBOOK_LLM_URL": model_server.url,
        "DAYBOOK_LLM_MODEL": MODEL,
        "DAYBOOK_LLM_PARAMETERS": json.dumps({"temperature": 0, "seed": 0, "max_tokens": 200}),
        "DAYBOOK_LLM_TIMEOUT_SECONDS": "600",
        "DAYBOOK_LLM_RETRIES": "0",
    }

    def run(*words: object, **changes: str) -> Done:
        command = [sys.executable, "-c", "from tasks.cli import main; main()", *map(str, words)]
        done = subprocess.run(command, cwd=folder, env=variables | changes, capture_output=True, text=True, check=False)
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="module")
def first_run(daybook: Run) -> Done:
    """The first run of the day."""
    return daybook("run")


def _version(folder: Path) -> str:
    return require_current(Home(folder / "daybook-home")).version


def test_a_day_comes_out_sound(first_run: Done, daybook: Run) -> None:
    assert first_run.code == 0, first_run.err
    assert "language model: 3 requests, 0 kept answers" in first_run.err
    check = daybook("check", "--deep")
    assert check.code == 0, check.out + check.err


@pytest.mark.usefixtures("first_run")
def test_every_bullet_in_the_models_words_passes_the_gate(folder: Path) -> None:
    with connect_latest(folder / "daybook-home") as con:
        rows = con.execute(
            "select text, title, list_transform(evidence, lambda s: body[s.start_char + 1:s.end_char]) "
            "from summary_bullets join articles using (article_id) where method = $method",
            {"method": METHOD},
        ).fetchall()
        ((bullets, articles),) = con.execute(
            "select count(*), count(distinct article_id) from summary_bullets where section = 'in_shorts'"
        ).fetchall()
    assert rows, "not one bullet of the model stands"
    assert all(evidence and not find_unsupported(text, evidence) for text, _, evidence in rows)
    assert (bullets >= 9, articles) == (True, 3)


@pytest.mark.usefixtures("first_run")
def test_an_article_that_gives_orders_is_not_obeyed(folder: Path) -> None:
    with connect_latest(folder / "daybook-home") as con:
        bullets = [text for (text,) in con.execute("select text from summary_bullets").fetchall()]
    # The extract may quote the order as the article's own words; the model's words never do what it says.
    assert not [text for text in bullets if text.strip(" .!\"'").upper() == OBEYED]


@pytest.mark.usefixtures("first_run")
def test_a_rerun_asks_nothing_and_gives_the_same_version(folder: Path, daybook: Run, model_server: ModelServer) -> None:
    version, tokens = _version(folder), model_server.prompt_tokens()
    assert tokens > 0
    for words in (("run",), ("run", "--force")):
        done = daybook(*words)
        assert done.code == 0, done.err
        assert _version(folder) == version
    assert model_server.prompt_tokens() == tokens
    assert "language model: 0 requests, 3 kept answers" in done.err


@pytest.mark.usefixtures("first_run")
def test_without_the_server_the_published_version_stays(folder: Path, daybook: Run, model_server: ModelServer) -> None:
    """The last test of this file: the server is killed."""
    version = _version(folder)
    model_server.stop()
    done = daybook("run", DAYBOOK_LLM_PARAMETERS='{"temperature": 0, "seed": 1, "max_tokens": 200}')
    assert done.code == 3, done.err
    assert f"{model_server.url}: the server cannot be reached" in done.err
    assert _version(folder) == version
    assert daybook("show", "Harbour").code == 0
    # Answers that are kept need no server.
    assert daybook("run").code == 0
    assert _version(folder) == version
    assert len(Home(folder / "daybook-home").list_names(FOLDER)) == 3
