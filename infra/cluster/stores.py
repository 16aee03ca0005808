"""The cluster's stores: PostgreSQL for Airflow, Redis for the queue, an S3 server for dumps, home and logs."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from signal import SIGINT
from typing import Any

from infra.cluster.places import BUCKET, LOOPBACK, Places
from infra.cluster.services import Service

WEED = str(Path(sys.executable).with_name("weed"))
_POSTGRES_FOLDERS = ("/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin")


def stores(places: Places) -> list[Service]:
    """Database, queue and bucket."""
    return [_postgres(places), _redis(places), _s3(places)]


def bucket_client(places: Places) -> Any:
    """boto3 client of the cluster's S3 server."""
    import boto3.session
    from botocore.config import Config

    return boto3.session.Session().client(
        "s3",
        endpoint_url=places.s3_url,
        aws_access_key_id=places.secrets["s3_key"],
        aws_secret_access_key=places.secrets["s3_secret"],
        region_name="us-east-1",
        config=Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 1}, proxies={}),
    )


def _postgres(places: Places) -> Service:
    tools = next((Path(folder) for folder in _POSTGRES_FOLDERS if Path(folder).is_dir()), None)
    if tools is None:
        raise SystemExit("cluster: PostgreSQL is missing: `apt-get install postgresql` (its binaries are enough).")
    # The server refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    data = _postgres_folder(places, user) / "data"
    port = str(places.ports["postgres"])

    def prepare() -> None:
        if (data / "PG_VERSION").exists():
            return
        with tempfile.NamedTemporaryFile("w") as password:
            password.write(places.secrets["postgres"])
            password.flush()
            if user:
                shutil.chown(password.name, user)
            _run(
                [
                    *(str(tools / "initdb"), "-D", str(data), "-U", "airflow", "-A", "scram-sha-256", "-E", "UTF8"),
                    *(f"--pwfile={password.name}", "--no-instructions"),
                ],
                user,
            )

    def is_up() -> bool:
        ready = [str(tools / "pg_isready"), "-q", "-h", LOOPBACK, "-p", port, "-d", "postgres"]
        return subprocess.run(ready, check=False).returncode == 0  # noqa: S603

    options = {"listen_addresses": LOOPBACK, "unix_socket_directories": "", "max_connections": "200"}
    command = [str(tools / "postgres"), "-D", str(data), "-p", port]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    return Service("postgres", tuple(command), environment, is_up, data.parent, user, SIGINT, prepare)


def _postgres_folder(places: Places, user: str | None) -> Path:
    """Folder of the database: in the cluster's, or outside where its user may not go there."""
    folder = places.folder("postgres")
    if user is None:
        return folder
    others_may_pass = all(parent.stat().st_mode & 0o001 for parent in folder.parents)
    if not others_may_pass:
        known = places.root / "postgres-folder"
        if not known.exists():
            known.write_text(tempfile.mkdtemp(prefix="daybook-cluster-", dir="/var/tmp"))
        folder = Path(known.read_text())
    owner = pwd.getpwnam(user)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(0o700)
    return folder


def _redis(places: Places) -> Service:
    server = shutil.which("redis-server")
    if server is None:
        raise SystemExit("cluster: redis-server is missing: `apt-get install redis-server`.")
    folder = places.folder("redis")
    settings = folder / "redis.conf"
    settings.touch(mode=0o600)
    settings.write_text(
        f"bind {LOOPBACK}\nport {places.ports['redis']}\nrequirepass {places.secrets['redis']}\n"
        f'dir {folder}\nsave ""\nappendonly yes\n'
    )

    def is_up() -> bool:
        import redis

        client = redis.Redis(LOOPBACK, places.ports["redis"], password=places.secrets["redis"], socket_timeout=2)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()

    environment = {"PATH": os.environ.get("PATH", "")}
    return Service("redis", (server, str(settings)), environment, is_up, folder)


def _s3(places: Places) -> Service:
    folder = places.folder("s3")
    identity = {
        "name": "daybook",
        "credentials": [{"accessKey": places.secrets["s3_key"], "secretKey": places.secrets["s3_secret"]}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    settings = folder / "identities.json"
    settings.touch(mode=0o600)
    settings.write_text(json.dumps({"identities": [identity]}))
    options = []
    for name, port in places.ports.items():
        server, _, kind = name.partition(".")  # "s3-filer.grpc" is the option -filer.port.grpc
        if server.startswith("s3-"):
            options.append(f"-{server.removeprefix('s3-')}.port{kind and '.' + kind}={port}")
    command = (
        *(WEED, "mini", f"-dir={folder}", f"-ip={LOOPBACK}", f"-ip.bind={LOOPBACK}", f"-bucket={BUCKET}"),
        *("-admin.ui=false", "-webdav=false", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"),
        *(f"-s3.config={settings}", "-s3.localSocket=s3.sock", "-filer.localSocket=filer.sock"),
        *options,
    )

    def is_up() -> bool:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            bucket_client(places).put_object(Bucket=BUCKET, Key="up", Body=b"yes")
        except (BotoCoreError, ClientError):
            return False
        return True

    return Service("s3", command, {"PATH": os.environ.get("PATH", ""), "HOME": str(folder)}, is_up, folder)


def _run(command: list[str], user: str | None) -> None:
    done = subprocess.run(command, user=user, cwd="/", text=True, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"cluster: {command[0]} failed: {done.stderr.strip()}")
