"""What parse_date, find_dates and url_date read, and what they refuse to read."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from newsbot.dates import WIB, WIT, WITA, find_dates, parse_date, url_date, zone_from_offset
from newsbot.dates.absolute import SHAPES
from newsbot.dates.relative import DAY_WORDS, NOW_WORDS, UNITS
from newsbot.dates.urls import URL_SHAPES
from newsbot.dates.vocabulary import LABELS, MONTHS

NOW = datetime(2026, 3, 18, 15, 30, tzinfo=WIB)  # a Wednesday


def stated(value: datetime | date | None) -> str:
    """A value as ISO 8601, without seconds that are zero; ``-`` for none."""
    if value is None:
        return "-"
    return value.isoformat().replace(":00+", "+").replace(":00-", "-") if isinstance(value, datetime) else str(value)


def table(text: str) -> list[tuple[str, str]]:
    rows = [line.rpartition(" -> ") for line in text.strip().splitlines()]
    return [(raw, want) for raw, _, want in rows]


WRITTEN = table("""
17 Oktober 2026 pukul 7 -> 2026-10-17T07:00+07:00
17 Oktober 2026, pkl 19 -> 2026-10-17T19:00+07:00
17 Oktober 2026 pukul 7 lewat 30 -> 2026-10-17
12.10.2026 15.30 1200 views -> 2026-10-12T15:30+07:00
Jalan-jalan 12 Mei 2026 -> 2026-05-12
Edisi 12 Mei 2026 -> 2026-05-12
Stadion 10 November, Sabtu 3 Mei 2025 -> 2025-05-03
Tanggal 20261017123456 -> 2026-10-17T12:34:56+07:00
Senin, 4 Maret 2024 08:15 WIB -> 2024-03-04T08:15+07:00
Senin, 4 Maret 2024 | 08:15 WIB -> 2024-03-04T08:15+07:00
Senin, 04 Maret 2024 - 08:15 wib -> 2024-03-04T08:15+07:00
Senin, 04 Maret 2024 – 08.15 WITA -> 2024-03-04T08:15+08:00
Senin , 04 March 2024, 08:15 WIT -> 2024-03-04T08:15+09:00
Monday, 04/03/2024 | 08:15 WIB -> 2024-03-04T08:15+07:00
Senin (4/3/2024) -> 2024-03-04
Senin(4/3/2024), pukul 08.15 WP -> 2024-03-04T08:15+09:00
4 Mar 2024 -> 2024-03-04
4 Mrt 2024, 08:15:09 -> 2024-03-04T08:15:09+07:00
04-03-2024 08:15 -> 2024-03-04T08:15+07:00
4/3/24 08:15 -> 2024-03-04T08:15+07:00
Senin, 4/3/24 -> 2024-03-04
04/03/24 08:15 -> 2024-03-04T08:15+07:00
04.03.2024 -> 2024-03-04
03/28/2024 08:15 -> 2024-03-28T08:15+07:00
Jum'at, 8 Maret 2024 | 08:15 -> 2024-03-08T08:15+07:00
JUM’AT, 8 MARET 2024 08:15 -> 2024-03-08T08:15+07:00
Jum at, 8 Maret 2024 -> 2024-03-08
Ahad, 10 Mar 2024 08:15 -> 2024-03-10T08:15+07:00
Jumat Kliwon, 8 Maret 2024 -> 2024-03-08
Jumat, 8 Maret 2024 / 27 Syaban 1445 H -> 2024-03-08
27 Syaban 1445 H / 8 Maret 2024 M, 08:15 WIB -> 2024-03-08T08:15+07:00
8 Maret 2024 / 27 Syaban 1445 | 08:15 WIB -> 2024-03-08T08:15+07:00
17 Agt 2024 -> 2024-08-17
17 Agst. 2024 -> 2024-08-17
17 Agsutus 2024 -> 2024-08-17
12 Pebruari 2024 -> 2024-02-12
12 Febuari 2024 -> 2024-02-12
12 Nopember 2024 -> 2024-11-12
12 Desembar 2024 -> 2024-12-12
12 Oktobr 2024 -> 2024-10-12
Maret 4, 2024 -> 2024-03-04
March 4th, 2024 8:15 pm -> 2024-03-04T20:15+07:00
Mon, March 4, 2024 / 08:15 am -> 2024-03-04T08:15+07:00
4 March 2024 12:05 AM -> 2024-03-04T00:05+07:00
Senin, 4 Maret 2024 pukul 7.30 malam -> 2024-03-04T19:30+07:00
Senin, 4 Maret 2024 jam 7 malam -> 2024-03-04T19:00+07:00
Senin, 4 Maret 2024 pukul 10,20 WIB -> 2024-03-04T10:20+07:00
Senin, 4 Maret 2024 1020 WIB -> 2024-03-04T10:20+07:00
Senin, 4 Maret 202408:15 WIB -> 2024-03-04T08:15+07:00
Senin,4Maret2024,08:15WIB -> 2024-03-04T08:15+07:00
Senin, 4 Maret 2024 24.00 WIB -> 2024-03-05T00:00+07:00
Selasa, 31 Desember 2024 pukul 24:00 -> 2025-01-01T00:00+07:00
Senin, 4 Maret 2024 25:10 -> 2024-03-04
08:15 WIB, Senin, 4 Mar 2024 -> 2024-03-04T08:15+07:00
Published: 08:15 WIB, Senin, 4 Mar 2024 -> 2024-03-04T08:15+07:00
08.15 | 04/03/2024 -> 2024-03-04T08:15+07:00
Harian Contoh - 04/03/2024, 08:15 WIB -> 2024-03-04T08:15+07:00
Budi Karya Utama | Senin, 4 Maret 2024 - 08:15 wib -> 2024-03-04T08:15+07:00
, Jurnalis-Senin, 4 Maret 2024 |08:15 WIB -> 2024-03-04T08:15+07:00
Senin, 4 Maret 2024 | Tim Redaksi | 08:15 WIB -> 2024-03-04T08:15+07:00
Senin, 4 Maret 2024 08:15 WIB | 1234 Views -> 2024-03-04T08:15+07:00
Senin, 4 Maret 2024 08:15 - 15 Komentar -> 2024-03-04T08:15+07:00
Senin, 4 Maret 2024 · 3 menit baca -> 2024-03-04
Senin, 4 Maret 2024 5:30 menit baca -> 2024-03-04
Senin, 4 Maret 2024 | Durasi 03:25 -> 2024-03-04
Senin, 4 Maret 2024 | 12.345 kali dibaca -> 2024-03-04
4 Maret 2024 08:15 WIBOleh : Redaksi -> 2024-03-04T08:15+07:00
Terbit 4 Mar 2024, 08:15 WIB Diperbarui 5 Mar 2024, 09:00 WIB -> 2024-03-04T08:15+07:00
Diperbarui 5 Mar 2024, 09:00 WIB Terbit 4 Mar 2024, 08:15 WIB -> 2024-03-04T08:15+07:00
Update: 5 Mar 2024 09:00 | 4 Mar 2024 08:15 -> 2024-03-04T08:15+07:00
Diperbarui: 5 Mar 2024   09:00 -> 2024-03-05T09:00+07:00
Mengenang 30 September 1965 | Senin, 4 Maret 2024 08:15 WIB -> 2024-03-04T08:15+07:00
5 - 9 Maret 2024 -> 2024-03-05
5 s.d. 9 Maret 2024 -> 2024-03-05
28 Februari - 2 Maret 2024 -> 2024-02-28
29 Desember - 2 Januari 2024 -> 2023-12-29
Senin-Rabu (4-6/3/2024) -> 2024-03-04
Selasa, 5 - 9 Maret 2024 -> 2024-03-05
Halaman 2 - 15 Maret 2024 -> 2024-03-15
Halaman 1/2 - 15 Maret 2024 -> 2024-03-15
Kanal7 - 15 Maret 2024 08:15 -> 2024-03-15T08:15+07:00
4 Maret 2024 10.00-11.30 WIB -> 2024-03-04T10:00+07:00
21 Maret 1962 -> 1962-03-21
Rabu, 4 Maret 2024 -> 2024-03-04
4\u00a0Maret\u20092024\u200b 08:15 -> 2024-03-04T08:15+07:00
<span>4 Maret 2024</span>&nbsp;<b>08:15</b> -> 2024-03-04T08:15+07:00
""")

MACHINE = table("""
2024-03-04T08:15:09+07:00 -> 2024-03-04T08:15:09+07:00
2024-03-04T08:15:09+0700 -> 2024-03-04T08:15:09+07:00
2024-03-04T08:15:09+07 -> 2024-03-04T08:15:09+07:00
2024-03-04T08:15:09 07:00 -> 2024-03-04T08:15:09+07:00
2024-03-04T08:15:09Z -> 2024-03-04T08:15:09+00:00
2024-03-04T08-15-09Z -> 2024-03-04T08:15:09+00:00
2024-03-04T08:15:09-07:00 -> 2024-03-04T08:15:09-07:00
2024-03-04T08:15:09.1230000 -> 2024-03-04T08:15:09.123000+07:00
2024-03-04WITA08:15:09+08:00 -> 2024-03-04T08:15:09+08:00
2024-03-04 08:15:09 WIT -> 2024-03-04T08:15:09+09:00
2024-03-04 08:15 -> 2024-03-04T08:15+07:00
2024/03/04 08:15:09 -> 2024-03-04T08:15:09+07:00
2024-03-04T24:00:00 -> 2024-03-05T00:00+07:00
2024-03-04 -> 2024-03-04
2024-Mar-04 -> 2024-03-04
20240304T081509+0800 -> 2024-03-04T08:15:09+08:00
20240304081509 -> 2024-03-04T08:15:09+07:00
20240304 -> 2024-03-04
Mon, 04 Mar 2024 08:15:09 +0700 -> 2024-03-04T08:15:09+07:00
Mon, 04 Mar 24 08:15:09 +0700 -> 2024-03-04T08:15:09+07:00
Mon, 04 Mar 2024 08:15:09 GMT -> 2024-03-04T08:15:09+00:00
Mon, 04 Mar 2024 08:15:09 EST -> 2024-03-04T08:15:09-05:00
Mon Mar 04 2024 08:15:09 GMT+0700 (WIB) -> 2024-03-04T08:15:09+07:00
Mon Mar  4 08:15:09 WIB 2024 -> 2024-03-04T08:15:09+07:00
1709514909 -> 2024-03-04T08:15:09+07:00
1709514909500 -> 2024-03-04T08:15:09.500000+07:00
/Date(1709514909000)/ -> 2024-03-04T08:15:09+07:00
""")

NOT_DATES = (
    """
