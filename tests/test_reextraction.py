"""Archived pages read again: every kind of archive, all cores, nothing lost or doubled whatever is killed."""

from __future__ import annotations

import base64
import gzip
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from small_paper import OUTLET_FILE, PARAGRAPHS, printed, story
from warc_files import HOST, HTML, address, page, raw, record, stamp, write

from newsbot.reextraction import shares
from newsbot.reextraction.run import reextract
from newsbot.reextraction.workers import Workers


@pytest.fixture(scope="module")
def outlets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outlet that publishes at contoh.example, and one whose stories must be walked."""
    folder = tmp_path_factory.mktemp("outlets")
    for name, host, facts in (("contoh", "contoh.example", ""), ("jalan", "jalan.example", 'next_page="a.lanjut"')):
        text = OUTLET_FILE.format(name=name, facts=facts).replace("127.0.0.1", host)
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def scrape(outlets: Path, tmp_path: Path) -> Any:
    def run(*words: str | Path, code: str = "") -> subprocess.CompletedProcess[str]:
        program = ["-c", code] if code else ["-m", "newsbot.cli"]
        return subprocess.run(
            [sys.executable, *program, "scrape", *map(str, words)],
            env={**os.environ, "NEWSBOT_OUTLETS": str(outlets)},
            capture_output=True,
            text=True,
            timeout=300,
            cwd=tmp_path,
        )

    return run


def read(file: Path) -> list[dict[str, Any]]:
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return [json.loads(line) for line in data.decode().splitlines()]


def ids(lines: list[dict[str, Any]]) -> list[int]:
    return [int(line["article_id"]) for line in lines]


def noise(number: int, size: int = 6000) -> str:
    """What does not compress, so that a few pages are a large file."""
    return f"<!-- {base64.b64encode(random.Random(number).randbytes(size)).decode()} -->"


def test_a_crawls_own_archive_gives_the_lines_that_the_crawl_stored(tmp_path: Path) -> None:
    with printed() as paper:
        urls = [paper.put_story(number, "2026-11-01") for number in range(1, 6)]
        path = urls[0].removeprefix(paper.address)
        extra = f'<a class="lanjut" href="{path}?page=2">Selanjutnya</a>'
        paper.put(path, story(1, "2026-11-01", extra=extra))
        second = tuple(f"{paragraph} Bagian kedua." for paragraph in PARAGRAPHS)
        paper.put(f"{path}?page=2", story(1, "2026-11-01", paragraphs=second))
        moved = urls[2].removeprefix(paper.address)
        paper.put("/warta/read/3/selesai", paper.pages.pop(moved))
        paper.moved[moved] = "/warta/read/3/selesai"
        paper.put_feed("/rss", [(url, "Sun, 01 Nov 2026 08:30:00 +0700") for url in urls])
        outlets = paper.save(tmp_path / "outlets", 'feeds=("{at}/rss",), next_page="a.lanjut"')
        environment = {**os.environ, "NEWSBOT_OUTLETS": str(outlets), "NEWSBOT_DATA": str(tmp_path / "data")}
        newsbot = [sys.executable, "-m", "newsbot.cli"]
        crawl = [*newsbot, "crawl", "contoh", "--archive", "-s", "DOWNLOAD_DELAY=0"]
        subprocess.run(crawl, env=environment, check=True, capture_output=True, timeout=300)
    (archive,) = (tmp_path / "data" / "archive").rglob("*.warc.gz")
    (stored,) = (tmp_path / "data" / "articles").rglob("*.jsonl")
    out = tmp_path / "out.jsonl"
    subprocess.run(
        [*newsbot, "scrape", archive, "-o", out], env=environment, check=True, capture_output=True, timeout=300
    )
    expected, made = ({line["url"]: line | {"run_id": None} for line in read(file)} for file in (stored, out))
    assert made == expected
    assert made[urls[0]]["pages"] == {"fetched": 2, "total": 2}
    diff = subprocess.run(
        [*newsbot, "scrape", archive, "--diff"], env=environment, capture_output=True, text=True, timeout=300
    )
    assert (diff.returncode, diff.stdout) == (0, "5 unchanged, 0 changed, 0 not stored, 0 refused\n")


def chunked(body: bytes) -> bytes:
    pieces = [body[i : i + 500] for i in range(0, len(body), 500)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def test_foreign_archives_are_read_as_they_come(scrape: Any, tmp_path: Path) -> None:
    text = [story(number, "2026-11-01") for number in range(20)]
    plain = [body.encode() for body in text]
    latin = story(11, "2026-11-01", title="Kafé Randu Dibuka Kembali Setelah Banjir Surut").replace(
        "utf-8", "iso-8859-1"
    )
    response = [("WARC-Type", "response"), ("WARC-Date", stamp())]
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    file = write(
        tmp_path / "asing.warc.gz",
        record("", b"software: other\r\n", kind="warcinfo"),
        record("dns:contoh.example", b"20261122 contoh.example. 3600 IN A 127.0.0.1\n", kind="resource"),
        record(address(1), b"", kind="request", status="GET / HTTP/1.1", headers=[]),
        record(address(1), gzip.compress(plain[1]), headers=[HTML, ("content-encoding", "gzip")]),
        record(address(2), chunked(gzip.compress(plain[2])), headers=[HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
        record(address(3), brotli.compress(plain[3]), headers=[HTML, ("Content-Encoding", "br")]),
        record(address(4), zstandard.compress(plain[4]), headers=[HTML, ("Content-Encoding", "zstd")]),
        # as archives decode bodies and leave the headers
        record(address(5), plain[5], headers=[HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
        record(address(6), plain[6], headers=[], protocol="HTTP/1.0"),
        raw([*response, ("WARC-Target-URI", f"<{address(7)}>"), ("Content-Length", str(len(plain[7])))], plain[7]),
        record(address(8), plain[8], headers=[("Content-Type", "application/octet-stream")]),
        record(f"{HOST}/gambar.jpg", b"\xff\xd8\xff\xe0", headers=[("Content-Type", "image/jpeg")]),
        record(f"{HOST}/rss", b"<rss/>", headers=[("Content-Type", "application/rss+xml")]),
        record(address(9), b"", status="404 Not Found"),
        record(address(9), b"", status="301 Moved", headers=[("Location", address(10))]),
        record(address(9), b"fetchTimeMs: 12\r\n", kind="metadata"),
        record(address(10), plain[10], kind="resource"),
        record(address(11), latin.encode("latin-1"), headers=[("Content-Type", "text/html; charset=ISO-8859-1")]),
        raw([*response, ("WARC-Target-URI", address(12)), ("Content-Length", "99999")], http + plain[12]),
        raw([*response, ("WARC-Target-URI", address(13)), ("Content-Length", "banyak")], http + plain[13]),
        record(address(14), b"\0" * (33 << 20)),
        record(address(15), gzip.compress(b"\0" * (64 << 20)), headers=[HTML, ("Content-Encoding", "gzip")]),
        record("ftp://contoh.example/a", b"x", kind="resource"),
        record(f"{HOST}/", "<html><body><h1>Beranda</h1></body></html>"),
        record(address(16), plain[16]),
        page(17)[:-200],
    )  # fmt: skip
    done = scrape(file, "-o", "out.jsonl")
    assert done.returncode == 0, done.stderr
    lines = read(tmp_path / "out.jsonl")
    # the resource of 10 has no type of its own in HTTP, and says application/... in WARC
    assert ids(lines) == [1, 2, 3, 4, 5, 6, 7, 8, 11, 16]
    assert lines[8]["title"] == "Kafé Randu Dibuka Kembali Setelah Banjir Surut"
    assert {line["fetched_at"] for line in lines} == {"2026-11-22T03:00:00+00:00"}
    for told in ("too large 2", "cut off 2", "damaged 1", "not web 2", "not html", "http 404 1", "redirect 1"):
        assert told in done.stderr, done.stderr


@pytest.mark.parametrize("form", ["plain.warc", "one_stream.warc.gz", "old.arc.gz", "old.arc"])
def test_archives_of_other_forms_are_read(scrape: Any, tmp_path: Path, form: str) -> None:
    if form.startswith("old"):
        versions = b"1 0 Contoh\nURL IP-address Archive-date Content-type Archive-length\n"
        head = b"filedesc://old.arc 0.0.0.0 20261122030000 text/plain %d\n%s\n" % (len(versions), versions)
        records = [head]
        for number in range(5):
            block = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + story(number, "2026-11-01").encode()
            records.append(
                f"{address(number)} 127.0.0.1 20261122030000 text/html {len(block)}\n".encode() + block + b"\n"
            )
        if form.endswith("gz"):
            records = [gzip.compress(one) for one in records]
    else:
        records = [page(number, compress=False) for number in range(5)]
    data = b"".join(records)
    file = write(tmp_path / form, gzip.compress(data) if form.startswith("one") else data)
    done = scrape(file)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert ids(lines) == [0, 1, 2, 3, 4], done.stderr
    assert lines[0]["fetched_at"] == "2026-11-22T03:00:00+00:00"


@pytest.mark.parametrize("compress", [True, False])
def test_however_a_file_is_cut_into_shares_each_record_is_read_once(
    outlets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compress: bool
) -> None:
    monkeypatch.setenv("NEWSBOT_OUTLETS", str(outlets))
    # a page that holds a whole archive, which must not be read as records of its own
    trap = b"".join(page(number, compress=compress) for number in range(100, 103))
    records = [page(number, compress=compress) for number in range(6)]
    records.insert(
        3, record(f"{HOST}/arsip", trap * 3, headers=[("Content-Type", "application/warc")], compress=compress)
    )
    file = write(tmp_path / "a.warc", *records)
    for size in (150, 700, 1 << 20):
        monkeypatch.setattr(shares, "SHARE_BYTES", size)
        out = tmp_path / f"{size}.jsonl"
        summary = reextract([file], out, jobs=2)
        assert ids(read(out)) == [0, 1, 2, 3, 4, 5]
        assert summary.counts["pages"] == 6


def test_damage_costs_the_damaged_record_only(scrape: Any, tmp_path: Path) -> None:
    records = [page(number) for number in range(6)]
    records[1] = records[1][:200] + b"\xff" * 20 + records[1][220:]
    records[4] = records[4][:10] + records[4][300:]
    done = scrape(write(tmp_path / "rusak.warc.gz", *records))
    assert done.returncode == 0
    assert ids([json.loads(line) for line in done.stdout.splitlines()]) == [0, 2, 3, 5]
    assert "2 broken (damaged 2)" in done.stderr


KILLING = """
import os, signal, sys
from newsbot.reextraction import output, run, shares
shares.SHARE_BYTES, run.CHECKPOINT_SECONDS = 40_000, 0
left, where = int(sys.argv.pop()), sys.argv.pop()
class Killed(output.Output):
    def checkpoint(self, state):
        global left
        left -= 1
        if left == 0 and where == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        if left == 0 and where == "between":
            self._flush()
            os.kill(os.getpid(), signal.SIGKILL)
        super().checkpoint(state)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    def finish(self):
        if where == "end":
            os.kill(os.getpid(), signal.SIGKILL)
        super().finish()
