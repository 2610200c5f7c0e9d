"""DuckDB on a data folder: it may read that folder's lines and do nothing else.

A query is one SELECT. No other file, no network, no extension and no setting can be reached from it, so that a query of
another's making is safe to run (duckdb.org/docs/stable/operations_manual/securing_duckdb/overview).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsbot.errors import NewsbotError, UsageError
from newsbot.extras import need
from newsbot.query.views import ARTICLE_FILES, RUN_FILES, view_statements
from newsbot.storage import RUNS
from newsbot.stored_lines import article_files
from newsbot.terminal import one_line

_CONFIGURATION = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # a table's name is no variable of this process
    "python_enable_replacements": "false",
    "preserve_insertion_order": "false",
}


class QueryFailed(NewsbotError):  # noqa: N818 - the name says what happened
    """A right query that could not be answered: no memory, a disk that fails."""


@contextmanager
def answer(data: str | os.PathLike[str], sql: str) -> Iterator[Any]:
    """The result of a query as an open DuckDB relation: ``description`` and ``fetchmany``.

    :param data: a data folder, any folder of lines, or one file of them.
    :raises UsageError: there is no such folder, or the SQL is wrong or wants more than to read.
    :raises QueryFailed: it could not be answered.
    """
    duckdb = need("duckdb", "query", "a query")
    place = Path(data)
    if not place.exists():
        raise UsageError(f"no such file or folder: {place}")
    with (
        tempfile.TemporaryDirectory(prefix="newsbot-query-") as scratch,
        duckdb.connect(config=_CONFIGURATION) as database,
    ):
        try:
            damaged = make_views(database, place)
            if damaged:
                told = f"{len(damaged)} damaged run {'file' if len(damaged) == 1 else 'files'} left out"
                sys.stderr.write(f"newsbot query: {told}: {one_line(', '.join(damaged[:3]))}\n")
            _seal(database, place, Path(scratch))
            yield database.execute(_only_select(database, sql, duckdb))
        except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.InternalException) as error:
            raise QueryFailed(_told(error)) from None
        except duckdb.Error as error:
            raise UsageError(_told(error)) from None


def make_views(database: Any, place: Path) -> list[str]:
    """Make the views of a data folder, or of a file of lines, in an open DuckDB connection.

    :returns: the run files that are damaged; the view ``runs`` leaves them out.
    """
    files = [str(path) for path in (article_files(place) if place.is_dir() else [place]) if path.stat().st_size]
    runs = [str(path) for path in sorted((place / RUNS).glob("*.json"))] if place.is_dir() else []
    for name, value in ((ARTICLE_FILES, files), (RUN_FILES, runs)):
        database.execute(f"SET VARIABLE {name} = $1", [value])
    database.execute("SET TimeZone = 'UTC'")
    for statement in view_statements(articles=bool(files), runs=bool(runs)):
        database.execute(statement)
    whole = _whole_runs(database, runs) if runs else []
    if len(whole) < len(runs):
        database.execute(f"SET VARIABLE {RUN_FILES} = $1", [whole])
        for statement in view_statements(articles=bool(files), runs=bool(whole)):
            database.execute(statement)
    return [path for path in runs if path not in whole]


def _whole_runs(database: Any, runs: list[str]) -> list[str]:
    """Those of the run files that the view can read, every column of them."""
    if _runs_read(database, runs) == len(runs):
        return runs
    return [path for path in runs if _runs_read(database, [path])]


def _runs_read(database: Any, runs: list[str]) -> int:
    import duckdb

    database.execute(f"SET VARIABLE {RUN_FILES} = $1", [runs])
    try:
        # the hash of a row needs all its columns, and a value of a wrong type is met only where its column is read
        found = database.execute("SELECT count(DISTINCT run_id), bit_xor(hash(runs)) FROM runs").fetchone()
    except duckdb.Error:
        return 0
    return int(found[0])


def _seal(database: Any, place: Path, scratch: Path) -> None:
    allowed = place if place.is_dir() else place.parent
    database.execute("SET temp_directory = $1", [str(scratch)])
    database.execute("SET allowed_directories = $1", [[f"{allowed}{os.sep}"]])
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")


def _only_select(database: Any, sql: str, duckdb: Any) -> Any:
    statements = database.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise UsageError("a query is one SELECT: the data folder is only read")
    return statements[0]


def _told(error: Exception) -> str:
    """The message on one line: what is wrong and what was meant, without the query and the arrow below it."""
    first, *others = str(error).splitlines()
    hints = (line for line in others if line.startswith(("Did you mean", "Candidate bindings")))
    return " ".join([first, *hints])
