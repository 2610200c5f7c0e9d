"""Boilerplate rules: whole lines of furniture match, sentences of a story that hold the same words do not."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.boilerplate import RULES, Effect, Rule, match, strip_inline
from newsbot.boilerplate.inline import GLUED_RELATED
from newsbot.boilerplate.inline import ROWS as INLINE_ROWS

PARAGRAPH = (
    "Kepala dinas itu mengatakan pembangunan jembatan gantung di desa tersebut rampung lebih cepat dari rencana karena "
    "warga ikut bekerja setiap akhir pekan. Ia menambahkan, anggaran yang tersisa akan dipakai untuk memperbaiki jalan "
    "setapak menuju sekolah dasar, yang selama ini hanya bisa dilalui dengan berjalan kaki ketika musim hujan tiba."
)

by_name = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@by_name
def test_each_rule_takes_its_example(rule: Rule) -> None:
    found = match(rule.example)
    assert found is not None
    assert found.rule.name == rule.name


@by_name
def test_each_rule_leaves_its_trap(rule: Rule) -> None:
    assert rule.trap is None or match(rule.trap) is None


@by_name
def test_each_rule_is_a_complete_row(rule: Rule) -> None:
    assert rule.reason
    assert rule.where in ("any", "head", "tail")
    assert len(rule.example) <= rule.longest
    assert rule.opens == rule.opens.lower()
    re.compile(rule.pattern)


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in (*RULES, *INLINE_ROWS)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", [*INLINE_ROWS, GLUED_RELATED], ids=lambda rule: rule.name)
def test_glued_furniture_goes_and_the_paragraph_around_it_stays(rule: Rule) -> None:
    text, removed = strip_inline(f"Warga mulai berdatangan sejak pagi. {rule.example}")
    assert removed
    assert removed[0][1].name == rule.name
    assert text.startswith("Warga mulai berdatangan sejak pagi.")
    if rule.trap:
        assert strip_inline(rule.trap) == (rule.trap, [])


@pytest.mark.parametrize(
    ("line", "effect", "title"),
    [
        ("Baca juga: Petani Tebu Menunggu Hujan", Effect.RELATED, "Petani Tebu Menunggu Hujan"),
        ("Baca Juga:Petani Tebu Menunggu Hujan", Effect.RELATED, "Petani Tebu Menunggu Hujan"),
        ("BACA JUGA : Petani Tebu Menunggu Hujan", Effect.RELATED, "Petani Tebu Menunggu Hujan"),
        ("Lihat Juga :", Effect.RELATED_LABEL, None),
        ("Baca Juga", Effect.RELATED_LABEL, None),
        ("Tonton juga Video: Panen Tebu di Lereng Gunung", Effect.VIDEO, "Panen Tebu di Lereng Gunung"),
        ("Saksikan Video Pilihan Berikut Ini:", Effect.VIDEO_LABEL, None),
        ("Foto: Rini Wulandari/Kabar Muara", Effect.CAPTION, None),
        ("Warga memanen tebu di lereng gunung. (Foto: Rini Wulandari)", Effect.CAPTION, None),
        ("Editor: Budi Santosa", Effect.CREDIT, None),
        ("Topik Terkait", Effect.TAGS, None),
        ("BERITA LAINNYA", Effect.END, None),
        ("Terpopuler", Effect.END, None),
        ("SCROLL TO CONTINUE WITH CONTENT", Effect.DROP, None),
        ("Gabung di channel WhatsApp Kabar Muara agar tidak ketinggalan berita.", Effect.DROP, None),
        ("Cek berita dan artikel lain di Google News", Effect.DROP, None),
        ("Dapatkan berita terbaru dari Kabar Muara setiap pagi lewat buletin kami.", Effect.DROP, None),
    ],
)
def test_families_of_lines_are_known_whatever_the_outlet(line: str, effect: Effect, title: str | None) -> None:
    found = match(line)
    assert found is not None
    assert (found.rule.effect, found.title) == (effect, title)


@pytest.mark.parametrize(
    "line",
    [
        "Simak daftar lengkap pemenang lomba perahu berikut ini.",
        "Simak cara membuat pupuk kompos dari sisa dapur, dilansir laman resmi dinas pertanian.",
        "Ikuti langkah berikut agar pendaftaran tidak ditolak panitia.",
        "Video itu memperlihatkan dua perahu bertabrakan di muara.",
        "Video berdurasi dua menit tersebut ditonton puluhan ribu kali.",
        "Laporan dari tiga desa menyebut air sungai mulai surut.",
        "Sumber di kementerian itu menolak disebut namanya.",
        "Editor majalah sastra itu meninggal pada usia 70 tahun.",
        "“Bagikan pesan ini ke semua grup WhatsApp keluarga Anda,” tulis akun itu.",
        "Pendaftaran dilakukan lewat aplikasi WhatsApp, kata panitia.",
        "Artikel ini akan membahas cara merawat sumur resapan.",
        "Berikut berita terpopuler sepanjang pekan ini:",
        "Komentar itu segera menuai kritik dari para petani.",
        "Hak cipta lagu itu dipegang keluarganya.",
        "Iklan layanan masyarakat itu ditayangkan setiap sore.",
        "Jalannya Pertandingan",
        "19.00 WIB: Persegi Muara vs Bahari United",
        "(Tanggal, Jam, Lawan, Tempat)",
        "1. Unduh aplikasi Dompet Digital di ponsel Anda.",
        "WARGA DIMINTA WASPADA",
        "Ikuti saluran WhatsApp resmi dinas perhubungan agar tidak termakan kabar bohong.",
        "Sumber: Dinas Pertanian mencatat panen garam pada tahun ini naik.",
        "Foto: itu kata yang paling sering diucapkan anak saya.",
        "Rekomendasi: dinas perlu memperketat pengawasan tambak.",
        "Silakan masuk ke ruang tunggu.",
        "Dilarang mengambil ikan dengan racun, demikian bunyi aturan adat itu.",
        "Terkait hal itu, polisi memeriksa tiga saksi.",
        "Selanjutnya, polisi akan memanggil saksi ahli.",
    ],
)
def test_sentences_of_a_story_stand_though_they_hold_the_words(line: str) -> None:
    assert match(line) is None


def test_an_ordinary_paragraph_costs_microseconds() -> None:
    assert match(PARAGRAPH) is None
    best = min(_seconds(PARAGRAPH, 200) for _ in range(5))
    assert best < 50e-6


@pytest.mark.parametrize("opening", ["Baca ", "Simak ", "Dapatkan berita ", "(", "© ", "Foto ", "", "Berita "])
def test_no_line_takes_more_than_its_length(opening: str) -> None:
    for filler in ("di ", "berita ", "a", ". ", "((", "lainnya: "):
        assert _seconds(opening + filler * 150, 1) < 0.5
        assert _seconds(opening + filler * 20_000, 1) < 0.5


def _seconds(line: str, times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        match(line)
    return (time.perf_counter() - start) / times


@given(st.text(max_size=300))
def test_any_text_may_be_asked(text: str) -> None:
    match(text)
    stripped, removed = strip_inline(text)
    assert removed or stripped == text
