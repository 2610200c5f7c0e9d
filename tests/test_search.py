"""Keyword search: whole words, phrases, exclusions, alternatives, roots."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.errors import UsageError
from newsbot.search import compile_query, normalised

TITLE = "Warga Kampung Randu Kebanjiran, Jum’at Malam"
BODY = (
    "Sungai meluap sehingga tanah longsor menutup jalan. Anak-anak diungsikan ke balai desa.\n\n"
    "“Ini yang ke‑2 tahun ini,” kata Kafé Rindang, pemilik warung, kepada para peneliti kapital."
)


@pytest.mark.parametrize(
    "search",
    [
        "SUNGAI",
        "sungai jalan",
        "jalan sungai",
        '"tanah longsor"',
        "“tanah longsor”",
        "jumat",
        "jum'at",
        "ke-2",
        '"ke 2"',
        "anak",
        "anak-anak",
        "kafe",
        "sungai -kebakaran",
        'sungai -"longsor tanah"',
        "kebakaran OR longsor",
        'randu kebakaran OR "balai desa"',
        "sungai - jalan",
    ],
)
def test_a_search_finds_the_article(search: str) -> None:
    assert compile_query(search).matches(TITLE, BODY)


@pytest.mark.parametrize(
    "search",
    [
        "api",
        "banjir",
        "sungai kebakaran",
        '"longsor tanah"',
        '"malam sungai"',
        "sungai -jalan",
        "sungai –jalan",
        "sungai —jalan",
        "sungai −jalan",
        '"balai desa ini"',
        'sungai -"tanah longsor"',
        "kebakaran OR gempa",
        "or longsor",
    ],
)
def test_a_search_does_not_find_it(search: str) -> None:
    assert not compile_query(search).matches(TITLE, BODY)


@pytest.mark.parametrize(
    "word", ["banjir", "membanjiri", "ungsi", "pengungsian", "teliti", "penelitian", '"tutup jalan"']
)
def test_a_root_finds_its_forms(word: str) -> None:
    assert compile_query(word, stem=True).matches(TITLE, BODY)
    assert not compile_query(word).matches(TITLE, BODY)


FAMILIES = """
rusak: kerusakan merusak dirusak perusakan perusak kerusakannya
baik: perbaikan memperbaiki diperbaiki kebaikan terbaik
banjir: kebanjiran membanjiri dibanjiri
bakar: kebakaran membakar terbakar pembakaran
gerak: gerakan pergerakan bergerak menggerakkan
desak: desakan mendesak
tani: petani pertanian bertani
jalan: perjalanan berjalan menjalankan pejalan
bank: perbankan
air: perairan pengairan
kebun: perkebunan
ubah: perubahan mengubah berubah
kenal: perkenalan berkenalan memperkenalkan
kunjung: kunjungan mengunjungi pengunjung
kering: kekeringan mengering pengeringan
kira: perkiraan memperkirakan mengira
selidik: penyelidikan menyelidiki penyelidik
sidik: penyidikan penyidik
tahan: pertahanan mempertahankan pertahankan ketahanan
duduk: kedudukan penduduk kependudukan
masuk: memasuki pemasukan
rawat: perawat perawatan merawat
cemar: pencemaran mencemari
retak: keretakan retakan
sehat: kesehatan penyehatan
tinggi: ketinggian tertinggi
selamat: keselamatan menyelamatkan
kembang: perkembangan mengembangkan
kena: kenakan mengenakan
kerja: kerjakan pekerjaan pekerja
pecah: pecahkan memecahkan
kata: katakan mengatakan dikatakan perkataan
""".strip().splitlines()
FORMS = [(root, form) for root, _, forms in (line.partition(": ") for line in FAMILIES) for form in forms.split()]


@pytest.mark.parametrize(("root", "form"), FORMS)
def test_every_form_of_a_word_is_found_by_its_root_and_by_every_other_form(root: str, form: str) -> None:
    others = {other for other_root, other in FORMS if other_root == root} | {root}
    for other in others:
        assert compile_query(other, stem=True).matches(f"Warga bicara soal {form} itu.")


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("rusa", "Kerusakan jembatan itu berat."),
        ("desa", "Ada desakan dari warga."),
        ("rubah", "Perubahan jadwal diumumkan."),
        ("kubah", "Warga mengubah kebiasaan."),
        ("katak", "Begitu dia katakan."),
        ("cari", "Limbah mencemari sungai."),
        ("hati", "Perhatian warga tertuju ke sana."),
    ],
)
def test_a_root_does_not_find_forms_of_another_that_look_like_its_own(search: str, text: str) -> None:
    assert not compile_query(search, stem=True).matches(text)


@pytest.mark.parametrize("word", ["api", "kapit", "anakan tangga", "longsor -banjir"])
def test_a_root_is_not_found_inside_other_words(word: str) -> None:
    assert not compile_query(word, stem=True).matches(TITLE, BODY)


@pytest.mark.parametrize(
    ("search", "says"),
    [
        ('banjir "tanah', "not closed"),
        ("-banjir", "add a word"),
        ('-"tanah longsor" -banjir', "add a word"),
        ("", "no word"),
        ('"" ?!', "no word"),
        ("OR banjir", "OR stands between"),
        ("banjir OR", "OR stands between"),
        ("banjir OR OR longsor", "OR stands between"),
        ("banjir OR -longsor", "cannot be combined"),
    ],
)
def test_a_search_that_makes_no_sense_is_refused_in_one_line(search: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as refused:
        compile_query(search)
    assert "\n" not in str(refused.value)


def test_roots_without_the_stemmer_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsbot import roots, search

    monkeypatch.setitem(sys.modules, "Sastrawi.Stemmer.Stemmer", None)
    roots._stemmers.cache_clear()
    search.stem_of.cache_clear()
    with pytest.raises(UsageError, match=r"install -e '\.\[search\]'"):
        compile_query("banjir", stem=True)


def test_a_search_page_is_asked_for_each_alternative_in_plain_words() -> None:
    query = compile_query('banjir OR "tanah longsor" jakarta -film')
    assert query.searches() == ["banjir jakarta", "tanah longsor jakarta"]


@given(st.text(), st.booleans())
def test_any_text_is_either_a_search_or_refused(text: str, stem: bool) -> None:
    try:
        query = compile_query(text, stem=stem)
    except UsageError:
        return
    query.matches(text, None, "")


@given(st.lists(st.text(alphabet="abcdeéè’'-. ", min_size=1), min_size=1, max_size=6))
def test_a_text_holds_each_of_its_own_words(words: list[str]) -> None:
    text = " ".join(words)
    for word in normalised(text).split():
        assert compile_query(word).matches(text)
        assert compile_query(f'"{word}"').matches(None, text)
