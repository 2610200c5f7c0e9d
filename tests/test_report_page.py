"""The report page: one file that shows how things stand, and in which nothing from a newspaper acts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tracemalloc
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from run_files import START, Diary

from newsbot.cli import main
from newsbot.items import Article
from newsbot.report.articles import read_recent
from newsbot.report.markup import link, tag
from newsbot.status import read_status

ATTACK = "<script>document.title='diretas'</script>"


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Diary:
    diary = Diary(tmp_path / "data", monkeypatch)
    folder = diary.folder / "articles" / "contoh"
    folder.mkdir(parents=True)
    for _ in range(8):
        diary.run(2, after=timedelta(hours=6))
        addresses = (f"https://contoh.id/read/{diary.at:%d%H}", f"javascript:document.title='diretas'//{diary.at:%d%H}")
        with (folder / f"{diary.at:%Y-%m-%d}.jsonl").open("a", encoding="utf-8") as file:
            for address in addresses:
                article = Article(
                    url=address, title=f"Panen raya {ATTACK} {address[-4:]}", published_at=diary.at, fetched_at=diary.at, section=f'"><img src=x onerror=alert(1)>{ATTACK}',
                )  # fmt: skip
                file.write(article.to_json() + "\n")
    diary.run(
        0,
        known=0,
        failed={"http_403": 9},
        examples={"http_403": [f"https://contoh.id/{ATTACK}", "javascript:alert(1)"]},
    )
    return diary


@pytest.fixture
def page(diary: Diary, tmp_path: Path) -> Path:
    file = tmp_path / "laporan.html"
    assert main(["report", "-o", str(file), "--data", str(diary.folder)]) == 0
    return file


def test_a_large_file_of_articles_is_never_in_memory_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Diary(tmp_path, monkeypatch).stop_clock()
    folder = tmp_path / "articles" / "contoh"
    folder.mkdir(parents=True)
    line = Article(url="https://contoh.id/read/1", title="Panen raya", body="Padi. " * 2000, fetched_at=START).to_json()
    (folder / f"{START:%Y-%m-%d}.jsonl").write_text(f"{line}\n" * 600, encoding="utf-8")
    tracemalloc.start()
    try:
        recent, status = read_recent(tmp_path, 14, 60), read_status(tmp_path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert recent.counts["contoh"].total() == status.outlets[0].articles_24h == 600
    assert most < len(line) * 200


class Elements(HTMLParser):
    """All elements of a page and their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_loads_nothing_runs_nothing_and_links_only_to_the_web(page: Path) -> None:
    text = page.read_text("utf-8")
    elements = Elements(text).found
    assert not {name for name, _ in elements} & {"script", "img", "link", "iframe", "object", "form", "base", "embed"}
    assert not any(key.startswith("on") or key in ("src", "style") for _, attributes in elements for key in attributes)
    links = [attributes for name, attributes in elements if name == "a"]
    assert links
    assert all(re.match("https?://", str(one["href"])) and "noopener noreferrer" in str(one["rel"]) for one in links)
    policy = next(one["content"] for name, one in elements if name == "meta" and one.get("http-equiv"))
    assert str(policy).startswith("default-src 'none'")
    assert "script-src" not in str(policy)
    assert "url(" not in text
    assert "@import" not in text


def test_the_page_tells_trouble_examples_numbers_and_headlines(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "<code>blocked</code> 9 of 9 answers turned the crawler away" in text
    assert "https://contoh.id/&lt;script&gt;" in text
    assert "Panen raya &lt;script&gt;" in text
    assert "prefers-color-scheme: dark" in text
    assert '<svg class="bars"' in text


def test_the_page_replaces_the_last_one_whole_and_an_impossible_place_is_one_line(
    page: Path, diary: Diary, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [page.name]
    assert main(["report", "-o", str(tmp_path / "tidak" / "ada.html"), "--data", str(diary.folder)]) == 1
    assert main(["report", "-o", str(page), "--data", str(tmp_path / "tidak-ada")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert main(["report", "--data", str(diary.folder)]) == 0
    assert capsys.readouterr().out == page.read_text("utf-8")


@given(st.text(), st.text())
def test_no_text_becomes_markup(text: str, address: str) -> None:
    (only,) = Elements(tag("p", text, title=text)).found
    assert only[0] == "p"
    assert set(only[1]) == {"title"}
    assert [name for name, _ in Elements(link(text, address)).found] in (["a"], ["span"])


@pytest.fixture
def chromium() -> str:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is missing: apt-get install chromium")
    return program


def test_in_a_browser_a_hostile_title_is_text_and_the_page_fits_a_phone(
    chromium: str, page: Path, tmp_path: Path
) -> None:
    # a frame as wide as a phone, because a headless window is never narrower than 500 pixels
    frame = tmp_path / "bingkai.html"
    frame.write_text(
        f"<title>-</title><iframe src='{page.name}' width=390 height=800></iframe>"
        "<script>onload=()=>{const d=document.querySelector('iframe').contentDocument;const r=d.documentElement;"
        "document.title=[d.title,r.scrollWidth,d.querySelectorAll('script').length,d.querySelectorAll('.latest li').length].join('|')}</script>",
        "utf-8",
    )
    done = subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
         f"--user-data-dir={tmp_path / 'profil'}", "--dump-dom", frame.as_uri()],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    title = re.search("<title>(.*?)</title>", done.stdout)
    assert title, done.stderr
    name, width, scripts, headlines = title[1].split("|")
    assert (name, scripts, int(headlines)) == ("newsbot report", "0", 16)
    assert int(width) <= 390
