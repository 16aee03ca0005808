"""What a task costs before it works: stages come in without the language model, and a worker loads it for all tasks."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tasks.config import Settings
from tasks.data import sample_folder
from tasks.pipeline import run_stage
from tests.chaos.homes import tree_of

DAY = date(2024, 6, 5)
FORKED = """
import os, sys, time
from datetime import date
from tasks import fingerprint, model
from tasks.config import load_settings
from tasks.pipeline import run_stage, warm_up

warm_up(load_settings())
loads, sources = model.load_model.cache_info().misses, fingerprint.code_sha256.cache_info().misses
if (pid := os.fork()) == 0:
    try:
        run_stage("tag", [date(2024, 6, 5)], load_settings())
        assert (model.load_model.cache_info().misses, loads) == (1, 1)
        assert fingerprint.code_sha256.cache_info().misses == sources
        os._exit(0)
    except BaseException as error:
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""


def test_stages_come_in_without_the_language_model() -> None:
    program = "import sys, tasks.pipeline; sys.exit(' '.join({'spacy', 'thinc'} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_a_forked_task_has_the_workers_model_and_gives_the_same_parts(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", source=str(sample_folder()), workers=1)
    for stage in ("plan", "ingest", "dedupe"):
        run_stage(stage, [DAY], settings)
    variables = {"DAYBOOK_HOME": str(settings.home), "DAYBOOK_SOURCE": str(settings.source)}
    done = subprocess.run(
        [sys.executable, "-c", FORKED], env=os.environ | variables, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    forked = tree_of(Path(settings.home), "lake")
    run_stage("tag", [DAY], settings, force=True)
    assert tree_of(Path(settings.home), "lake") == forked
    assert any("spans" in name for name in forked)
