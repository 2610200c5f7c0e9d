"""Any moment written in any known shape reads back; any text at all is survived, quickly."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.dates import WIB, WIT, WITA, find_dates, parse_date, url_date

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
SHORT = "Jan Feb Mar Apr Mei Jun Jul Agt Sep Okt Nov Des".split()
ENGLISH = "January February March April May June July August September October November December".split()
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Minggu")
ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ZONES: dict[tzinfo | None, str] = {WIB: "WIB", WITA: "WITA", WIT: "WIT"}


def _offset(m: datetime) -> str:
    text = m.strftime("%z")
    return f"{text[:3]}:{text[3:]}"


# shape -> writer; a writer leaves out seconds or zone only where the reader is told not to expect them
TO_THE_MINUTE: dict[str, Callable[[datetime], str]] = {
    "long": lambda m: f"{WEEKDAYS[m.weekday()]}, {m.day} {MONTHS[m.month - 1]} {m.year} {m:%H:%M} {ZONES[m.tzinfo]}",
    "bar": lambda m: f"{WEEKDAYS[m.weekday()]}, {m:%d} {SHORT[m.month - 1]} {m.year} | {m:%H:%M} {ZONES[m.tzinfo].lower()}",
    "dash": lambda m: f"{WEEKDAYS[m.weekday()]}, {m:%d} {MONTHS[m.month - 1]} {m.year} – {m:%H.%M} {ZONES[m.tzinfo]}",
    "numeric": lambda m: f"{WEEKDAYS[m.weekday()]}, {m:%d/%m/%Y %H:%M} {ZONES[m.tzinfo]}",
    "outlet": lambda m: f"Harian Contoh - {m:%d/%m/%Y, %H:%M} {ZONES[m.tzinfo]}",
    "byline": lambda m: f"Rina Sari | {WEEKDAYS[m.weekday()]}, {m.day} {MONTHS[m.month - 1]} {m.year} - {m:%H:%M} {ZONES[m.tzinfo]}",
    "label": lambda m: f"Tayang: {m.day} {MONTHS[m.month - 1]} {m.year} pukul {m:%H.%M} {ZONES[m.tzinfo]} | 12 Komentar",
    "time first": lambda m: f"{m:%H:%M} {ZONES[m.tzinfo]}, {WEEKDAYS[m.weekday()]}, {m.day} {SHORT[m.month - 1]} {m.year}",
    "upper case": lambda m: f"{WEEKDAYS[m.weekday()]}, {m.day} {MONTHS[m.month - 1]} {m.year} {m:%H:%M} {ZONES[m.tzinfo]}".upper(),
    "half of day": lambda m: f"{ENGLISH[m.month - 1]} {m.day}, {m.year} {m:%I:%M %p} {ZONES[m.tzinfo]}",
    "glued": lambda m: f"{WEEKDAYS[m.weekday()]},{m.day} {MONTHS[m.month - 1]} {m.year}{m:%H:%M}{ZONES[m.tzinfo]}",
}  # fmt: skip
TO_THE_SECOND: dict[str, Callable[[datetime], str]] = {
    "iso": lambda m: m.isoformat(),
    "iso basic offset": lambda m: f"{m:%Y-%m-%dT%H:%M:%S%z}",
    "iso blank": lambda m: f"{m:%Y-%m-%d %H:%M:%S} {_offset(m)}",
    "iso glued zone": lambda m: f"{m:%Y-%m-%d}{ZONES[m.tzinfo]}{m:%H:%M:%S}{_offset(m)}",
    "compact": lambda m: f"{m:%Y%m%dT%H%M%S%z}",
    "rfc 822": lambda m: f"{ENGLISH_DAYS[m.weekday()]}, {m:%d} {ENGLISH[m.month - 1][:3]} {m.year} {m:%H:%M:%S %z}",
    "script": lambda m: (
        f"{ENGLISH_DAYS[m.weekday()]} {ENGLISH[m.month - 1][:3]} {m:%d} {m.year} {m:%H:%M:%S} GMT{m:%z}"
    ),
    "numeric": lambda m: f"{m:%d-%m-%Y %H:%M:%S} {ZONES[m.tzinfo]}",
    "text": lambda m: f"{m:%d} {SHORT[m.month - 1]} {m.year}, {m:%H.%M.%S} {ZONES[m.tzinfo]}",
}
DAYS: dict[str, Callable[[date], str]] = {
    "text": lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    "short": lambda d: f"{d.day} {SHORT[d.month - 1]} {d.year}",
    "market day": lambda d: f"{WEEKDAYS[d.weekday()]} Pahing, {d.day} {MONTHS[d.month - 1]} {d.year}",
    "brackets": lambda d: f"{WEEKDAYS[d.weekday()]} ({d.day}/{d.month}/{d.year})",
    "month first": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d:%Y/%m/%d}",
}

moments = st.builds(
    lambda moment, zone: moment.replace(microsecond=0, tzinfo=zone),
    st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 30)),  # noqa: DTZ001 the zone is drawn beside it
    st.sampled_from([WIB, WITA, WIT]),
)
days = st.dates(date(1901, 1, 1), date(2099, 12, 31))
nows = st.datetimes(datetime(1902, 1, 1), datetime(2099, 1, 1)).map(lambda m: m.replace(tzinfo=WIB))  # noqa: DTZ001
texts = st.text(max_size=400) | st.lists(
    st.sampled_from(
        "1 12 2024 10:20 10.20 / - . : , | ( ) mei maret 5/8 2024-08-05 T Z +07:00 WIB senin jum'at lalu jam se setengah dua "
        "puluh kemarin tadi malam pukul hari ini diperbarui terbit yang < & ; \u200b \u00a0 İ ² ١ 0 99 am pm s/d".split(" ")
    ),
    max_size=120,
).map("".join).map(lambda text: text[:400])  # fmt: skip


@pytest.mark.parametrize("shape", TO_THE_MINUTE)
@given(moment=moments)
@settings(max_examples=60, deadline=None)
def test_a_moment_written_to_the_minute_reads_back(shape: str, moment: datetime) -> None:
    moment = moment.replace(second=0)
    value = parse_date(TO_THE_MINUTE[shape](moment))
    assert isinstance(value, datetime)
    assert (value, value.utcoffset()) == (moment, moment.utcoffset())


@pytest.mark.parametrize("shape", TO_THE_SECOND)
@given(moment=moments)
@settings(max_examples=60, deadline=None)
def test_a_moment_written_to_the_second_reads_back(shape: str, moment: datetime) -> None:
    value = parse_date(TO_THE_SECOND[shape](moment))
    assert isinstance(value, datetime)
    assert (value, value.utcoffset()) == (moment, moment.utcoffset())


@pytest.mark.parametrize("shape", DAYS)
@given(day=days)
@settings(max_examples=60, deadline=None)
def test_a_day_reads_back_as_a_day(shape: str, day: date) -> None:
    value = parse_date(DAYS[shape](day))
    assert value == day
    assert not isinstance(value, datetime)


@given(moment=moments, hours=st.integers(-14, 14))
@settings(deadline=None)
def test_any_printed_offset_is_kept(moment: datetime, hours: int) -> None:
    moment = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    value = parse_date(moment.isoformat())
    assert isinstance(value, datetime)
    assert (value, value.utcoffset()) == (moment, moment.utcoffset())


@given(seconds=st.integers(1_000_000_000, 1_999_999_999), milliseconds=st.integers(0, 999))
@settings(deadline=None)
def test_epoch_numbers_are_instants(seconds: int, milliseconds: int) -> None:
    assert parse_date(str(seconds)) == datetime.fromtimestamp(seconds, UTC)
    instant = datetime.fromtimestamp(seconds, UTC) + timedelta(milliseconds=milliseconds)
    assert parse_date(f"{seconds}{milliseconds:03}") == instant


@given(day=days, now=nows)
@settings(deadline=None)
def test_a_missing_year_is_the_nearest_that_is_not_after_now(day: date, now: datetime) -> None:
    value = parse_date(f"{day.day} {MONTHS[day.month - 1]}", now)
    if value is None:
        assert (day.month, day.day) == (2, 29)
        return
    assert not isinstance(value, datetime)
    assert (value.month, value.day) == (day.month, day.day)
    assert value <= now.date()
    if (day.month, day.day) != (2, 29):
        assert value > now.date() - timedelta(days=367)


@given(now=nows, count=st.integers(1, 99), unit=st.sampled_from([("detik", 1), ("menit", 60), ("jam", 3600)]))
@settings(deadline=None)
def test_so_many_units_ago_is_now_less_as_many(now: datetime, count: int, unit: tuple[str, int]) -> None:
    assert parse_date(f"{count} {unit[0]} lalu", now) == now - timedelta(seconds=count * unit[1])


@given(text=texts, now=st.none() | nows | st.datetimes())
@settings(max_examples=400, deadline=None)
def test_any_text_is_survived_and_whatever_is_read_is_whole(text: str, now: datetime | None) -> None:
    value = parse_date(text, now)
    assert value is None or isinstance(value, date)
    assert not isinstance(value, datetime) or value.tzinfo is not None
    for found in find_dates(text, now):
        assert 0 <= found.start < found.end <= len(text)
        assert found.label in ("published", "modified", None)
        assert (found.precision == "day") == (not isinstance(found.value, datetime))
    url_date(text)


@given(text=texts, day=days)
@settings(deadline=None)
def test_what_find_dates_finds_reads_the_same_on_its_own(text: str, day: date) -> None:
    line = f"Terbit {DAYS['text'](day)} oleh redaksi, {text}"
    first = find_dates(line)[0]
    assert first.label == "published"
    alone = parse_date(line[first.start : first.end])
    assert alone == first.value


@pytest.mark.parametrize(
    "piece",
    ["1 ", "1/", "1:", "1 1/1 ", "12 mei ", "5 nov 10 ", "mei 5, ", "2022-", "2022-05-12 ", "10:20 ", "1 jam, ", "dua puluh ",
     "tadi 10.20.", "senin (1/", "12 - 15 januari ", "s/d ", "5 abcdefgh 2015 ", "diperbarui ", " ", "<a", "&0", "\u00a0"],
)  # fmt: skip
def test_no_text_of_400_characters_is_read_slowly(piece: str) -> None:
    text = (piece * 400)[:400]
    now = datetime(2026, 3, 18, tzinfo=WIB)

    def seconds() -> float:
        start = time.perf_counter()
        parse_date(text, now)
        return time.perf_counter() - start

    # Ten times the aim of two milliseconds: what this must find is a pattern that backtracks, and machines are shared.
    assert min(seconds() for _ in range(20)) < 0.02
