"""Bylines, credit lines and closing credits."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.credits import Credits, is_agency, is_desk, is_site_name, parse_byline, read_credit_line, read_signoff

BYLINES = [
    # unlabelled names and what sites hang on them
    ("Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("RANI PUSPITA", Credits(authors=("RANI PUSPITA",))),
    ("Rani Puspita - detikFinance", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita -detikNews", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita / FMB", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita/ant", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita , Jurnalis-Senin, 16 Juni 2025 |15:20 WIB", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita | Jum'at, 17 Februari 2017 - 13:30 wib", Credits(authors=("Rani Puspita",))),
    ("Rani - 10 Oktober 2016 21:10 wib", Credits(authors=("Rani",))),
    ("12 Juni 2025 | Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita, Reporter Senior", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita | Okezone", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita rani@contoh.co.id", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita (Kontributor)", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita (Editor)", Credits(editors=("Rani Puspita",))),
    ("Rani Puspita (ANTARA)", Credits(authors=("Rani Puspita",), agency="ANTARA")),
    ("Oleh: Rani Puspita, Dosen Universitas Contoh", Credits(authors=("Rani Puspita",))),
    # several people
    ("Rani Puspita dan Yoga S", Credits(authors=("Rani Puspita", "Yoga S"))),
    ("Rani, Yoga & Sinta", Credits(authors=("Rani", "Yoga", "Sinta"))),
    ("Rani Puspita,Yoga Adi", Credits(authors=("Rani Puspita", "Yoga Adi"))),
    ("RANI PUSPITA DAN YOGA ADI", Credits(authors=("RANI PUSPITA", "YOGA ADI"))),
    ("Dan Wirawan", Credits(authors=("Dan Wirawan",))),
    ("Rani Puspita; Yoga Adi/Sinta Dewi | Bayu", Credits(authors=("Rani Puspita", "Yoga Adi", "Sinta Dewi", "Bayu"))),
    ("Rani Puspita, rani puspita", Credits(authors=("Rani Puspita",))),
    ("Rani Puspita, S.H., M.Si dan Yoga Adi, S.Kom", Credits(authors=("Rani Puspita, S.H., M.Si", "Yoga Adi, S.Kom"))),
    ("Dr. Rani Puspita, Sp.PD", Credits(authors=("Dr. Rani Puspita, Sp.PD",))),
    # role labels, in any order, with and without blanks
    ("Penulis: Rani Editor: Yoga Adi", Credits(authors=("Rani",), editors=("Yoga Adi",))),
    ("Penulis : rani Puspita | Editor: yoga", Credits(authors=("rani Puspita",), editors=("yoga",))),
    ("Penulis : Rani Editor : ...", Credits(authors=("Rani",))),
    ("Pewarta: Rani dan Yoga S Editor: Adi", Credits(authors=("Rani", "Yoga S"), editors=("Adi",))),
    ("Pewarta: Rani PuspitaEditor: Yoga", Credits(authors=("Rani Puspita",), editors=("Yoga",))),
    ("Sumber: AcakEditor: Yoga", Credits(editors=("Yoga",))),
    ("sumber: dinas kotaeditor: yoga", Credits(editors=("yoga",))),
    (
        "Pewarta: Rani Editor: Yoga COPYRIGHT © ANTARA 2015",
        Credits(authors=("Rani",), editors=("Yoga",), agency="ANTARA"),
    ),
    ("Pewarta: Editor: Yoga Adi", Credits(editors=("Yoga Adi",))),
    ("(*) Reporting by Rani Puspita Editor : Yoga", Credits(authors=("Rani Puspita",), editors=("Yoga",))),
    ("Reporting by Rani; Editing by Yoga Adi", Credits(authors=("Rani",), editors=("Yoga Adi",))),
    ("Rep: C31/ Red: Yoga Adi", Credits(authors=("C31",), editors=("Yoga Adi",))),
    ("Rep: Rani | Red: Yoga", Credits(authors=("Rani",), editors=("Yoga",))),
    ("Redaktur : Yoga Reporter : Rani Sa'adah", Credits(authors=("Rani Sa'adah",), editors=("Yoga",))),
    ("Redaktur & Reporter : Boy", Credits(authors=("Boy",), editors=("Boy",))),
    ("Red: Yoga Sumber : Antara", Credits(editors=("Yoga",), agency="ANTARA")),
    ("Redaktur : Yoga Sumber : dinas.go.id", Credits(editors=("Yoga",), agency="dinas.go.id")),
    ("Penulis\n\n : Kontributor Lhokseumawe, Rani", Credits(authors=("Rani",))),
    ("Penulis | : | Rani |", Credits(authors=("Rani",))),
    ("LAPORAN: RANI PUSPITA", Credits(authors=("RANI PUSPITA",))),
    ("Laporan Reporter : Rani", Credits(authors=("Rani",))),
    ("Tim Liputan: Rani, Yoga", Credits(authors=("Rani", "Yoga"))),
    ("Artikel ini ditulis oleh: Rani", Credits(authors=("Rani",))),
    ("Ditulis oleh Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("By Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("Fotografer: Bayu Penulis: Rani", Credits(authors=("Rani",))),
    ("Pewarta: Rani Uploader: Bayu", Credits(authors=("Rani",))),
    ("Kontributor: Rani", Credits(contributors=("Rani",))),
    ("Pewarta: Rani Penerjemah: Yoga", Credits(authors=("Rani",), contributors=("Yoga",))),
    ("Rani Puspita berkontribusi dalam penulisan artikel ini.", Credits(contributors=("Rani Puspita",))),
    # labels as words of their own
    ("Tim Redaksi\nRani Puspita,\nPenulis\nYoga\nEditor", Credits(authors=("Rani Puspita",), editors=("Yoga",))),
    ("Rani Puspita\nAuthor\nYoga\nEditor", Credits(authors=("Rani Puspita",), editors=("Yoga",))),
    # reports
    ("Laporan Wartawan Tribun X, Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("Laporan wartawan TribunContoh.com Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("Laporan Kontributor TribunContoh.id Rani Puspita dari Sumedang", Credits(authors=("Rani Puspita",))),
    ("Laporan Reporter Tribun Jogja Rani Puspita Dewi", Credits(authors=("Rani Puspita Dewi",))),
    ("Laporan Reporter POS-CONTOH.COM, Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("Laporan Rani Puspita | Banda Aceh", Credits(authors=("Rani Puspita",))),
    # agencies, sites, desks
    ("Antara", Credits(agency="ANTARA")),
    ("Antara/Rani Puspita", Credits(authors=("Rani Puspita",), agency="ANTARA")),
    ("Rani Puspita, VOA Indonesia", Credits(authors=("Rani Puspita",), agency="VOA Indonesia")),
    ("Sumber: Reuters, AFP", Credits(agency="Reuters")),
    ("Liputan6.com", Credits(authors=("Liputan6.com",))),
    ("Tim Redaksi", Credits(authors=("Tim Redaksi",))),
    ("Tim Redaksi, Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("Kompas Cyber Media", Credits(authors=("Kompas Cyber Media",))),
    ("admin", Credits(authors=("admin",))),
    ("( Tribuncontoh.co.id/Rani Puspita )", Credits(authors=("Rani Puspita",))),
    ("Tim PRMN", Credits(authors=("Tim PRMN",))),
    # what is nobody
    ("", Credits()),
    ("https://www.facebook.com/contoh", Credits()),
    ("redaksi@contoh.com", Credits()),
    ("contoh.com developer", Credits()),
    ("(19/6/2025)", Credits()),
    ("Diperbarui 12 Mei 2025 10:20 WIB", Credits()),
    ("3 jam lalu", Credits()),
    ("12345", Credits()),
    ("Warga yang tinggal di sana mengatakan bahwa air sudah surut sejak pagi.", Credits()),
    ("Foto: Contoh Images/Bayu Adi", Credits()),
]


@pytest.mark.parametrize(("text", "expected"), BYLINES)
def test_a_byline_gives_its_people_by_role(text: str, expected: Credits) -> None:
    assert parse_byline(text) == expected


def test_several_byline_strings_are_read_as_one() -> None:
    assert parse_byline(["Rani Puspita", "RANI PUSPITA", "BBC"]) == Credits(authors=("Rani Puspita",), agency="BBC")


def test_an_unlabelled_name_takes_the_role_of_its_slot() -> None:
    assert parse_byline("Yoga Adi", role="editor") == Credits(editors=("Yoga Adi",))
    assert parse_byline("Reporter: Yoga Adi", role="contributor") == Credits(contributors=("Yoga Adi",))


def test_the_outlets_own_names_are_desks_even_when_they_are_an_agencys() -> None:
    assert parse_byline("Antara", site_names=["ANTARA"]) == Credits(authors=("Antara",))
    assert parse_byline("Warta Anu, Rani", site_names=["warta anu"]) == Credits(authors=("Rani",))


CREDIT_LINES = [
    ("Penulis: Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("Editor : Yoga", Credits(editors=("Yoga",))),
    ("(*) Editor: Yoga Adi", Credits(editors=("Yoga Adi",))),
    ("EDITOR : Yoga", Credits(editors=("Yoga",))),
    ("(Ditulis oleh Rani Puspita)", Credits(authors=("Rani Puspita",))),
    ("oleh Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("Oleh Rani Puspita, Guru Besar Ilmu Tanah", Credits(authors=("Rani Puspita",))),
    ("Laporan Wartawan Tribun X, Rani Puspita", Credits(authors=("Rani Puspita",))),
    ("Laporan Rani Puspita | Banda Aceh", Credits(authors=("Rani Puspita",))),
    ("Laporan Rani Puspita dari Sumedang", Credits(authors=("Rani Puspita",))),
    ("Kontributor Lhokseumawe, Rani", Credits(authors=("Rani",))),
    ("Sumber: Antara", Credits(agency="ANTARA")),
    ("Sumber: dinas setempat", Credits()),
    ("Sumber: diolah dari berbagai sumber.", Credits()),
    ("penulis: rani puspita, yoga adi dan sri lestari", Credits(authors=("rani puspita", "yoga adi", "sri lestari"))),
    ("Penulis: Rani Puspita, mahasiswa program studi ilmu tanah.", Credits(authors=("Rani Puspita",))),
]
NO_CREDIT_LINES = [
    "",
    "Rani Puspita",
    "Laporan media lokal menyebut jembatan itu sudah retak.",
    "Laporan terbaru menunjukkan harga naik.",
    "Laporan Keuangan Tahunan",
    "Laporan dari rumah melaporkan",
    "Sumber dalam departemen itu enggan disebut namanya.",
    "Sumber lain menambahkan hal serupa.",
    "Oleh karena itu, warga diminta bersabar.",
    "Oleh Karena Itu",
    "Penulis: mereka yang datang dari desa",
    "Penulis: begitulah nenek ingin dikenang.",
    "Editor: pekerjaan sunyi tanpa tepuk tangan",
    "Sumber: mata air di lereng bukit itu tidak pernah kering.",
    "Sumber: air sungai kecil mengalir deras.",
    "Foto: Bayu Adi",
    "19.00 WIB: Persatuan A vs Persatuan B",
    "Film itu ditulis oleh sutradaranya sendiri.",
]


def test_a_paragraph_of_running_text_credits_nobody() -> None:
    assert (
        parse_byline("Menurut camat, Rani, air yang naik itu sudah surut di desa, dan warga pulang, " * 3) == Credits()
    )


def test_a_long_list_of_names_is_a_byline() -> None:
    names = tuple(
        f"Rani {first} {last}"
        for first in ("Puspita", "Melati", "Lestari")
        for last in ("Adi", "Bayu", "Candra", "Dewi", "Eka")
    )
    assert len(", ".join(names)) > 200
    assert parse_byline(", ".join(names)).authors == names


@pytest.mark.parametrize(("line", "expected"), CREDIT_LINES)
def test_a_line_that_is_only_a_credit_is_read(line: str, expected: Credits) -> None:
    assert read_credit_line(line) == expected


@pytest.mark.parametrize("line", NO_CREDIT_LINES)
def test_a_line_of_the_story_is_no_credit_line(line: str) -> None:
    assert read_credit_line(line) is None


STORY = "Air sudah surut, kata camat."
SIGNOFFS = [
    ("(ara/eva)", Credits(), ("ara", "eva"), False),
    ("(Mvi/Ali)", Credits(), ("Mvi", "Ali"), False),
    ("[lus/ian]", Credits(), ("lus", "ian"), False),
    ("[bal]", Credits(), ("bal",), False),
    ("(ren)", Credits(), ("ren",), False),
    ("(Ito)", Credits(), ("Ito",), False),
    ("(kpl/pur/tch)", Credits(), ("pur", "tch"), False),
    ("(mdk/xyz)", Credits(), ("xyz",), False),
    ("(boy/jpnn)", Credits(), ("boy",), False),
    ("(m32)", Credits(), ("m32",), False),
    ("(Van/Z-2)", Credits(), ("Van", "Z-2"), False),
    ("(rizky/jpnn)", Credits(), ("rizky",), False),
    ("(KR-ABC)", Credits(), ("KR-ABC",), False),
    ("(*)", Credits(), (), False),
    ("(*/Ria)", Credits(), ("Ria",), False),
    ("(*/tio-tribun-contoh.com)", Credits(), ("tio",), False),
    ("(cr30/tribun-contoh.com)", Credits(), ("cr30",), False),
    ("(bbs)", Credits(), (), False),
    ("(dtk)", Credits(agency="detikcom"), (), False),
    ("(adv/adv)", Credits(), (), True),
    ("(AFP)", Credits(agency="AFP"), (), False),
    ("(Rani Puspita)", Credits(authors=("Rani Puspita",)), (), False),
    ("(Rani Puspita) (Rani Puspita)", Credits(authors=("Rani Puspita",)), (), False),
    ("(Contoh.com/Rani)", Credits(authors=("Rani",)), (), False),
    ("( Tribuncontoh.co.id / Rani Puspita )", Credits(authors=("Rani Puspita",)), (), False),
    ("( TRIBUNSATU.CO.ID / TRIBUNDUA.COM )", Credits(), (), False),
    ("(Rep: Rani/Red: Yoga)", Credits(authors=("Rani",), editors=("Yoga",)), (), False),
    ("(Reporter: Rani | Editor: Yoga)", Credits(authors=("Rani",), editors=("Yoga",)), (), False),
    ("(Ditulis oleh Rani Puspita)", Credits(authors=("Rani Puspita",)), (), False),
    ("Editor: Yoga", Credits(editors=("Yoga",)), (), False),
    ("Penulis: Rani | Editor: Yoga", Credits(authors=("Rani",), editors=("Yoga",)), (), False),
    ("Rep: Rani Red: Yoga", Credits(authors=("Rani",), editors=("Yoga",)), (), False),
    ("Sumber: Antara", Credits(agency="ANTARA"), (), False),
    ("(*) Editor: Yoga", Credits(editors=("Yoga",)), (), False),
    ("(rls) sumber: dinas kotaeditor: yoga", Credits(editors=("yoga",)), (), False),
    ("Pewarta: Rani Editor: Yoga COPYRIGHT © ANTARA 2015", Credits(("Rani",), ("Yoga",), (), "ANTARA"), (), False),
    ("Rani Puspita berkontribusi dalam penulisan artikel ini.", Credits(contributors=("Rani Puspita",)), (), False),
]


@pytest.mark.parametrize(("signed", "credits", "initials", "sponsored"), SIGNOFFS)
@pytest.mark.parametrize("story", [STORY, STORY + " ", "“Airnya surut,” kata camat.\n", ""])
def test_a_closing_credit_is_cut_from_the_story(
    story: str, signed: str, credits: Credits, initials: tuple[str, ...], sponsored: bool
) -> None:
    signoff = read_signoff(story + signed if story != STORY or signed[0] in "([" else f"{story} {signed}")
    assert signoff is not None
    assert (signoff.credits, signoff.initials, signoff.sponsored) == (credits, initials, sponsored)
    assert signoff.start == (len(STORY) + 1 if story == STORY and signed[0] not in "([" else len(story))


def test_initials_of_two_people_may_close_a_line_without_full_stop() -> None:
    text = "8. Pintu keluar tol (mdk/yan)"
    signoff = read_signoff(text)
    assert signoff is not None
    assert text[: signoff.start].rstrip() == "8. Pintu keluar tol"


def test_bare_initials_sign_only_as_a_line_of_their_own() -> None:
    signoff = read_signoff("dtc/rif")
    assert signoff is not None
    assert signoff.initials == ("rif",)
    assert signoff.credits.agency == "detikcom"
    assert read_signoff("Ia memilih dan/atau") is None
    assert read_signoff("dan/atau") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        STORY,
        "Rapat digelar Kamis (19/6/2025)",
        "Rapat digelar. (19/6/2025)",
        "Pemindahan Ibu Kota Nusantara (IKN)",
        "Begitu katanya. (IKN)",
        "(IKN)",
        "Mobil itu untuk medan berat (off the road)",
        "Klub itu menang. (Liga Inggris)",
        "Ia tinggal di sana. (Jawa Barat)",
        "Pria itu berinisial RS (24)",
        "(24)",
        "Korban ada dua. (dua)",
        "Rani (kiri)",
        "Rani dan Yoga. (kanan)",
        "(tengah)",
        "Bupati (tengah) dan wakilnya (kanan)",
        "Denda (dan/atau)",
        "Kecepatan (km/jam)",
        "Luas (m2)",
        "Layanan (24/7)",
        "Untuk pelajar (SMA/SMK)",
        "20.45 WIB: Negeri A vs Negeri B (Kanal Olahraga)",
        "(Silakan pilih sesuai penempatan yang diinginkan)",
        "(Tanggal, Jam, Laga)",
        "[Gambas:Video 20detik]",
        "Menurut kantor berita Anadolu (AA)",
        "Kata editor: kami tidak tahu apa-apa soal itu.",
        "Ia menjawab. Sumber: kami tidak tahu apa yang terjadi di sana malam itu karena semua orang lari",
        "Gugatan itu soal hak cipta lagu.",
    ],
)
def test_what_stories_end_with_is_no_closing_credit(text: str) -> None:
    assert read_signoff(text) is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [("antara", "ANTARA"), ("ANTARA News", "ANTARA"), ("voa indonesia", "VOA Indonesia"), ("AP", "AP"), ("dpa", "dpa")],
)
def test_an_agency_is_known_by_any_of_its_names(text: str, printed: str) -> None:
    assert is_agency(text) == printed


@pytest.mark.parametrize("text", ["", "dw", "ap", "Rani Puspita", "Antara Lain"])
def test_other_names_are_no_agency(text: str) -> None:
    assert is_agency(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Liputan6.com",
        "detikFinance",
        "Tribun Jogja",
        "Kompas Cyber Media",
        "CNN Indonesia",
        "kumparanNEWS",
        "Radar Anu",
        "beritaanu.co.id",
    ],
)
def test_site_names_are_known(text: str) -> None:
    assert is_site_name(text)
    assert is_desk(text)


@pytest.mark.parametrize(
    "text", ["", "Rani Puspita", "Fajar Nugraha", "Bintang", "Vivan Rahma", "Media Wirawan", "S.H.", "Tim Wirawan"]
)
def test_people_are_no_sites_and_no_desks(text: str) -> None:
    assert not is_site_name(text)
    assert not is_desk(text)


LETTERS = st.lists(
    st.sampled_from(
        [*"aBcR31 .,:;/|&()[]*-–—©\n\t'\"@", "Editor:", "oleh ", "dan ", "Rani ", "Laporan ", " dari ", "melaporkan"]
    ),
    max_size=25,
).map("".join)


@settings(deadline=None)
@given(st.text() | LETTERS)
def test_no_text_makes_a_reader_raise_and_offsets_stay_in_range(text: str) -> None:
    parse_byline(text)
    read_credit_line(text)
    is_agency(text)
    is_site_name(text)
    is_desk(text)
    signoff = read_signoff(text)
    assert signoff is None or 0 <= signoff.start < len(text)


@settings(deadline=None)
@given(LETTERS)
def test_no_name_is_a_number_or_printed_twice(text: str) -> None:
    authors = parse_byline(text).authors
    assert all(any(c.isalpha() for c in name) for name in authors)
    assert len({name.casefold() for name in authors}) == len(authors)


@pytest.mark.parametrize(
    "unit", ["(", "[", "- ", "Editor:", "A", "A, ", " ", "a/", "1:", "oleh ", "Aa-", "\n", "A.a", "@", "www."]
)
def test_a_long_hostile_text_is_read_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    parse_byline(text)
    read_credit_line(text)
    read_signoff(text)
    assert time.process_time() - started < 0.5
