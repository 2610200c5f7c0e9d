"""Writes that survive whatever kills the process or the machine, and files that are replaced whole, for others read them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

from newsbot.errors import NewsbotError


def write_all(file: int, data: bytes) -> None:
    """Write all of it to a file descriptor; one call of the system may take a part.

    :raises OSError: it cannot be written, or a part of it only.
    """
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def sync(file: IO[Any]) -> None:
    """Make what was written to an open file durable.

    :raises OSError: the disk did not take it.
    """
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names of new files durable, which they are only once their folder is. Windows has no such call.

    :raises OSError: the disk did not take them.
    """
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def replace_whole(path: Path, text: str) -> None:
    """Write a text file; until it is whole, what was there before stays.

    :raises OSError: it cannot be written.
    """
    # a hidden name of another ending, so that whoever gathers files of that folder leaves it alone
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", errors="replace") as file:
            file.write(text)
            sync(file)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def write_whole(path: Path, text: str) -> None:
    """:func:`replace_whole` for a file that a user named.

    :raises NewsbotError: it cannot be written.
    """
    try:
        replace_whole(path, text)
    except OSError as error:
        raise NewsbotError(f"{path} cannot be written: {error.strerror or error}") from None
