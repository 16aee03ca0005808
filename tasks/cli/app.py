"""The command line's frame: its groups of commands, and errors turned into messages and exit codes."""

from __future__ import annotations

import os
import sys

import typer

from tasks.cli import (
    check,
    edition,
    export,
    maintain,
    measure,
    overrides,
    query,
    reading,
    rejects,
    run,
    search,
    stages,
    status,
    takedown,
    versions,
)
from tasks.errors import DaybookError
from tasks.store.diskspace import is_out_of_space

EXIT_WORLD_IS_DOWN = 3

app = typer.Typer(
    name="daybook",
    help="Turns each day's dump of news articles into sectioned summaries and entity tables.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
run.register(app)
stages.register(app)
export.register(app)
reading.register(app)
edition.register(app)
query.register(app)
search.register(app)
status.register(app)
rejects.register(app)
check.register(app)
maintain.register(app)
measure.register(app)
overrides.register(app)
versions.register(app)
takedown.register(app)


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 data or settings, 2 usage, 3 a retry may help, 130 interrupted."""
    try:
        app()
    except DaybookError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except SystemExit as ended:
        # typer and rich turn a closed pipe into exit code 1 before it gets here.
        if isinstance(ended.__context__, BrokenPipeError):
            _leave_pipe()
        raise
    except OSError as error:
        if not is_out_of_space(error):
            raise
        _say(
            f"no room to write {error.filename or 'to home'}: {error.strerror}. "
            "Free some space and run again; finished parts are kept."
        )
        sys.exit(EXIT_WORLD_IS_DOWN)
    except Exception as error:
        # DuckDB's errors can be named only where it was imported; all but a lost connection are raised again.
        if not _is_connection_lost(error):
            raise
        _say(f"the connection to home was lost: {str(error).splitlines()[0]}. Run again later.")
        sys.exit(EXIT_WORLD_IS_DOWN)


def _is_connection_lost(error: Exception) -> bool:
    """Whether DuckDB could not go on reading from S3."""
    if "duckdb" not in sys.modules:
        return False
    from tasks.store.remote_warehouse import is_connection_lost

    return is_connection_lost(error)


def _say(message: str) -> None:
    sys.stderr.write(f"daybook: {message}\n")


def _leave_pipe() -> None:
    """The reader of a pipe has had enough: end quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)