run.Output = Killed
from newsbot.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_a_killed_run_goes_on_and_no_line_is_lost_or_doubled(scrape: Any, tmp_path: Path, name: str) -> None:
    files = [
        write(tmp_path / f"{n}.warc.gz", *(page(number, extra=noise(number)) for number in range(n * 20, n * 20 + 22)))
        for n in range(2)
    ]
    undisturbed = tmp_path / "whole.jsonl"
    assert scrape(*files, "-o", undisturbed).returncode == 0
    for where, times in (("before", 2), ("between", 2), ("after", 3), ("end", 0)):
        killed = scrape(*files, "-o", name, where, times, code=KILLING)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert not (tmp_path / name).exists()
    done = scrape(*files, "-o", name)
    assert done.returncode == 0, done.stderr
    assert "going on where the last run" in done.stderr
    assert read(tmp_path / name) == read(undisturbed)
    assert ids(read(undisturbed)) == list(range(42))
    assert "2 files, 44 pages: 42 articles, 2 duplicates" in done.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(["0.warc.gz", "1.warc.gz", "whole.jsonl", name])


def test_notes_of_another_job_are_not_gone_on_with(scrape: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "a.warc.gz", *(page(number, extra=noise(number)) for number in range(20)))
    assert scrape(file, "-o", "out.jsonl", "after", 2, code=KILLING).returncode == -signal.SIGKILL
    write(file, page(50), page(51))
    done = scrape(file, "-o", "out.jsonl")
    assert ids(read(tmp_path / "out.jsonl")) == [50, 51]
    assert "going on" not in done.stderr


