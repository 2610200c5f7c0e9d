"""Durable lines: whatever happens to the process, stored articles stay, whole and once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.items import Article
from newsbot.outlets.base import Outlet
from newsbot.reading import load
from newsbot.revisits import Schedule
from newsbot.storage import StorageError, Store

OUTLET = Outlet(name="contoh", title="Harian Contoh", domains=("contoh.id",), article_url=r"/read/(?P<id>\d+)")
DAY = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FILE = Path("articles/contoh/2026-11-22.jsonl")


def article(number: int, body: str = "Isi berita.", day: datetime = DAY) -> Article:
    return Article(
        url=f"https://contoh.id/read/{number}", article_id=str(number), title="Judul", body=body, fetched_at=day
    )


def stored(folder: Path) -> list[str]:
    return [str(a.article_id) for a in load(folder)]


def test_what_was_committed_is_read_back_as_it_was(tmp_path: Path) -> None:
    original = article(1, "Baris\u2028satu.\n\nBaris “dua”.\x7f")
    with Store(tmp_path, OUTLET) as store:
        store.append(original)
    assert list(load(tmp_path)) == [original]


def test_lines_stand_in_the_file_of_their_crawl_day(tmp_path: Path) -> None:
    with Store(tmp_path, OUTLET) as store:
        store.append(article(1))
        store.append(article(2, day=datetime(2026, 11, 23, tzinfo=UTC)))
        store.append(article(3))
    names = {
        file.name: len(file.read_text("utf-8").splitlines()) for file in (tmp_path / "articles/contoh").glob("*.jsonl")
    }
    assert names == {"2026-11-22.jsonl": 2, "2026-11-23.jsonl": 1}


@pytest.mark.parametrize(
    "url",
    [
        "https://contoh.id/read/7",
        "http://www.contoh.id/read/7/",
        "https://m.contoh.id/read/7?utm_source=x&page=2",
        "https://contoh.id/read/7/judul-lain",
    ],
)
def test_a_story_is_known_by_every_address_it_goes_by(tmp_path: Path, url: str) -> None:
    with Store(tmp_path, OUTLET) as store:
        store.append(article(7))
        assert store.knows(url)
    with Store(tmp_path, OUTLET) as store:
        assert store.knows(url)
        assert not store.knows("https://contoh.id/read/8")


@settings(max_examples=40, deadline=None)
@given(
    bodies=st.lists(st.text(max_size=60), min_size=1, max_size=6), durable=st.integers(0, 6), cut=st.integers(0, 400)
)
def test_a_file_cut_at_any_byte_holds_whole_lines_and_all_that_were_durable(
    bodies: list[str], durable: int, cut: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store(folder, OUTLET) as store:
            for number, body in enumerate(bodies[:durable]):
                store.append(article(number, body))
            store.commit()
            path = folder / FILE
            safe = path.stat().st_size if path.exists() else 0
            for number, body in enumerate(bodies[durable:], durable):
                store.append(article(number, body))
            # the state as a kill at this instant leaves it: nothing of the rest was synced or remembered
            content = path.read_bytes()
            state = [(file, file.read_bytes()) for file in folder.glob("state.sqlite*")]
        path.write_bytes(content[: max(safe, len(content) - cut)])
        for file, data in state:
            file.write_bytes(data)
        with Store(folder, OUTLET) as store:
            kept = stored(folder)
            assert kept == [str(number) for number in range(len(kept))]
            assert len(kept) >= min(durable, len(bodies))
            assert path.read_bytes() == b"" or path.read_bytes().endswith(b"\n")
            for number, body in enumerate(bodies):
                if not store.knows(f"https://contoh.id/read/{number}"):
                    store.append(article(number, body))
        assert stored(folder) == [str(number) for number in range(len(bodies))]


def test_the_memory_is_rebuilt_from_the_files_when_it_is_lost(tmp_path: Path) -> None:
    with Store(tmp_path, OUTLET) as store:
        store.append(article(1))
    for file in tmp_path.glob("state.sqlite*"):
        file.unlink()
    with Store(tmp_path, OUTLET) as store:
        assert store.knows("https://contoh.id/read/1")


@pytest.mark.parametrize("other", ["warta-ampera", "wartaxampera", "warta_ampera2", "warta"])
def test_outlets_of_similar_names_leave_each_others_stories_alone(tmp_path: Path, other: str) -> None:
    papers = [
        Outlet(name=name, title="", domains=("contoh.id",), article_url=OUTLET.article_url)
        for name in ("warta_ampera", other)
    ]
    for paper in papers:
        with Store(tmp_path, paper) as store:
            store.append(article(1))
    for paper in papers:
        with Store(tmp_path, paper) as store:
            assert (store.repairs, store.knows("https://contoh.id/read/1")) == ([], True)


def test_a_torn_line_is_cut_off_and_told(tmp_path: Path) -> None:
    with Store(tmp_path, OUTLET) as store:
        store.append(article(1))
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"url":"https://contoh.id/re')
    with Store(tmp_path, OUTLET) as store:
        assert store.repairs == [f"{tmp_path / FILE}: cut off a torn last line of 28 bytes"]
    assert stored(tmp_path) == ["1"]


HOUR = timedelta(hours=1)
schedules = st.lists(st.integers(1, 20 * 24), unique=True, max_size=4).map(
    lambda hours: Schedule(tuple(sorted(hour * 3600 for hour in hours)))
)


@settings(max_examples=30, deadline=None)
@given(
    before=schedules,
    after=schedules,
    stories=st.lists(st.tuples(st.integers(1, 25 * 24), st.integers(0, 24)), min_size=1, max_size=5),
)
def test_after_a_change_of_schedule_the_same_stories_are_due_as_if_it_had_always_held(
    before: Schedule, after: Schedule, stories: list[tuple[int, int]]
) -> None:
    now = datetime.now(UTC)
    due = []
    for first in (before, after):
        with tempfile.TemporaryDirectory() as folder:
            with Store(Path(folder), OUTLET, first) as store:
                for number, (age, waited) in enumerate(stories):
                    published = now - age * HOUR + timedelta(minutes=5)
                    fetched = published + min(waited, age - 1) * HOUR
                    store.append(replace(article(number, day=fetched), published_at=published))
                store.append(replace(article(0, day=now - HOUR), published_at=now - HOUR, revision=2))
            with Store(Path(folder), OUTLET, after) as store:
                due.append(list(store.due_looks()))
    assert due[0] == due[1]


def test_a_second_crawl_of_an_outlet_is_refused(tmp_path: Path) -> None:
    other = Outlet(name="lain", title="Lain", domains=("lain.id",))
    with Store(tmp_path, OUTLET), Store(tmp_path, other), pytest.raises(StorageError, match="another crawl of contoh"):
        Store(tmp_path, OUTLET)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="file"):
        Store(tmp_path / "file" / "data", OUTLET)


@pytest.mark.parametrize("kept", [0, 4096])
def test_a_state_file_that_is_damaged_is_made_anew_from_the_lines(tmp_path: Path, kept: int) -> None:
    with Store(tmp_path, OUTLET) as store:
        store.append(article(1))
    state = tmp_path / "state.sqlite"
    state.write_bytes(state.read_bytes()[:kept] + b"x" * 8192)
    with Store(tmp_path, OUTLET) as store:
        assert store.knows("https://contoh.id/read/1")
        assert len(store.repairs) == 1
        assert "state.sqlite.damaged" in store.repairs[0]
    assert state.with_name("state.sqlite.damaged").exists()


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_storage import OUTLET, article
from newsbot.revisits import Schedule
from newsbot.storage import Store

with Store(Path({folder!r}), OUTLET) as store:
    for number in range(100_000):
        if not store.knows(f"https://contoh.id/read/{{number}}"):
            store.append(article(number, "Isi " * 200))
            if number % 3 == 0:
                store.commit()
                print(number, flush=True)
"""


