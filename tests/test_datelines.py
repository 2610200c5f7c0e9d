"""Datelines: place and masthead before the story's first word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.credits import read_dateline

# What stands before the story, place, masthead.
DATELINES = [
    # place alone
    ("Jakarta - ", "Jakarta", None),
    ("Jakarta -", "Jakarta", None),
    ("Jakarta–", "Jakarta", None),
    ("JAKARTA- ", "JAKARTA", None),
    ("JAKARTA– ", "JAKARTA", None),
    ("JAKARTA—", "JAKARTA", None),
    ("SEOUL-", "SEOUL", None),
    ("SAINT-DENIS – ", "SAINT-DENIS", None),
    ("RIO DE JANEIRO - ", "RIO DE JANEIRO", None),
    ("KAMPUNG ANYAR - ", "KAMPUNG ANYAR", None),
    ("Los Angeles - ", "Los Angeles", None),
    ("Bekasi Selatan - ", "Bekasi Selatan", None),
    ("Bandung, Jawa Barat – ", "Bandung, Jawa Barat", None),
    ("Kepanjen, Malang – ", "Kepanjen, Malang", None),
    ("BANJARMASIN | ", "BANJARMASIN", None),
    ("Jakarta:  ", "Jakarta", None),
    ("Jakarta, 10 Juni 2025 – ", "Jakarta", None),
    ("Jakarta, Selasa (10/6/2025) - ", "Jakarta", None),
    ("MELBOURNE, (8/9) - ", "MELBOURNE", None),
    # masthead alone
    ("KOMPAS.com - ", None, "KOMPAS.com"),
    ("KOMPAS.com –", None, "KOMPAS.com"),
    ("KOMPAS.com-", None, "KOMPAS.com"),
    ("TRIBUN-CONTOH.com - ", None, "TRIBUN-CONTOH.com"),
    ("TRIBUN-CONTOH.COM,- ", None, "TRIBUN-CONTOH.COM"),
    ("BERITAANU.CO.ID -- ", None, "BERITAANU.CO.ID"),
    ("WARTAANU,COM -- ", None, "WARTAANU,COM"),
    ("tirto.id - ", None, "tirto.id"),
    ("VIVA – ", None, "VIVA"),
    ("VIVA Round Up – ", None, "VIVA Round Up"),
    ("INFO NASIONAL - ", None, "INFO NASIONAL"),
    ("POSMETRO MEDAN: ", None, "POSMETRO MEDAN"),
    ("PMJ NEWS - ", None, "PMJ NEWS"),
    ("IDXChannel - ", None, "IDXChannel"),
    ("RMOL. ", None, "RMOL"),
    ("AKURAT.CO, ", None, "AKURAT.CO"),
    # place, masthead
    ("JAKARTA, KOMPAS.com - ", "JAKARTA", "KOMPAS.com"),
    ("JAKARTA, KOMPAS.com— ", "JAKARTA", "KOMPAS.com"),
    ("JAKARTA KOMPAS.com -", "JAKARTA", "KOMPAS.com"),
    ("JAKARTA, KOMPAS.TV- ", "JAKARTA", "KOMPAS.TV"),
    ("Jakarta, CNN Indonesia -- ", "Jakarta", "CNN Indonesia"),
    ("Jakarta, CNBC Indonesia- ", "Jakarta", "CNBC Indonesia"),
    ("Jakarta, VIVA – ", "Jakarta", "VIVA"),
    ("Jayapura, Jubi – ", "Jayapura", "Jubi"),
    ("Pasuruan, HanTer - ", "Pasuruan", "HanTer"),
    ("Denpasar , Bali Kini – ", "Denpasar", "Bali Kini"),
    ("BATAM, POSMETRO: ", "BATAM", "POSMETRO"),
    ("BANTUL, iNews.id- ", "BANTUL", "iNews.id"),
    ("JAKARTA, jakarta.suaramerdeka.com - ", "JAKARTA", "jakarta.suaramerdeka.com"),
    ("Makassar, Kabaranu.com, ", "Makassar", "Kabaranu.com"),
    # masthead, place
    ("Liputan6.com, Jakarta - ", "Jakarta", "Liputan6.com"),
    ("Liputan6.com, Jakarta-", "Jakarta", "Liputan6.com"),
    ("Liputan6.com, Jakarta ", "Jakarta", "Liputan6.com"),
    ("Liputan6.com, Jakarta", "Jakarta", "Liputan6.com"),
    ("TEMPO.CO,Jakarta-", "Jakarta", "TEMPO.CO"),
    ("TEMPO.CO , Jakarta - ", "Jakarta", "TEMPO.CO"),
    ("REPUBLIKA.CO.ID, CIREBON--", "CIREBON", "REPUBLIKA.CO.ID"),
    ("Bisnis.com, JAKARTA--- ", "JAKARTA", "Bisnis.com"),
    ("Solopos.com, SRAGEN—", "SRAGEN", "Solopos.com"),
    ("TRIBUNANU.COM,PEKANBARU- ", "PEKANBARU", "TRIBUNANU.COM"),
    ("TRIBUNANU.COM, LAMPUNG UTARA - ", "LAMPUNG UTARA", "TRIBUNANU.COM"),
    ("TRIBUNANU.COM, Kampung Anyar – ", "Kampung Anyar", "TRIBUNANU.COM"),
    ("BERITAANU.CO.ID. BANJARBARU - ", "BANJARBARU", "BERITAANU.CO.ID"),
    ("Wartaanu,co.id,INDRAMAYU –", "INDRAMAYU", "Wartaanu,co.id"),
    ("Tribunanu.com Inggris --- ", "Inggris", "Tribunanu.com"),
    ("posmetro.co –Jakarta: ", "Jakarta", "posmetro.co"),
    ("RADARANU: Surabaya – ", "Surabaya", "RADARANU"),
    ("Kabaranu, Makassar—", "Makassar", "Kabaranu"),
    ("KABARANU—SIDRAP — ", "SIDRAP", "KABARANU"),
    ("KONTAN.CO.ID - JAKARTA. ", "JAKARTA", "KONTAN.CO.ID"),
    ("Metrotvnews.com, Jakarta: ", "Jakarta", "Metrotvnews.com"),
    # place, then masthead in brackets
    ("Jakarta (ANTARA) - ", "Jakarta", "ANTARA"),
    ("Mataram, NTB (ANTARA News) - ", "Mataram, NTB", "ANTARA News"),
    ("Banjarmasin (Antaranews Kalsel) - ", "Banjarmasin", "Antaranews Kalsel"),
    ("ISTANBUL, 23 Februari 2016 (Antara/PRNewswire) - ", "ISTANBUL", "Antara/PRNewswire"),
    ("Jakarta, Oct 18, 2018 (Antara) - ", "Jakarta", "Antara"),
    ("TOKYO, June 3 (Xinhua) -- ", "TOKYO", "Xinhua"),
    ("JAKARTA, Indonesia (AP) — ", "JAKARTA, Indonesia", "AP"),
    ("Bojonegoro (beritaanu.com) – ", "Bojonegoro", "beritaanu.com"),
    ("Aceh (SL) – ", "Aceh", "SL"),
    ("TAKALAR, (PEDOMAN ANU). ", "TAKALAR", "PEDOMAN ANU"),
]
STORY = "Sebanyak tujuh warga dusun itu mengungsi ke balai desa sejak hujan lebat turun pada malam hari."


@pytest.mark.parametrize(("opening", "place", "agency"), DATELINES)
def test_a_dateline_gives_its_place_and_masthead_as_printed(
    opening: str, place: str | None, agency: str | None
) -> None:
    dateline = read_dateline(opening + STORY)
    assert dateline is not None
    assert (dateline.place, dateline.agency) == (place, agency)
    assert (opening + STORY)[dateline.end :] == STORY


@pytest.mark.parametrize(
    "text", ["Jakarta -", "Jakarta - ", "JAKARTA, KOMPAS.com -", "ISTANBUL, 2 Mei 2016 (Antara) --\n"]
)
def test_a_paragraph_may_be_nothing_but_a_dateline(text: str) -> None:
    dateline = read_dateline(text)
    assert dateline is not None
    assert dateline.end == len(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Liputan6.com, Jakarta Pusat perbelanjaan ramai.", "Pusat perbelanjaan ramai."),
        ("Liputan6.com, Jakarta Timur Tengah memanas.", "Timur Tengah memanas."),
        ("Liputan6.com, Jakarta London Bridge ditutup.", "London Bridge ditutup."),
        ("Liputan6.com, New York Wali kota mundur.", "Wali kota mundur."),
        ("JAKARTA, KOMPAS.com - “Saya lelah,” katanya.", "“Saya lelah,” katanya."),
        ("Jakarta - 10 orang mengungsi.", "10 orang mengungsi."),
        ("Merdeka.com - lelaki itu pergi.", "lelaki itu pergi."),
        ("Jakarta - Indonesia akan menjadi tuan rumah.", "Indonesia akan menjadi tuan rumah."),
        ("SEOUL-BTSdikabarkan kembali.", "BTSdikabarkan kembali."),
    ],
)
def test_the_story_keeps_its_first_word(text: str, rest: str) -> None:
    dateline = read_dateline(text)
    assert dateline is not None
    assert text[dateline.end :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "",
        STORY,
        "Jakarta",
        "Sub-tema acara tahun ini - Air - dipilih warga.",
        "COVID-19 – Angka kasus naik lagi.",
        "Anak-anak bermain di lapangan - Rani ikut.",
        "Wapres JK - Ahok bertemu di Jakarta.",
        "Klub Anu United - klub asal Inggris - kalah.",
        "Manchester United - klub asal Inggris - kalah.",
        "Indonesia - Malaysia bertemu di final.",
        "Jakarta-Bandung kini ditempuh sejam.",
        "SOLO-SEMARANG Lancar pagi ini.",
        "TNI-Polri menggelar apel.",
        "KPK - Polri sepakat bekerja sama.",
        "PERSIB - Pelatih baru datang.",
        "Swiss-Belhotel Anu dibuka lagi.",
        "Pro-Kontra aturan itu berlanjut.",
        "TIM perumus bertemu lagi.",
        "Film HUJAN: MUSIM AKHIR menjadi perbincangan.",
        "Surabaya: 3 orang",
        "BMKG (Badan Meteorologi) - Hujan turun.",
        "Universitas Anu (UA) - Kampus itu dibuka.",
        "Tokoanu.com - salah satu toko daring - tutup.",
        "Kompas.com - 28/05/2025, 13:30 WIB",
        "BREAKING NEWS - Gempa terasa di kota itu.",
        "TTS - Serba serbi kata.",
        "Daftar Isi Syarat Perpanjangan Jakarta - Berikut caranya.",
        "Presiden Anu Wijaya - Wakil Presiden Ani bertemu.",
        "Bitcoin - Harga naik.",
        "“Jakarta - kota saya,” katanya.",
    ],
)
def test_the_first_words_of_a_story_are_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


PIECES = st.lists(
    st.sampled_from(
        [
            "Jakarta",
            "JAKARTA",
            "Rani",
            "KOMPAS.com",
            "ANTARA",
            " ",
            "-",
            "–",
            " - ",
            ",",
            ", ",
            "(",
            "( )",
            "10 Juni 2025",
            ")",
            ".",
            ":",
            "|",
            "a",
            "B",
            "7",
            "\n",
        ]
    ),
    max_size=14,
).map("".join)


@settings(deadline=None)
@given(st.text() | PIECES)
def test_a_dateline_never_raises_and_never_ends_inside_a_word(text: str) -> None:
    dateline = read_dateline(text)
    if dateline is None:
        return
    end = dateline.end
    assert 0 < end <= len(text)
    assert dateline.place or dateline.agency
    if end < len(text):
        assert not text[end].isspace()
        # A capital may be glued to the place: "JakartaWarga".
        inside = text[end - 1].isalnum() and text[end].isalnum()
        assert not inside or (text[end - 1].islower() and text[end].isupper())


@pytest.mark.parametrize("unit", ["- ", "A", "A, ", " ", "(", "A.a", "Jakarta, ", "A-", "1", "A. "])
def test_a_long_hostile_text_is_read_at_once(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    read_dateline(text)
    assert time.process_time() - started < 0.2