def test_a_worker_that_dies_costs_nothing(outlets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_OUTLETS", str(outlets))
    monkeypatch.setattr(shares, "SHARE_BYTES", 30_000)
    file = write(tmp_path / "a.warc.gz", *(page(number, extra=noise(number)) for number in range(40)))
    with Workers(2, frozenset()) as workers:
        found = []
        for number, (_, result) in enumerate(workers.results(iter(list(shares.shares(file, 0))))):
            found += [json.loads(one.line)["article_id"] for one in result.found]
            if number == 1:
                os.kill(next(iter(workers._pool._processes)), signal.SIGKILL)
    assert [int(number) for number in found] == list(range(40))


def test_workers_do_not_outlive_a_killed_run(outlets: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "a.warc.gz", page(1))
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from newsbot.reextraction.shares import shares\n"
        "from newsbot.reextraction.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    workers = Workers(2, frozenset())\n"
        "    list(workers.results(shares(Path(sys.argv[1]), 0)))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(file)], pass_fds=(writer,), stdout=writer, stderr=subprocess.DEVNULL
    )
    os.close(writer)
    assert process.wait(timeout=300) == -signal.SIGKILL
    with os.fdopen(reader, "rb") as end:
        # the pipe ends when the last process that inherited it is gone
        assert end.read() == b""


