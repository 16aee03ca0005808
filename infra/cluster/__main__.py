"""The cluster's commands: up, airflow, upload, hold, release, kill, daybook.

python -m infra.cluster up                     start everything; Ctrl-C ends it
python -m infra.cluster upload FOLDER          copy dumps into the bucket, as the cluster's source
python -m infra.cluster airflow backfill create --dag-id daily_news --from-date D --to-date D
python -m infra.cluster hold s3                stop a service until `release s3`
python -m infra.cluster kill worker-1          SIGKILL for a service; it is started again
python -m infra.cluster daybook status         Daybook's command line on the cluster's home
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from infra.cluster.airflow_parts import AIRFLOW, airflow_server, airflow_workers, run_airflow
from infra.cluster.environment import airflow_environment, daybook_environment
from infra.cluster.places import BUCKET, Places, cluster_root, make_places, read_places
from infra.cluster.stores import bucket_client, stores
from infra.cluster.supervisor import Supervisor, kill_service

POOL = ("daybook_writer", "1", "load, export and publish: one at a time")


def main(arguments: list[str]) -> int:
    """Exit code of one command; 2 where it was not understood."""
    match arguments:
        case ["up"]:
            return up(cluster_root())
        case ["upload", folder]:
            return upload(read_places(cluster_root()), Path(folder))
        case ["airflow", *rest]:
            return run([AIRFLOW, *rest], airflow_environment(read_places(cluster_root()), "airflow"))
        case ["daybook", *rest]:
            places = read_places(cluster_root())
            scratch = places.folder("scratch")
            return run([str(Path(sys.executable).with_name("daybook")), *rest], daybook_environment(places, scratch))
        case ["hold", name]:
            (read_places(cluster_root()).folder("hold") / name).touch()
        case ["release", name]:
            (read_places(cluster_root()).folder("hold") / name).unlink(missing_ok=True)
        case ["kill", name]:
            kill_service(cluster_root(), name)
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


def up(root: Path) -> int:
    """Start the cluster and keep it up until a signal comes."""
    supervisor = Supervisor(root)
    supervisor.end_leftovers()
    places = make_places(root)
    try:
        supervisor.start(*stores(places))
        _prepare_airflow(places)
        supervisor.start(airflow_server(places))
        supervisor.start(*airflow_workers(places))
        if not supervisor.stop_requested:
            _say(f"the cluster is ready: {places.api_url} (this machine only)")
            _say(f"user admin, password in {root / 'passwords.json'}; logs in {root / 'logs'}; Ctrl-C ends everything")
        supervisor.watch()
    finally:
        supervisor.end()
    return 0


def upload(places: Places, folder: Path) -> int:
    """Copy a folder of dumps into the bucket under `source`."""
    client = bucket_client(places)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        client.upload_file(str(path), BUCKET, f"source/{path.relative_to(folder).as_posix()}")
    _say(f"{len(files)} files copied to s3://{BUCKET}/source")
    return 0


def run(command: list[str], environment: dict[str, str]) -> int:
    """Exit code of a command that has this terminal."""
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603


def _prepare_airflow(places: Places) -> None:
    for arguments in (("db", "migrate"), ("pools", "set", *POOL)):
        done = run_airflow(places, *arguments)
        if done.returncode:
            said = "\n".join((done.stderr or done.stdout).splitlines()[-5:])
            raise SystemExit(f"cluster: airflow {' '.join(arguments[:2])} failed:\n{said}")


def _say(line: str) -> None:
    sys.stdout.write(f"cluster: {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main(sys.argv[1:]))
