"""The data folder: durable lines, one writer an outlet, and a memory that follows the files.

A line counts as stored once :meth:`Store.commit` returns: it was written, flushed and synced, and only then entered in the
memory. Whatever kills the process, the next :class:`Store` cuts off a torn last line and reads into the memory whatever
lines the memory does not cover yet.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from newsbot.clock import now
from newsbot.durable_files import sync_folder, write_all
from newsbot.errors import Busy, NewsbotError
from newsbot.items import Article
from newsbot.locks import take
from newsbot.outlets.base import Outlet
from newsbot.reconciliation import any_look, article_keys, first_look, reconcile
from newsbot.refusals import REFUSAL_HOURS
from newsbot.rescheduling import reschedule
from newsbot.revisits import Schedule, least_gap, timestamp
from newsbot.seen import Look, Place, SeenStories, StoredLine, story_keys
from newsbot.stored_lines import ARTICLES, read_line
from newsbot.window import offset

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from newsbot.archive import PageArchive

RUNS = "runs"
STATE = "state.sqlite"

DEFAULT_SCHEDULE = Schedule()

KEPT_OFF_SCHEDULE = timedelta(days=30)
"""For how long the last look at a story that is due no more is remembered; afterwards the line itself says when it was fetched."""


class StorageError(NewsbotError):
    """The data folder cannot be used or written."""


def prepare(folder: Path) -> None:
    """Make the data folder and find out whether it can be written.

    :raises StorageError: it cannot.
    """
    probe = folder / f".probe-{os.getpid()}"
    try:
        (folder / ARTICLES).mkdir(parents=True, exist_ok=True)
        (folder / RUNS).mkdir(exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StorageError(f"data folder {folder} cannot be written: {error.strerror or error}") from None


def lock_outlet(folder: Path, name: str) -> BaseFileLock:
    """The lock of one outlet in a data folder, held.

    :raises StorageError: another process holds it, or the folder cannot be written.
    """
    try:
        (folder / ARTICLES / name).mkdir(exist_ok=True)
        return take(folder, name)
    except Busy as error:
        raise StorageError(str(error)) from None
    except OSError as error:
        raise StorageError(f"data folder {folder} cannot be written: {error.strerror or error}") from None


class Store:
    """One outlet's articles in a data folder, for one process at a time.

    :param folder: the data folder; made when it is missing.
    :param outlet: whose articles these are.
    :param schedule: when they are looked at again.
    :raises StorageError: the folder cannot be written, or another process crawls that outlet into it.
    """

    def __init__(self, folder: Path, outlet: Outlet, schedule: Schedule = DEFAULT_SCHEDULE) -> None:
        prepare(folder)
        self.folder = folder
        self.outlet = outlet
        self.schedule = schedule
        self.repairs: list[str] = []
        """What had to be mended at the start, one sentence each."""
        self._zone = offset(outlet.zone)
        self._files = folder / ARTICLES / outlet.name
        self._day: date | None = None
        self._file = -1
        self._size = 0
        self._pending: list[StoredLine] = []
        self._pending_places: dict[int, Place] = {}
        self._archive: PageArchive | None = None
        self._lock = lock_outlet(folder, outlet.name)
        try:
            self._seen = SeenStories(folder / STATE)
            self.repairs += self._seen.repairs
            self.repairs += reconcile(self._seen, folder, outlet, schedule).repairs
            reschedule(self._seen, folder, outlet, schedule)
            at = now()
            self._seen.forget_refusals(at)
            if schedule.ages:
                over, long_ago = timestamp(at, UTC) - schedule.horizon, timestamp(at - KEPT_OFF_SCHEDULE, UTC)
                self._seen.forget_looks(published_before=over, looked_before=long_ago)
        except (OSError, sqlite3.Error) as error:
            self._lock.release()
            raise StorageError(f"data folder {folder} cannot be used: {error}") from None

    @property
    def pending(self) -> int:
        """Lines written since the last commit."""
        return len(self._pending)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def knows(self, url: str, publisher_id: str | None = None) -> bool:
        """Whether the story at that address is stored, or written and waiting for its commit."""
        keys = story_keys(url, self.outlet, publisher_id)
        return any(key in self._pending_places for key in keys) or self._seen.knows(keys)

    def place(self, url: str, publisher_id: str | None = None) -> Place | None:
        """Where the latest revision of the story at that address stands."""
        keys = story_keys(url, self.outlet, publisher_id)
        written = (self._pending_places[key] for key in keys if key in self._pending_places)
        return next(written, None) or self._seen.place(keys)

    def read(self, place: Place) -> Article | None:
        """The article whose line stands there; ``None`` when somebody moved or changed the file."""
        try:
            with (self.folder / place.path).open("rb") as file:
                file.seek(place.start)
                return read_line(file.readline())
        except OSError:
            return None

    def due_looks(self) -> Iterator[Look]:
        """The stories that are to be looked at again by the schedule, the youngest first."""
        return self._seen.due_looks(self.outlet.name, timestamp(now(), UTC)) if self.schedule.ages else iter(())

    def listed_as_changed(self, url: str, modified: datetime | date) -> Look | None:
        """The last look at a known story that a listing says was modified after it, when it may be looked at again.

        What is compared is what listings said at that look, or else when it was: a listing whose clock goes wrong goes wrong
        every time.
        """
        place = self.place(url) if self.schedule.ages else None
        if place is None or any(place == written for written in self._pending_places.values()):
            return None
        at, said = timestamp(now(), UTC), timestamp(modified, self._zone)
        look = self._seen.last_look(place)
        if look is None:
            first_day = date.fromisoformat(Path(place.path).stem)
            article = self.read(place) if said >= timestamp(first_day, UTC) else None
            if article is None:
                return None
            look = any_look(article, place, self.outlet)
        is_later = said > look.listed if look.listed is not None else look.looked < said <= at
        return look if is_later and at - look.looked >= least_gap(look.published, look.looked) else None

    def keep_look(self, look: Look) -> None:
        """Remember a look at a story that brought no new revision.

        :raises StorageError: it could not be written.
        """
        try:
            self._seen.keep_look(look, self.outlet.name)
        except sqlite3.Error as error:
            raise StorageError(f"data folder {self.folder} cannot be written: {error}") from None

    def refuse(self, url: str, kind: str) -> None:
        """Remember for :data:`REFUSAL_HOURS` that there is no article at that address.

        :param kind: what is there instead.
        :raises StorageError: it could not be written.
        """
        if kind in REFUSAL_HOURS:
            try:
                self._seen.refuse(story_keys(url, self.outlet), now() + timedelta(hours=REFUSAL_HOURS[kind]))
            except sqlite3.Error as error:
                raise StorageError(f"data folder {self.folder} cannot be written: {error}") from None

    def was_refused(self, url: str) -> bool:
        """Whether an earlier visit to that address found no article, not long ago."""
        return self._seen.refuses(story_keys(url, self.outlet), now())

    def keep_pages(self) -> PageArchive:
        """The archive of raw pages beside these lines; what was kept in it is durable before the lines of a commit are.

        :raises StorageError: it cannot be written.
        """
        from newsbot.archive import PageArchive  # the WARC library: only where pages are kept

        try:
            self._archive = PageArchive(self.folder, self.outlet.name, self._seen)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"the archive in {self.folder} cannot be written: {error}") from None
        self.repairs += self._archive.repairs
        return self._archive

    def append(
        self, article: Article, *, listed: int | None = None, etag: str | None = None, last_modified: str | None = None
    ) -> None:
        """Write an article's line to the file of its crawl day; it is durable after the next :meth:`commit`.

        :param listed, etag, last_modified: of the look that brought it, as in :class:`~newsbot.seen.Look`.
        :raises StorageError: it could not be written; the file is left as it was before.
        """
        self._open((article.fetched_at or now()).date())
        line = article.to_json().encode() + b"\n"
        try:
            write_all(self._file, line)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, self._size)
            raise StorageError(f"{self._path(self._day)} cannot be written: {error.strerror or error}") from None
        place = Place(self._name(self._path(self._day)), self._size)
        self._size += len(line)
        look = first_look(article, place, self.outlet, self.schedule)
        if look is not None:
            look = replace(look, listed=listed, etag=etag, last_modified=last_modified)
        keys = article_keys(article, self.outlet)
        self._pending.append(StoredLine(keys, place.start, article.revision, look))
        self._pending_places.update(dict.fromkeys(keys, place))

    def commit(self) -> None:
        """Make every line written so far durable, then remember its story.

        :raises StorageError: the disk did not take them.
        """
        if self._archive is not None:
            try:
                self._archive.commit()
            except (OSError, sqlite3.Error) as error:
                raise StorageError(f"{self._archive.folder} cannot be written: {error}") from None
        if not self._pending:
            return
        try:
            os.fsync(self._file)
            if not os.path.samestat(os.fstat(self._file), self._path(self._day).stat()):
                raise FileNotFoundError(2, "its file was removed or replaced while lines were written")
            start, path = self._pending[0].start, self._name(self._path(self._day))
            self._seen.add(self._pending, path, start, self._size, self.outlet.name)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"data folder {self.folder} cannot be written: {error}") from None
        self._pending.clear()
        self._pending_places.clear()

    def close(self) -> None:
        """Commit and let go of the folder.

        :raises StorageError: the last lines could not be made durable.
        """
        try:
            self.commit()
        finally:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1
            if self._archive is not None:
                with suppress(OSError, sqlite3.Error):
                    # what it could not make durable, the commit has told
                    self._archive.close()
            self._seen.close()
            self._lock.release()

    def _open(self, day: date) -> None:
        if day == self._day:
            return
        self.commit()
        path = self._path(day)
        try:
            new = not path.exists()
            file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            if new:
                sync_folder(path.parent)
        except OSError as error:
            raise StorageError(f"{path} cannot be written: {error.strerror or error}") from None
        if self._file >= 0:
            os.close(self._file)
        self._day, self._file, self._size = day, file, os.fstat(file).st_size

    def _path(self, day: date | None) -> Path:
        return self._files / f"{day}.jsonl"

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()
