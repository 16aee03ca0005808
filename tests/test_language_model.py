"""The client of a language model: what it sends, what it tries again, and what it says of each failure."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tasks.errors import InputError, SourceUnavailable
from tasks.store import language_model
from tasks.store.language_model import Answer, LanguageModel
from tests.faulty_llm import FaultyModel, Reply, error, faulty_model

pytestmark = pytest.mark.slow

REQUEST = {
    "model": "m",
    "messages": [{"role": "user", "content": "Say it."}],
    "temperature": 0,
    # Parameters that a server may know and the client does not.
    "top_k": 1,
    "chat_template_kwargs": {"enable_thinking": False},
}
KEY = "sk-very-secret"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyModel]:
    """A server that answers `{}` unless told otherwise; no key and no proxy in the environment."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with faulty_model() as model:
        yield model


@pytest.fixture
def client(server: FaultyModel) -> Callable[..., LanguageModel]:
    """A client of the server with short patience."""

    def make(**changes: Any) -> LanguageModel:
        return LanguageModel(**{"url": server.url, "timeout_seconds": 5.0, "retries": 2, **changes})

    return make


def test_the_answer_comes_with_what_it_took(server: FaultyModel, client: Callable[..., LanguageModel]) -> None:
    server.replies.append(Reply("Said."))
    assert client().ask(REQUEST) == Answer("Said.", 100, 20)
    assert server.requests == [{"path": "/v1/chat/completions", **REQUEST}]


def test_an_answer_without_words_is_empty(server: FaultyModel, client: Callable[..., LanguageModel]) -> None:
    raw = b'{"id": "x", "object": "chat.completion", "created": 0, "choices": [{"index": 0, "message": {}}]}'
    server.replies.append(Reply(raw=raw))
    assert client().ask(REQUEST) == Answer("", 0, 0)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_a_wait_may_mend_is_asked_again(
    server: FaultyModel, client: Callable[..., LanguageModel], status: int
) -> None:
    server.replies.extend([error(status), error(status), Reply("At last.")])
    answer = client().ask(REQUEST)
    assert answer is not None
    assert answer.text == "At last."
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_stays_busy_is_a_matter_of_time(
    server: FaultyModel, client: Callable[..., LanguageModel], status: int
) -> None:
    server.always[0] = error(status, "come back later")
    with pytest.raises(SourceUnavailable, match=rf"the server answered {status} \(come back later\)"):
        client().ask(REQUEST)
    assert len(server.requests) == 3


def test_a_connection_that_hangs_is_given_up(server: FaultyModel, client: Callable[..., LanguageModel]) -> None:
    server.always[0] = Reply(waits_seconds=3.0)
    with pytest.raises(SourceUnavailable, match=r"no answer within 0\.2 s"):
        client(timeout_seconds=0.2, retries=1).ask(REQUEST)
    assert len(server.requests) == 2


def test_a_server_that_is_not_there_is_a_matter_of_time(client: Callable[..., LanguageModel]) -> None:
    with pytest.raises(SourceUnavailable, match=r"http://127\.0\.0\.1:1/v1: the server cannot be reached"):
        client(url="http://127.0.0.1:1/v1", retries=0).ask(REQUEST)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (error(401), "a key is wanted .401.. Set DAYBOOK_OPENAI_API_KEY"),
        (error(403), "a key is wanted"),
        (error(404, "The model `m` does not exist"), "no model 'm' there, or no chat completions .404: The model"),
        (error(400, "temperature must be 1"), "does not take the request .400: temperature must be 1.*llm_parameters"),
        (Reply(raw=b"<html>Welcome</html>", content_type="text/html"), "does not speak OpenAI's chat completions"),
        (Reply(raw=b'{"hello": "world"}'), "does not speak OpenAI's chat completions"),
        (Reply(raw=b'{"choices": ['), "does not speak OpenAI's chat completions"),
    ],
    ids=["no key", "no right", "no model", "a parameter", "a web page", "other JSON", "half of JSON"],
)
def test_what_no_retry_mends_says_what_to_do(
    server: FaultyModel, client: Callable[..., LanguageModel], reply: Reply, message: str
) -> None:
    server.always[0] = reply
    with pytest.raises(InputError, match=message):
        client().ask(REQUEST)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "reply",
    [
        error(400, "too long", code="context_length_exceeded"),
        error(400, "the request exceeds the available context size", type="exceed_context_size_error"),
        error(400, "This model's maximum context length is 4096 tokens"),
        error(400, "stopped", code="content_filter"),
        error(413),
    ],
    ids=["OpenAI", "llama.cpp", "vLLM", "filter", "size"],
)
def test_a_request_that_the_server_refuses_has_no_answer(
    server: FaultyModel, client: Callable[..., LanguageModel], reply: Reply
) -> None:
    server.replies.append(reply)
    assert client().ask(REQUEST) is None


@pytest.mark.parametrize("variable", ["DAYBOOK_OPENAI_API_KEY", "OPENAI_API_KEY"])
def test_the_key_goes_to_the_server_and_nowhere_else(
    server: FaultyModel,
    client: Callable[..., LanguageModel],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    variable: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv(variable, KEY)
    server.replies.extend([Reply("Said."), error(401, f"{KEY} is wrong"), error(400, f"for {KEY}: no")])
    model = client()
    model.ask(REQUEST)
    assert server.keys == [f"Bearer {KEY}"]
    said = []
    for _ in range(2):
        with pytest.raises(InputError) as raised:
            model.ask(REQUEST)
        said.append(str(raised.value))
    told = "\n".join([*said, caplog.text, *capfd.readouterr()])
    assert "the key was not accepted" in told
    assert KEY not in told
    assert "Say it." not in told


def test_a_password_in_the_address_is_not_told(server: FaultyModel, client: Callable[..., LanguageModel]) -> None:
    server.always[0] = error(404)
    with pytest.raises(InputError, match=r"^http://127\.0\.0\.1:\d+/v1: no model") as raised:
        client(url=server.url.replace("http://", "http://me:my-pass@") + "?token=my-pass").ask(REQUEST)
    assert "my-pass" not in str(raised.value)


def test_without_its_package_the_summarizer_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"needs the package 'openai'.*daybook\[llm\]"):
        LanguageModel("http://127.0.0.1:1/v1", timeout_seconds=1, retries=0)
