"""A made-up press: stories, true copies of them, and texts that only look like copies.

Everything is invented. A story is a list of points (facts and quotations); a newsroom tells a point in its own words, so that two
newsrooms with one story share facts and quotations and no sentences. The rest are forms filled in anew: weather, prices, tremors,
football, horoscopes, draws, timetables.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from copies_words import (
    BODIES,
    CAUSES,
    COLOUR,
    DAYS,
    FIRST,
    HAPPENED,
    LAST,
    MONTHS,
    NEEDS,
    PEOPLE,
    PLACES,
    QUOTES,
    ROLES,
    SAID,
    TELLINGS,
    THINGS,
    WORDS,
)

from newsbot import copies
from newsbot.items import Article
from newsbot.stored_lines import ARTICLES


@dataclass(frozen=True)
class Event:
    """What happened: the values of all blanks, and which points the story makes in which order."""

    facts: dict[str, str]
    points: tuple[str, ...]
    quotes: tuple[str, ...]
    day: datetime


@dataclass
class Press:
    """The invented press, the same for the same seed."""

    seed: int = 1
    articles: list[Article] = field(default_factory=list)
    truth: dict[str, int] = field(default_factory=dict)
    """Address to the number of its text; alike only for true copies."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def build(self, wanted: int, lookalikes: int) -> Press:
        """Print originals with one to three copies each until so many copies are out, and so many look-alikes."""
        made = 0
        while made < wanted:
            event = self.event()
            original = self.tell(event, 0)
            number = self.print_(original)
            for _ in range(min(self.chance.choice((1, 1, 1, 2, 3)), wanted - made)):
                self.print_(self.copy(original), number)
                made += 1
        forms: list[Callable[[], list[Article]]] = [
            self.rivals, self.weather, self.prices, self.tremor, self.football, self.horoscope, self.draw, self.timetable, self.market,
        ]  # fmt: skip
        made = 0
        while made < lookalikes:
            form = self.chance.choice(forms)
            for article in form()[: lookalikes - made]:
                self.print_(article)
                made += 1
        self.chance.shuffle(self.articles)
        return self

    def print_(self, article: Article, text: int | None = None) -> int:
        number = len(self.articles)
        article.outlet = f"koran{number % 7}"
        article.url = f"https://koran{number % 7}.example/read/{number}"
        article.fetched_at = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=number)
        self.articles.append(article)
        self.truth[article.url] = number if text is None else text
        return self.truth[article.url]

    def save(self, folder: Path) -> None:
        """Write the articles into a data folder, as crawls of several days left them."""
        for number, article in enumerate(self.articles):
            path = folder / ARTICLES / str(article.outlet) / f"2026-11-{1 + 28 * number // len(self.articles):02}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as lines:
                lines.write(article.to_json() + "\n")

    def found(self, folder: Path) -> Iterator[list[str]]:
        """The clusters that the index of that folder holds, as addresses."""
        with copies.open_index(folder) as index:
            for _, members in index.clusters():
                yield [str(member.url) for member in members]

    def one(self, choices: list[str] | tuple[str, ...]) -> str:
        return self.chance.choice(choices)

    def name(self) -> str:
        return f"{self.one(FIRST)} {self.one(LAST)}"

    def event(self) -> Event:
        chance = self.chance
        day = datetime(2026, chance.randint(1, 12), chance.randint(1, 28), chance.randint(5, 22), tzinfo=UTC)
        facts = {
            "thing": self.one(THINGS), "place": self.one(PLACES), "place2": self.one(PLACES), "happened": self.one(HAPPENED),
            "cause": self.one(CAUSES), "day": DAYS[day.weekday()], "day2": self.one(DAYS), "date": f"{day.day}/{day.month}",
            "clock": f"{day.hour:02}.{chance.randint(0, 59):02}", "clock2": f"{chance.randint(5, 20):02}.{chance.randint(0, 59):02}",
            "count": str(chance.randint(12, 4000)), "kk": str(chance.randint(8, 900)), "people": self.one(PEOPLE), "many": str(chance.randint(2, 30)),
            "money": str(chance.randint(90, 990)), "weeks": str(chance.randint(2, 30)), "body": self.one(BODIES), "role": self.one(ROLES),
            "crew": str(chance.randint(10, 300)), "name": self.name(), "name2": self.name(), "need": self.one(NEEDS), "year": str(chance.randint(1998, 2024)),
            "month": self.one(MONTHS),
        }  # fmt: skip
        facts |= {"Thing": facts["thing"].capitalize(), "Need": facts["need"].capitalize()}
        points = tuple(chance.sample(list(TELLINGS)[1:], chance.randint(3, 6)))
        return Event(facts, points, tuple(chance.sample(QUOTES, chance.randint(1, 3))), day)

    def tell(self, event: Event, newsroom: int) -> Article:
        """The event as one of the two newsrooms tells it."""
        facts = event.facts
        points = list(event.points)
        if newsroom:
            self.chance.shuffle(points)
        paragraphs = [self.one(TELLINGS["lead"][newsroom]).format(**facts)]
        for point in points:
            paragraphs.append(self.one(TELLINGS[point][newsroom]).format(**facts))
            if self.chance.random() < 0.7:
                paragraphs[-1] += " " + self.colour()
        for quote in event.quotes:
            said = self.one(SAID[newsroom]).format(**facts, quote=quote.format(**facts))
            if self.chance.random() < 0.5:
                said += " " + self.colour()
            paragraphs.insert(self.chance.randint(1, len(paragraphs)), said)
        paragraphs += [self.colour() for _ in range(self.chance.randint(0, 3))]
        titles = (
            "{Thing} {place} {happened}",
            "Kronologi {thing} di {place} {happened}",
            "{place}: {Thing} {happened}, {count} {people} Terdampak",
        )
        title = self.one(titles).format(**facts)
        mark = ("", f"{facts['place']}, KORAN SATU - ", f"{facts['place']} (PEWARTA) - ")[
            self.chance.randint(0, 2) * (not newsroom)
        ]
        return Article(title=title, body=mark + "\n\n".join(paragraphs), published_at=event.day)

    def colour(self) -> str:
        return self.one(COLOUR).format(**{key: self.one(words.split(";")) for key, words in WORDS.items()})

    # true copies

    def copy(self, original: Article) -> Article:
        """The same text as another paper carries it."""
        title, paragraphs = original.title or "", original.paragraphs
        edits = [self.cut, self.other_dateline, self.promotions, self.retouched, self.new_lead]
        chosen = self.chance.sample(edits, self.chance.choice((0, 1, 1, 2, 2, 3)))
        for edit in sorted(chosen, key=edits.index):
            paragraphs = edit(list(paragraphs))
        if self.chance.random() < 0.7:
            title = self.one(
                (
                    f"Waduh, {title}",
                    f"{title}, Ini Penjelasannya",
                    f"Warga Resah, {title[:40].rpartition(' ')[0]}",
                    "Begini Kabar Terbarunya",
                )
            )
        assert isinstance(original.published_at, datetime)
        when = original.published_at + timedelta(hours=self.chance.randint(0, 40))
        return Article(title=title, body="\n\n".join(paragraphs), published_at=when)

    def cut(self, paragraphs: list[str]) -> list[str]:
        return paragraphs[: max(2, round(len(paragraphs) * self.chance.uniform(0.2, 0.8)))]

    def other_dateline(self, paragraphs: list[str]) -> list[str]:
        head, dash, rest = paragraphs[0].partition(" - ")
        first = rest if dash and len(head) < 40 else paragraphs[0]
        mark = self.one(
            ("KORANSATU.COM, JAKARTA - ", "Bandung (PEWARTA) - ", "Jakarta - ", "", "Harian Warta, Surabaya -- ")
        )
        return [mark + first, *paragraphs[1:]]

    def promotions(self, paragraphs: list[str]) -> list[str]:
        for _ in range(self.chance.randint(1, 3)):
            topic = f"{self.one(THINGS).title()} {self.one(PLACES)} {self.one(HAPPENED).title()}"
            line = self.one(
                (f"Baca juga: {topic}", f"Baca Juga: {topic}", f"Simak juga video: {topic}", f"Lihat juga: {topic}")
            )
            paragraphs.insert(self.chance.randint(1, len(paragraphs)), line)
        return paragraphs

    def retouched(self, paragraphs: list[str]) -> list[str]:
        pairs = {"kata": "ucap", "ujar": "kata", "sekitar": "kira-kira", "warga": "penduduk", "akibat": "karena", "saat": "ketika", "serta": "dan",
                 "kini": "sekarang", "agar": "supaya", "hingga": "sampai", "sejumlah": "beberapa", "diminta": "diimbau", "tampak": "terlihat", "masih": "tetap"}  # fmt: skip
        share = self.chance.uniform(0.01, 0.04)
        edited = []
        for paragraph in paragraphs:
            words = [pairs.get(word, word) if self.chance.random() < 0.6 else word for word in paragraph.split()]
            edited.append(" ".join(word for word in words if not word.islower() or self.chance.random() > share))
        return edited

    def new_lead(self, paragraphs: list[str]) -> list[str]:
        lead = self.one(
            (
                "Kabar dari {place} menjadi perbincangan hangat di media sosial sepanjang {day}. Berikut ulasan selengkapnya yang dirangkum redaksi.",
                "Sebuah peristiwa kembali menyita perhatian publik. Kali ini datang dari kawasan {place}, yang selama ini dikenal tenang.",
            )
        )
        return [lead.format(place=self.one(PLACES), day=self.one(DAYS)), *paragraphs]

    # texts that only look alike

    def rivals(self) -> list[Article]:
        event = self.event()
        return [self.tell(event, 0), self.tell(event, 1)]

    def day(self) -> datetime:
        return datetime(2026, self.chance.randint(1, 12), self.chance.randint(1, 28), 6, tzinfo=UTC)

    def form(self, title: str, *paragraphs: str, day: datetime) -> list[Article]:
        return [Article(title=title, body="\n\n".join(paragraphs), published_at=day)]

    def weather(self) -> list[Article]:
        day, place, n = self.day(), self.one(PLACES), self.chance.randint
        sky = "cerah berawan;hujan ringan;hujan sedang;berawan tebal;hujan petir;udara kabur".split(";")
        when = f"{DAYS[day.weekday()]} ({day.day}/{day.month}/2026)"
        return self.form(
            f"Prakiraan Cuaca {place} Hari Ini, {day.day} {MONTHS[day.month - 1]} 2026",
            f"Badan Meteorologi, Klimatologi, dan Geofisika (BMKG) merilis prakiraan cuaca untuk wilayah {place} dan sekitarnya pada {when}.",
            f"Pada pagi hari cuaca di {place} diperkirakan {self.one(sky)}, siang hari {self.one(sky)}, lalu malam hari {self.one(sky)}.",
            f"Suhu udara berkisar antara {n(19, 25)} hingga {n(28, 35)} derajat Celsius dengan tingkat kelembapan {n(55, 70)} sampai {n(85, 99)} persen.",
            f"Angin bertiup dari arah {self.one(('barat', 'timur', 'utara', 'selatan'))} dengan kecepatan {n(5, 30)} kilometer per jam.",
            "Masyarakat diimbau tetap waspada terhadap potensi hujan disertai kilat dan angin kencang berdurasi singkat, serta menjaga kesehatan.",
            day=day,
        )

    def prices(self) -> list[Article]:
        day, n = self.day(), self.chance.randint
        goods = "beras medium;bawang merah;bawang putih;cabai rawit;cabai keriting;daging sapi;daging ayam;telur ayam;gula pasir;minyak goreng;kedelai;jagung".split(
            ";"
        )
        lines = [
            f"{item.capitalize()} Rp{n(9, 150)}.{n(0, 99) * 10:03} per kilogram" for item in goods[: n(6, len(goods))]
        ]
        return self.form(
            f"Harga Pangan Hari Ini {day.day} {MONTHS[day.month - 1]} 2026",
            f"Panel harga pangan mencatat pergerakan harga sejumlah bahan pokok di tingkat konsumen pada {DAYS[day.weekday()]} ({day.day}/{day.month}).",
            "Berikut rincian harga rata-rata nasional sejumlah komoditas pangan yang dihimpun dari pedagang eceran di seluruh daerah:",
            *lines,
            "Harga tersebut dapat berubah sewaktu-waktu sesuai dengan pasokan dan permintaan di masing-masing daerah.",
            day=day,
        )

    def tremor(self) -> list[Article]:
        day, place, n = self.day(), self.one(PLACES), self.chance.randint
        size = f"{n(3, 6)},{n(0, 9)}"
        return self.form(
            f"Gempa Magnitudo {size} Guncang {place}",
            f"Gempa bumi dengan magnitudo {size} mengguncang wilayah {place}, {DAYS[day.weekday()]} ({day.day}/{day.month}) pukul {n(0, 23):02}.{n(0, 59):02} WIB.",
            f"BMKG menyebut pusat gempa berada di koordinat {n(1, 9)},{n(10, 99)} lintang selatan dan {n(95, 140)},{n(10, 99)} bujur timur, "
            f"{n(10, 150)} kilometer {self.one(('barat daya', 'tenggara', 'timur laut'))} {place}, pada kedalaman {n(10, 200)} kilometer.",
            "Gempa tersebut tidak berpotensi tsunami. Masyarakat diimbau tidak terpengaruh isu yang tidak dapat dipertanggungjawabkan kebenarannya.",
            "Informasi ini mengutamakan kecepatan, sehingga hasil pengolahan data belum stabil dan bisa berubah seiring kelengkapan data.",
            day=day,
        )

    def football(self) -> list[Article]:
        day, home, away, n = self.day(), self.one(PLACES), self.one(PLACES), self.chance.randint
        minutes = sorted(self.chance.sample(range(3, 90), 3))
        return self.form(
            f"Hasil Liga Nusantara: {home} FC vs {away} United {n(0, 4)}-{n(0, 4)}",
            f"{home} FC menjamu {away} United pada lanjutan Liga Nusantara di Stadion {self.one(PLACES)}, {DAYS[day.weekday()]} ({day.day}/{day.month}) malam.",
            f"Tuan rumah langsung tampil menekan sejak peluit babak pertama dibunyikan. Gol pembuka lahir pada menit ke-{minutes[0]} lewat sepakan {self.name()}.",
            f"Tim tamu mencoba membalas dan beberapa kali mengancam gawang lawan. Pada menit ke-{minutes[1]}, {self.name()} mencatatkan namanya di papan skor.",
            f"Memasuki babak kedua, kedua tim bermain terbuka. Wasit {self.name()} mengeluarkan {n(1, 7)} kartu kuning hingga laga usai.",
            f"Dengan hasil ini {home} FC mengoleksi {n(5, 60)} poin di peringkat ke-{n(1, 18)} klasemen sementara.",
            day=day,
        )

    def horoscope(self) -> list[Article]:
        day = self.day()
        signs = "Aries Taurus Gemini Cancer Leo Virgo Libra Scorpio Sagitarius Capricorn Aquarius Pisces".split()
        love = "hubungan membaik;jaga ucapan;ada kejutan;kurangi cemburu;waktunya jujur;sendiri dulu lebih baik;bertemu orang lama;rencana tertunda".split(
            ";"
        )
        work = "tekanan mereda;tugas menumpuk;atasan puas;hindari lembur;ada tawaran baru;rekan membantu;fokus pada detail;tunda keputusan".split(
            ";"
        )
        lines = [
            f"{sign}: Asmara {self.one(love)}, karier {self.one(work)}, dan keuangan {self.one(('stabil', 'seret', 'longgar', 'perlu dicatat'))}."
            for sign in signs
        ]
        return self.form(
            f"Ramalan Zodiak {DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} 2026",
            f"Bagaimana peruntungan kamu pada {DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} 2026? Simak ramalan zodiak lengkap berikut ini.",
            *lines,
            day=day,
        )

    def draw(self) -> list[Article]:
        day, n = self.day(), self.chance.randint
        return self.form(
            f"Hasil Undian Tabungan Warga Periode {MONTHS[day.month - 1]} 2026",
            f"Koperasi Tabungan Warga mengumumkan pemenang undian periode {MONTHS[day.month - 1]} 2026 yang diundi pada {DAYS[day.weekday()]} ({day.day}/{day.month}).",
            f"Hadiah utama berupa satu unit sepeda motor jatuh kepada pemegang nomor {n(100000, 999999)} atas nama {self.name()}.",
            f"Hadiah kedua diraih nomor {n(100000, 999999)} atas nama {self.name()}, sedangkan hadiah ketiga nomor {n(100000, 999999)}.",
            "Pemenang dapat mengambil hadiah di kantor koperasi dengan membawa kartu identitas dan buku tabungan asli. Seluruh pajak ditanggung penyelenggara.",
            day=day,
        )

    def timetable(self) -> list[Article]:
        day, place, n = self.day(), self.one(PLACES), self.chance.randint
        return self.form(
            f"Jadwal SIM Keliling {place} Hari Ini",
            f"Satuan Lalu Lintas menggelar layanan SIM keliling di {place} pada {DAYS[day.weekday()]} ({day.day}/{day.month}).",
            f"Layanan dibuka pukul {n(7, 9):02}.00 sampai {n(12, 15)}.00 di halaman {self.one(THINGS)} {self.one(PLACES)}.",
            "Pemohon perpanjangan SIM A dan SIM C diminta membawa KTP asli beserta fotokopi, SIM lama, serta surat keterangan sehat jasmani dan rohani.",
            "Biaya perpanjangan SIM A sebesar Rp80.000 dan SIM C sebesar Rp75.000 sesuai peraturan pemerintah tentang penerimaan negara bukan pajak.",
            day=day,
        )

    def market(self) -> list[Article]:
        day, n = self.day(), self.chance.randint
        way = self.one(("menguat", "melemah"))
        return self.form(
            f"Indeks Saham Ditutup {way.capitalize()} ke {n(5, 8)}.{n(100, 999)}",
            f"Indeks harga saham gabungan {way} {n(3, 190)},{n(10, 99)} poin atau {n(0, 2)},{n(10, 99)} persen pada penutupan {DAYS[day.weekday()]} ({day.day}/{day.month}).",
            f"Sebanyak {n(100, 400)} saham naik, {n(100, 400)} saham turun, dan {n(100, 300)} saham stagnan. Nilai transaksi mencapai Rp{n(6, 20)},{n(1, 9)} triliun.",
            f"Frekuensi perdagangan tercatat {n(700, 1500)} ribu kali dengan volume {n(9, 30)},{n(1, 9)} miliar saham. Kapitalisasi pasar berada di level Rp{n(9, 13)} ribu triliun.",
            "Investor asing membukukan jual bersih di seluruh pasar, sementara pelaku pasar masih menanti arah kebijakan suku bunga bank sentral.",
            day=day,
        )


def in_pairs(groups: Iterable[list[str]]) -> set[tuple[str, str]]:
    """Every two addresses that stand in one group, in alphabetical order."""
    return {(one, other) for group in groups for one in group for other in group if one < other}


def groups_of(labels: dict[str, int]) -> Iterator[list[str]]:
    """Addresses under the same label."""
    found: dict[int, list[str]] = {}
    for url, label in labels.items():
        found.setdefault(label, []).append(url)
    yield from (group for group in found.values() if len(group) > 1)
