"""Files that others may read at any moment: they are replaced whole."""

from __future__ import annotations

import os
from pathlib import Path

from newsbot.errors import NewsbotError


def write_whole(path: Path, text: str) -> None:
    """Write a text file; until it is whole, what was there before stays.

    :raises NewsbotError: it cannot be written.
    """
    # a hidden name of another ending, so that whoever gathers files of that folder leaves it alone
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", errors="replace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise NewsbotError(f"{path} cannot be written: {error.strerror or error}") from None
