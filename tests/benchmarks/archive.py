"""How fast archived pages are read again: against a bare parse of the same archive, and with all cores against one.

    python tests/benchmarks/archive.py [FOLDER|FILE.warc.gz]

A FOLDER of saved pages (default: the bundled samples) is first written as an archive of about 2,000 pages. The contenders take turns,
and the best of several rounds counts: what is slower is the machine's other work.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from lxml import html as lxml_html
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from newsbot.reextraction.pages import read
from newsbot.reextraction.run import reextract
from newsbot.reextraction.shares import shares

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "site"
PAGES = int(os.environ.get("BENCHMARK_PAGES", "2000"))
ROUNDS = 3


def write_archive(folder: Path, file: Path) -> None:
    pages = [p.read_bytes() for p in sorted(folder.rglob("*.html"))]
    pages += [gzip.decompress(p.read_bytes()) for p in sorted(folder.rglob("*.html.gz"))]
    with file.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(PAGES):
            # another address each time, so that none is left out as a copy
            body = pages[number % len(pages)].replace(b"canonical", b"kanonis").replace(b"og:url", b"og:x")
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://arsip.example/read/{number}/judul"
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head))


def bare_parse(file: Path) -> None:
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response" and (body := record.content_stream().read()):
                lxml_html.fromstring(body)


def one_process(file: Path) -> None:
    for share in shares(file, 0):
        read(share, frozenset())


def timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    started = clock()
    work()
    return clock() - started


def main(source: Path) -> None:
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as scratch:
        file = source
        if source.is_dir():
            file = Path(scratch) / "pages.warc.gz"
            write_archive(source, file)
        out = Path(scratch) / "out.jsonl"
        pages = reextract([file], out, jobs=cores).counts["pages"]
        cpu: dict[str, float] = {}
        wall: dict[int, float] = {}
        for _ in range(ROUNDS):
            for name, work in (("parse", bare_parse), ("read again", one_process)):
                spent = timed(partial(work, file), time.process_time)
                cpu[name] = min(spent, cpu.get(name, spent))
            for jobs in {1, cores}:
                spent = timed(partial(reextract, [file], out, jobs=jobs), time.perf_counter)
                wall[jobs] = min(spent, wall.get(jobs, spent))
            reader = timed(partial(reextract, [file], out, jobs=cores), time.process_time)
            cpu["reader"] = min(reader, cpu.get("reader", reader))
    print(f"{pages} pages; bare parse of the archive {pages / cpu['parse']:.0f} pages a second and core")
    print(
        f"read again {pages / cpu['read again']:.0f} pages a second and core, {cpu['read again'] / cpu['parse']:.2f} times the parse"
    )
    print(f"the reader's own share of all work: {cpu['reader'] / (cpu['read again'] + cpu['reader']):.1%}")
    rate, one = pages / wall[cores], pages / wall[1]
    print(
        f"{cores} cores {rate:.0f} pages a second, one core {one:.0f}: {rate / (cores * one):.2f} of {cores} times one core"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
