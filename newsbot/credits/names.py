"""People's names in credits: where one ends and the next begins, and what is no name at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WEEKDAY = r"(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad|mon|tues?|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?"
_MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu(?:stus)?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember|b)?|des(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"(?i:\b{_WEEKDAY}\b\s{{0,3}}[,|]?\s{{0,3}}(?=\d|\(\d|[,|])"
    rf"|\b\d{{1,2}}\s{{0,3}}[-/ ]?\s{{0,3}}{_MONTH}\b\.?,?\s{{0,3}}[-/]?(?:\d{{4}}|\d{{2}})?\b"
    rf"|\b{_MONTH}\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?(?:\s{{0,3}},?\s{{0,3}}\d{{4}})?\b"
    r"|\b\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,4})?(?:T\d{2}:\d{2}[\d:.+Z-]{0,14})?"
    r"|(?:\b(?:pukul|jam|at)\s{1,3})?\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\b(?:\s{0,3}(?:WIB|WITA|WIT|[AP]M|GMT|UTC)\b)?"
    r"|\b\d{1,3}\s{1,3}(?:detik|menit|jam|hari|minggu|bulan|tahun)\s{1,3}(?:yang\s{1,3})?lalu\b)"
)

_DEGREE = re.compile(
    r"(?:(?:Dr|Drs|Ir|Prof|Hj?)\.?"
    r"|(?:[SMAD]|Dr|Ph|Sp|Bd|Ns|Apt|Amd|A\.Md)\.(?:H|E|T|P|Si|Sos|Kom|Pd|Ag|Hum|Kes|Farm|Psi|IP|AP|Ked|KM|Sc|A|M|Ak|Med|D|PD|OG|Th"
    r"|Fil|Sn|Ds|Hut|Pt|Kn|Tr|Li|Mat|Stat|Keb|Kep|Gz|IK|Sy|Ikom|Han|I\.?Kom|I\.?P|I\.?K|H\.?I|E\.?I|E\.?Sy|Pd\.?I|B|P\.?Mat|Par)\.?"
    r"|SH|MH|SE|MM|ST|MT|MSi|SSos|SIP|SKom|SPd|MPd|MSc|PhD|MBA|MHum|MKes|SKM|SAg|LLM|LL\.M\.?|BSc|BA|MA|CFA|Lc\.?|M\.?Phil\.?|Jr\.?)",
)
_SPLIT = re.compile(
    r"\s*[,;|•·\n\t+]\s*|\s*/\s*|\s*&\s*|(?<!\S)(?:dan|and|serta)(?!\S)|\s[-–—]+(?:\s|(?=\w))|[–—]+|(?<=\w)-\s"
    r"|-(?=(?i:detik|okezone|tribun|kompas|sindo|liputan6|cnn|cnbc))"
)
_CAPS_AND = re.compile(r"(?<= )(?:DAN|AND)(?= )")

# Words no byline name contains: what is left over when a sentence or a page label stands where a name should.
_SENTENCE_WORDS = frozenset(
    "yang untuk dengan adalah akan telah sudah pada dalam ini itu tidak bisa kami mereka kita karena sebab menyebut mengatakan"
    " bahwa juga saat usai para seperti tersebut anda klik baca simak dari ke di the of is are was were has have that this"
    " menjadi agar bagi atau tetapi namun sebagai secara masih belum lebih apa siapa mengapa kenapa bagaimana kapan"
    " katanya ujarnya jelasnya lain terbaru halaman berita artikel foto video gambar follow share selengkapnya lihat".split()
)
_NOISE = frozenset(
    "updated update diperbarui diterbitkan dipublikasikan published posted tayang terbit dibaca views view kali komentar comments"
    " bagikan profil home null none undefined n/a na unknown wib wita wit read menit verified advertisement news dkk sumber"
    " min google indonesia http https jakarta sponsored adv senior junior magang trainee"
    " kontributor penulis editor reporter wartawan jurnalis pewarta koresponden redaktur".split()
)
_CODE = re.compile(r"[A-Za-z]{1,3}[- ]?\d{1,3}")
_NOT_IN_NAMES = re.compile(r"[!?:\"“”<>{}()\[\]=#%$@\\©_…*^~\d]")
MAX_WORDS = 7


def blank_dates(text: str) -> str:
    """``text`` with each date and time replaced by a separator, so that what stands on either side stays apart."""
    return _DATE.sub(" | ", text) if any(c.isdigit() for c in text) else text


def split_names(text: str) -> Iterator[str]:
    """The pieces between separators, in order; a degree behind a comma stays with its name ("Rani, S.H.")."""
    if text.isupper():
        text = _CAPS_AND.sub("&", text)
    piece = ""
    for part in _SPLIT.split(text):
        part = part.strip(" \t\r\n.,:'\"-–—") if not _DEGREE.fullmatch(part.strip()) else part.strip()
        if not part:
            continue
        if piece and _DEGREE.fullmatch(part):
            piece = f"{piece}, {part}"
            continue
        if piece:
            yield piece
        piece = part
    if piece:
        yield piece


def is_code(text: str) -> bool:
    """Whether ``text`` is a staff code some papers print in place of a name: ``C31``, ``mg12``."""
    return _CODE.fullmatch(text) is not None


def is_noise(text: str) -> bool:
    """Whether ``text`` is page furniture, a bare number or nothing, such as stands around a byline."""
    words = text.casefold().split()
    return all(word.strip(".,:()") in _NOISE or not any(c.isalpha() for c in word) for word in words)


_JOBS = frozenset(
    "dosen guru peneliti mahasiswa mahasiswi pengamat direktur ketua anggota wakil pakar alumni alumnus pegiat penggiat aktivis"
    " sekretaris kepala staf founder ceo chairman professor lecturer analyst praktisi penggagas pendiri pemerhati penasihat advokat"
    " manajer manager presiden dekan rektor bendahara komisaris ekonom sejarawan budayawan sastrawan penyair akademisi".split()
)
_INSTITUTIONS = frozenset(
    "universitas university institut institute fakultas stie uin iain fisip feb pascasarjana".split()
)


def is_job_title(text: str) -> bool:
    """Whether ``text`` says what the person before it is ("Dosen Universitas X"), as opinion pages print behind a name."""
    words = text.casefold().split()
    return bool(words) and (words[0] in _JOBS or not _INSTITUTIONS.isdisjoint(words))


_SMALL = r"(?!dan |and |serta |diolah |dirangkum |dihimpun )[a-z][a-z'’-]*"
_NAME_AND_COMMA = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4},"
CLAUSE = (
    rf"(?-i:(?:{_SMALL} ){{3,}}[a-z]"
    rf"|(?!{_NAME_AND_COMMA}).*(?<!\w)(?:[a-z][a-z'’-]* ){{3,}}[a-z][a-z'’-]*(?<! sumber)[.!?…]+$)"
)
"""Pattern of what is no name behind a label: it opens with four words in small letters, or ends with four and a full stop.