def test_nothing_durable_is_lost_or_doubled_when_the_process_is_killed(tmp_path: Path) -> None:
    script = WRITER.format(tests=str(Path(__file__).parent), folder=str(tmp_path))
    reported = -1
    for _ in range(4):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _ in range(15):
                reported = int(writer.stdout.readline())
            os.kill(writer.pid, signal.SIGKILL)
    with Store(tmp_path, OUTLET):
        kept = stored(tmp_path)
    assert kept == [str(number) for number in range(len(kept))]
    assert len(kept) > reported


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_leaves_whole_lines(tmp_path: Path) -> None:
    with Store(tmp_path, OUTLET) as store:
        store.append(article(1))
        store.commit()
        real, store._file = store._file, os.open("/dev/full", os.O_WRONLY)
        with pytest.raises(StorageError, match="No space left"):
            store.append(article(2))
        os.close(store._file)
        store._file = real
        store.append(article(3))
    assert stored(tmp_path) == ["1", "3"]


def test_load_gives_the_latest_revision_or_all(tmp_path: Path) -> None:
    with Store(tmp_path, OUTLET) as store:
        for number, revision in ((1, 1), (2, 1), (1, 2)):
            changed = article(number)
            changed.revision = revision
            store.append(changed)
    assert [(a.article_id, a.revision) for a in load(tmp_path)] == [("2", 1), ("1", 2)]
    assert len(list(load(tmp_path / FILE, revisions="all"))) == 3


def test_load_reports_a_damaged_line_and_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "berita.jsonl"
    file.write_text(f"{article(1).to_json()}\n[]\n{article(2).to_json()}\n" + '{"url": "htt', encoding="utf-8")
    assert [a.article_id for a in load(file)] == ["1", "2"]
    assert caplog.messages == [f"{file} line 2 holds no article"]
