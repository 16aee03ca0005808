"""A warehouse on S3, opened where it is: DuckDB reads the pieces that a query needs through its extension httpfs.

Seen on DuckDB 1.5.5: an attached file that is replaced meanwhile is read as a mixture, so a warehouse is never
replaced; a wrong key is told as "database does not exist", so the object is looked up beforehand; and reading goes on
after the secret was dropped, so SQL finds no keys.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import duckdb

from tasks.errors import InputError, SourceUnavailable
from tasks.store.s3 import S3Access

CATALOG = "daybook"
RETRIES = 5
# sqlfluff parses none of these, and DuckDB binds no parameters in ATTACH and LOAD.
_KEYS = (
    "create temporary secret daybook (type s3, key_id $key_id, secret $secret, session_token $session_token, "
    "region $region, endpoint $endpoint, use_ssl $is_encrypted, url_style $url_style, scope $address)"
)
_CLOSING = (
    "drop secret daybook",
    "set enable_external_access = false",
    "set global timezone = 'UTC'",
    "set lock_configuration = true",
)


def open_on_s3(access: S3Access) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a warehouse on S3 that SQL cannot leave: no files, no downloads, no settings.

    SourceUnavailable where the server fails, InputError where what it has is no database.
    """
    con = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
    )
    try:
        con.execute("set allow_persistent_secrets = false")
        con.execute(f"load {_quoted(str(_extension()))}")
        con.execute(f"set http_retries = {RETRIES}")
        facts = access._asdict()
        is_path_style = facts.pop("is_path_style")
        con.execute(_KEYS, {**facts, "url_style": "path" if is_path_style else "vhost"})
        con.execute(f"attach {_quoted(access.address)} as {CATALOG} (read_only)")
        con.execute(f"use {CATALOG}")
        for statement in _CLOSING:
            con.execute(statement)
    except duckdb.Error as error:
        con.close()
        first_line = str(error).splitlines()[0]
        if is_connection_lost(error):
            raise SourceUnavailable(f"{access.address} cannot be read ({first_line}). Run again later.") from None
        raise InputError(
            f"{access.address} cannot be opened ({first_line}). `daybook run` for any day makes it again."
        ) from None
    return con


def is_connection_lost(error: Exception) -> bool:
    """Whether a query failed because S3 did, rather than because of its words."""
    if isinstance(error, duckdb.HTTPException):
        return True
    return isinstance(error, duckdb.IOException) and re.search("http|connection", str(error), re.IGNORECASE) is not None


def _extension() -> Path:
    """The extension in its wheel: nothing is downloaded. InputError where the wheel of this version is missing."""
    spec = find_spec("duckdb_extension_httpfs")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    path = folder / "extensions" / f"v{duckdb.__version__}" / "httpfs.duckdb_extension"
    if not spec or not path.is_file():
        raise InputError(f"duckdb-extension-httpfs {duckdb.__version__} is not installed: run `make setup`.")
    return path


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