def test_a_story_fetched_again_is_a_line_again_only_when_it_changed(scrape: Any, tmp_path: Path) -> None:
    corrected = record(
        address(1), story(1, "2026-11-01", paragraphs=(*PARAGRAPHS, "Ralat: jumlah warga 40 orang.")), minutes=90
    )
    amp = record(
        f"{HOST}/amp/warta/read/1/jembatan-kampung-randu-1",
        story(1, "2026-11-01", paragraphs=PARAGRAPHS[:2]),
        minutes=95,
    )
    file = write(tmp_path / "a.warc.gz", page(1), page(2), page(1, minutes=30), corrected, amp)
    done = scrape(file)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["article_id"], line["revision"]) for line in lines] == [("1", 1), ("2", 1), ("1", 2)]
    assert "3 articles, 1 revisions, 2 duplicates" in done.stderr


def test_parts_are_joined_in_whatever_order_they_stand(scrape: Any, tmp_path: Path) -> None:
    url = "https://jalan.example/warta/read/7/jembatan"
    texts = [tuple(f"{paragraph} Bagian {n}." for paragraph in PARAGRAPHS) for n in (1, 2, 3)]
    links = [f'<a class="lanjut" href="{url}?page={n}">Lanjut</a>' for n in (2, 3)] + [""]
    parts = [
        record(
            url if n == 0 else f"{url}?page={n + 1}",
            story(7, "2026-11-01", paragraphs=texts[n], extra=links[n]),
            minutes=n,
        )
        for n in range(3)
    ]
    lost = record("https://jalan.example/warta/read/8/a", story(8, "2026-11-01", extra=links[0].replace("/7/", "/8/")))
    done = scrape(write(tmp_path / "a.warc.gz", parts[2], parts[0], lost, parts[1]))
    whole, cut = [json.loads(line) for line in done.stdout.splitlines()]
    assert [p.rpartition(" Laporan")[0][-9:] for p in whole["body"].split("\n\n")] == [
        f"Bagian {n}." for n in (1, 1, 1, 2, 2, 2, 3, 3, 3)
    ]
    assert (whole["url"], whole["pages"], whole["is_complete"]) == (url, {"fetched": 3, "total": 3}, True)
    assert (cut["article_id"], cut["pages"], cut["is_complete"]) == ("8", {"fetched": 1, "total": 2}, False)


