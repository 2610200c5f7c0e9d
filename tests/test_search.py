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
    from newsbot import search

    monkeypatch.setitem(sys.modules, "Sastrawi.Stemmer.Stemmer", None)
    search._stemmer.cache_clear()
    search.stem_of.cache_clear()
    with pytest.raises(UsageError, match=r"newsbot\[search\]"):
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
