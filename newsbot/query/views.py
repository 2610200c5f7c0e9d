"""The views of the data folder, in DuckDB's SQL. Columns have the names and meanings of an export's columns."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from newsbot.export.columns import COLUMNS
from newsbot.items import DATE_FIELDS, Article
from newsbot.runs import OutletRun

ARTICLE_FILES, RUN_FILES = "newsbot_article_files", "newsbot_run_files"
"""The SQL variables that hold the names of the files."""

LONGEST_LINE = 256 * 1024 * 1024
"""Most bytes of one line; DuckDB's own limit is 16 MB."""

_TELLING = ("url", "canonical_url", "title")
"""Texts by whose JSON type a line is known to be an article: as ``VARCHAR``, the number 7 and the text "7" would be one."""

_SINGLE = {str: "VARCHAR", int: "BIGINT", bool: "BOOLEAN", float: "DOUBLE"}


def _sql_type(hint: Any) -> str:
    members = [member for member in get_args(hint) if member is not type(None)]
    if get_origin(hint) is list:
        return f"{_sql_type(members[0])}[]"
    if get_origin(hint) is dict:
        return f"MAP({', '.join(_sql_type(member) for member in members)})"
    if members:
        return _sql_type(members[0]) if len(members) == 1 else "JSON"
    if is_dataclass(hint):
        return f"STRUCT({', '.join(f'{name} {_sql_type(kind)}' for name, kind in get_type_hints(hint).items())})"
    return _SINGLE.get(hint, "JSON")


def _read(variable: str, columns: dict[str, str], form: str) -> str:
    types = ", ".join(f"{name}: '{kind}'" for name, kind in columns.items())
    return (
        f"read_json(getvariable('{variable}'), format = '{form}', columns = {{{types}}}, ignore_errors = "
        f"{'true' if form == 'newline_delimited' else 'false'}, maximum_object_size = {LONGEST_LINE}, "
        f"filename = true)"
    )


def _none(columns: dict[str, str]) -> str:
    """No rows of that shape: DuckDB reads no empty list of files."""
    return f"(SELECT {', '.join(f'NULL::{kind} AS {name}' for name, kind in columns.items())} WHERE false)"


def _selected(name: str, kind: str, field: str) -> str:
    if kind == "utc":
        # a time without offset is no moment, a day without time none either
        return f"CASE WHEN regexp_matches({field}, '(Z|[+-]\\d\\d:?\\d\\d(:\\d\\d)?)$') THEN TRY_CAST({field} AS TIMESTAMPTZ) END AS {name}"
    if kind == "day":
        return f"TRY_CAST(left({field}, 10) AS DATE) AS {name}"
    return name if name == field else f"{field}.{name.removeprefix(f'{field}_')} AS {name}"


def _lists() -> list[str]:
    return [name for name, hint in get_type_hints(Article).items() if get_origin(hint) is list]


def view_statements(*, articles: bool, runs: bool) -> list[str]:
    """The statements that make the views.

    :param articles: whether there is any file of articles.
    :param runs: whether there is any run file.
    """
    hints = get_type_hints(Article)
    types = {name: "VARCHAR" if name in DATE_FIELDS else _sql_type(hint) for name, hint in hints.items()}
    types |= dict.fromkeys(_TELLING, "JSON")
    # a dict without fixed keys and types of its own may differ from line to line
    lines = _read(ARTICLE_FILES, types, "newline_delimited") if articles else _none(types)
    source = "parse_dirpath(filename)" if articles else "NULL::VARCHAR"
    lines = f"(SELECT *, {source} AS folder FROM {lines})"
    shown = [_selected(column.name, column.kind, column.field) for column in COLUMNS.values()]
    repaired = [
        "coalesce(revision, 1) AS revision",
        *(f"coalesce({name}, []) AS {name}" for name in _lists()),
        *(f"{name} ->> '$' AS {name}" for name in _TELLING),
    ]
    texts = " AND ".join(f"coalesce(json_type({name}) IN ('VARCHAR', 'NULL'), true)" for name in _TELLING)
    # a line that is no article, or not yet whole, reads as nothing but nulls
    stored = (
        f"SELECT {', '.join(shown)}, folder FROM (SELECT * REPLACE ({', '.join(repaired)}) FROM {lines} "
        f"WHERE coalesce(url, canonical_url, title, body, content_hash) IS NOT NULL AND {texts})"
    )
    run_types = {
        "run_id": "VARCHAR", "started_at": "VARCHAR", "ended_at": "VARCHAR", "replay": "VARCHAR",
        "outlets": f"MAP(VARCHAR, STRUCT({', '.join(f'{name} {kind}' for name, kind in _run_types().items())}))",
    }  # fmt: skip
    run_lines = _read(RUN_FILES, run_types, "auto") if runs else _none(run_types)
    members = ", ".join(
        f"TRY_CAST(part.{name} AS TIMESTAMPTZ) AS {name}" if name.endswith("_at") else f"part.{name} AS {name}"
        for name in _run_types()
    )
    # as newsbot.reading has it: a story is known by either address, among the files of its folder, which are its outlet's
    newest = (
        "SELECT folder, name, max(revision) AS newest FROM (SELECT folder, unnest([url, canonical_url]) AS name, revision "
        "FROM stored WHERE revision > 1) WHERE name <> '' GROUP BY ALL"
    )
    of_article = "url, canonical_url, outlet, published_at, published_at_utc, published_date, revision"
    return [
        f"CREATE OR REPLACE VIEW revisions AS SELECT * EXCLUDE (folder) FROM ({stored})",
        # corrected articles are few: the joins hold one number a name of each, and no article twice
        f"CREATE OR REPLACE VIEW articles AS WITH stored AS ({stored}), newest AS ({newest}) SELECT stored.* EXCLUDE (folder) FROM stored "
        "LEFT JOIN newest AS one ON one.folder = stored.folder AND one.name = url "
        "LEFT JOIN newest AS other ON other.folder = stored.folder AND other.name = canonical_url "
        "WHERE revision >= coalesce(one.newest, 0) AND revision >= coalesce(other.newest, 0)",
        f"CREATE OR REPLACE VIEW authors AS SELECT unnest(authors) AS author, {of_article} FROM articles",
        f"CREATE OR REPLACE VIEW tags AS SELECT unnest(tags) AS tag, {of_article} FROM articles",
        f"CREATE OR REPLACE VIEW runs AS SELECT run_id, replay, {members} FROM (SELECT run_id, replay, unnest(map_values(outlets)) AS part "
        f"FROM {run_lines})",
    ]  # fmt: skip


def _run_types() -> dict[str, str]:
    hints = get_type_hints(OutletRun)
    return {field.name: _sql_type(hints[field.name]) for field in fields(OutletRun)} | {
        "started_at": "VARCHAR",
        "ended_at": "VARCHAR",
    }
