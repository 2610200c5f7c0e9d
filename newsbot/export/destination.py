"""A file that appears whole or not at all: on this disk, or behind an address that fsspec knows (``s3://``, ``gs://`` …).

On disk it is written beside its place under a hidden name, synced and renamed. A remote file is completed only at the end;
what was uploaded before an error is thrown away.
"""

from __future__ import annotations

import gzip
import os
import platform
import re
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO, Any, cast
from urllib.parse import urlsplit

from newsbot.durable_files import sync
from newsbot.errors import NewsbotError, UsageError
from newsbot.extras import need
from newsbot.process_marks import is_gone

STDOUT = "-"
_LEFT = re.compile(r"(\d{1,10})-[0-9a-f]{8}\.part")
_DAY_SECONDS = 86_400
COMPRESSIONS = {".gz": "gzip", ".zst": "zstandard"}


class DestinationError(NewsbotError):
    """The output cannot be written."""


def is_remote(target: str) -> bool:
    """Whether the target is an address and no path of this machine."""
    return "://" in target and not target.startswith("file://")


def local_path(target: str) -> Path:
    """The path of a local target, a ``file://`` address included; links are followed, so that they stay links."""
    return Path(os.path.realpath(target.removeprefix("file://")))


def filesystem(target: str) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path in it.

    :raises UsageError: there is no such kind of address, or its package is not installed.
    """
    scheme = urlsplit(target).scheme
    fsspec = need("fsspec", "s3" if scheme == "s3" else "export", f"an address such as {scheme}://")
    try:
        return cast("tuple[Any, str]", fsspec.core.url_to_fs(target))
    except (ImportError, ValueError) as error:
        raise UsageError(f"{target}: {error}") from None


@contextmanager
def whole_file(target: str, compression: str | None = None) -> Iterator[IO[bytes]]:
    """A file to write to; it takes its place when the block ends well, and nothing is left of it otherwise.

    :param target: a path, an address, or ``-`` for standard output.
    :param compression: a value of :data:`COMPRESSIONS`.
    :raises DestinationError: it cannot be written.
    """
    with _opened(target) as file, _compressed(file, compression) as inner:
        yield inner


def _opened(target: str) -> AbstractContextManager[IO[bytes]]:
    if target == STDOUT:
        return nullcontext(sys.stdout.buffer)
    return _remote(target) if is_remote(target) else _local(local_path(target))


@contextmanager
def _local(path: Path) -> Iterator[IO[bytes]]:
    try:
        mode = path.stat().st_mode if path.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            if stat.S_ISDIR(mode):
                raise DestinationError(f"{path} is a folder")
            with path.open("wb") as device:  # a pipe or a device has no place to take
                yield device
            return
        part = unfinished(path)
        try:
            with part.open("xb") as file:
                yield file
                sync(file)
            if mode is not None:
                part.chmod(stat.S_IMODE(mode))
            part.replace(path)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
    except BrokenPipeError:
        raise
    except OSError as error:
        raise DestinationError(f"{path} cannot be written: {error.strerror or error}") from None


def unfinished(path: Path) -> Path:
    """Where the output waits until it is whole. What killed exports of that name left there is taken away.

    :raises OSError: there is no such folder.
    """
    stem = f".{path.name[:200]}."
    # a folder that may be written to need not be readable
    for left in path.parent.iterdir() if os.access(path.parent, os.R_OK) else ():
        mark = _LEFT.fullmatch(left.name.removeprefix(stem)) if left.name.startswith(stem) else None
        if mark and _is_left(left, int(mark[1])):
            with suppress(OSError):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
    return path.with_name(f"{stem}{os.getpid()}-{token_hex(4)}.part")


def _is_left(left: Path, pid: int) -> bool:
    if is_gone({"host": platform.node(), "pid": pid}):
        return True
    try:
        return time.time() - left.stat().st_mtime > _DAY_SECONDS
    except OSError:
        return False


@contextmanager
def _remote(target: str) -> Iterator[IO[bytes]]:
    system, path = filesystem(target)
    file = None
    try:
        # completed by commit(), not by close(), which a with statement would call after an error too
        file = system.open(path, "wb", autocommit=False)
        yield file
        file.close()
        file.commit()
    except BaseException as error:
        if file is not None:
            with suppress(Exception):
                file.discard()
        if not is_remote_error(error):
            raise
        raise DestinationError(f"{target} cannot be written: {reason_of(error)}") from None


def is_remote_error(error: BaseException) -> bool:
    """Whether a remote store refused or could not be reached, and the fault is not in this program.

    File systems give an OSError, or let an error of the package below them through.
    """
    home = type(error).__module__.partition(".")[0]
    return isinstance(error, OSError) or (
        isinstance(error, Exception) and home not in ("builtins", "newsbot", "pyarrow")
    )


def reason_of(error: BaseException) -> str:
    """What an error says, in one line."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).splitlines()[0]


@contextmanager
def _compressed(file: IO[bytes], compression: str | None) -> Iterator[IO[bytes]]:
    if compression == "gzip":
        # no time inside: the same articles give the same bytes
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=6, mtime=0) as inner:
            yield cast("IO[bytes]", inner)
    elif compression == "zstandard":
        zstandard = need("zstandard", "export", "an ending .zst")
        with zstandard.ZstdCompressor(level=6).stream_writer(file, closefd=False) as inner:
            yield inner
    else:
        yield file
