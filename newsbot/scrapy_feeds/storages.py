"""Where Scrapy's feeds are kept on disk: whole or not at all.

Scrapy opens the final path and writes as it goes, so that a killed crawl leaves half a file and a reader may see one at any
time. Here a feed is written beside its place under a hidden name and takes its place when the crawl, or a batch, ends.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from io import BufferedWriter, FileIO
from pathlib import Path
from secrets import token_hex
from typing import IO, TYPE_CHECKING, Any, cast

from filelock import FileLock
from scrapy.extensions.feedexport import FileFeedStorage

from newsbot.durable_files import sync
from newsbot.errors import UsageError

if TYPE_CHECKING:
    from scrapy import Spider

NO_APPENDING = ("parquet", "xlsx")


class WholeFile(FileFeedStorage):
    """A feed in a file. ``-O`` replaces it; ``-o`` adds to it, also when several crawls do so at once.

    :raises UsageError: the file cannot be added to: such a format ends with its table of contents.
    """

    def __init__(self, uri: str, *, feed_options: dict[str, Any] | None = None) -> None:
        super().__init__(uri, feed_options=feed_options)
        self._place = Path(os.path.realpath(self.path))
        self._adds = self.write_mode == "ab"
        form = (feed_options or {}).get("format")
        if self._adds and form in NO_APPENDING and _holds_something(self._place):
            raise UsageError(f"{self.path} is there, and a {form} file cannot be added to: write -O to replace it")

    def open(self, spider: Spider) -> IO[bytes]:
        """Scrapy's hook."""
        if self._place.exists() and not self._place.is_file():
            return super().open(spider)  # a pipe or a device has no place to take
        self._place.parent.mkdir(parents=True, exist_ok=True)
        part = self._place.with_name(f".{self._place.name[:200]}.{token_hex(4)}.part")
        return cast("IO[bytes]", _Part(part, goes_on=self._adds and _holds_something(self._place)))

    def store(self, file: IO[bytes]) -> None:
        """Scrapy's hook."""
        if not isinstance(file, _Part):
            file.close()
            return
        part = Path(file.name)
        try:
            with file:
                if self._adds:
                    file.flush()
                    with _lock(self._place):
                        self._add(file, part)
                else:
                    sync(file)
                    part.replace(self._place)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise

    def _add(self, file: _Part, part: Path) -> None:
        """Put what the place holds by now before what is new."""
        if not _holds_something(self._place):
            sync(file)
            part.replace(self._place)
            return
        whole = part.with_suffix(".whole")
        try:
            shutil.copy(self._place, whole)
            with whole.open("ab") as sum_of_both, part.open("rb") as new:
                shutil.copyfileobj(new, sum_of_both)
                sync(sum_of_both)
            whole.replace(self._place)
        finally:
            with suppress(FileNotFoundError):
                whole.unlink()
        part.unlink()


class _Part(BufferedWriter):
    """The new part of a feed. ``goes_on`` says whether it will stand behind what another crawl wrote."""

    def __init__(self, path: Path, *, goes_on: bool) -> None:
        super().__init__(FileIO(path, "xb"))
        self.goes_on = goes_on


def _holds_something(place: Path) -> bool:
    return place.is_file() and place.stat().st_size > 0


def _lock(place: Path) -> FileLock:
    # not beside the file: nothing but the feed appears where feeds are kept
    name = hashlib.sha256(os.fsencode(place)).hexdigest()[:24]
    return FileLock(
        Path(tempfile.gettempdir()) / f"newsbot-feed-{os.getuid() if hasattr(os, 'getuid') else 0}-{name}.lock"
    )
