"""Kept answers of language models: one file for each request, named by its content.

An answer is an input of the summaries that are made from it. A model need not answer alike twice, so what it said once
is kept, and whoever asks the same again is told the same.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, NamedTuple

from tasks.store.home import Home
from tasks.store.language_model import Answer

FOLDER = "lake/llm_answers"


class Asked(NamedTuple):
    """An answer, and what it took to have it: no time and no tokens where it was kept from before.

    `answer` is None where the server refuses the request.
    """

    answer: Answer | None
    is_kept: bool
    seconds: float


def request_sha256(request: Mapping[str, Any]) -> str:
    """sha256 of a request, hex: model, parameters and every word of the prompt; neither address nor key."""
    stated = json.dumps(request, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(stated.encode()).hexdigest()


def answer_name(request: Mapping[str, Any]) -> str:
    """Name under home of the kept answer to a request."""
    sha256 = request_sha256(request)
    return f"{FOLDER}/{sha256[:2]}/{sha256}.json"


def collect_answers(
    home: Home,
    requests: Sequence[Mapping[str, Any]],
    ask: Callable[[Mapping[str, Any]], Answer | None],
    *,
    concurrency: int,
) -> dict[str, Asked]:
    """Answers by `answer_name`; equal requests are asked once. At most `concurrency` at a time.

    Each answer is kept as it comes: after an error, which `ask` may raise, the next run goes on from there. A refusal
    is not kept.
    """
    distinct = {answer_name(request): request for request in requests}

    def have(name: str) -> Asked:
        kept = _read(home, name)
        if kept:
            return Asked(kept, is_kept=True, seconds=0.0)
        start = time.perf_counter()
        answer = ask(distinct[name])
        seconds = time.perf_counter() - start
        if answer:
            # Another worker may have asked the same meanwhile: the first answer is the one that holds.
            earlier = _read(home, name)
            if earlier:
                return Asked(earlier, is_kept=False, seconds=seconds)
            # In ASCII, for a model may break off within a character and leave half of a pair that UTF-8 does not take.
            home.write_bytes(name, json.dumps(answer._asdict(), sort_keys=True).encode("ascii"))
        return Asked(answer, is_kept=False, seconds=seconds)

    with ThreadPoolExecutor(concurrency) as pool:
        return dict(zip(distinct, pool.map(have, distinct), strict=True))


def _read(home: Home, name: str) -> Answer | None:
    """The kept answer; None where there is none, or none that can be read."""
    if home.exists(name):
        with suppress(ValueError, TypeError, FileNotFoundError):
            return Answer(**json.loads(home.read_bytes(name)))
    return None
