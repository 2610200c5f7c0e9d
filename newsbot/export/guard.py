"""Where an export must not go: onto what it reads, and to addresses that take nothing."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from newsbot.errors import UsageError
from newsbot.export.destination import STDOUT, is_remote, local_path
from newsbot.stored_lines import ARTICLES, article_files

PARTS = (ARTICLES, "runs", "archive", "turns")
"""The folders of a data folder; its other files of worth are SQLite's."""


def refuse(data: str | os.PathLike[str], output: str, *, is_folder: bool = False) -> None:
    """Say no before anything is made.

    :param is_folder: the output is a folder, which may replace all that is in it.
    :raises UsageError: the output would take the place of stored articles or of what belongs to them, or is a web address.
    """
    if is_remote(output):
        if urlsplit(output).scheme.lower() in ("http", "https"):
            raise UsageError(f"-o {output}: nothing can be written to a web address: name a file or one such as s3://")
        return
    if output == STDOUT and not is_folder:
        return
    place, source = local_path(output), Path(os.path.realpath(data))
    if any(_touches(place, part, is_folder) for part in _parts(source)):
        raise UsageError(f"-o {output}: that is a part of the data that is exported: name another place")


def _parts(source: Path) -> list[Path]:
    """What belongs to the data, links followed."""
    if not source.is_dir():
        return [source]
    found = [file for file in article_files(source) if file.is_symlink() or not (source / ARTICLES).is_dir()]
    if (source / ARTICLES).is_dir():
        found += [*(source / part for part in PARTS), *source.glob("*.sqlite*")]
    return [Path(os.path.realpath(path)) for path in found]


def _touches(place: Path, part: Path, is_folder: bool) -> bool:
    return place == part or part in place.parents or (is_folder and place in part.parents)
