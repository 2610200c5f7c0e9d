"""Archives in, lines or differences out."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from newsbot import __version__, outlets, warc
from newsbot.errors import NewsbotError
from newsbot.reextraction.output import Output
from newsbot.reextraction.shares import Result, Share, batches, shares
from newsbot.reextraction.stories import Stories
from newsbot.reextraction.workers import Workers
from newsbot.terminal import json_plain, one_line

CHECKPOINT_SECONDS = 1.0


@dataclass(slots=True)
class Summary:
    """What became of the records of all archives, by name."""

    counts: Counter[str] = field(default_factory=Counter)

    def sentence(self, archives: int) -> str:
        """It in one line."""
        counts = self.counts
        pages = sum(counts[name] for name in counts if name == "pages" or name.startswith("refused/"))
        made = f"{_number(archives, 'file')}, {_number(pages, 'page')}: {_number(counts['articles'], 'article')}"
        more = [f"{counts[name]} {name}" for name in ("revisions", "duplicates", "parts") if counts[name]]
        for group in ("refused", "broken", "skipped"):
            kinds = {name.partition("/")[2]: n for name, n in counts.most_common() if name.startswith(f"{group}/")}
            if kinds:
                told = ", ".join(f"{kind.replace('_', ' ')} {n}" for kind, n in kinds.items())
                more.append(f"{sum(kinds.values())} {group} ({told})")
        return ", ".join([made, *more])


def reextract(
    files: Sequence[Path],
    output: Path | None,
    *,
    wanted: Sequence[str] = (),
    jobs: int | None = None,
    bar: bool = False,
) -> Summary:
    """Write the article of each page in these archives as JSON Lines.

    :param output: the file to write; ``None`` for standard output. A run that was interrupted goes on when it is repeated.
    :param wanted: keys of outlets; by default all pages, also of sites newsbot does not know.
    :param jobs: processes; by default one a core.
    :param bar: whether to show on standard error how far it is.
    :raises UsageError: an outlet does not exist.
    :raises NewsbotError: a file cannot be read or written.
    """
    chosen = _chosen(wanted)
    out = Output(output, _job(files, chosen))
    try:
        state = out.state
        if out.resumed:
            sys.stderr.write(f"newsbot scrape: going on where the last run of {output} stopped\n")
        summary = Summary(Counter(state.get("counts", {})))
        stories = Stories(out.notebook, summary.counts)
        begin = state.get("file", 0)
        checked = time.monotonic()
        with Workers(jobs or _cores(), chosen) as workers, _progress(files, begin, bar) as show:
            for number, path in list(enumerate(files))[begin:]:
                start = state.get("offset", 0) if number == begin else 0
                for result in _results(path, start, workers):
                    summary.counts += result.counts
                    for found in result.found:
                        line = stories.offer(found)
                        if line is not None:
                            out.write(json_plain(line))
                    show(number, result.after, summary.counts)
                    if result.after is not None and time.monotonic() - checked >= CHECKPOINT_SECONDS:
                        out.checkpoint({"file": number, "offset": result.after, "counts": summary.counts})
                        checked = time.monotonic()
                out.checkpoint({"file": number + 1, "offset": 0, "counts": summary.counts})
            for line in stories.rest():
                out.write(json_plain(line))
        out.finish()
    finally:
        out.close()
    return summary


def differences(
    files: Sequence[Path], data: Path, *, wanted: Sequence[str] = (), jobs: int | None = None, bar: bool = False
) -> Summary:
    """Show on standard output what :func:`reextract` would change in the lines stored in a data folder.

    :raises UsageError: an outlet does not exist.
    :raises NewsbotError: a file cannot be read.
    """
    from newsbot.reextraction.differences import Differences  # the store: only where it is compared with

    chosen = _chosen(wanted)
    if not data.is_dir():
        raise NewsbotError(f"no data folder {data}: name it with --data")
    summary = Summary()
    notes = Output(None, "")
    different = Differences(data, chosen)
    try:
        stories = Stories(notes.notebook, summary.counts, is_wanted=different.is_of_a_line)
        with Workers(jobs or _cores(), chosen) as workers, _progress(files, 0, bar) as show:
            for number, path in enumerate(files):
                for result in _results(path, 0, workers):
                    summary.counts += result.counts
                    for keys, kind in result.refused:
                        different.refuse(keys, kind)
                    for found in result.found:
                        line = stories.offer(found)
                        if line is not None:
                            different.compare(line)
                    show(number, result.after, summary.counts)
            for line in stories.rest():
                different.compare(line)
        different.end()
    finally:
        different.close()
        notes.close()
    return summary


def _results(path: Path, start: int, workers: Workers) -> Iterator[Result]:
    """What came of the records of a file, in order, each once."""
    try:
        if warc.is_one_stream(path):
            for _, result in workers.results(batches(path, start)):
                yield result
            return
        at: int | None = start
        for share, result in workers.results(shares(path, start)):
            if not isinstance(share, Share):
                continue
            if at is None or at >= share.end:
                # a record of an earlier share covers all of this one
                continue
            if result.first != at:
                result = workers.result(Share(share.path, at, share.end, exact=True))
            at = result.after
            yield result
    except OSError as error:
        raise NewsbotError(f"{path} cannot be read: {error.strerror or error}") from None


def _chosen(wanted: Sequence[str]) -> frozenset[str]:
    return frozenset(outlets.get(name).name for name in wanted)


def _job(files: Sequence[Path], wanted: frozenset[str]) -> str:
    stats = [(str(file.resolve()), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    rules = [os.environ.get(name) for name in ("NEWSBOT_OUTLETS", "NEWSBOT_OUTLET_RULES")]
    return json.dumps([__version__, rules, sorted(wanted), stats])


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _progress(
    files: Sequence[Path], begin: int, shown: bool
) -> Iterator[Callable[[int, int | None, Counter[str]], None]]:
    if not shown:
        yield lambda _number, _offset, _counts: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    sizes = [file.stat().st_size for file in files]
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[pages]} pages, {task.fields[articles]} articles"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task(
            one_line(files[begin].name) if begin < len(files) else "", total=sum(sizes), pages=0, articles=0
        )

        def show(number: int, offset: int | None, counts: Counter[str]) -> None:
            done = sum(sizes[:number]) + (sizes[number] if offset is None else min(offset, sizes[number]))
            display.update(
                task,
                description=one_line(files[number].name),
                completed=done,
                pages=counts["pages"],
                articles=counts["articles"],
            )

        yield show


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
