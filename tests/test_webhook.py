"""The webhook: a message arrives once; whatever the server does, nothing raises, hangs or gives the address away."""

from __future__ import annotations

import socket
import time

import pytest

from tasks.config import load_settings
from tasks.errors import InputError
from tasks.store.webhook import TOKEN_VARIABLE, URL_VARIABLE, post_alert
from tests.alert_server import alert_server

pytestmark = pytest.mark.slow

MESSAGE = {"event": "task_failed", "task_id": "tag", "part": 3, "error": "InputError: Größe"}


def test_a_message_is_posted_once_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    with alert_server() as server:
        monkeypatch.setenv(URL_VARIABLE, server.url)
        monkeypatch.setenv(TOKEN_VARIABLE, "tok-1")
        assert post_alert(MESSAGE) == ""
    (posted,) = server.posted
    assert posted.path == "/hook/s3cret"
    assert posted.content == MESSAGE
    assert posted.headers["Content-Type"] == "application/json"
    assert posted.headers["Authorization"] == "Bearer tok-1"


def test_without_an_address_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    assert post_alert(MESSAGE) == ""


def test_a_server_that_hangs_or_drips_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with alert_server(delay_seconds=30) as server:
        monkeypatch.setenv(URL_VARIABLE, server.url)
        before = time.monotonic()
        assert post_alert(MESSAGE, timeout_seconds=0.5) == "no answer in 0.5 s"
        assert time.monotonic() - before < 2


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_a_refusal_is_told_by_its_status(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    with alert_server(status=status) as server:
        monkeypatch.setenv(URL_VARIABLE, server.url)
        assert post_alert(MESSAGE) == f"the server answered {status}"
    assert len(server.posted) == 1


def test_a_redirection_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    with alert_server() as other, alert_server(status=302, location=other.url) as server:
        monkeypatch.setenv(URL_VARIABLE, server.url)
        monkeypatch.setenv(TOKEN_VARIABLE, "tok-1")
        assert post_alert(MESSAGE) == "the server answered 302"
    assert other.posted == []


@pytest.mark.parametrize("kind", ["refused", "no such host", "a file", "no address", "a line break"])
def test_what_cannot_be_reached_is_told_without_the_address(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    urls = {
        "refused": f"http://127.0.0.1:{port}/hook/s3cret",
        "no such host": "http://nowhere.invalid/hook/s3cret",
        "a file": "file:///etc/hostname?s3cret",
        "no address": "s3cret",
        "a line break": "http://127.0.0.1/s3cret\nX: y",
    }
    monkeypatch.setenv(URL_VARIABLE, urls[kind])
    problem = post_alert(MESSAGE, timeout_seconds=5)
    assert problem
    assert "s3cret" not in problem


def test_the_address_is_no_setting_of_a_file(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, "http://127.0.0.1/hook")
    monkeypatch.setenv(TOKEN_VARIABLE, "tok-1")
    assert "hook" not in load_settings(folder=tmp_path).model_dump_json()
    (tmp_path / "daybook.toml").write_text('alert_webhook = "http://127.0.0.1/hook"\n')
    with pytest.raises(InputError, match="unknown setting 'alert_webhook'"):
        load_settings(folder=tmp_path)
