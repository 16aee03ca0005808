"""README.md and docs/reading.md: commands print what they say, code runs; README names every command and table."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas import PUBLISHED_TABLES
from tasks.store.queries import sql_names
from tests.readme_blocks import README, blocks_of, run_command, run_python, without_versions


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder in which the bundled sample was run."""
    folder = tmp_path_factory.mktemp("readme")
    run_command("daybook run", folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("block", blocks_of("console"), ids=lambda block: " ".join(block.command.split())[:60])
def test_console_block_prints_what_the_readme_says(block, sample_folder):
    assert block.output.strip(), "the block states no output: run `python -m tests.readme_blocks`"
    assert without_versions(run_command(block.command, sample_folder)) == without_versions(block.output)


@pytest.mark.slow
@pytest.mark.parametrize("block", blocks_of("python"), ids=lambda block: block.text.splitlines()[0][:40])
def test_python_block_runs(block, sample_folder):
    assert run_python(block.text, sample_folder).strip()


@pytest.mark.parametrize("name", [*(contract.table for contract in PUBLISHED_TABLES), *sql_names("views")])
def test_table_or_view_is_named_in_the_readme(name):
    assert f"`{name}`" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        *("run", "plan", "show", "sql", "search", "top", "status", "rejects", "check", "edition"),
        *(
            "eval",
            "compare-models",
            "overrides",
            "versions",
            "rollback",
            "diff",
            "takedown",
            "export --to",
            "repair",
            "maintain",
        ),
    ],
)
def test_command_is_named_in_the_readme(command):
    assert f"daybook {command}" in README.read_text(encoding="utf-8")
