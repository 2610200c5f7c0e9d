"""Cleaning plain text: the story stays, what stands around it goes, and every line that goes is accounted for."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text_rendering import render

from newsbot import fingerprint
from newsbot.cleaning import clean, clean_lines, from_text
from newsbot.cli import main
from newsbot.fingerprint import content_hash, word_count

FIRST = (
    "KabarMuara.com, Sampang - Petani garam di pesisir Sampang memulai panen lebih awal karena kemarau datang pada bulan "
    "Mei, kata ketua kelompok tani setempat."
)
SECOND = "Harga garam di tingkat petani naik menjadi Rp 1.500 per kilogram, atau dua kali lipat dari harga tahun lalu."
THIRD = '"Kami berharap harga ini bertahan sampai akhir musim," ujar Rukmini, petani di Desa Tambak Sari.'
FOURTH = "Pemerintah kabupaten berjanji akan membeli sisa panen yang tidak terserap oleh pabrik pengolahan."
BODY = [FIRST, SECOND, THIRD, FOURTH]
TITLE = "Petani Garam Sampang Panen Lebih Awal, Harga Naik"
DECK = "Kemarau yang datang pada bulan Mei membuat petani garam panen lebih cepat."
MENU = ["Home", "News", "Ekonomi", "Olahraga", "Otomotif", "Teknologi", "Indeks", "Login", "Ekonomi", "Daerah"]
FOOTER = ["Redaksi", "Tentang Kami", "Pedoman Media Siber", "Copyright © 2031 KabarMuara.com. All rights reserved."]
RELATED = [
    "Nelayan Sampang Libur Melaut Sepekan",
    "Jembatan Baru di Tambak Sari Diresmikan Bupati",
    "Harga Cabai Turun di Pasar",
]

PAGE = "\n".join(
    [
        *MENU,
        TITLE,
        DECK,
        "Oleh Rini Wulandari",
        "Kamis, 12 Juni 2031 10:15 WIB",
        "Bagikan",
        "Petani memanen garam di Sampang. (Foto: Budi Santosa/Kabar Muara)",
        FIRST,
        "ADVERTISEMENT",
        "SCROLL TO CONTINUE WITH CONTENT",
        SECOND,
        "Baca juga:",
        RELATED[0],
        THIRD,
        FOURTH + " (rin/bud)",
        "garam",
        "sampang",
        "Berita Terkait",
        *RELATED,
        "Komentar",
        "Semoga petani garam makin sejahtera dan harga tetap bagus sampai akhir tahun.",
        "Terpopuler",
        *RELATED,
        *FOOTER,
    ]
)


def test_a_body_alone_stays_whole() -> None:
    assert clean("\n".join(BODY)) == "\n\n".join(BODY)


def test_a_whole_page_gives_the_story_alone() -> None:
    assert clean(PAGE) == "\n\n".join(BODY)


def test_every_line_of_a_page_is_kept_or_accounted_for() -> None:
    result = clean_lines(PAGE)
    gone = {removal.line: removal for removal in result.removed}
    for number, line in enumerate(PAGE.split("\n"), 1):
        assert number in gone or line in result.paragraphs
    assert all(removal.rule for removal in result.removed)
    assert {r.rule for r in result.removed} >= {
        "advertisement",
        "related label",
        "related list heading",
        "closing credit",
    }


def test_the_head_of_a_page_gives_title_deck_date_and_byline() -> None:
    article = from_text(PAGE, url="https://kabarmuara.example/1")
    assert article.title == TITLE
    assert article.summary == DECK
    assert article.published_at == datetime(2031, 6, 12, 10, 15, tzinfo=timezone(timedelta(hours=7)))
    assert article.authors == ["Rini Wulandari"]
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("Sampang", "KabarMuara.com")
    assert article.language == "id"
    assert article.provenance["title"] == f"text line {len(MENU) + 1}"
    assert [link.title for link in article.related] == [RELATED[0]]
    assert article.images[0].caption == "Petani memanen garam di Sampang. (Foto: Budi Santosa/Kabar Muara)"
    assert article.word_count == word_count(article.body)
    assert article.content_hash == content_hash(TITLE, article.body)


def test_what_a_text_does_not_say_stays_unknown() -> None:
    article = from_text(SECOND)
    assert article.body == SECOND
    assert (article.title, article.summary, article.published_at, article.dateline) == (None, None, None, None)
    assert article.authors == []
    assert from_text("").body == ""


def test_a_bare_label_takes_the_headline_below_it_and_leaves_the_story() -> None:
    with_title = "\n\n".join([FIRST, "Baca Juga", RELATED[1], SECOND])
    without_title = "\n\n".join([FIRST, "Baca Juga", SECOND, THIRD])
    assert clean(with_title) == "\n\n".join([FIRST, SECOND])
    assert clean(without_title) == "\n\n".join([FIRST, SECOND, THIRD])


def test_a_label_takes_all_titles_of_its_list_but_not_the_next_sub_heading() -> None:
    listed = "\n\n".join([FIRST, "Baca Juga", *RELATED, SECOND])
    heading = "\n\n".join([FIRST, "Baca juga:", RELATED[1], "Harga Masih Tinggi", SECOND])
    assert clean(listed) == "\n\n".join([FIRST, SECOND])
    assert clean(heading) == "\n\n".join([FIRST, "Harga Masih Tinggi", SECOND])


def test_lists_sub_headings_and_dialogue_stay_in_the_story() -> None:
    short = [
        "Jadwal Panen",
        "1. Tambak Sari: 3 Juni",
        "2. Tambak Rejo: 9 Juni",
        '"Sudah siap?" tanya mandor.',
        "Ya.",
        "TAHUN DEPAN",
    ]
    body = [FIRST, *short, SECOND]
    assert clean("\n".join(body)) == "\n\n".join(body)


def test_a_list_that_closes_a_body_stays() -> None:
    body = [FIRST, SECOND, "Daftar desa penerima bantuan:", *(f"{n}. Desa Tambak {n}" for n in range(1, 31))]
    assert clean("\n".join(body)) == "\n\n".join(body)


@pytest.mark.parametrize("signed", [" (rin/bud)", "(*)", "\n(rin/bud)\ngaram\nsampang", "\nEditor: Budi Santosa"])
def test_closing_initials_credits_and_topics_go(signed: str) -> None:
    assert clean("\n".join(BODY) + signed) == "\n\n".join(BODY)


def test_sentences_that_markup_broke_are_joined_again() -> None:
    text = "\n".join(
        [
            "Sampang",
            "-",
            "Petani garam di pesisir itu memulai panen lebih awal, kata ketua kelompok tani",
            "Rukmini Astuti",
            ", yang juga mengelola",
            "homestay",
            "di desa itu.",
            SECOND,
        ]
    )
    assert clean(text).split("\n\n") == [
        "Sampang - Petani garam di pesisir itu memulai panen lebih awal, kata ketua kelompok tani Rukmini Astuti , yang juga "
        "mengelola homestay di desa itu.",
        SECOND,
    ]


def test_a_blank_line_always_parts_paragraphs() -> None:
    assert clean("Petani itu berkata,\n\n" + SECOND).count("\n\n") == 1


def test_a_promotion_broken_over_lines_goes_as_one() -> None:
    promotion = (
        "Simak\nbreaking news\ndan\nberita pilihan\nkami langsung di ponselmu. Ikuti saluran WhatsApp Kabar Muara."
    )
    assert clean("\n".join([*BODY, promotion])) == "\n\n".join(BODY)


def test_a_run_of_lines_that_nested_markup_doubled_stands_once() -> None:
    assert clean("\n".join([FIRST, SECOND, THIRD, SECOND, THIRD, FOURTH])) == "\n\n".join(BODY)
    refrain = [FIRST, SECOND, THIRD, FOURTH, SECOND]
    assert clean("\n".join(refrain)) == "\n\n".join(refrain)


def test_a_feed_of_teasers_does_not_outweigh_the_story() -> None:
    teasers = [
        line
        for n in range(40)
        for line in (
            f"Kabar Lain Nomor {n} dari Kota Sebelah Ramai Dibicarakan",
            f"NEWS | Kamis 12 Jun 2031, 09:{n:02} WIB Seorang warga mengatakan bahwa kejadian itu berlangsung dengan cepat.",
        )
    ]
    assert clean(
        "\n".join([*MENU, TITLE, "Kamis, 12 Juni 2031 10:15 WIB", *BODY, "News Feed", *teasers])
    ) == "\n\n".join(BODY)


def test_when_rules_would_take_most_of_the_prose_the_text_stays() -> None:
    promotion = (
        "Ikuti saluran WhatsApp Kabar Muara dan Google News untuk mendapatkan berita pilihan nomor {} setiap hari."
    )
    lines = [SECOND, *(promotion.format(n) for n in range(20))]
    result = clean_lines("\n\n".join(lines))
    assert result.overreached
    assert result.paragraphs == lines
    assert result.removed == []


def test_a_page_rendered_as_text_hides_scripts_and_breaks_blocks() -> None:
    page = (
        b"<html><body><script>var a;</script><h1>Judul</h1><p>Satu <b>dua</b>\n tiga</p><div>Empat</div></body></html>"
    )
    assert [line for line in render(page).split("\n") if line] == ["Judul", "Satu dua tiga", "Empat"]


def test_the_hash_ignores_white_space_case_and_composition() -> None:
    assert content_hash("Judul", "isi  berita\n\nkedua") == content_hash("JUDUL", "Isi berita kedua")
    assert content_hash("e\u0301", "") == content_hash("é", "")
    assert content_hash("a", "b") != content_hash(None, "a b")
    assert word_count("Harga 11,3 persen bagi ibu-ibu dan/atau bapak.") == 7


def test_a_book_is_hashed_and_counted_as_a_short_text_is() -> None:
    lines = "\n\n".join(f"Bab {i}  tentang ibu-ibu di Kampung Randu yang menanam 1,5 ton bakau." for i in range(3000))
    assert len(lines) > 2 * fingerprint.SHORT
    in_one_line = " ".join(lines.split())
    assert content_hash("Judul", lines) == content_hash("Judul", in_one_line.upper().casefold())
    assert content_hash("Judul", lines) != content_hash("Judul", lines[:-1])
    assert word_count(lines) == word_count(in_one_line) == 3000 * 12


HEADS = {
    "headline, byline, date": [TITLE, "Oleh: Rini Wulandari", "Kamis, 12 Juni 2031 | 10:15 WIB"],
    "date, headline, byline": ["Kamis, 12 Juni 2031", TITLE, "Oleh Rini Wulandari"],
    "headline": [TITLE],
    "nothing": [],
    "menu": [*MENU, TITLE, "Oleh: Rini Wulandari", "Kamis, 12 Juni 2031 | 10:15 WIB", "Bagikan"],
}
PROSE = [
    "SAMPANG - Petani garam memulai panen lebih awal tahun ini.",
    "Ketua kelompok tani setempat, Sarip Mulyadi, mengatakan panen berlangsung tiga pekan.",
    "Pemerintah kabupaten berjanji membeli sisa panen dengan anggaran Rp 2,4 miliar pada tahun 2032.",
    "Petani berharap janji itu ditepati sebelum musim hujan tiba, kata Sarip.",
]


def _after(place: int, *furniture: str) -> str:
    parts = [*PROSE[:place], "\n".join(furniture), *PROSE[place:]]
    return "\n\n".join([TITLE, "Oleh: Rini Wulandari\nKamis, 12 Juni 2031 | 10:15 WIB", *parts])


@pytest.mark.parametrize("place", [1, 2, 3, 4])
@pytest.mark.parametrize("label", ["Artikel Terkait:", "Baca Juga:", "Berita Terkait"])
def test_a_label_and_its_title_interrupt_a_story_and_do_not_end_it(label: str, place: int) -> None:
    article = from_text(_after(place, label, "Harga Garam Naik di Pasar Srimangunan"))
    assert article.paragraphs == PROSE
    assert place == 4 or [link.title for link in article.related] == ["Harga Garam Naik di Pasar Srimangunan"]
    assert article.title == TITLE


@pytest.mark.parametrize("place", [1, 2, 3, 4])
@pytest.mark.parametrize("signed", ["(rin/bud)", "(rin)", "Editor: Budi Santosa"])
def test_initials_alone_on_a_line_do_not_end_a_story_that_goes_on(signed: str, place: int) -> None:
    if place > 1 or signed.startswith("("):  # below one paragraph and above the others a credit closes the deck
        assert from_text(_after(place, signed)).paragraphs == PROSE


@pytest.mark.parametrize("end", ["", "\n\n(rin/bud)"])
def test_the_last_paragraph_below_a_label_and_its_title_stays(end: str) -> None:
    article = from_text(_after(3, "Baca Juga:", "Harga Garam Naik di Pasar Srimangunan") + end)
    assert article.paragraphs == PROSE
    assert [link.title for link in article.related] == ["Harga Garam Naik di Pasar Srimangunan"]


@pytest.mark.parametrize("marks", [("1. ", "2. ", "3. "), ("1) ", "2) ", "3) "), ("- ",) * 3, ("• ",) * 3])
@pytest.mark.parametrize("place", [2, 3])
def test_the_numbered_titles_under_a_label_belong_to_it(marks: tuple[str, ...], place: int) -> None:
    titles = ["Nelayan Sampang Libur Melaut Sepekan", "Es Balok Langka", "Harga cabai turun di pasar induk"]
    listed = [mark + title for mark, title in zip(marks, titles, strict=True)]
    article = from_text(_after(place, "Baca juga:", *listed))
    assert article.paragraphs == PROSE
    assert [link.title for link in article.related] == titles


def test_a_list_of_the_story_below_a_label_without_links_stays() -> None:
    listed = ["1. Petani menerima bantuan pupuk dari pemerintah.", "2. Pabrik membeli garam dengan harga tetap."]
    assert clean("\n\n".join([*PROSE[:2], "Baca juga:", *listed, *PROSE[2:]])) == "\n\n".join(
        [*PROSE[:2], *listed, *PROSE[2:]]
    )


def test_the_explanation_of_a_dump_shows_fields_with_their_lines_and_removed_lines_with_their_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dump = tmp_path / "dump.txt"
    dump.write_text(
        _after(2, "Baca Juga:", "Harga Garam Naik di Pasar Srimangunan") + "\n(rin/bud)\n", encoding="utf-8"
    )
    assert main(["scrape", "--explain", str(dump)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == f"title: {TITLE}  [text line 1]"
    assert "authors: Rini Wulandari  [text line 3]" in shown
    assert "related: Harga Garam Naik di Pasar Srimangunan  [text line 11]" in shown
    assert "    text line 10, related label: Baca Juga:" in shown
    assert "    text line 16, closing credit: (rin/bud)" in shown
    assert not any(line.endswith(paragraph) for line in shown for paragraph in PROSE)


_WHO = ["Bupati", "Ketua RT setempat", "Seorang pedagang", "Menurut polisi, warga", "Kepala dinas itu", "Mereka", "Dia"]
_DOES = [
    "membangun jembatan bambu",
    "menolak rencana itu",
    "menambah dua perahu",
    "mengatakan harga garam naik",
    "belum hadir",
]
_HOW = [
    "secara swadaya",
    "sejak bulan Mei",
    "di Desa Tambak Sari",
    "karena kemarau panjang",
    "selama 12 hari",
    "bersama camat",
]
SENTENCES = st.tuples(*(st.sampled_from(words) for words in (_WHO, _DOES, _HOW, _HOW))).map(lambda w: f"{' '.join(w)}.")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4, unique=True).map(" ".join).filter(lambda text: len(text) >= 45)
FURNITURE = st.sampled_from(
    [
        ["Artikel Terkait:", "Harga Garam Naik"],
        ["Berita Terkait", "Harga Garam Naik di Pasar Srimangunan"],
        ["Baca Juga:", "Nelayan Sampang Libur Melaut Sepekan"],
        ["Baca juga:", "1. Nelayan Sampang Libur Melaut", "2. Es Balok Langka"],
        ["Baca juga:", "- Harga Garam Naik"],
        ["Baca juga: Harga Garam Naik di Pasar Srimangunan"],
        ["ADVERTISEMENT"],
        ["(rin/bud)"],
        ["(rin)"],
        ["Petani memanen garam di tambak. (Foto: Budi Santosa/Kabar Muara)"],
        ["Simak video berikut:", "Detik-detik Tambak Garam Diterjang Rob"],
        ["Lanjutkan Membaca"],
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    head=st.sampled_from(sorted(HEADS)),
    prose=st.lists(PARAGRAPHS, min_size=3, max_size=12, unique=True),
    dateline=st.booleans(),
    furniture=st.lists(st.tuples(st.integers(1, 12), FURNITURE), max_size=4),
    between=st.sampled_from(["\n", "\n\n"]),
    footer=st.booleans(),
)
def test_no_furniture_in_a_story_takes_a_paragraph_with_it(
    head: str, prose: list[str], dateline: bool, furniture: list[tuple[int, list[str]]], between: str, footer: bool
) -> None:
    if dateline:
        prose[0] = f"SAMPANG - {prose[0]}"
    blocks = [[paragraph] for paragraph in prose]
    for place, inserted in sorted(furniture, key=lambda entry: -entry[0]):
        blocks.insert(min(place, len(prose)), inserted)
    parts = [*([line] for line in HEADS[head]), *blocks, *([line] for line in FOOTER if footer)]
    paragraphs = clean(between.join("\n".join(block) for block in parts)).split("\n\n")
    assert [paragraph for paragraph in paragraphs if paragraph in prose] == prose
    if len(furniture) <= 1 and head != "nothing":
        assert paragraphs == prose


LINES = st.lists(
    st.one_of(
        st.sampled_from([line for line in PAGE.split("\n") if line]),
        st.sampled_from(
            ["", "(rin/bud)", "Simak video berikut:", "12 Juni 2031", "- satu dua", "Tag", "Sampang -", "dan", ","]
        ),
        st.text(alphabet="abAB .,:()-\"'/1\u00a0", max_size=30),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_cleaning_a_clean_text_changes_nothing(lines: list[str]) -> None:
    once = clean("\n".join(lines))
    assert clean(once) == once


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_each_paragraph_is_a_line_of_the_input_or_a_join_of_consecutive_ones(lines: list[str]) -> None:
    text = " ".join(" ".join("\n".join(lines).split()).split())
    for paragraph in clean("\n".join(lines)).split("\n\n"):
        assert paragraph in text


@settings(deadline=None)
@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    clean(text)
    from_text(text)


def test_time_grows_with_the_length_alone() -> None:
    for unit in (PAGE, "kata " * 400, "Baca juga: " * 3 + "\n", "a\n", "Kata,\n", "(a/b)\n" + SECOND + "\n"):
        clean(unit)
        short, long = (min(_seconds(unit * n) for _ in range(2)) for n in (20, 80))
        assert long < 12 * short + 0.2


def _seconds(text: str) -> float:
    start = time.perf_counter()
    clean(text)
    return time.perf_counter() - start
