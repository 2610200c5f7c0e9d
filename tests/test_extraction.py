"""What `newsbot.extract` makes of a page."""

from __future__ import annotations

import gc
import json
import pickle
import re
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutation import Paragraphs, redesign
from pages import PARAGRAPHS, article_page

import newsbot
import newsbot.extraction
from newsbot import classification, collector, completion, selectors
from newsbot.errors import NotAnArticle
from newsbot.header import without_site
from newsbot.keyed_pattern import KeyedPattern
from newsbot.page import MOST_ATTRIBUTES, parse

URL = "https://www.kabarlembah.example/daerah/2026/11/16/warga-sukarimba-tanam-bakau-di-pesisir-yang-rusak"
WIB = timezone(timedelta(hours=7))


SITE = Path(__file__).parent.parent / "samples" / "site"


@pytest.fixture(params=sorted(SITE.rglob("*.html")), ids=lambda path: path.relative_to(SITE).parts[0])
def sample(request: pytest.FixtureRequest) -> Path:
    """Each page of the bundled newspapers."""
    page: Path = request.param
    return page


def ld(**facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **facts})}</script>'


def test_a_page_of_an_unknown_site_gives_title_date_and_paragraphs() -> None:
    article = newsbot.extract(article_page(), URL)
    assert article.title == "Warga Sukarimba Tanam Bakau di Pesisir yang Rusak"
    assert article.published_at == datetime(2026, 11, 16, 8, 15, tzinfo=WIB)
    assert article.paragraphs == PARAGRAPHS
    assert article.outlet is None
    assert article.canonical_url == URL
    assert article.provenance["body"] == "generic"


def test_a_page_without_an_address_is_read_all_the_same() -> None:
    article = newsbot.extract(article_page())
    assert article.paragraphs == PARAGRAPHS
    assert article.url is None


def test_bytes_and_text_give_the_same_article() -> None:
    page = article_page()
    from_text, from_bytes = newsbot.extract(page, URL), newsbot.extract(page.encode(), URL)
    assert from_text == from_bytes


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "ascii", "no-such-charset"])
def test_a_wrong_charset_declaration_does_not_break_letters(declared: str) -> None:
    page = article_page().replace('charset="utf-8"', f'charset="{declared}"')
    assert newsbot.extract(page.encode(), URL).paragraphs == PARAGRAPHS


def test_a_page_in_an_old_encoding_is_read_with_it() -> None:
    page = article_page().replace('charset="utf-8"', 'charset="windows-1252"')
    assert newsbot.extract(page.encode("cp1252"), URL).paragraphs == PARAGRAPHS


def test_a_truncated_page_keeps_what_it_has() -> None:
    page = article_page()
    cut = page[: page.index(PARAGRAPHS[4])]
    assert newsbot.extract(cut, URL).paragraphs == PARAGRAPHS[:4]


def test_inline_markup_neither_invents_nor_loses_blanks() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    marked = (
        "<p>Warga <b>Desa</b> <a href='/tag/x'>Sukarimba</a> mulai menanam <i>kem</i>bali bibit bakau di pesisir yang "
        "rusak akibat abrasi<span> sejak</span> tiga tahun lalu.</p>"
    )
    assert newsbot.extract(article_page(marked + body), URL).paragraphs == PARAGRAPHS


def test_line_breaks_part_paragraphs() -> None:
    assert newsbot.extract(article_page("<br><br>".join(PARAGRAPHS)), URL).paragraphs == PARAGRAPHS


def test_empty_lines_part_the_paragraphs_of_preformatted_text() -> None:
    text = "\n \n".join(paragraph.replace(" ", "\n", 1) for paragraph in PARAGRAPHS)
    assert newsbot.extract(article_page(f"<pre>{text}</pre>"), URL).paragraphs == list(PARAGRAPHS)


def test_nested_paragraphs_are_not_doubled() -> None:
    body = "".join(f"<div><div><p>{p}</p></div></div>" for p in PARAGRAPHS)
    assert newsbot.extract(article_page(f"<div>{body}</div>"), URL).paragraphs == PARAGRAPHS


def test_a_lone_link_goes_with_its_label_and_is_kept_as_related() -> None:
    related = (
        "<p><b>Baca juga:</b></p><p><a href='/daerah/9/panen-garam'>Petani Garam Sambut Panen Raya Pertama</a></p>"
    )
    body = f"<p>{PARAGRAPHS[0]}</p>{related}" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    article = newsbot.extract(article_page(body), URL)
    assert article.paragraphs == PARAGRAPHS
    assert [(r.url, r.title) for r in article.related] == [
        ("https://www.kabarlembah.example/daerah/9/panen-garam", "Petani Garam Sambut Panen Raya Pertama")
    ]


def test_a_label_that_lost_its_link_takes_no_paragraph_with_it() -> None:
    body = f"<p>{PARAGRAPHS[0]}</p><p>Baca Juga</p>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    assert newsbot.extract(article_page(body), URL).paragraphs == PARAGRAPHS


def test_a_caption_leaves_the_text_and_arrives_with_its_picture() -> None:
    figure = (
        "<figure><img src='/img/bakau.jpg'><figcaption>Warga menanam bakau. (Foto: Dok. Desa)</figcaption></figure>"
    )
    article = newsbot.extract(article_page(figure + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)), URL)
    assert article.paragraphs == PARAGRAPHS
    assert article.images[0].url == "https://www.kabarlembah.example/img/bakau.jpg"
    assert article.images[0].caption == "Warga menanam bakau."
    assert article.images[0].credit == "Dok. Desa"


def test_closing_initials_and_credits_leave_the_text() -> None:
    body = (
        "".join(f"<p>{p}</p>" for p in PARAGRAPHS[:4])
        + f"<p>{PARAGRAPHS[4]} (rdn/ksw)</p><p>Penulis: Ratri Kusumawardani</p>"
    )
    article = newsbot.extract(article_page(body), URL)
    assert article.paragraphs == PARAGRAPHS
    assert article.authors == ["Ratri Kusumawardani"]


def test_a_dateline_stays_in_the_text_and_is_read() -> None:
    body = f"<p><b>KabarLembah.com, Kupang</b> - {PARAGRAPHS[0]}</p>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    article = newsbot.extract(article_page(body), URL)
    assert article.dateline is not None
    assert article.dateline.place == "Kupang"
    assert article.paragraphs[0] == f"KabarLembah.com, Kupang - {PARAGRAPHS[0]}"


@pytest.mark.parametrize(
    "script",
    [
        '[{"@type":"WebSite"},{"@type":"NewsArticle","headline":"x","author":{"name":"Ratri Kusumawardani"}}]',
        '{"@context":"https://schema.org","@graph":[{"@type":["Article","NewsArticle"],"author":[{"@type":"Person","name":"Ratri Kusumawardani"}]}]}',
        '{"@type":"NewsArticle","description":"baris satu\nbaris dua","author":"Ratri Kusumawardani",}',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;author&quot;:{&quot;name&quot;:&quot;Ratri Kusumawardani&quot;}}",
        '<!-- {"@type":"NewsArticle","author":{"name":"Ratri Kusumawardani"}} -->',
        '{"@type":"NewsArticle","author":{"name":"Ratri Kusumawardani"}};',
        '{"@type":"NewsArticle","author":{"name":"Ratri Kusumawardani"}}{"@type":"WebPage"}',
    ],
)
def test_json_ld_is_read_in_every_shape_outlets_print(script: str) -> None:
    page = article_page(head=f'<script type="application/ld+json">{script}</script>')
    assert newsbot.extract(page, URL).authors == ["Ratri Kusumawardani"]


def test_garbage_in_json_ld_is_passed_over() -> None:
    page = article_page(head='<script type="application/ld+json">{"@type": NewsArticle, oops</script>')
    assert newsbot.extract(page, URL).paragraphs == PARAGRAPHS


def test_of_several_json_ld_articles_the_one_of_this_page_is_believed() -> None:
    other = ld(headline="Berita lain", url="https://www.kabarlembah.example/lain", author={"name": "Orang Lain"})
    own = ld(url=URL, author={"name": "Ratri Kusumawardani"})
    assert newsbot.extract(article_page(head=other + own), URL).authors == ["Ratri Kusumawardani"]


def test_a_date_that_contradicts_the_address_loses() -> None:
    page = article_page(head=ld(datePublished="2014-07-13T20:07:27+07:00"))
    article = newsbot.extract(page, URL)
    assert article.published_at == datetime(2026, 11, 16, 8, 15, tzinfo=WIB)


def test_the_address_gives_the_day_when_nothing_else_does() -> None:
    article = newsbot.extract(article_page(above=""), URL)
    assert article.published_at == date(2026, 11, 16)
    assert article.provenance["published_at"] == "url"


def test_a_misprinted_weekday_never_changes_the_date_and_is_told() -> None:
    article = newsbot.extract(article_page(above="<div>Jumat, 16 November 2026 | 08:15 WIB</div>"), "")
    assert article.published_at == datetime(2026, 11, 16, 8, 15, tzinfo=WIB)
    assert "weekday" in article.provenance["published_at"]


def test_a_date_after_the_fetch_is_not_believed() -> None:
    page = article_page(above="", head=ld(datePublished="2031-01-01T08:00:00+07:00"))
    fetched = datetime(2026, 11, 17, 8, 0, tzinfo=WIB)
    assert newsbot.extraction.extract(page, "", fetched_at=fetched).published_at is None


def test_a_publication_after_the_modification_is_resolved_by_a_named_rule() -> None:
    stamps = ld(datePublished="2026-11-16T08:15:00+07:00", dateModified="2026-11-10T08:15:00+07:00")
    article = newsbot.extract(article_page(head=stamps), URL)
    assert article.published_at == datetime(2026, 11, 16, 8, 15, tzinfo=WIB)
    assert article.modified_at is None
    assert ";" in article.provenance["modified_at"]


def test_nothing_is_invented() -> None:
    article = newsbot.extract(article_page(above=""), "")
    assert (article.published_at, article.modified_at, article.authors, article.editors) == (None, None, [], [])
    assert (article.article_id, article.agency, article.dateline, article.section) == (None, None, None, None)


def test_explain_shows_candidates_and_removals_with_the_name_of_the_rule() -> None:
    body = f"<p>{PARAGRAPHS[0]}</p><p>ADVERTISEMENT</p>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    why = newsbot.explain(article_page(body, head=ld(headline="Judul lain sama sekali")), URL)
    assert {c.origin for c in why.candidates["title"]} >= {"page h1", "json-ld headline", "title element"}
    assert any(r.text == "ADVERTISEMENT" and r.rule for r in why.removed)
    assert "ADVERTISEMENT" in why.render()


def test_explain_never_prints_control_characters() -> None:
    page = article_page(title="Judul \x1b[31mmerah yang cukup panjang sekali")
    assert "\x1b" not in newsbot.explain(page, URL).render()


REFUSED: dict[str, list[str | bytes]] = {
    "empty": ["", "   \n", "<html></html>", "<html><body></body></html>", article_page("<p>Memuat...</p>", above="")],
    "binary": [b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.7 ...", b"PK\x03\x04\x00\x00"],
    "error page": [
        article_page("<p>Maaf, halaman yang Anda cari tidak ada.</p>", title="Halaman Tidak Ditemukan", head='<meta property="og:type" content="article">'),
        article_page("<p>Not here.</p>", title="404 Not Found"),
    ],
    "block page": [
        article_page("<p>Checking your browser before accessing the site.</p>", title="Just a moment..."),
        article_page("<p>Ketik huruf yang tampak.</p>", title="Verifikasi bahwa Anda bukan robot"),
    ],
    "consent wall": [article_page("<p>Kami memakai kuki.</p>", title="Sebelum Anda melanjutkan ke Kabar Lembah")],
    "listing": [
        article_page("".join(f"<p><a href='/a/{i}'>Berita nomor {i} tentang hal yang terjadi di desa</a></p>" for i in range(40)), title="Indeks Berita", above=""),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "page"), [(k, p) for k, pages in REFUSED.items() for p in pages])
def test_a_page_that_is_no_article_is_refused_with_its_reason(kind: str, page: str | bytes) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        newsbot.extract(page)
    assert refusal.value.kind == kind
    assert refusal.value.reason
    assert "\n" not in str(refusal.value)


def test_a_refusal_survives_the_way_from_one_process_to_another() -> None:
    with pytest.raises(NotAnArticle) as refusal:
        newsbot.extract(b"")
    twin = pickle.loads(pickle.dumps(refusal.value))
    assert (twin.kind, twin.reason, str(twin)) == ("empty", refusal.value.reason, str(refusal.value))


@pytest.mark.parametrize("url", ["https://www.kabarlembah.example/", "https://www.kabarlembah.example/tag/bakau"])
def test_a_home_or_tag_page_is_no_article_whatever_prose_it_shows(url: str) -> None:
    with pytest.raises(NotAnArticle, match="listing"):
        newsbot.extract(article_page(), url)


RELATED = "<p><a href='/daerah/9'>Baca juga: Jembatan Bambu di Sukarimba Diperbaiki</a></p>"


@pytest.mark.parametrize(
    "between", [RELATED, RELATED.replace("Baca juga: ", ""), "<p>Baca juga: Jembatan Bambu di Sukarimba Diperbaiki</p>"]
)
@pytest.mark.parametrize("last", [["Tidak ada korban jiwa."], ["“Kami siap,” tegasnya.", "Acara berjalan tertib."]])
def test_a_story_goes_on_behind_the_last_related_link(between: str, last: list[str]) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + between + "".join(f"<p>{p}</p>" for p in last)
    assert newsbot.extract(article_page(body), URL).paragraphs == [*PARAGRAPHS, *last]
    between = f"{between}<p>Editor: Ratri Wulan</p>"
    assert newsbot.extract(article_page(body + between), URL).paragraphs == [*PARAGRAPHS, *last]


@pytest.mark.parametrize("tag", ["em", "strong"])
def test_an_emphasised_last_paragraph_is_no_door_to_the_footer(tag: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[:-1]) + f"<p><{tag}>{PARAGRAPHS[-1]}</{tag}></p>"
    links = "<a href='/redaksi'>Redaksi</a> <a href='/pedoman'>Pedoman Media Siber</a>"
    page = article_page(body).replace(
        "<footer>", f"<div>{links} Copyright 2026 Kabar Lembah. All Rights Reserved</div><footer>"
    )
    assert newsbot.extract(page, URL).paragraphs == PARAGRAPHS


def test_two_dated_sentences_are_a_story() -> None:
    text = "Pemadaman listrik di Desa Sukarimba berakhir pukul 14.00 setelah gardu selesai diperbaiki petugas, kata kepala desa."
    head = '<meta property="og:type" content="article">'
    assert newsbot.extract(article_page(f"<p>{text}</p>", head=head)).paragraphs == [text]


@pytest.mark.parametrize(
    "line", ["Senin Legi, 16 November 2026", "Rabu Pon", "Minggu Kliwon, 15 November 2026 08:15 WIB"]
)
def test_a_day_of_the_market_week_is_no_author(line: str) -> None:
    assert newsbot.extract(article_page(above=f"<div>{line}</div>"), URL).authors == []


def test_credits_behind_the_date_of_their_line_are_read() -> None:
    above = "<div>Rabu, 18/11/2026 | 07:45 WIB | Penulis : Hasan Basri | Editor : Ratri Wulan</div>"
    article = newsbot.extract(article_page(above=above), URL)
    assert (article.authors, article.editors) == (["Hasan Basri"], ["Ratri Wulan"])


@pytest.mark.parametrize("paragraphs", ["p", "div", "br"])
def test_a_redesign_changes_nothing(paragraphs: Paragraphs) -> None:
    mutated = redesign(article_page().encode(), paragraphs=paragraphs)
    article = newsbot.extract(mutated, URL)
    assert article.paragraphs == PARAGRAPHS
    assert article.title == "Warga Sukarimba Tanam Bakau di Pesisir yang Rusak"


def test_a_record_survives_json() -> None:
    article = newsbot.extract(article_page(head=ld(author="Ratri Kusumawardani")), URL)
    assert newsbot.Article.from_dict(json.loads(article.to_json())) == article


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_text_makes_extraction_fail_otherwise_than_by_refusal(text: str) -> None:
    with suppress(NotAnArticle):
        newsbot.extract(f"<html><body><p>{text}</p></body></html>")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_extraction_fail_otherwise_than_by_refusal(raw: bytes) -> None:
    with suppress(NotAnArticle):
        newsbot.extract(raw)


@pytest.mark.parametrize(
    "snippet",
    [
        "<a href='http://[bad/x'>Baca ini juga ya teman</a>",
        "<a href='http://host:99999/x'>Baca ini juga ya teman</a>",
        "<iframe src='http://[bad/x'></iframe>",
        "<img src='http://[bad/x'>",
    ],
)
def test_a_malformed_address_on_the_page_costs_nothing_but_itself(snippet: str) -> None:
    body = f"<p>{PARAGRAPHS[0]}</p><p>{snippet}</p>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    assert [p for p in newsbot.extract(article_page(body), URL).paragraphs if p in PARAGRAPHS] == PARAGRAPHS


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="content_total_pages" content="²">',
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":{"[" * 400}"x"{"]" * 400}}}</script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","author":"Rini \\ud83d"}</script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","author":5,"image":[],"datePublished":[],"keywords":{}}</script>',
        '<script type="application/ld+json">{"@graph":null,"mainEntityOfPage":[[]],"@type":{"a":1}}</script>',
    ],
)
def test_hostile_metadata_never_breaks_a_record(head: str) -> None:
    article = newsbot.extract(article_page(head=head), URL)
    assert article.paragraphs == PARAGRAPHS
    assert article.to_json().encode()


@pytest.mark.parametrize("charset", ["idna", "undefined", "unicode_escape", "utf-7", "hex"])
def test_a_charset_no_page_has_is_not_obeyed(charset: str) -> None:
    page = article_page().replace('charset="utf-8"', f'charset="{charset}"').encode() + b"\xff"
    assert newsbot.extract(page, URL).paragraphs == PARAGRAPHS


def test_a_page_that_says_utf_8_and_is_cp1252_keeps_its_letters() -> None:
    page = article_page(above="<p>Kaf\u00e9 \u201cMerdeka\u201d \u2013 na\u00eff.</p>").encode("cp1252")
    assert "\ufffd" not in newsbot.extract(page, URL).to_json()


@pytest.mark.parametrize(
    "title",
    [
        "Waduh, Harga Cabai di Pasar Induk Naik Dua Kali Lipat",
        "404 Rumah di Sukarimba Terendam Banjir Rob",
        "Jalan Pesisir Sedang dalam Perbaikan, Warga Diminta Memutar",
        "Akses Ditolak, Warga Sukarimba Datangi Kantor Desa",
        "Bukan Robot, Ini Alat Pemetik Garam Buatan Siswa",
    ],
)
def test_a_headline_that_sounds_like_an_error_is_a_headline(title: str) -> None:
    slug = "-".join(title.lower().replace(",", "").split())
    page = article_page(title=title, head=ld(headline=title, datePublished="2026-11-16T08:15:00+07:00"))
    assert newsbot.extract(page, f"https://www.kabarlembah.example/daerah/{slug}").title == title


@pytest.mark.parametrize("path", ["archives/12345", "kategori/daerah/warga-sukarimba-tanam-bakau-lagi", "?p=77"])
def test_a_headline_or_number_below_a_listing_word_is_an_article(path: str) -> None:
    assert newsbot.extract(article_page(), f"https://www.kabarlembah.example/{path}").paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "own",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://lain.example/warga-sukarimba-tanam-bakau-di-pesisir-yang-rusak",
        "/",
    ],
)
def test_a_canonical_address_is_the_pages_own_or_none(own: str) -> None:
    head = f'<link rel="canonical" href="{own}"><meta property="og:url" content="{own}">'
    assert newsbot.extract(article_page(head=head), URL).canonical_url == URL


def test_a_caption_goes_to_its_own_picture() -> None:
    pictures = (
        "<img src='/peta.jpg'><figure><img src='/bupati.jpg'><figcaption>Bupati menanam bakau.</figcaption></figure>"
    )
    body = f"<p>{PARAGRAPHS[0]}</p>{pictures}" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    captions = {str(i.url).rpartition("/")[2]: i.caption for i in newsbot.extract(article_page(body), URL).images}
    assert captions == {"peta.jpg": None, "bupati.jpg": "Bupati menanam bakau."}


def test_the_next_article_below_is_not_this_one() -> None:
    following = "".join(f"<p>Lain cerita: {p}</p>" for p in PARAGRAPHS)
    page = article_page(below=f"<article><h1>Petani Garam Sambut Panen Raya</h1>{following}</article>")
    assert newsbot.extract(page, URL).paragraphs == PARAGRAPHS


def test_a_list_at_the_end_of_a_story_stays() -> None:
    body = (
        "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
        + "<h2>Bahan:</h2><ul><li>500 gram beras</li><li>3 lembar salam</li></ul>"
    )
    assert newsbot.extract(article_page(body), URL).paragraphs == [
        *PARAGRAPHS,
        "Bahan:",
        "500 gram beras",
        "3 lembar salam",
    ]


def test_an_english_story_is_a_story() -> None:
    text = "The village head said that the people of the coast will plant mangroves with the help of students and fishermen."
    page = article_page("".join(f"<p>{text} Part {i} of the report.</p>" for i in range(4)))
    article = newsbot.extract(page, URL)
    assert len(article.paragraphs) == 4
    assert article.language == "en"


def test_time_grows_with_the_page_and_not_faster() -> None:
    def steps(n: int) -> int:
        import sys

        count = 0

        def tick(*_: object) -> None:
            nonlocal count
            count += 1

        body = "".join(
            f"<p>{p}</p><img src='/a{i}.jpg'><p><a href='/b/{i}'>Judul berita nomor {i} yang lain</a></p>"
            for i in range(n)
            for p in PARAGRAPHS[:1]
        )
        page = article_page(body)
        sys.setprofile(tick)
        try:
            newsbot.extract(page, URL)
        finally:
            sys.setprofile(None)
        return count

    steps(10)
    assert steps(400) < 6 * steps(100)


def test_an_explanation_shows_candidates_of_kind_language_and_images() -> None:
    head = (
        '<meta property="og:type" content="article"><meta property="og:image" content="https://contoh.example/a.jpg">'
    )
    page = article_page().replace("</head>", f"{head}</head>").replace('lang="id"', 'lang="en"')
    told = newsbot.explain(page, URL).render()
    assert "language: id  [body]\n    body: id\n    html lang: en\n" in told
    assert "\n    meta og:type: article\n" in told
    assert "images: https://contoh.example/a.jpg" in told
    assert "\n    meta og:image: https://contoh.example/a.jpg\n" in told
    assert "pages: 1 of 1  [default]\n" in told


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Jembatan Randu Dibuka Lagi Halaman 2", "Jembatan Randu Dibuka Lagi"),
        ("Jembatan Randu Dibuka Lagi (Halaman 2) Halaman 3", "Jembatan Randu Dibuka Lagi"),
        ("Jembatan Randu Dibuka Lagi - Hal all\u00a0", "Jembatan Randu Dibuka Lagi"),
        ("Jembatan Randu Dibuka Lagi (page 2)\t", "Jembatan Randu Dibuka Lagi"),
        ("Jembatan Randu Dibuka 2", "Jembatan Randu Dibuka 2"),
        ("Jembatan Randu Dibuka Lagi | Halaman 2 | KabarLembah.com", "Jembatan Randu Dibuka Lagi"),
        (" (Page 3)", " (Page 3)"),
    ],
)
def test_a_title_is_read_without_its_page_number(title: str, bare: str) -> None:
    assert without_site(title) == bare


def test_the_base_of_a_page_may_stand_in_a_second_head() -> None:
    head = '</head><head><base href="https://cdn.contoh.example/q/"><meta property="og:image" content="a.jpg">'
    article = newsbot.extract(article_page(head=head), URL)
    assert article.images[0].url == "https://cdn.contoh.example/q/a.jpg"


def test_an_anchor_of_the_same_name_does_not_hide_an_element() -> None:
    page = parse('<html><body><a name="isi">x</a><div id="isi"><p>halo</p></div></body></html>')
    assert selectors.texts(page, "#isi") == ["halo"]


def test_class_names_without_end_are_found_and_not_all_remembered() -> None:
    rows = "".join(f'<p class="baris k{i} kolom">baris {i}</p>' for i in range(3 * MOST_ATTRIBUTES))
    for _ in range(2):
        page = parse(f"<html><body>{rows}</body></html>")
        assert len(selectors.texts(page, "p.kolom")) == 3 * MOST_ATTRIBUTES


def test_extraction_and_its_explanation_are_of_one_mind(sample: Path) -> None:
    page = sample.read_bytes()
    told = newsbot.explain(page)
    if told.refused is None:
        assert told.article == newsbot.extract(page)
    else:
        with pytest.raises(NotAnArticle, match=re.escape(str(told.refused))):
            newsbot.extract(page)


@pytest.mark.parametrize(
    "keyed",
    [
        classification.BLOCK_TITLE,
        classification.CONSENT_TITLE,
        classification.ERROR_TITLE,
        completion.RIGHTS,
        completion.PAYWALL,
    ],
    ids=["block", "consent", "error", "rights", "paywall"],
)
@given(data=st.data())
@settings(deadline=None)
def test_whatever_a_keyed_pattern_finds_holds_one_of_its_words(keyed: KeyedPattern, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(keyed.pattern))
    assert keyed.search(text) is not None


@pytest.mark.parametrize("collects", [True, False])
@pytest.mark.parametrize("page", [article_page(), "<html><body>halo</body></html>"])
def test_the_garbage_collector_is_left_as_it_was(page: str, collects: bool) -> None:
    (gc.enable if collects else gc.disable)()
    try:
        with suppress(NotAnArticle), collector.paused():
            assert not gc.isenabled()
            newsbot.extract(page, URL)
        assert gc.isenabled() is collects
    finally:
        gc.enable()


def test_a_page_leaves_nothing_for_the_garbage_collector(sample: Path) -> None:
    for _ in range(2):  # the first time, what is made once is made
        gc.collect()
        with suppress(NotAnArticle):
            newsbot.extract(sample.read_bytes())
    assert gc.collect() == 0


@pytest.mark.parametrize(
    "title",
    [
        "404", "Error 404", "403 Forbidden", "Galat: 410 | tidak ditemukan", "500 Internal", "502 Bad", "503 - Service",
        "Halaman yang Anda cari tidak ditemukan", "Artikel ini tidak ada", "Page not found", "Konten belum tersedia",
        "Oops!", "Ups, halaman hilang", "Waduh", "Maaf, konten dihapus", "Bad Gateway", "Service Unavailable",
        "Gateway Timeout", "Internal Server Error", "Site under maintenance", "Under construction",
        "Situs ini sedang dalam perbaikan", "Account Suspended",
        "Attention Required!", "Just a moment...", "Access denied", "You have been blocked", "Are you a robot?",
        "Captcha", "Checking your browser", "Verify you are human", "Security check", "Pardon our interruption",
        "Request blocked", "DDoS protection", "Akses Anda ditolak", "Akses diblokir", "Verifikasi bahwa Anda manusia",
        "Saya bukan robot", "Sucuri Website Firewall", "One more step", "Internet Positif", "Blocked by filter",
        "Before you continue", "Sebelum Anda melanjutkan", "Cookie consent", "We value your privacy",
        "Kami menghargai privasi Anda", "Persetujuan cookie", "Persetujuan privasi", "Consent management", "Privacy choices",
        "AKSES DİTOLAK", "forbıdden",
    ],
)  # fmt: skip
def test_a_title_of_trouble_over_no_story_is_refused_as_trouble(title: str) -> None:
    with pytest.raises(NotAnArticle) as refused:
        newsbot.extract(f"<html><head><title>{title}</title></head><body><p>Silakan coba lagi.</p></body></html>")
    assert refused.value.kind in ("error page", "block page", "consent wall")


@pytest.mark.parametrize(
    "line",
    [
        "Dilarang mengutip isi halaman ini tanpa menyebut sumber.",
        "Tidak diperkenankan menyalin artikel ini untuk melatih kecerdasan buatan.",
        "Tanpa izin redaksi, artikel ini tidak boleh diperbanyak: tanpa seizin kami dilarang menyalin.",
        "Hak Cipta Dilindungi Undang-Undang",
        "© 2026 Kabar Lembah. All Rights Reserved.",
        "DİLARANG MENYALİN",
    ],
)
def test_a_reservation_below_the_story_is_kept(line: str) -> None:
    article = newsbot.extract(article_page(below=f'<div class="disclaimer"><p>{line}</p></div>'), URL)
    assert article.rights == line


@pytest.mark.parametrize(
    "line",
    [
        "Lanjutkan membaca dengan berlangganan.",
        "Berlangganan untuk membaca.",
        "Artikel ini khusus untuk pelanggan.",
        "Kuota artikel gratis Anda habis.",
        "Subscribe to continue",
        "Khusus pelanggan",
    ],
)
def test_a_line_that_asks_to_subscribe_says_that_the_story_is_cut(line: str) -> None:
    article = newsbot.extract(article_page(below=f'<div class="berlangganan"><p>{line}</p></div>'), URL)
    assert (article.kind, article.is_complete) == ("paywalled", False)
