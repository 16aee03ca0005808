"""Kept answers: asked once, the same for ever, whatever happens between."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tasks.errors import SourceUnavailable
from tasks.store.home import Home
from tasks.store.language_model import Answer
from tasks.store.llm_answers import FOLDER, answer_name, collect_answers


def _request(number: int, **changes: Any) -> dict[str, Any]:
    return {"model": "m", "messages": [{"role": "user", "content": f"Article {number}"}], "seed": 0, **changes}


class _Model:
    """A model that never says the same twice, and remembers how many asked at once."""

    def __init__(self) -> None:
        self.count = self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()

    def ask(self, request: Mapping[str, Any]) -> Answer:
        """The number of the request since the start."""
        with self._lock:
            self.count += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            number = self.count
        time.sleep(0.02)
        with self._lock:
            self.at_once -= 1
        return Answer(f"{request['messages'][0]['content']}, asked as number {number}", 10, 5)


def test_what_was_asked_once_is_not_asked_again(tmp_path: Path) -> None:
    home, model = Home(tmp_path), _Model()
    requests = [_request(number) for number in range(5)]
    first = collect_answers(home, requests, model.ask, concurrency=2)
    again = collect_answers(home, requests, model.ask, concurrency=3)
    assert model.count == 5
    assert {name: one.answer for name, one in first.items()} == {name: one.answer for name, one in again.items()}
    assert [one.is_kept for one in (*first.values(), *again.values())] == [False] * 5 + [True] * 5
    assert all(one.seconds > 0 for one in first.values())


def test_equal_requests_are_asked_once(tmp_path: Path) -> None:
    model = _Model()
    assert len(collect_answers(Home(tmp_path), [_request(1)] * 4, model.ask, concurrency=4)) == model.count == 1


@pytest.mark.parametrize("concurrency", [1, 3])
def test_no_more_are_asked_at_once_than_allowed(tmp_path: Path, concurrency: int) -> None:
    model = _Model()
    collect_answers(Home(tmp_path), [_request(number) for number in range(9)], model.ask, concurrency=concurrency)
    assert model.most_at_once == concurrency


@pytest.mark.parametrize(
    "change",
    [{"model": "n"}, {"seed": 1}, {"temperature": 0.5}, {"messages": [{"role": "user", "content": "Article 2"}]}],
    ids=["model", "seed", "temperature", "text"],
)
def test_whatever_bears_on_an_answer_makes_another_request(change: dict[str, Any]) -> None:
    assert answer_name(_request(1)) != answer_name(_request(1, **change))
    assert answer_name(dict(reversed(_request(1).items()))) == answer_name(_request(1))


def test_answers_before_an_error_are_kept(tmp_path: Path) -> None:
    home, model = Home(tmp_path), _Model()

    def ask(request: Mapping[str, Any]) -> Answer:
        if model.count == 3:
            raise SourceUnavailable("down")
        return model.ask(request)

    requests = [_request(number) for number in range(6)]
    with pytest.raises(SourceUnavailable, match="down"):
        collect_answers(home, requests, ask, concurrency=1)
    assert len(home.list_names(FOLDER)) == 3
    assert [one.is_kept for one in collect_answers(home, requests, model.ask, concurrency=1).values()] == (
        [True] * 3 + [False] * 3
    )


def test_a_refusal_is_not_kept(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (asked,) = collect_answers(home, [_request(1)], lambda _: None, concurrency=1).values()
    assert asked.answer is None
    assert home.list_names(FOLDER) == []


def test_the_first_of_two_answers_holds(tmp_path: Path) -> None:
    home, name = Home(tmp_path), answer_name(_request(1))

    def ask(_: Mapping[str, Any]) -> Answer:
        home.write_bytes(name, json.dumps(Answer("Of another worker.")._asdict()).encode())
        return Answer("Late.")

    asked = collect_answers(home, [_request(1)], ask, concurrency=1)[name]
    assert asked.answer == Answer("Of another worker.")


@pytest.mark.parametrize("content", [b"", b"{", b'{"other": 1}', b"[]", b"\xff"], ids=ascii)
def test_a_damaged_answer_is_asked_for_again(tmp_path: Path, content: bytes) -> None:
    home, model = Home(tmp_path), _Model()
    home.write_bytes(answer_name(_request(1)), content)
    assert not collect_answers(home, [_request(1)], model.ask, concurrency=1)[answer_name(_request(1))].is_kept
    assert collect_answers(home, [_request(1)], model.ask, concurrency=1)[answer_name(_request(1))].is_kept
