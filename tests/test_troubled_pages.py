"""Pages that hold no story are named for what they are, and the same signs on a page with a story hurt nobody."""

from __future__ import annotations

import pytest
from small_paper import PARAGRAPHS, story

import newsbot
from newsbot.classification import leads_away
from newsbot.errors import NotAnArticle
from newsbot.troubled_pages import SIGNS, Sign, is_block_page, trouble_of

URL = "https://www.kabarlembah.example/warta/read/12/jembatan-kampung-randu-kembali-berdiri"
PAGE = "<html><head><title>{}</title></head><body>{}</body></html>".format


@pytest.mark.parametrize("sign", SIGNS, ids=[f"{sign.kind}, {sign.reason}" for sign in SIGNS])
def test_the_example_of_each_sign_is_named_by_it(sign: Sign) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        newsbot.extract(f"<html>{sign.example}</html>", URL)
    assert (refusal.value.kind, refusal.value.reason) == (sign.kind, sign.reason)


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (
            "block page",
            PAGE("Harian", "<h1>Satu langkah lagi</h1><p>Buktikan bahwa Anda bukan robot untuk lanjut.</p>"),
        ),
        ("block page", PAGE("", "<p>Request unsuccessful. Incapsula incident ID: 12-34</p>")),
        ("block page", PAGE("x", "<script>window._cf_chl_opt={a:1}</script><noscript>Enable JavaScript</noscript>")),
        ("parked domain", PAGE("contoh.example", "<h1>This domain is for sale</h1>")),
        ("parked domain", PAGE("", "<script>window.location.href='/lander'</script>")),
        ("error page", PAGE("Harian Contoh", "<h1>Oh tidak</h1><p>Artikel ini sudah dihapus.</p>")),
        ("needs javascript", PAGE("Harian", '<div id="__next"></div><script src="/a.js"></script>')),
        (
            "needs javascript",
            '<html><head><title>Jembatan Randu</title><meta property="og:type" content="article"><meta '
            'property="article:published_time" content="2026-11-01T08:30:00+07:00"></head><body><div id="root"></div>'
            "<script>x()</script></body></html>",
        ),
    ],
)
def test_a_page_is_named_whatever_its_title_and_metadata_promise(kind: str, page: str) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        newsbot.extract(page, URL)
    assert refusal.value.kind == kind


@pytest.mark.parametrize(
    "furniture",
    [
        "<form><div class='g-recaptcha'></div></form>",
        "<noscript>Aktifkan JavaScript untuk membaca.</noscript>",
        "<div id='app'></div><script>x()</script>",
        "<div>Kami menghargai privasi Anda <button>Setuju</button></div>",
        "<script src='https://js.datadome.co/tags.js'></script>",
    ],
)
def test_what_gives_an_empty_page_away_may_stand_beside_a_story(furniture: str) -> None:
    assert newsbot.extract(story(3, "2026-11-01", extra=furniture), URL).body.startswith(PARAGRAPHS[0][:20])


@pytest.mark.parametrize(
    "text",
    [
        "Akses ditolak, warga tiga dusun memutar lewat hutan.",
        "Halaman balai desa tidak ditemukan di peta baru.",
        "Domain ini dijual seharga sepuluh ekor kambing.",
    ],
)
def test_a_short_story_with_the_words_of_a_notice_is_still_a_story(text: str) -> None:
    page = story(3, "2026-11-01", paragraphs=(text, PARAGRAPHS[0]))
    assert text in newsbot.extract(page, URL).body


@pytest.mark.parametrize(
    ("got", "away"),
    [
        ("https://www.kabarlembah.example/", True),
        ("https://www.kabarlembah.example/index.html", True),
        ("https://www.kabarlembah.example/warta", True),
        ("https://www.kabarlembah.example/warta/daerah/", True),
        ("https://www.kabarlembah.example/tag/jembatan", True),
        ("https://www.kabarlembah.example/?p=12", False),
        ("https://www.kabarlembah.example/warta/12", False),
        ("https://www.kabarlembah.example/jembatan-kampung-randu-kembali-berdiri", False),
        ("https://m.kabarlembah.example/warta/read/12/jembatan-kampung-randu-kembali-berdiri", False),
    ],
)
def test_a_redirect_to_a_front_page_leads_away_and_one_to_the_story_does_not(got: str, away: bool) -> None:
    assert leads_away(URL, got) is away


def test_an_answer_of_any_kind_is_looked_at_without_harm() -> None:
    assert is_block_page(PAGE("Just a moment...", "").encode())
    assert not is_block_page(PAGE("403 Forbidden", "<h1>403 Forbidden</h1><hr>nginx").encode())
    for body in (b"", b"\x89PNG\r\n", b"<", b"<?xml version='1.0'?><rss/>", "{'a': 1}".encode("utf-16")):
        assert trouble_of(body) is None
