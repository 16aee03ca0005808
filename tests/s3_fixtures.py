"""Fixtures of tests that need an S3 server."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.s3_proxy import FaultyProxy, proxy_before
from tests.s3_server import ACCESS_KEY, SECRET_KEY, S3Folder, S3Server, serving

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """A server for all tests of a session, up in about 2 seconds."""
    with serving(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture
def s3_variables(s3_server: S3Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The environment in which the AWS chain finds the server and the reader's keys, and nothing of this machine."""
    for name in [name for name in os.environ if name.startswith("AWS_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    variables = {
        "AWS_ENDPOINT_URL": s3_server.endpoint,
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "AWS_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": str(tmp_path / "no-config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "no-credentials"),
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def s3_folder(s3_server: S3Server, s3_variables: None) -> S3Folder:  # noqa: ARG001 for its effect
    """An empty prefix of the test's own, which Daybook reaches through the environment."""
    return S3Folder(s3_server.client, f"test-{next(_NUMBERS)}")


@pytest.fixture
def s3_proxy(s3_server: S3Server, s3_variables: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyProxy]:  # noqa: ARG001
    """A proxy before the server that fails on cue; Daybook goes through it."""
    with proxy_before(s3_server.endpoint) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", proxy.endpoint)
        yield proxy


@pytest.fixture
def s3_home(s3_folder: S3Folder, scratch: Path) -> str:  # noqa: ARG001 for its effect
    """Address of an empty home on S3; copies of its files go to a scratch folder of the test's own."""
    return f"{s3_folder.url}/home"


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of the test's own, for this process and those it starts."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder
