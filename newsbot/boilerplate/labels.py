"""Rows for headings of the boxes that follow a story: topics, related lists, comments, footer."""

from __future__ import annotations

from newsbot.boilerplate.rule import Effect, Rule

# An opening word, a closing word: "Berita Terkait", "Artikel Lainnya", "Terpopuler Hari Ini".
NOUN = r"(?:berita|artikel|kabar|konten|news|post|posts|tulisan|video|foto|bacaan|opini|topik|index|indeks)"
SORT = (
    r"(?:terkait|lainnya|lainnnya|lain|terkini|terbaru|terpopuler|populer|terhangat|terpilih|pilihan|rekomendasi|utama|"
    r"selanjutnya|sebelumnya|serupa|menarik|terfavorit|trending|hangat|terkomentari|sejenis|hari ini)"
)
MORE = (
    r"(?:\s*(?:selengkapnya|lihat semua|hari ini|minggu ini|untuk anda|untukmu|kami|lainnya|\+|»|>|more|index|indeks))*"
)
BARE = r"\s*[:.»>+↓]*"

ROWS: tuple[Rule, ...] = (
    Rule(
        name="tags label",
        effect=Effect.TAGS,
        pattern=r"#?\s*(?:tags?|topik|topic|topics|label|labels|kata kunci|keywords?)"
        r"(?: (?:terkait|artikel|berita|populer|lainnya|pilihan))?\s*:?",
        example="Topik Terkait:",
        reason="the label of the topic links under a story",
        trap="Topik terkait pangan dibahas pada hari kedua.",
        where="tail",
        opens="tag tags topik topic topics label labels kata keyword keywords",
        longest=40,
    ),
    Rule(
        name="tags on one line",
        effect=Effect.TAGS,
        pattern=r"(?:(?:tags?|topik(?: terkait)?|labels?|kata kunci|keywords?)(?: terkait)?\s*:|(?-i:TAGS?)\b|"
        r"terkait\s*#)\s*\S.*[^.!?]",
        example="Tags: panen raya, garam, Madura",
        reason="the topic links with their label",
        trap="Topik yang dibahas: pangan, air dan listrik.",
        where="tail",
        opens="tag tags topik label labels kata keyword keywords terkait",
        longest=200,
    ),
    Rule(
        name="hash tags",
        effect=Effect.TAGS,
        pattern=r"#\s?[\w-]+(?:\s[\w.-]+){0,6}(?:[\s,|]+#\s?[\w-]+(?:\s[\w.-]+){0,6}){0,12}",
        example="# panen raya",
        reason="topic links, each with its hash",
        trap="Tagar #PanenRaya ramai dibicarakan sejak pagi.",
        where="tail",
        opens="#",
        longest=160,
    ),
    Rule(
        name="related list heading",
        effect=Effect.END,
        pattern=rf"[-–•#*»|\s]*(?:(?:{NOUN}[- ])?{SORT}(?:(?: dan|,)? {SORT})*|{SORT} {NOUN}|{NOUN} (?:untuk anda|"
        rf"untukmu|kami)){MORE}{BARE}",
        example="BERITA TERKAIT",
        reason="the heading of a list of other articles",
        trap="Berikut artikel terpopuler selengkapnya:",
        where="tail",
        opens="berita artikel kabar konten news post posts tulisan video foto bacaan opini topik index indeks "
        "terkait lainnya "
        "terkini terbaru terpopuler populer terhangat terpilih pilihan rekomendasi trending terkomentari terfavorit",
        longest=60,
    ),
    Rule(
        name="recommendation heading",
        effect=Effect.END,
        pattern=r"(?:pilihan|rekomendasi|direkomendasikan|khusus|spesial)(?: (?:untuk ?mu|untuk anda|editor|redaksi|"
        r"kami))|"
        r"(?:anda )?(?:mungkin|mungkin anda|mungkin kamu)(?: (?:juga|akan))?"
        r" (?:suka|tertarik|menyukai|melewatkan)(?: (?:ini|dengan ini|membaca))?|"
        r"(?:jangan|yang) (?:lewatkan|terlewat(?:kan)?)|you may (?:also )?like|recommended(?: for you)?|"
        r"editor['’]?s (?:pick|choice)s?|related (?:posts?|articles?|news|stories)|most (?:popular|read|viewed|"
        r"commented)|"
        r"(?:now )?trending(?: (?:now|topics?))?|popular(?: (?:news|posts?))?|latest (?:news|posts?)|(?:more|"
        r"recent) (?:news|posts?|stories)|"
        r"headlines?(?: hari ini)?|news feed|live streaming|terpopuler|breaking news(?: [\w.]+){0,2}|newsticker|"
        r"news ticker|search for" + BARE,
        example="Mungkin Anda Melewatkan Ini",
        reason="the heading of a box of other articles",
        trap="Jangan lewatkan sarapan, pesan dokter itu.",
        where="tail",
        opens="pilihan rekomendasi direkomendasikan khusus spesial anda mungkin jangan yang you recommended editor "
        "editors "
        "related most now trending popular latest more recent headline headlines news live terpopuler breaking "
        "newsticker search",
        longest=60,
    ),
    Rule(
        name="latest box",
        effect=Effect.END,
        pattern=r"(?:(?:lihat|baca|indeks|index) \w+ (?:\w+ )?(?:selengkapnya|lainnya)|lihat semua)\s*[»>+]*|"
        r"kumpulan berita .{3,60}",
        example="Lihat Nasional Selengkapnya",
        reason="the link that opens an outlet's list of articles",
        where="tail",
        opens="lihat baca indeks index kumpulan",
        longest=80,
    ),
    Rule(
        name="comments heading",
        effect=Effect.END,
        pattern=r"(?:\d+ )?(?:komentar|comments?)(?: (?:pembaca|anda|facebook|terbaru|terpopuler|di artikel lainnya|"
        r"\(\d+\)))*\s*:?|"
        r"(?:tulis|kirim(?:kan)?|beri(?:kan)?|tambah(?:kan)?|tinggalkan|isi|lihat|baca)(?: \w+)? (?:komentar|"
        r"balasan)(?: anda| kamu)?.{0,20}|"
        r"komentari artikel ini|(?:leave|post|add|write) a (?:reply|comment)(?: cancel reply)?|be the first to comment|"
        r"(?:masuk|login|log in|sign in) (?:untuk|dulu untuk|to) (?:berkomentar|mengirim komentar|comment).{0,40}|"
        r"rate artikel ini|ingatlah untuk menjaga komentar.{0,120}",
        example="Tulis Komentar Anda",
        reason="the heading of the readers' comments",
        trap="Komentar itu menuai kritik.",
        where="tail",
        opens="komentar comment comments tulis kirim kirimkan beri berikan tambah tambahkan tinggalkan isi lihat "
        "baca komentari "
        "leave post add write be masuk login log sign rate ingatlah",
        longest=160,
    ),
    Rule(
        name="copyright",
        effect=Effect.END,
        pattern=r"(?:copyright|hak cipta|©)\s*(?:©|\(c\)|@|\d{4}).{0,240}|(?:copyright|©|all "
        r"rights).{0,120}\brights? reserved\b.{0,60}",
        example="Copyright © 2031 Kabar Muara. All rights reserved.",
        reason="the copyright notice closes a page",
        trap="Hak cipta milik musisi itu didaftarkan tahun lalu, kata pengacaranya.",
        where="tail",
        opens="copyright hak © all",
        longest=300,
    ),
    Rule(
        name="continue reading",
        effect=Effect.END,
        pattern=r"(?:lanjutkan|lanjut|teruskan) (?:membaca|baca)(?: (?:artikel|berita))?(?: (?:ini|di bawah(?: "
        r"ini)?))?\s*[↓:.»>]*",
        example="Lanjutkan Membaca ↓",
        reason="the button that unfolds the end of a story",
        where="tail",
        opens="lanjutkan lanjut teruskan",
        longest=60,
    ),
    Rule(
        name="paywall",
        effect=Effect.END,
        pattern=r"kuota artikel gratis .{3,60}|(?:silakan|silahkan) (?:berlangganan\b|(?:login|masuk)\b.{0,40}"
        r"\b(?:membaca|akses|langganan|pelanggan|artikel)\b).{0,160}|"
        r"agar bisa lanjut membaca\b.{0,120}|(?:artikel|konten) (?:ini )?(?:khusus|hanya untuk|eksklusif)(?: "
        r"untuk)? (?:pelanggan|anggota|member)\b.{0,80}|"
        r"(?:sudah|belum) berlangganan\s*\?.{0,80}|(?:paket|pilihan) (?:berlangganan|"
        r"langganan|terpopuler)",
        example="Kuota artikel gratis Anda habis",
        reason="the wall in front of a story's rest",
        where="tail",
        opens="kuota silakan silahkan agar artikel konten sudah belum paket pilihan",
        longest=200,
    ),
    Rule(
        name="source list",
        effect=Effect.DROP,
        pattern=r"(?:referensi|rujukan|sumber referensi)\s*:?",
        example="Referensi:",
        reason="the heading of a list of source addresses",
        where="any",
        opens="referensi rujukan sumber",
        longest=30,
    ),
)
