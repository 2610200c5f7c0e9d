"""Exports opened by spreadsheets and feed readers."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from calendar import timegm
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import openpyxl
import pytest
from export_store import ARTICLES, FIRST, write
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import newsbot as library
from newsbot.export.formats import FORMATS
from newsbot.export.job import Wanted, export
from newsbot.export.writers.workbook import CELL_UNITS, XlsxWriter
from newsbot.items import Article
from newsbot.records import record_of

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("store"), ARTICLES)


def written(form: str, articles: list[Article], **options: Any) -> BytesIO:
    file = BytesIO()
    columns = FORMATS[form].columns(())
    writer = XlsxWriter(file, columns, **options) if form == "xlsx" else FORMATS[form].writer(file, columns)
    writer.write([record_of(article) for article in articles])
    writer.close()
    file.seek(0)
    return file


def sheet_rows(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_workbook_has_real_dates_a_filter_and_a_header_that_stays(store: Path, tmp_path: Path) -> None:
    export(store, str(tmp_path / "a.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["articles"]
    rows = sheet_rows(sheet)
    assert (sheet.freeze_panes, sheet.auto_filter.ref.split(":")[0]) == ("A2", "A1")
    assert rows[3]["published_at"] == datetime(2026, 11, 18, 6, 5)  # noqa: DTZ001 - Excel knows no offset
    assert rows[3]["published_at_utc"] == datetime(2026, 11, 17, 22, 5)  # noqa: DTZ001
    assert rows[0]["published_date"] == rows[0]["published_at"] == datetime(2026, 11, 19)  # noqa: DTZ001
    assert (rows[0]["published_at_utc"], rows[2]["published_at"]) == (None, None)
    head = [cell.value for cell in sheet[1]]
    cell = sheet.cell(5, head.index("published_at") + 1)
    assert (cell.is_date, cell.number_format) == (True, 'yyyy-mm-dd hh:mm:ss "+08:00"')
    assert sheet.cell(5, head.index("body") + 1).alignment.wrap_text
    assert rows[3]["article_id"] == "0001"


def test_a_text_in_a_workbook_is_whole_and_never_a_formula(store: Path, tmp_path: Path) -> None:
    export(store, str(tmp_path / "a.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["articles"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    dangerous = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))]
    assert {cell.value for cell in dangerous} == {FIRST.title, "+62 Redaksi", "-"}
    assert all(cell.quotePrefix for cell in dangerous)
    assert sheet_rows(sheet)[3]["body"] == FIRST.body


def test_a_text_too_long_for_a_cell_is_whole_in_a_second_sheet(tmp_path: Path) -> None:
    long = "Banjir 🌊 di hulu. " * 6_000
    data = write(tmp_path / "store", [Article(url="https://a.example/1", title="Panjang", body=long), *ARTICLES])
    outcome = export(data, str(tmp_path / "a.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    pieces = sheet_rows(book["long_texts"])
    assert "".join(piece["text"] for piece in pieces) == long
    assert all(len(piece["text"].encode("utf-16-le")) // 2 <= CELL_UNITS for piece in pieces)
    row = next(row for row in sheet_rows(book["articles"]) if row["title"] == "Panjang")
    assert row["body"].endswith("[whole text in sheet long_texts]")
    assert len(row["body"].encode("utf-16-le")) // 2 <= CELL_UNITS
    assert "1 texts are longer than an Excel cell holds" in outcome.notes[0]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next() -> None:
    articles = [Article(url=f"https://a.example/{number}") for number in range(7)]
    book = openpyxl.load_workbook(written("xlsx", articles, sheet_rows=4))
    assert book.sheetnames == ["articles", "articles_2", "articles_3"]
    assert [row["url"] for name in book.sheetnames for row in sheet_rows(book[name])] == [a.url for a in articles]


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_any_text_opens_as_a_workbook_and_as_a_feed(text: str) -> None:
    article = Article(
        url="https://a.example/1", title=text, summary=text, authors=[text], tags=[text], body=text, section=text
    )
    openpyxl.load_workbook(written("xlsx", [article]))
    for form in ("rss", "atom"):
        assert not feedparser.parse(written(form, [article]).read()).bozo


def test_dates_no_workbook_can_hold_are_text() -> None:
    rows = sheet_rows(openpyxl.load_workbook(written("xlsx", [Article(published_at=date(1899, 5, 1))]))["articles"])
    assert rows[0]["published_date"] == "1899-05-01"


def test_libreoffice_shows_the_same_rows(store: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "install libreoffice-calc"
        pytest.skip("install libreoffice-calc to run this test")
    columns = ("url", "title", "body", "published_at", "published_date", "word_count")
    export(store, str(tmp_path / "lembar.xlsx"), Wanted(columns=columns))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
               "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", str(tmp_path / "out"), str(tmp_path / "lembar.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with (tmp_path / "out" / "lembar.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    articles = list(library.load(store))
    assert [row["url"] for row in rows] == [article.url for article in articles]
    assert [row["title"].removeprefix("'") for row in rows] == [
        (article.title or "").removeprefix("'") for article in articles
    ]
    assert rows[3]["body"] == FIRST.body
    assert rows[3]["published_at"].startswith("2026-11-18 06:05:00")
    assert [row["published_date"] for row in rows] == ["2026-11-19", "2026-11-17", "", "2026-11-18"]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_reader_sees_the_newest_articles(form: str, store: Path, tmp_path: Path) -> None:
    export(store, str(tmp_path / f"a.{form}"))
    feed = feedparser.parse((tmp_path / f"a.{form}").read_bytes())
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [
        "Tanpa jam",
        FIRST.title,
        "'=aman",
        "https://www.harianrandu.example/4",
    ]
    entry = feed.entries[1]
    assert entry.link == FIRST.canonical_url
    assert datetime.fromtimestamp(timegm(entry.published_parsed), UTC) == FIRST.published_at
    assert entry.summary == FIRST.summary
    assert entry.content[0].value.startswith('<p>Paragraf satu, "dikutip".</p><p>=1+1 adalah')
    assert {tag.term for tag in entry.tags} == {"Lingkungan", "banjir", "sungai"}
    assert FIRST.authors[0] in str(entry.get("authors") or entry.author)


def test_markup_in_an_article_is_text_in_a_feed() -> None:
    article = Article(url="https://a.example/1", title="<b>5 < 6</b>", body='<script>alert("x")</script> & kawan')
    for form in ("rss", "atom"):
        file = written(form, [article])
        content = etree.parse(file).getroot().iter("{*}encoded", "{*}content")
        assert [element.text for element in content] == ['<p>&lt;script&gt;alert("x")&lt;/script&gt; &amp; kawan</p>']


def test_rss_has_what_its_specification_asks_for(store: Path, tmp_path: Path) -> None:
    export(store, str(tmp_path / "a.rss"))
    root = etree.parse(tmp_path / "a.rss").getroot()
    channel = root[0]
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    for name in ("title", "link", "description"):
        assert channel.findtext(name), name
    for item in channel.iter("item"):
        assert item.findtext("title")
        assert item.xpath("string(guid/@isPermaLink)") == "true"
        assert (item.findtext("link") or "").startswith("https://")
    dates = [item.findtext("pubDate") for item in channel.iter("item")]
    assert dates == [None, "Wed, 18 Nov 2026 06:05:00 +0800", "Tue, 17 Nov 2026 23:59:00 +0000", None]
    assert next(channel.iter("{*}date")).text == "2026-11-19"


def test_atom_has_what_its_specification_asks_for(store: Path, tmp_path: Path) -> None:
    export(store, str(tmp_path / "a.atom"))
    feed = etree.parse(tmp_path / "a.atom").getroot()
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        assert RFC3339.fullmatch(element.findtext(f"{ATOM}updated") or "")
        assert element.findtext(f"{ATOM}id")
    entries = feed.findall(f"{ATOM}entry")
    assert entries[0].find(f"{ATOM}published") is None, "a day without a time is no moment"
    assert entries[0].findtext(f"{ATOM}updated") == "2026-11-19T01:00:00Z"
    assert entries[1].findtext(f"{ATOM}published") == "2026-11-17T22:05:00Z"
    assert all(link.get("rel") == "alternate" for entry in entries for link in entry.findall(f"{ATOM}link"))


def check_atom(feed: etree._Element) -> None:
    """What the grammar says, and what RFC 4287 says in words."""
    etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng"))).assertValid(feed.getroottree())
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        alternates = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        # 4.1.2: content, or else a link to it; and no two alternates of one type and language
        assert alternates or entry.find(f"{ATOM}content") is not None
        assert len({(link.get("type"), link.get("hreflang")) for link in alternates}) == len(alternates)
    # 4.1.1: an entry may be in a feed several times, but not with one moment
    names = [(entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert len(names) == len(set(names))


words = st.text(st.characters(codec="utf-8"), max_size=20)


@settings(deadline=None, max_examples=60)
@given(
    url=st.none()
    | words
    | words.map(lambda tail: f"https://a.example/{tail}")
    | st.sampled_from(["http:%", "http://["]),
    title=st.none() | words,
    texts=st.lists(words, max_size=3),
    when=st.none() | st.dates() | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))])),
    language=st.sampled_from([None, "id", "en", "ms"]),
)
def test_any_article_makes_a_valid_atom_feed(
    url: str | None, title: str | None, texts: list[str], when: date | None, language: str | None
) -> None:
    article = Article(
        url=url, title=title, summary=title, authors=texts, tags=texts, section=title, language=language,
        body="\n\n".join(texts), published_at=when, modified_at=when,
    )  # fmt: skip
    check_atom(etree.parse(written("atom", [article])).getroot())


def test_the_stored_articles_make_a_valid_atom_feed(store: Path, tmp_path: Path) -> None:
    export(store, str(tmp_path / "a.atom"))
    check_atom(etree.parse(tmp_path / "a.atom").getroot())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("<updated>", "<updated>kemarin "), ("<id>", "<id>tanpa skema "), ("<title>", "<judul/><title>"), ('rel="', 'rol="')],
)  # fmt: skip
def test_the_grammar_refuses_feeds_that_are_not_valid(right: str, wrong: str) -> None:
    text = written("atom", [FIRST]).read().decode().replace(right, wrong)
    with pytest.raises(etree.DocumentInvalid):
        check_atom(etree.fromstring(text.encode()))


def test_a_feed_holds_a_hundred_articles_unless_asked_for_more(tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    articles = [
        Article(url=f"https://a.example/{n}", title=str(n), published_at=start + timedelta(hours=n)) for n in range(130)
    ]
    data = write(tmp_path / "store", articles)
    assert export(data, str(tmp_path / "a.rss")).count == 100
    assert export(data, str(tmp_path / "b.rss"), Wanted(newest=120)).count == 120
    assert feedparser.parse((tmp_path / "a.rss").read_bytes()).entries[0].title == "129"
