"""docs/operations.md: every command line in it is one that the programs understand."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from tasks.cli.app import app
from tests.airflow_home import PROJECT, airflow_environment, run

PAGE = PROJECT / "docs" / "operations.md"
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`((?:airflow|daybook|DAYBOOK_\w+=\S+ daybook) [^`]+)`")


def command_lines(program: str) -> list[list[str]]:
    """Words of every command of a program on the page, without the variables before it."""
    text = PAGE.read_text(encoding="utf-8")
    lines = [line for block in _BLOCK.findall(text) for line in block.splitlines()] + _INLINE.findall(text)
    found = []
    for line in lines:
        for command in line.replace("$DAY", "2024-06-05").partition(" #")[0].split(";"):
            words = [
                word for word in shlex.split(command.replace("$DAY", "2024-06-05")) if not re.match(r"[A-Z_]+=", word)
            ]
            if words and words[0] == program and "..." not in words:
                found.append(words[1:])
    return found


@pytest.mark.parametrize("words", command_lines("daybook"), ids=" ".join)
def test_the_command_line_knows_the_command_and_its_options(words: list[str]) -> None:
    command = get_command(app)
    name, *arguments = words
    known = command.commands[name]  # type: ignore[attr-defined]
    options = {option for parameter in known.params for option in parameter.opts}
    assert {word for word in arguments if word.startswith("--")} <= options


def test_the_page_has_a_section_for_every_case() -> None:
    headings = re.findall(r"^## (.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(headings) == len(set(headings)) >= 15


def test_links_within_the_page_lead_somewhere() -> None:
    text = PAGE.read_text(encoding="utf-8")
    anchors = {
        re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^## (.*)$", text, re.M)
    }
    assert set(re.findall(r"\]\(#([a-z0-9-]+)\)", text)) <= anchors


@pytest.mark.airflow
def test_airflow_understands_its_commands(tmp_path: Path) -> None:
    lines = command_lines("airflow")
    assert len(lines) > 20
    program = tmp_path / "parse.py"
    program.write_text(
        "import json, sys\n"
        "from airflow.cli.cli_parser import get_parser\n"
        "for words in json.load(open(sys.argv[1])):\n"
        "    get_parser().parse_args(words)\n"
        "print('understood')\n"
    )
    stated = tmp_path / "lines.json"
    stated.write_text(json.dumps(lines))
    done = run([sys.executable, program, stated], airflow_environment(tmp_path))
    assert done.output.splitlines()[-1] == "understood", done.output
