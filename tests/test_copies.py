"""Copies of one text: what belongs together, what only looks alike, and an index that follows the article files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from copies_set import Press, groups_of, in_pairs
from hypothesis import given, settings
from hypothesis import strategies as st
from small_paper import printed

from newsbot import copies
from newsbot.copies import sketch
from newsbot.copies.comparison import is_copy
from newsbot.copies.prose import Prose, read_prose
from newsbot.errors import UsageError
from newsbot.items import Article

ROOT = Path(__file__).parent.parent
MORNING = datetime(2026, 11, 3, 1, 0, tzinfo=UTC)
STORY = (
    "BANDARLAYAR (PEWARTA) - Sebanyak 48 perahu nelayan di Teluk Sirih kembali melaut pada Selasa (3/11) setelah gelombang tinggi mereda.\n\n"
    "Kepala pelabuhan Danu Wiratama mengatakan para nelayan sempat tertahan sembilan hari di dermaga karena angin barat yang kencang.\n\n"
    '"Kami minta semua tetap memakai pelampung dan membawa radio," kata Danu di kantornya.\n\n'
    "Hasil tangkapan pertama dijual di tempat pelelangan dengan harga dua kali lipat dari biasanya, sehingga pembeli dari kota berdatangan.\n\n"
    "Pemerintah kampung berencana memperbaiki mercusuar tua yang lampunya padam sejak awal musim dan menambah dua kapal patroli."
)


def article(
    number: int, body: str = STORY, *, title: str = "Nelayan Teluk Sirih Melaut Lagi", **values: object
) -> Article:
    made = Article(
        url=f"https://koran{number}.example/read/{number}",
        outlet=f"koran{number}",
        title=title,
        body=body,
        published_at=MORNING + timedelta(hours=number),
        fetched_at=MORNING + timedelta(days=2),
    )
    for name, value in values.items():
        setattr(made, name, value)
    return made


def store(folder: Path, *articles: Article, day: str = "2026-11-05") -> None:
    for one in articles:
        path = folder / "articles" / str(one.outlet) / f"{day}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as lines:
            lines.write(one.to_json() + "\n")


def places(folder: Path, *articles: Article) -> list[copies.Place | None]:
    with copies.open_index(folder) as index:
        return [index.lookup(one) for one in articles]


def alike(body: str, other: str) -> bool:
    return is_copy(read_prose("", body), read_prose("", other))


def test_copies_are_told_from_texts_that_look_alike(tmp_path: Path) -> None:
    press = Press(5).build(80, 400)
    press.save(tmp_path)
    copies.update(tmp_path)
    true, claimed = in_pairs(groups_of(press.truth)), in_pairs(list(press.found(tmp_path)))
    assert len(true & claimed) >= 0.98 * len(claimed)
    assert len(true & claimed) >= 0.95 * len(true)


def paragraphs(*numbers: int) -> str:
    return "\n\n".join(STORY.split("\n\n")[number] for number in numbers)


@pytest.mark.parametrize(
    "copy",
    [
        STORY.replace("BANDARLAYAR (PEWARTA) - ", "Jakarta, Koran Satu - "),
        paragraphs(0, 1, 2),
        STORY.replace("\n\n", "\n\nBaca juga: Mercusuar Tua Pulau Gading Dicat Ulang\n\n", 2),
        "Kabar baik datang dari pesisir. Setelah lama menunggu, dapur warga mengepul lagi.\n\n" + STORY,
        STORY.replace("mengatakan", "menyebut").replace("kencang", "sangat kencang").replace("berdatangan", "datang"),
        STORY.replace("Wiratama", "Wiratamma"),
        STORY.replace('"', "”"),
    ],
)
def test_an_edited_copy_is_a_copy(copy: str) -> None:
    assert alike(STORY, copy)
    assert alike(copy, STORY)


@pytest.mark.parametrize(
    "other",
    [
        STORY.replace("48", "35").replace("(3/11)", "(4/11)").replace("Selasa", "Rabu"),
        STORY.replace("Teluk Sirih", "Muara Indah").replace("48", "19").replace("Danu Wiratama", "Laras Tambunang"),
        STORY.replace("Selasa (3/11)", "Rabu (4/11)"),
        paragraphs(2)
        + "\n\nDanu Wiratama lega. Puluhan perahu akhirnya bisa dipakai mencari ikan lagi usai badai di Teluk Sirih berlalu. "
        "Harga ikan di lelang pun melonjak, begitu cerita seorang pembeli yang datang jauh-jauh dari kota bersama istrinya.",
        "Ringkasan hari ini memuat banyak kabar dari daerah. " * 20 + paragraphs(4),
    ],
)
def test_another_day_another_place_or_another_newsroom_is_no_copy(other: str) -> None:
    assert not alike(STORY, other)
    assert not alike(other, STORY)


def test_a_line_that_stands_under_many_galleries_makes_no_copies() -> None:
    assert not alike("Simak foto-fotonya berikut ini.", "Simak foto-fotonya berikut ini.")


@given(st.text(), st.text())
@settings(max_examples=60, deadline=None)
def test_any_text_is_kept_in_the_compact_form_as_it_was(title: str, body: str) -> None:
    prose = read_prose(title, body)
    assert Prose.from_bytes(prose.to_bytes()) == prose
    assert len(prose) < 30 or is_copy(prose, prose)


def test_a_cluster_has_the_name_of_its_first_and_one_first(tmp_path: Path) -> None:
    late, first, day_only = article(9), article(1), article(4, published_at=date(2026, 11, 3))
    other = article(5, "Hari libur sekolah dimulai pekan depan. " * 8)
    store(tmp_path, late, first, day_only, other)
    copies.update(tmp_path)
    found = places(tmp_path, late, first, day_only, other, article(77))
    assert [place and place.copies for place in found] == [3, 3, 3, 1, None]
    assert [place.is_first for place in found if place] == [False, True, False, True]
    assert len({place.cluster_id for place in found if place}) == 2
    assert found[0] is not None
    assert found[0].first_seen == first.published_at


def test_articles_without_a_date_come_first_by_crawl(tmp_path: Path) -> None:
    one = article(1, published_at=None, fetched_at=MORNING + timedelta(hours=2))
    other = article(2, published_at=None, fetched_at=MORNING)
    store(tmp_path, one, other)
    copies.update(tmp_path)
    assert [place and (place.is_first, place.first_seen) for place in places(tmp_path, one, other)] == [
        (False, MORNING),
        (True, MORNING),
    ]


def test_an_update_reads_only_new_lines_and_gives_what_one_reading_gives(tmp_path: Path) -> None:
    press = Press(2).build(20, 60)
    half = len(press.articles) // 2
    store(tmp_path / "a", *press.articles[:half])
    assert copies.update(tmp_path / "a").read == half
    store(tmp_path / "a", *press.articles[half:])
    assert copies.update(tmp_path / "a").read == len(press.articles) - half
    assert copies.update(tmp_path / "a").read == 0
    store(tmp_path / "b", *press.articles)
    copies.update(tmp_path / "b")
    assert places(tmp_path / "a", *press.articles) == places(tmp_path / "b", *press.articles)


def test_a_torn_last_line_waits_for_its_end(tmp_path: Path) -> None:
    store(tmp_path, article(1), article(2))
    path = tmp_path / "articles/koran2/2026-11-05.jsonl"
    line = path.read_bytes()
    path.write_bytes(line[:200])
    copies.update(tmp_path)
    path.write_bytes(line)
    copies.update(tmp_path)
    assert [place and place.copies for place in places(tmp_path, article(1), article(2))] == [2, 2]


def test_the_latest_revision_counts(tmp_path: Path) -> None:
    store(tmp_path, article(1), article(2), article(3))
    copies.update(tmp_path)
    rewritten = article(
        2, "Kini seluruh isi berita ini lain sama sekali dan tidak memuat kalimat yang lama. " * 5, revision=2
    )
    store(tmp_path, rewritten, article(3, "Versi lama yang tidak boleh menang. " * 9, revision=0), day="2026-11-06")
    copies.update(tmp_path)
    assert [place and place.copies for place in places(tmp_path, *map(article, (1, 2, 3)))] == [2, 1, 2]


@pytest.mark.parametrize("kept", [0, 4096])
def test_a_damaged_index_is_made_anew(tmp_path: Path, kept: int) -> None:
    store(tmp_path, article(1), article(2))
    copies.update(tmp_path)
    file = tmp_path / "copies.sqlite"
    file.write_bytes(file.read_bytes()[:kept] + b"x" * 8192)
    assert "damaged" in copies.update(tmp_path).repairs[0]
    assert [place and place.copies for place in places(tmp_path, article(1), article(2))] == [2, 2]


def test_articles_that_are_gone_leave_the_index(tmp_path: Path) -> None:
    store(tmp_path, article(1), article(2))
    copies.update(tmp_path)
    (tmp_path / "articles/koran1/2026-11-05.jsonl").unlink()
    assert "gone" in copies.update(tmp_path).repairs[0]
    assert [place and place.copies for place in places(tmp_path, article(1), article(2))] == [None, 1]


def test_a_killed_update_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    press = Press(6).build(60, 120)
    press.save(tmp_path)
    script = (
        "import sys; from newsbot import copies; copies.COMMIT_ARTICLES = 20; "
        "copies.update(sys.argv[1], lambda read: print(read, flush=True))"
    )
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            os.kill(process.pid, signal.SIGKILL)
    copies.update(tmp_path)
    with copies.open_index(tmp_path) as index:
        assert len(index) == len(press.articles)
    true, claimed = in_pairs(groups_of(press.truth)), in_pairs(list(press.found(tmp_path)))
    assert len(true & claimed) >= 0.95 * len(true)


def test_of_a_selection_the_first_copy_in_it_is_kept(tmp_path: Path) -> None:
    first, second, third = article(1), article(2), article(3)
    alone, unknown = article(5, "Hari libur sekolah dimulai pekan depan. " * 8), article(6)
    store(tmp_path, first, second, third, alone)
    copies.update(tmp_path)
    selection = [third, alone, second, unknown]
    with copies.open_index(tmp_path) as index:
        firsts = copies.Firsts(index)
        for one in selection:
            firsts.offer(one)
        assert [firsts.keeps(one) for one in selection] == [False, True, True, True]


def test_without_an_index_or_a_folder_one_line_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="newsbot copies"), copies.open_index(tmp_path):
        pass
    with pytest.raises(UsageError, match="no such data folder"):
        copies.update(tmp_path / "nowhere")


def test_without_the_package_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rensa", None)
    sketch._rensa.cache_clear()
    (tmp_path / "lines.jsonl").touch()
    with pytest.raises(UsageError, match=r"install -e '\.\[copies\]'"):
        copies.update(tmp_path)
    sketch._rensa.cache_clear()


def test_a_folder_without_articles_gets_no_index(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no articles"):
        copies.update(tmp_path)
    assert not list(tmp_path.iterdir())


def newsbot(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newsbot.cli", *command], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def test_the_command_lists_clusters_for_people_and_for_programs(tmp_path: Path) -> None:
    store(tmp_path, article(1, title="Judul\x1b[31m satu"), article(2), article(5, "Libur sekolah dimulai. " * 8))
    done = newsbot("copies", "--data", str(tmp_path))
    assert done.returncode == 0
    assert "2 copies since 2026-11-03T02:00:00+00:00" in done.stdout
    assert "\x1b" not in done.stdout
    assert "3 of 3 lines entered; 3 articles, 1 texts in 2 copies" in done.stderr
    record = json.loads(newsbot("copies", "--data", str(tmp_path), "--format", "json").stdout)
    assert [entry["outlet"] for entry in record["articles"]] == ["koran1", "koran2"]
    assert newsbot("copies", "--data", str(tmp_path), "--least", "3").stdout == ""
    assert newsbot("copies", "--data", str(tmp_path), "--least", "x").returncode == 2
    assert newsbot("copies", "--data", str(tmp_path / "none")).returncode == 2


def test_a_crawl_enters_what_it_stored_when_asked_to(tmp_path: Path) -> None:
    with printed() as paper:
        urls = [paper.put_story(number, "2026-11-01") for number in (1, 2)]
        paper.put_feed("/rss", [(url, "Sun, 01 Nov 2026 01:30:00 GMT") for url in urls])
        outlets = paper.save(tmp_path / "outlets", 'feeds=("{at}/rss",)')
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "newsbot.cli",
                "crawl",
                "contoh",
                "-s",
                "DOWNLOAD_DELAY=0",
                "-s",
                "NEWSBOT_COPIES=1",
            ],
            cwd=ROOT,
            env={**os.environ, "NEWSBOT_OUTLETS": str(outlets), "NEWSBOT_DATA": str(tmp_path / "data")},
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr
    with copies.open_index(tmp_path / "data") as index:
        assert len(index) == 2