A name and what its bearer does ("Rini Wulandari, dosen ilmu politik di sana.") is none, nor "Diolah dari berbagai sumber."
"""
CLAUSE_WORDS = (
    r"(?:itu|tidak|tak|adalah|akan|sudah|telah|pernah|ia|dia|mereka|kami|kita|saya|aku|bahwa|karena|ingin|selalu)"
)
"""Pattern of words that stand neither in names nor in sources."""
_PROSE_FROM = 3
_CLAUSE = re.compile(rf"{CLAUSE}|.*\b(?i:{CLAUSE_WORDS})\b", re.DOTALL)


def is_prose(text: str) -> bool:
    """Whether ``text`` holds so many words no name contains that it is running text, not a list of names."""
    found = 0
    for word in text.casefold().split():
        found += word in _SENTENCE_WORDS
        if found == _PROSE_FROM:
            return True
    return False


def is_clause(text: str) -> bool:
    """Whether what stands behind a role label is (part of) a sentence: "begitulah ia ingin dikenang."."""
    return _CLAUSE.match(text.strip()) is not None


def may_be_name(text: str) -> bool:
    """Whether ``text`` may be a person's name as printed, in any case; wide, for use where a name is expected."""
    if is_code(text):
        return True
    words = text.split()
    if not 0 < len(words) <= MAX_WORDS or len(text) > 70 or _NOT_IN_NAMES.search(text):
        return False
    if not any(c.isalpha() for c in text) or is_noise(text):
        return False
    if any(word.casefold().strip(".,()'") in _SENTENCE_WORDS for word in words):
        return False
    return len(words) <= 3 or any(word[0].isupper() for word in words)


_PARTICLES = frozenset("bin binti al el de van von der da del dos la ibn ul i".split())
# Capitalised words that make a bracketed or unlabelled phrase something else than a person.
_THINGS = frozenset(
    """liga piala grup group partai kabupaten kota provinsi kecamatan desa bank pt cv tbk channel tv jalan stadion persatuan
    dinas badan kementerian menteri presiden gubernur bupati wali polda polres polsek polri tni dpr dprd mpr kpk universitas institut
    sekolah rumah sakit timnas tim klub league cup football club united city fc championship serie bundesliga premier world dunia
    asia afrika eropa amerika indonesia inggris jepang korea selatan utara barat timur tengah pusat nasional internasional negara
    undang pasal ayat bagian bab halaman tamat selesai bersambung habis ilustrasi istimewa dok dokumentasi grafis tabel gambar sumber
    jadwal tanggal jam soccer sport sports trans siaran langsung live streaming ramadan ramadhan idul hari raya tahun bulan museum
    pulau gunung sungai laut danau bandara pelabuhan stasiun hotel mal mall pasar film lagu album series season episode copyright
    laporan keuangan rupiah dolar juta miliar persen off road surat keterangan catatan redaksi penulis editor pemilu pilkada pilpres
    gerakan organisasi yayasan lembaga komisi majelis dewan forum asosiasi himpunan ikatan fakultas program proyek operasi
    lanjutan pertama kedua ketiga terakhir karena itu sebab untuk""".split()
)


def is_full_name(text: str, least: int = 2) -> bool:
    """Whether ``text`` is clearly a person's name on its own: ``least`` to five capitalised words, none of them a thing's.

    Much narrower than :func:`may_be_name`, for places where anything might stand.
    """
    words = text.replace(",", " ").split()
    if not least <= len(words) <= 5 or len(text) > 50 or not may_be_name(text):
        return False
    for position, word in enumerate(words):
        bare = word.strip(".'’`")
        if not bare or bare.casefold() in _THINGS:
            return False
        if position and bare in _PARTICLES:
            continue
        if not bare[0].isupper() or (
            len(bare) > 1 and not bare.replace(".", "").replace("'", "").replace("’", "").replace("-", "").isalpha()
        ):
            return False
    return any(len(word) > 2 for word in words)