def test_an_outlet_filter_leaves_other_hosts_unread(scrape: Any, tmp_path: Path) -> None:
    other = record("https://lain.example/warta/read/5/a", story(5, "2026-11-01"))
    file = write(
        tmp_path / "a.warc.gz",
        page(1),
        other,
        record("https://m.contoh.example/warta/read/2/b", story(2, "2026-11-01")),
    )
    done = scrape(file, "--outlet", "contoh")
    assert ids([json.loads(line) for line in done.stdout.splitlines()]) == [1, 2]
    assert "1 skipped (other outlet 1)" in done.stderr
    assert scrape(file, "--outlet", "cotoh").returncode == 2


def test_differences_are_shown_field_by_field_and_nothing_is_written(scrape: Any, tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.warc.gz",
        *(page(number) for number in range(1, 5)),
        record(address(6), "<html><body>Kosong</body></html>"),
    )
    folder = tmp_path / "data" / "articles" / "contoh"
    folder.mkdir(parents=True)
    lines = [json.loads(line) for line in scrape(file).stdout.splitlines()]
    lines[0]["title"] = "Judul \x1b[31mlama"
    lines[1]["body"] = lines[1]["body"].replace("Laporan nomor 2", "Laporan nomor dua", 1)
    lines[1]["authors"] = ["Sekar Mayangsari"]
    lines[3] = lines[3] | {"url": address(6), "canonical_url": address(6), "article_id": "6"}
    stored = folder / "2026-11-22.jsonl"
    stored.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    before = stored.read_bytes()
    done = scrape(file, "--diff", "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert stored.read_bytes() == before
    assert "    title: Judul [31mlama → Jembatan Kampung Randu Kembali Berdiri Setelah 1 Hari\n" in done.stdout
    assert '    authors: ["Sekar Mayangsari"] → []\n' in done.stdout
    assert "nomor dua. Kepala kampung mengatakan" in done.stdout
    assert f"{address(4)}\n    not stored\n" in done.stdout
    assert f"{address(6)}\n    stored, and refused today: " in done.stdout
    assert "contoh  title               1\n" in done.stdout
    assert done.stdout.endswith("1 unchanged, 2 changed, 1 not stored, 1 refused\n")


def revised(number: int, minutes: int, mark: str, modified: str = "") -> bytes:
    """A fetch of a story whose text says which one it is."""
    paragraphs = (f"{PARAGRAPHS[0]} Catatan redaksi {mark}.", *PARAGRAPHS[1:])
    text = story(number, "2026-11-01", paragraphs=paragraphs)
    if modified:
        text = text.replace("</head>", f'<meta property="article:modified_time" content="{modified}"></head>')
    return record(address(number), text, minutes=minutes)


@pytest.fixture
def compare(scrape: Any, tmp_path: Path) -> Any:
    """Stores the lines of some fetches, their titles as older rules read them, and compares an archive with them."""

    def run(stored: list[bytes], archive: list[bytes], **old: str) -> tuple[str, list[str]]:
        folder = tmp_path / "data" / "articles" / "contoh"
        folder.mkdir(parents=True)
        lines = []
        for number, fetch in enumerate(stored, 1):
            made = json.loads(scrape(write(tmp_path / "one.warc.gz", fetch), "--jobs", "1").stdout)
            lines.append(json.dumps(made | {"revision": number} | old) + "\n")
        (folder / "2026-11-22.jsonl").write_text("".join(lines), encoding="utf-8")
        done = scrape(write(tmp_path / "a.warc.gz", *archive), "--diff", "--data", tmp_path / "data")
        assert done.returncode == 0, done.stderr
        *shown, last = done.stdout.splitlines()
        return last, shown

    return run


def test_a_page_newer_than_every_stored_line_is_told_as_not_stored(compare: Any) -> None:
    first, second = revised(1, 0, "satu"), revised(1, 60, "dua")
    last, shown = compare([first], [first, second])
    assert last == "1 unchanged, 0 changed, 1 not stored, 0 refused"
    assert shown == [
        address(1),
        "    not stored (revision 1 differs in body, fetched 2026-11-22T04:00:00+00:00)",
    ]


def test_a_revision_between_two_stored_ones_is_told_as_not_stored(compare: Any) -> None:
    first, second, third = (revised(1, minutes, f"ke {minutes}") for minutes in (0, 60, 120))
    last, shown = compare([first, third], [first, second, third])
    assert last == "2 unchanged, 0 changed, 1 not stored, 0 refused"
    assert "(revision 1 differs in body, fetched 2026-11-22T04:00" in shown[1]


def test_a_page_older_than_the_only_line_and_of_another_text_is_told_as_not_stored(compare: Any) -> None:
    first, second = revised(1, 0, "satu"), revised(1, 60, "dua")
    assert compare([second], [first, second])[0] == "1 unchanged, 0 changed, 1 not stored, 0 refused"


@pytest.mark.parametrize("stored", [0, 1, 2])
def test_a_page_fetched_again_with_the_same_text_is_compared_once(compare: Any, stored: int) -> None:
    fetches = [revised(1, minutes, "sama") for minutes in (0, 60, 120)]
    last, shown = compare([fetches[stored]], fetches, title="Judul lama")
    assert last == "0 unchanged, 1 changed, 0 not stored, 0 refused"
    assert shown[1] == "    title: Judul lama → Jembatan Kampung Randu Kembali Berdiri Setelah 1 Hari"


def test_each_stored_revision_is_compared_with_its_own_page(compare: Any) -> None:
    fetches = [revised(1, minutes, f"ke {minutes}") for minutes in (0, 60)]
    last, shown = compare(fetches, [*fetches, *fetches], title="Judul lama")
    assert last == "0 unchanged, 2 changed, 0 not stored, 0 refused"
    assert [line.split(":")[0].strip() for line in shown[:4:2]] == ["https"] * 2
    assert not any("body" in line for line in shown)


def test_without_the_stored_fetch_the_page_itself_says_which_revision_it_is(compare: Any) -> None:
    stored = revised(1, 0, "satu", "2026-11-01T09:00:00+07:00")
    read_otherwise = revised(1, 60, "dua", "2026-11-01T09:00:00+07:00")
    assert compare([stored], [read_otherwise])[0] == "0 unchanged, 1 changed, 0 not stored, 0 refused"


def test_without_the_stored_fetch_a_later_modification_is_told_as_not_stored(compare: Any) -> None:
    stored = revised(1, 0, "satu", "2026-11-01T09:00:00+07:00")
    newer = revised(1, 60, "dua", "2026-11-01T12:00:00+07:00")
    last, shown = compare([stored], [newer])
    assert last == "0 unchanged, 0 changed, 1 not stored, 0 refused"
    assert "modified_at" in shown[1]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("hilang.warc.gz",), 1, "hilang.warc.gz: no such file"),
        (("palsu.warc.gz",), 1, "palsu.warc.gz: no WARC file"),
        (("a.warc.gz", "halaman.html"), 2, "halaman.html is no WARC file"),
        (("a.warc.gz", "-o", "out.csv"), 2, "-o out.csv: a WARC file gives .jsonl .jsonl.gz"),
        (("a.warc.gz", "-o", "tidak/ada/out.jsonl"), 1, "cannot be written"),
        (("a.warc.gz", "--format", "markdown"), 2, "gives JSON Lines"),
        (("a.warc.gz", "--diff", "--data", "tidak_ada"), 1, "no data folder tidak_ada"),
        (("a.warc.gz", "--jobs", "0"), 2, "at least one process"),
        (("halaman.html", "--diff"), 2, "are for WARC files"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    scrape: Any, tmp_path: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    write(tmp_path / "a.warc.gz", page(1))
    write(tmp_path / "palsu.warc.gz", b"no archive")
    (tmp_path / "halaman.html").write_text(story(1, "2026-11-01"), encoding="utf-8")
    done = scrape(*words)
    assert (done.returncode, done.stdout) == (status, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
