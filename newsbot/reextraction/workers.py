"""Processes that read shares side by side; results come back in order, and a process that dies takes one record with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType

from newsbot import warc
from newsbot.reextraction.shares import Batch, Result, Share

Task = Share | Batch

AHEAD = 3
"""Tasks a process that are begun or wait: enough that none waits for the reader, few enough that memory stays flat."""


class Workers:
    """A pool of processes.

    :param jobs: how many.
    :param wanted: keys of outlets; see :func:`newsbot.reextraction.pages.read`.
    """

    def __init__(self, jobs: int, wanted: frozenset[str]) -> None:
        self.jobs = jobs
        self.wanted = wanted
        self._pool = self._new_pool()

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def results(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Result]]:
        """Each task with its result, in the order of the tasks."""
        waiting: deque[tuple[Task, Future[Result]]] = deque()
        while True:
            while len(waiting) < self.jobs * AHEAD and (task := next(tasks, None)) is not None:
                waiting.append((task, self._submit(task)))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                result = self._carefully(task)
                waiting = deque((other, self._submit(other)) for other, _ in waiting)
            yield task, result

    def result(self, task: Task) -> Result:
        """One task's result, ahead of all that wait."""
        try:
            return self._submit(task).result()
        except BrokenProcessPool:
            return self._carefully(task)

    def _submit(self, task: Task) -> Future[Result]:
        try:
            return self._pool.submit(_read, task, self.wanted)
        except BrokenProcessPool:
            self._renew()
            return self._pool.submit(_read, task, self.wanted)

    def _carefully(self, task: Task) -> Result:
        """Again, alone; and if that kills a process too, record by record without the one that does."""
        self._renew()
        try:
            return self._pool.submit(_read, task, self.wanted).result()
        except BrokenProcessPool:
            self._renew()
        return self._each_record(task) if isinstance(task, Share) else self._each_of(task)

    def _each_record(self, share: Share) -> Result:
        with Path(share.path).open("rb") as file:
            position = share.start if share.exact else warc.find_record(file, share.start)
            whole = Result(position, position)
            while whole.after is not None and whole.after < share.end:
                one = Share(share.path, whole.after, whole.after + 1, exact=True)
                try:
                    whole.add(self._pool.submit(_read, one, self.wanted).result())
                except BrokenProcessPool:
                    self._renew()
                    after = warc.find_record(file, one.end)
                    whole.add(Result(one.start, after, Counter({"broken/crashed": 1})))
        return whole

    def _each_of(self, batch: Batch) -> Result:
        whole = Result(None, batch.end)
        for record in batch.records:
            try:
                whole.add(self._pool.submit(_read, Batch((record,), batch.end), self.wanted).result())
            except BrokenProcessPool:
                self._renew()
                whole.add(Result(None, batch.end, Counter({"broken/crashed": 1})))
        return whole

    def _renew(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        # a plain fork would copy the threads of a progress bar half-way through whatever they do, and a server of forks keeps the
        # environment and the folder of whoever asked it first
        return ProcessPoolExecutor(self.jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _read(task: Task, wanted: frozenset[str]) -> Result:
    from newsbot.reextraction.pages import read  # extraction: only the workers need it

    return read(task, wanted)


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, and dies with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
