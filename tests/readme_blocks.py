"""The code blocks of README.md and docs/reading.md: run them, compare console output, or write the real output in.

`python -m tests.readme_blocks` runs the bundled sample into a scratch home and updates the pages in place.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
README = PROJECT / "README.md"
PAGES = (README, PROJECT / "docs" / "reading.md")
COMMAND = [sys.executable, "-c", "from tasks.cli import main; main()"]
_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block. A console block is `$ command` and the output that follows."""

    language: str
    text: str

    @property
    def command(self) -> str:
        """The command of a console block: lines up to the one that closes its quotes."""
        lines = self.text.removeprefix("$ ").split("\n")
        return next(command for end in range(1, len(lines)) if _is_whole(command := "\n".join(lines[:end])))

    @property
    def output(self) -> str:
        """The stated output of a console block."""
        return self.text.removeprefix("$ ").removeprefix(self.command + "\n")


def without_versions(text: str) -> str:
    """Output with version names blanked: they change with every line of code."""
    return re.sub(r"\b[0-9a-f]{12}\b", "<version>", text)


def blocks_of(language: str) -> list[Block]:
    """Blocks of the pages in a language, in order."""
    texts = (page.read_text(encoding="utf-8") for page in PAGES)
    found = (Block(match["language"], match["text"]) for text in texts for match in _BLOCK.finditer(text))
    return [block for block in found if block.language == language]


def run_command(command: str, folder: Path) -> str:
    """What a `daybook` command prints in a folder; CalledProcessError where it fails."""
    words = shlex.split(command)
    return _run([*COMMAND, *words[1:]], folder)


def run_python(text: str, folder: Path) -> str:
    """What a Python block prints in a folder."""
    return _run([sys.executable, "-c", text], folder)


def _is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:
        return False
    return True


def _run(command: list[str], folder: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DAYBOOK_")}
    environment |= {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())


def update(folder: Path) -> None:
    """Write the real output of every console block into the pages."""

    def with_output(match: re.Match[str]) -> str:
        block = Block(match["language"], match["text"])
        if block.language != "console":
            return match[0]
        return f"```console\n$ {block.command}\n{run_command(block.command, folder)}```"

    for page in PAGES:
        page.write_text(_BLOCK.sub(with_output, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        run_command("daybook run", Path(scratch))
        update(Path(scratch))
