"""The memory of what was seen, the schedule of looks, and reading back: what they answer, without a crawl."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsbot import corrections
from newsbot.clock import now
from newsbot.errors import UsageError
from newsbot.items import Article, Image
from newsbot.outlets.base import Outlet
from newsbot.reading import load
from newsbot.rebuilding import rebuild
from newsbot.revisions import changed_fields
from newsbot.revisits import Schedule
from newsbot.seen import story_keys
from newsbot.storage import StorageError, Store

NUMBERED = Outlet(name="contoh", title="Contoh", domains=("contoh.id",), article_url=r"contoh\.id/read/(?P<id>\d+)")
NAMED = Outlet(name="lain", title="Lain", domains=("lain.co.id",))


def article(number: int, outlet: Outlet = NUMBERED, day: str = "2026-11-22", **values: Any) -> Article:
    published = datetime.fromisoformat(f"{day}T08:00:00+07:00")
    url = f"https://www.{outlet.domains[0]}/read/{number}/jembatan"
    known: dict[str, Any] = {
        "article_id": str(number) if outlet is NUMBERED else None,
        "fetched_at": published.astimezone(UTC),
        "published_at": published,
        "title": "Judul",
        "body": "Isi.",
    }
    return Article(url=url, outlet=outlet.name, **{**known, **values})


@pytest.mark.parametrize("outlet", [NUMBERED, NAMED])
@pytest.mark.parametrize(
    "form",
    [
        "http://{host}/read/7/jembatan",
        "https://www.{host}/read/7/jembatan/",
        "https://m.{host}/read/7/jembatan?utm_source=x&utm_medium=y",
        "https://amp.{host}/read/7/jembatan",
        "https://www.{host}/read/7/jembatan/amp",
        "https://www.{host}/amp/read/7/jembatan",
        "https://www.{host}/read/7/jembatan?page=2",
        "https://www.{host}/read/7/jembatan?page=all#komentar",
        "HTTPS://WWW.{host}:443/read/7/jembatan",
    ],
)
def test_every_form_of_an_address_is_one_article(tmp_path: Path, outlet: Outlet, form: str) -> None:
    with Store(tmp_path, outlet) as store:
        store.append(article(7, outlet))
        store.commit()
        assert store.knows(form.format(host=outlet.domains[0]))
        assert not store.knows(form.format(host=outlet.domains[0]).replace("/7/", "/8/").replace("jembatan", "jalan"))


def test_an_id_that_is_given_out_anew_each_day_is_another_article_the_next_day() -> None:
    outlet = Outlet(name="harian", title="H", domains=("h.id",), article_url=r"/read/\d{4}/\d\d/\d\d/(?P<id>\d+)/")
    first, second = (story_keys(f"https://h.id/read/2026/11/{day}/0615/jembatan", outlet) for day in ("21", "22"))
    assert not set(first) & set(second)


def test_the_memory_is_rebuilt_with_places_revisions_and_what_is_due(tmp_path: Path) -> None:
    moment = now()
    fresh: dict[str, Any] = {"published_at": moment - timedelta(minutes=10), "fetched_at": moment}
    with Store(tmp_path, NUMBERED) as store:
        store.append(article(1, **fresh))
        store.append(article(2, day="2020-01-01"))
        store.append(article(1, title="Judul baru", revision=2, **fresh))
        store.commit()
        place = store.place("https://contoh.id/read/1")
    for file in tmp_path.glob("state.sqlite*"):
        file.unlink()
    with Store(tmp_path, NUMBERED) as store:
        assert store.place("https://contoh.id/read/1") == place
        assert place is not None
        latest = store.read(place)
        assert latest is not None
        assert (latest.title, latest.revision) == ("Judul baru", 2)
        assert list(store.due_looks()) == []


def test_a_change_of_an_outlets_rules_reads_its_stories_anew(tmp_path: Path) -> None:
    with Store(tmp_path, NUMBERED) as store:
        store.append(article(5))
    later = Outlet(name="contoh", title="Contoh", domains=("contoh.id",), article_url=r"contoh\.id/(?P<id>read/\d+)")
    with Store(tmp_path, later) as store:
        assert store.knows("https://contoh.id/read/5/judul-baru") or store.knows(
            "https://www.contoh.id/read/5/jembatan"
        )


def test_rebuild_counts_what_it_read_and_refuses_while_a_crawl_writes(tmp_path: Path) -> None:
    kompas = Outlet(name="kompas", title="K", domains=("kompas.com",))
    with Store(tmp_path, kompas) as store:
        store.append(article(1, kompas))
        with pytest.raises(StorageError, match=r"another crawl of kompas is writing .*: rebuild when it has ended"):
            rebuild(tmp_path, Schedule())
    (tmp_path / "articles/hilang").mkdir()
    command = [sys.executable, "-m", "newsbot", "rebuild", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.stdout == "1 lines of 1 outlets read, 1 addresses and ids remembered\n"
    assert done.stderr == "newsbot rebuild: hilang: left out, no outlet file describes it\n"
    assert done.returncode == 1
    with pytest.raises(UsageError, match="is no data folder"):
        rebuild(tmp_path / "articles", Schedule())


def test_the_schedule_decays_with_age_and_ends() -> None:
    schedule = Schedule.parse("72h, 1h,6h,1d")
    hours = [0, 1, 6, 24]
    assert [schedule.next_look(0, hour * 3600) for hour in hours] == [3600, 6 * 3600, 86400, 72 * 3600]
    assert schedule.next_look(0, 72 * 3600) is None
    assert Schedule.parse("off").next_look(0, 0) is None


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"title": "JUDUL ", "modified_at": date(2026, 11, 23), "related": [], "run_id": "x"}, []),
        ({"body": "Isi baru.", "modified_at": date(2026, 11, 23)}, ["modified_at", "body"]),
        ({"tags": ["b", "A"]}, []),
        ({"images": [Image("https://a.id/1.jpg?w=2", "Jembatan")]}, []),
        ({"correction": "retraction"}, ["correction"]),
    ],
)
def test_only_what_an_outlet_changed_is_a_change(change: dict[str, Any], fields: list[str]) -> None:
    fixed: dict[str, Any] = {"tags": ["a", "b"], "images": [Image("https://a.id/1.jpg?w=1", "Jembatan")]}
    assert changed_fields(article(1, **fixed), article(1, **{**fixed, **change})) == fields


def test_another_extractor_alone_makes_no_revision_of_a_page_that_says_it_was_not_modified() -> None:
    said: dict[str, Any] = {"modified_at": date(2026, 11, 22)}
    old, new = article(1, extractor_version="1", **said), article(1, extractor_version="2", body="Isi lebih.", **said)
    assert changed_fields(old, new) == []


@pytest.mark.parametrize("rule", corrections.ROWS, ids=lambda rule: rule.name)
def test_a_rule_knows_its_example_and_lets_its_trap_be(rule: corrections.Rule) -> None:
    assert corrections.match(rule.example, rule.where) is rule
    assert corrections.match(rule.trap, rule.where) is None


@pytest.mark.parametrize(
    "title",
    ["Pencabutan Berita Acara Sidang Ditolak", "Menteri Ralat Pernyataan soal Beras", "IHSG Terkoreksi, Koreksi 2 Persen",
     "Permintaan Maaf Redaksi Majalah Asing Ditolak", "Koreksi Harga Emas, Saatnya Beli?", "Pencabutan Izin: Ini Alasannya"],
)  # fmt: skip
def test_news_of_corrections_is_none(title: str) -> None:
    assert corrections.declared(title, [f"{title} kata seorang analis, Senin."]) is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store(tmp_path, NUMBERED) as store:
        for number, day in ((1, "2026-11-01"), (2, "2026-11-10"), (3, "2026-11-20")):
            store.append(article(number, day=day))
        store.append(
            article(1, day="2026-11-01", revision=2, title="Baru", fetched_at=datetime(2026, 11, 21, tzinfo=UTC))
        )
        store.append(article(4, published_at=None))
    with Store(tmp_path, NAMED) as store:
        store.append(article(9, NAMED, day="2026-11-10"))
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "1 2 3 4 9"),
        ({"outlet": "lain"}, "9"),
        ({"outlet": ["lain", "contoh"], "since": "2026-11-10", "until": date(2026, 11, 10)}, "2 9"),
        ({"since": date(2026, 11, 20)}, "3"),
        ({"until": "2026-11-01"}, "1"),
        ({"until": "2026-11-01", "revisions": "all"}, "1 1"),
    ],
)
def test_load_gives_what_was_asked_for(folder: Path, asked: dict[str, Any], found: str) -> None:
    numbers = sorted((a.url or "").split("/")[4] for a in load(folder, **asked))
    assert numbers == found.split()


def test_load_opens_no_file_that_cannot_match(folder: Path) -> None:
    home = folder / "articles"
    for file in (home / "contoh/2026-11-01.jsonl", home / "contoh/2026-11-10.jsonl", *home.glob("lain/*")):
        file.unlink()
        file.mkdir()
    assert [a.article_id for a in load(folder, outlet="contoh", since="2026-11-20")] == ["3"]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda folder: load(folder, outlet="tidakada"), "unknown outlet"),
        (lambda folder: load(folder, since="kemarin"), "is no day"),
        (lambda folder: load(folder, since="2026-11-02", until="2026-11-01"), "is later than"),
        (lambda folder: load(folder / "hilang"), "no such file or folder"),
    ],
)
def test_load_refuses_at_once_what_makes_no_sense(folder: Path, ask: Callable[[Path], object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        ask(folder)