Senin|Jakarta|JAKARTA, Harian Contoh -|Maret 2024|2024|Editor: Mei Rahayu|10 Komentar|3 menit baca|5 min read|2-1|skor 3-2-1|4/3/24
1/2|08:15|08:15 WIB|pukul 08.15 WIB|08.00 - 17.00 WIB|0812-3456-7890|021-5550123|+62 812-1234-5678|Rp 12.500|Rp 1.250.000
2254252|13371571|3171234567890001|192.168.1.1|10.10.10.2015.3|v1.2.2015|Pasal 5 UU 12/2011|Musim 2021/2022|10 besar 2016
17 tahun 2022|3 juta 2022|27 Syaban 1445 H|1 Muharram 1446|31 Februari 2024|31/02/2024|2024-02-31|2024-13-01|29 Februari 2023
0 Januari 2024|00/00/0000|0000-00-00 00:00:00|0001-01-01T00:00:00Z|12 Mei 20222|l2 Mei 2022|Gulir untuk lanjut membaca
20 November|Jumat (20/11)|3 jam lalu|kemarin 14.20|Copyright 2008 - 2019 Harian Contoh
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
# Written like dates, but prices, ids, laws, units and names: no date even where the year could be had from now.
NO_DATES_EITHER = (
    """
Rp 12.11.2026|Rp12.10.2025|USD 1.12.2026|US$ 1.12.2026|ID 20261017123456|Invoice 202610171234|Pesanan #20261017123456|IMG_20261017_101500
10.11.2026 192.168|6.12.2026, 106.8|12.10.2026 ton|Tel. 08-12-2026|No. 12/10/2026|SK 12/10/2026|PP No 12/10/2019|Versi 2.1.2015
UU 11/2020|Pasal 5/2026|PP 12 Tahun 2019|Piala Dunia 2026|24/7|9/11|Tragedi 9/11|GA 204|B 12 MEI|Skor 21-12-2021
5 Desember Kafe|10 Mei Rahayu|2 Juni Puspita|5 Des Moines|9 May Day|17 Okt-ober|15 Mar-a-Lago|8 Nov-el|8 Nov'el
Jalan 17 Agustus|Jl. 17 Agustus No. 5|Stadion 10 November|Universitas 17 Agustus 1945|SMA 17 Agustus 1945 Muara Baru|Tragedi 12 Mei
Tragedi 12 Mei 1998|Hari Pahlawan 10 November|Juara 2 Mei|Top 10 Mei|Episode 12 Mei|Liga 1 Mar|PT 5 Mei Sejahtera
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

TOLD_FROM_NOW = table("""
12 Mei | Nasional -> 2025-05-12
Pada 12 Mei -> 2025-05-12
Kamis 12 Mei Jakarta -> 2025-05-12
Oleh Rani Puspita 12 Mei -> 2025-05-12
12 Mei dibaca 300 kali -> 2025-05-12
12 Mei 10.20 -> 2025-05-12T10:20+07:00
40 detik lalu -> 2026-03-18T15:29:20+07:00
17 menit yang lalu -> 2026-03-18T15:13+07:00
5 mnt lalu -> 2026-03-18T15:25+07:00
sejam lalu -> 2026-03-18T14:30+07:00
setengah jam lalu -> 2026-03-18T15:00+07:00
satu setengah jam lalu -> 2026-03-18T14:00+07:00
1,5 jam lalu -> 2026-03-18T14:00+07:00
dua puluh lima menit lalu -> 2026-03-18T15:05+07:00
1 jam 20 menit lalu -> 2026-03-18T14:10+07:00
Keuangan | 3 Jam Yang Lalu -> 2026-03-18T12:30+07:00
Pasar Modal 15 menit lalu -> 2026-03-18T15:15+07:00
Diterbitkan 3 jam lalu | 5 komentar -> 2026-03-18T12:30+07:00
an hour ago -> 2026-03-18T14:30+07:00
2 jam lagi -> 2026-03-18T17:30+07:00
barusan -> 2026-03-18T15:30+07:00
beberapa detik yang lalu -> 2026-03-18T15:30+07:00
2 hari lalu -> 2026-03-16
2 hari lalu, 08.15 WIB -> 2026-03-16T08:15+07:00
seminggu yang lalu -> 2026-03-11
2 pekan silam -> 2026-03-04
minggu lalu -> 2026-03-11
bulan lalu -> 2026-02-18
4 bulan lalu -> 2025-11-18
1 tahun lalu -> 2025-03-18
kemarin -> 2026-03-17
Kemarin, 14:20 -> 2026-03-17T14:20+07:00
kemarin pukul 14.20 WITA -> 2026-03-17T14:20+08:00
kemarin lusa -> 2026-03-16
hari ini, 08:15 WIB -> 2026-03-18T08:15+07:00
08:15 WIB, hari ini -> 2026-03-18T08:15+07:00
tadi pagi -> 2026-03-18
tadi malam -> 2026-03-17
tadi malam pukul 01.30 -> 2026-03-18T01:30+07:00
besok -> 2026-03-19
lusa -> 2026-03-20
Senin lalu pukul 08.15 -> 2026-03-16T08:15+07:00
Selasa, 17 Maret -> 2026-03-17
18 Maret 08:15 -> 2026-03-18T08:15+07:00
19 Maret -> 2025-03-19
29 Februari -> 2024-02-29
Selasa (17/3) -> 2026-03-17
Bandung, 17/3 (ANTARA) - -> 2026-03-17
dua hari yang lalu pukul 10.00 -> 2026-03-16T10:00+07:00
nanti malam -> 2026-03-18
Selasa malam (23/12) -> 2025-12-23
Mar 17 -> 2026-03-17
berita hari ini -> -
Kasus 4 tahun lalu terungkap lagi -> -
lebih dari 3 jam lalu -> -
beberapa jam lalu -> -
5 jam -> -
Rabu -> -
23/12 -> -
10 Komentar -> -
08:15 WIB -> -
""")


@pytest.mark.parametrize(("raw", "want"), WRITTEN + MACHINE)
def test_a_printed_date_reads_as_printed(raw: str, want: str) -> None:
    assert stated(parse_date(raw)) == want


@pytest.mark.parametrize("raw", NOT_DATES)
def test_what_is_no_full_date_is_none(raw: str) -> None:
    assert parse_date(raw) is None


@pytest.mark.parametrize("raw", NO_DATES_EITHER)
def test_prices_ids_laws_and_names_are_no_dates_whatever_now_is(raw: str) -> None:
    assert parse_date(raw, NOW) is None


@pytest.mark.parametrize(("raw", "want"), TOLD_FROM_NOW)
def test_a_date_told_from_the_present_needs_and_uses_now(raw: str, want: str) -> None:
    assert stated(parse_date(raw, NOW)) == want
    assert parse_date(raw) is None


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_the_example_of_each_shape_is_a_date(shape: object) -> None:
    value = parse_date(shape.example, datetime(2023, 8, 5, tzinfo=WIB))  # type: ignore[attr-defined]
    assert isinstance(value, date)
    assert (value.year, value.month, value.day) == (2023, 8, 3)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.example)
def test_the_example_of_each_unit_lies_before_now(unit: object) -> None:
    value = parse_date(unit.example, NOW)  # type: ignore[attr-defined]
    assert value is not None
    assert (value if isinstance(value, datetime) else datetime(value.year, value.month, value.day, tzinfo=WIB)) < NOW


@pytest.mark.parametrize(("days", "example"), [(days, example) for _, days, example in DAY_WORDS])
def test_the_example_of_each_day_word_names_its_day(days: int, example: str) -> None:
    value = parse_date(example, NOW)
    day = value.date() if isinstance(value, datetime) else value
    assert day == NOW.date() + timedelta(days=days)


@pytest.mark.parametrize("example", [example for _, example in NOW_WORDS])
def test_the_example_of_each_word_for_now_is_now(example: str) -> None:
    assert parse_date(example, NOW) == NOW


@pytest.mark.parametrize(("kind", "example"), [(kind, example) for _, kind, example in LABELS])
def test_the_example_of_each_label_says_what_the_date_is(kind: str, example: str) -> None:
    assert [found.label for found in find_dates(example)] == [kind]


@pytest.mark.parametrize(("number", "word"), [(n, w) for n, names, short in MONTHS for w in (*names, *short)])
def test_each_spelling_of_a_month_is_read_in_any_case(number: int, word: str) -> None:
    for spelling in (word, word.title(), word.upper(), f"{word}."):
        assert parse_date(f"9 {spelling} 2021") == date(2021, number, 9)


def test_a_time_without_zone_is_in_the_outlets_zone_and_a_printed_zone_wins() -> None:
    assert stated(parse_date("4 Maret 2024 08:15", zone=WITA)) == "2024-03-04T08:15+08:00"
    assert stated(parse_date("4 Maret 2024 08:15 WIB", zone=WITA)) == "2024-03-04T08:15+07:00"
    assert stated(parse_date("1709514909", zone=WIT)) == "2024-03-04T10:15:09+09:00"


def test_a_relative_time_is_told_on_the_outlets_clock() -> None:
    late = datetime(2026, 3, 17, 23, 30, tzinfo=UTC)
    assert stated(parse_date("1 jam lalu", late, zone=WITA)) == "2026-03-18T06:30+08:00"
    assert parse_date("kemarin", late) == date(2026, 3, 17)
    assert parse_date("kemarin", datetime(2026, 3, 18, 6, 30)) == date(2026, 3, 17)  # noqa: DTZ001 naive on purpose


def test_offsets_are_fixed_also_for_the_days_when_the_law_was_another() -> None:
    value = parse_date("21 Maret 1962 10.00 WIB")
    assert isinstance(value, datetime)
    assert value.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("raw", "want"),
    [("12 05 2022 10:20", "2022-05-12T10:20+07:00"), ("2 Rajab 1440", "-"), ("3 jam", "-"), ("Januari 2020", "-")],
)
def test_the_fallback_never_returns_a_part_that_is_not_printed(raw: str, want: str) -> None:
    assert parse_date(raw) is None
    assert stated(parse_date(raw, fallback=True)) == want


def test_dateparser_is_loaded_by_the_fallback_alone() -> None:
    code = "import sys; from newsbot.dates import parse_date; parse_date('Senin'); print('dateparser' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_find_dates_gives_each_date_with_its_place_label_and_precision() -> None:
    text = (
        "Rina | Jum\u200bat, 6 Agt 2021 | 14.05 WITA \n Diperbarui:\u00a0 7 Agustus 2021, 10:20:11 WIB. "
        "Pada Senin (9/8/2021) sebanyak 10 orang hadir."
    )
    found = find_dates(text)
    assert [text[f.start : f.end] for f in found] == [
        "Jum\u200bat, 6 Agt 2021 | 14.05 WITA",
        "7 Agustus 2021, 10:20:11 WIB",
        "Senin (9/8/2021)",
    ]
    assert [(stated(f.value), f.label, f.precision) for f in found] == [
        ("2021-08-06T14:05+08:00", None, "minute"),
        ("2021-08-07T10:20:11+07:00", "modified", "second"),
        ("2021-08-09", None, "day"),
    ]


def test_a_long_text_is_searched_in_linear_time() -> None:
    def seconds(text: str) -> float:
        start = time.perf_counter()
        find_dates(text)
        return time.perf_counter() - start

    line = "Pada Senin (9/8/2021) pukul 10.20 WIB sebanyak 10 orang hadir di 3 tempat. "
    assert min(seconds(line * 800) for _ in range(3)) < 24 * min(seconds(line * 100) for _ in range(3))


ADDRESSES = table("""
https://contoh.example/read/2021/05/03/123456789/judul -> 2021-05-03
https://contoh.example/2021/5/3/judul -> 2021-05-03
https://contoh.example/2021/05/03 -> 2021-05-03
https://contoh.example/daerah/21/05/03/ab12cd-judul -> 2021-05-03
https://contoh.example/news/2021/05/03/142530/judul -> 2021-05-03T14:25:30+07:00
https://contoh.example/news/2021/05/03/992530/judul -> 2021-05-03
https://contoh.example/foto/1319/20210503142530-judul-001.html -> 2021-05-03T14:25:30+07:00
https://contoh.example/nasional/20210503142530-12-5933/judul -> 2021-05-03T14:25:30+07:00
https://contoh.example/read/20210503/12/4889/judul -> 2021-05-03
https://contoh.example/2021-05-03/judul -> 2021-05-03
https://web.archive.org/web/20220721150811/https://contoh.example/2021/05/03/judul -> 2021-05-03
https://web.archive.org/web/20220721150811/https://contoh.example/judul -> -
https://contoh.example/read/2254252/judul -> -
https://contoh.example/d-7016153/judul-2021-05-03 -> -
https://contoh.example/2021/05/judul -> -
https://contoh.example/2021/02/31/judul -> -
https://contoh.example/1962/05/03/judul -> -
https://contoh.example/12/34/56/judul -> -
https://contoh.example/indeks?date=2021/05/03 -> -
bukan alamat -> -
""")


@pytest.mark.parametrize(("url", "want"), ADDRESSES)
def test_an_address_tells_its_day_only_in_whole_segments(url: str, want: str) -> None:
    assert stated(url_date(url)) == want


@pytest.mark.parametrize("shape", URL_SHAPES, ids=lambda shape: shape.name)
def test_the_example_of_each_url_shape_is_read(shape: object) -> None:
    value = url_date(shape.example)  # type: ignore[attr-defined]
    assert isinstance(value, datetime) == shape.timed  # type: ignore[attr-defined]
    assert stated(value).startswith("2021-05-03")


def test_offsets_become_zones_and_nonsense_is_an_error() -> None:
    assert [zone_from_offset(o) for o in ("+07:00", "+0800", "+9", "Z")] == [WIB, WITA, WIT, UTC]
    assert zone_from_offset("-03:30") == timezone(-timedelta(hours=3, minutes=30))
    for nonsense in ("", "WIB", "+25:00", "+07:99", "0700"):
        with pytest.raises(ValueError, match="not a UTC offset"):
            zone_from_offset(nonsense)
