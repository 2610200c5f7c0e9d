"""Rows for an outlet's advertising of itself: channels, apps, newsletters, other articles, and its standing notices.

The grammar is: an imperative addressed to the reader, a media noun, a place to find it. A narrated sentence has a
speaker or a subject before the verb; those words veto a row.
"""

from __future__ import annotations

from newsbot.boilerplate.rule import Effect, Rule

# A narrated sentence: who said so, or a quotation.
TOLD = (
    r"(?!.*(?:[\"“”]|\b(?:kata|ujar|tutur|ucap|ungkap|jelas|tegas|imbau|pesan|menurut|sebut|tulis|"
    r"pungkas)(?:nya)?\b|\b(?:warga|ia|dia|mereka|korban|pelaku|tersangka|bmkg|bnpb|kementerian|kemenkes|dinas|pemerintah|masyarakat|"
    r"dilansir|dikutip|melansir|mengutip|penipu|hoaks|palsu|polisi)))"
)
GREETING = (
    r"[-–—•*>(\[\s]*(?:(?:yuk|yuks|ayo|mari|jangan lupa(?: untuk)?|silakan|silahkan|untuk|segera|anda (?:juga "
    r")?(?:bisa|dapat)|kamu (?:juga )?(?:bisa|dapat)|"
    r"kini|sekarang|nikmati|agar tidak ketinggalan|jangan ketinggalan|ingin|mau)[,!]? )*"
)
VERB = (
    r"(?:mem)?(?:baca|simak|ikuti|cek|dapatkan|dapatin|akses|update|gabung|bergabung(?:lah)?|follow|subscribe|"
    r"langganan|berlangganan|klik|temukan|nikmati|pantau|join|"
    r"unduh|download|install|instal|tonton|saksikan|kunjungi|jangan lewatkan|mengikuti|mendapatkan|like|aktifkan|"
    r"pilih)(?:lah|i)?"
)
OPENS = (
    "baca membaca simak ikuti cek dapatkan dapatin akses update gabung bergabung bergabunglah follow subscribe "
    "langganan "
    "berlangganan klik temukan nikmati pantau join unduh download install instal tonton saksikan kunjungi jangan "
    "mengikuti "
    "yuk yuks ayo mari silakan silahkan untuk segera anda kamu kini sekarang agar ingin mau like artikel berita "
    "info informasi "
    "aktifkan pilih whatsapp google telegram channel saluran kanal"
)
MEDIA = (
    r"(?:berita|artikel|konten|kabar|informasi|info|ulasan|breaking news|news|update|headline|liputan|tulisan|"
    r"video|gosip|cerita|tips|resep|bacaan|rubrik|insight)"
)
CHANNEL = r"(?:channel|chanel|saluran|kanal|grup|group|komunitas|akun)"
PLATFORM = (
    r"(?:google ?news|whats ?app|telegram|wa|line today|facebook|instagram|twitter|tiktok|youtube|google "
    r"discover|threads|newsletter)"
)
BRAND = (
    r"(?:[\w-]+\.(?:com|co\.id|id|co|net|tv|news)|(?:detik|kompas|tribun|liputan|okezone|sindo|cnn|cnbc|tempo|"
    r"republika|antara|jpnn|merdeka|kapanlagi|viva|idn|suara|"
    r"kumparan|tirto|bisnis|kontan|grid|vidio|rcti|inews|metro|media|investor|harian|jawa ?pos|solopos|beritasatu|"
    r"times|radar|pikiran|fimela|bola|kompasiana|katadata|genpi|waspada)\w*)"
)

ROWS: tuple[Rule, ...] = (
    Rule(
        name="channel promotion",
        effect=Effect.DROP,
        pattern=TOLD
        + GREETING
        + rf"{VERB}\b.{{0,120}}?(?:\bgoogle ?news\b|\b(?:channel|chanel|saluran|kanal|grup|group|komunitas) "
        rf"(?:resmi |official )?{PLATFORM}\b|{PLATFORM} (?:{CHANNEL}|resmi)\b|\bwhats ?app-?mu\b|"
        + rf"{CHANNEL} (?:\w+ ){{0,3}}di (?:{PLATFORM})\b|{CHANNEL} (?:telegram|whats ?app)|\b(?:di|via|lewat|"
        rf"melalui) (?:whats ?app|telegram|wa)\b\s*(?::.{{0,40}}|\.?$)).{{0,240}}",
        example="Ikuti saluran WhatsApp Kabar Muara dan Google News untuk berita pilihan lainnya.",
        reason="an imperative, a channel and a platform: the outlet advertises its channels",
        trap="Cek tagihan air bisa dilakukan lewat aplikasi WhatsApp. Berikut ini caranya.",
        opens=OPENS,
        longest=420,
    ),
    Rule(
        name="channel label",
        effect=Effect.DROP,
        pattern=rf"[-–•>\s]*(?:{CHANNEL} )?{PLATFORM}(?: {CHANNEL})?\b[\w .-]{{0,40}}:\s*(?:klik|gabung|ikuti|"
        rf"https?:|di ?sini).{{0,80}}",
        example="WhatsApp Kabar Muara: Klik di Sini",
        reason="a platform's name and the invitation to click",
        opens="whatsapp google telegram facebook instagram twitter youtube tiktok wa channel saluran kanal newsletter",
        longest=140,
    ),
    Rule(
        name="more articles promotion",
        effect=Effect.DROP,
        pattern=TOLD
        + GREETING
        + rf"(?:{VERB}(?: (?:juga|terus|pula|kumpulan|berbagai|beragam|selalu|aneka|seluruh|semua))* "
        rf")?{MEDIA}\b.{{0,80}}?"
        + r"\b(?:lain(?:nya)?|terbaru|terkini|terupdate|terhangat|terpercaya|menarik|pilihan|populer|viral|"
        r"selengkapnya|seputar \w+.{0,40})\b.{0,60}?"
        + rf"(?:\b(?:di|dari|hanya di|pada|melalui|lewat|via)\s?(?::\s?)?(?:google ?news|{PLATFORM}|{BRAND}|kami|"
        rf"sini|portal|situs|laman kami)\b|<<<|>>>|klik di ?sini).{{0,120}}",
        example="Simak berita menarik lainnya di KabarMuara.com.",
        reason="an imperative, a media noun, 'lainnya' or 'terbaru', and the outlet's own name",
        trap="Simak ulasan selengkapnya dilansir laman resmi dinas itu.",
        opens=OPENS + " kumpulan baca",
        longest=320,
    ),
    Rule(
        name="follow us",
        effect=Effect.DROP,
        pattern=GREETING
        + r"(?:ikuti|follow|like)(?: (?:juga|terus|dan|kami|us|on|di|akun|media sosial|medsos|sosial media|fanpage|"
        r"official|resmi|informasi|berita|lainnya|"
        + rf"populer|melalui|lewat|{PLATFORM}|{CHANNEL}|{BRAND}|kita|klik untuk follow|:|,))+(?:\s*@[\w.]+)*(?: "
        rf"untuk .{{0,100}})?\s*[:.!]*",
        example="Ikuti kami di Facebook dan Instagram",
        reason="only the verb, platforms and the outlet's own name",
        trap="Ikuti kami menelusuri hutan bakau itu.",
        opens="ikuti follow like yuk ayo jangan mari silakan silahkan",
        longest=200,
    ),
    Rule(
        name="breaking news promotion",
        effect=Effect.DROP,
        pattern=TOLD
        + GREETING
        + r"(?:simak|dapatkan|ikuti|nikmati|baca|terima)\s(?:juga |terus |segera )?(?:update |berbagai |ringkasan |"
        r"kumpulan )?(?:berita pilihan|breaking news|berita terbaru|berita terkini|"
        + r"berita up ?to ?date|update berita|informasi dan insight|insight pilihan|informasi (?:lain|terbaru|"
        r"terkini|lainnya)|ringkasan berita|notifikasi|kabar terbaru)\b.{0,400}",
        example="Dapatkan update berita pilihan setiap hari dari Kabar Muara.",
        reason="what newspapers call their own push service",
        trap="Dapatkan segera tiketnya sebelum kehabisan.",
        opens="simak dapatkan ikuti nikmati baca terima yuk ayo jangan mari silakan silahkan",
        longest=440,
    ),
    Rule(
        name="app promotion",
        effect=Effect.DROP,
        pattern=GREETING
        + rf"(?:unduh|download|install|instal|dapatkan|nikmati|gunakan)(?: (?:segera|sekarang|juga|gratis))* "
        rf"(?:(?:aplikasi|app|apps)(?: (?:mobile|berita|resmi))? {BRAND}|{BRAND}(?: \w+)? app)\b.{{0,160}}|"
        + r"(?:scan this qr|download app from|tersedia di) .{0,60}|tersedia di (?:google play|app store).{0,40}",
        example="Unduh aplikasi KabarMuara.com sekarang!",
        reason="the outlet's own application",
        trap="Unduh aplikasi Dompet Digital melalui Play Store.",
        opens="unduh download install instal dapatkan nikmati gunakan scan tersedia segera yuk ayo jangan silakan mari",
        longest=240,
    ),
    Rule(
        name="install reminder",
        effect=Effect.DROP,
        pattern=r"[.\s]*pastikan (?:kamu|anda|\w+ners|\w+s|sobat|kalian) (?:sudah |telah )?(?:meng)?instal+ "
        r"(?:aplikasi )?(?:whats ?app|telegram).{0,40}",
        example="Pastikan Anda sudah install aplikasi WhatsApp ya.",
        reason="the end of the channel promotion",
        opens="pastikan",
        longest=120,
    ),
    Rule(
        name="subscription promotion",
        effect=Effect.DROP,
        pattern=r"(?:nyaman )?(?:baca (?:berita|artikel) )?tanpa iklan[.,!]? (?:gabung|langganan|"
        r"berlangganan)\b.{0,60}|"
        r"(?:dapatkan|ikuti|daftar(?:kan)?) .{0,60}\b(?:newsletter|inbox|buletin)\b.{0,120}|daftarkan email.{0,60}|"
        r"sobat bisa berlangganan .{0,160}|anda bisa menjadi kolumnis.{0,40}|dapatkan segera buku .{0,120}|"
        r"ayo share cerita .{0,160}|banyak orang hebat di sekitar kita.{0,240}|langganan (?:google news|e-?paper|"
        r"koran|majalah) .{0,60}",
        example="Baca berita tanpa iklan. Gabung KabarMuara+",
        reason="the outlet sells its subscription or asks for contributions",
        trap="Tanpa iklan, stasiun radio itu tetap bertahan.",
        opens="nyaman baca tanpa dapatkan ikuti daftar daftarkan sobat anda ayo banyak langganan",
        longest=300,
    ),
    Rule(
        name="membership promotion",
        effect=Effect.DROP,
        pattern=TOLD
        + r"(?=.*\b(?:jurnalisme|tanpa iklan|fakta jernih)\b)(?:.*[.!] )?(?:gabung|bergabung|langganan|berlangganan|donasi|dukung)\w*\b"
        r".{0,80}\b(?:plus|\w+\+|premium|membership|sekarang|di ?sini|kami)\b.{0,20}",
        example="Kabar Muara berkomitmen pada jurnalisme yang jernih. Nikmati baca tanpa iklan. Gabung Kabar Muara Plus sekarang.",
        reason="the outlet asks readers to support its journalism with a membership",
        trap="Ia mendukung jurnalisme warga dan bergabung dengan komunitas itu tahun lalu.",
        needs=("Gabung", "gabung", "angganan", "Donasi", "donasi", "Dukung"),
        longest=420,
    ),
    Rule(
        name="channel promotion in brackets",
        effect=Effect.DROP,
        pattern=r"[(\[]\s*(?:ayo |yuk |mari )?(?:ikuti|gabung|baca|klik|cek|simak|dapatkan|follow|"
        r"subscribe)\b[^()\[\]]{0,300}(?:klik|di ?sini|whats ?app|telegram|google news)[^()\[\]]{0,120}[)\]]",
        example="(Gabung dengan pembaca lain. Klik di sini ya!)",
        reason="a whole line in brackets that invites to click",
        trap="(Ikuti jadwal lengkapnya pada tabel di atas)",
        closes=")]",
        longest=440,
    ),
    Rule(
        name="programme promotion",
        effect=Effect.DROP,
        pattern=TOLD
        + r"(?:saksikan|tonton|nonton)(?: terus| setiap hari| juga| selalu)? .{0,120}\b(?:sctv|indosiar|rcti|mnctv|"
        r"gtv|antv|trans ?7|trans ?tv|vidio|vision\+|rcti\+|tvone|metro tv|inews|moji|cnn indonesia tv)\b.{0,80}|"
        r"(?:segera )?unduh aplikasi (?:vidio|rcti\+|vision\+).{0,400}",
        example="Saksikan terus sinetron Ombak Biru di SCTV.",
        reason="an imperative, a programme and the group's own channel",
        trap="Pertandingan itu disiarkan langsung oleh stasiun televisi setempat.",
        where="tail",
        opens="saksikan tonton nonton unduh segera",
        longest=460,
    ),
    Rule(
        name="republication",
        effect=Effect.DROP,
        pattern=r"[-–*(\[\s]*(?:artikel|berita|tulisan|konten|versi cetak artikel|informasi) ini (?:telah|sudah|"
        r"pertama kali|lebih dulu|juga|sebelumnya|pernah)?\s?(?:lebih dulu |lebih dahulu |pernah |pertama kali )?"
        r"(?:tayang|terbit|dimuat|ditayangkan|dipublikasikan|naik|diterbitkan|disadur|ditulis ulang|diolah|"
        r"diterjemahkan)\b.{0,300}",
        example="Artikel ini telah tayang di KabarMuara.com dengan judul Panen Raya di Madura",
        reason="the note that names where a story was published first",
        trap="Artikel ini akan membahas ciri-ciri pupuk palsu.",
        opens="artikel berita tulisan konten versi informasi",
        longest=360,
    ),
    Rule(
        name="republication rest",
        effect=Effect.DROP,
        pattern=r"(?:dengan judul|selengkapnya klik|klik|baca selengkapnya(?: di)?|selengkapnya (?:di|klik di))\b[ "
        r":\"“'‘]*(?:di(?: ?sini)?|sini|tautan ?(?:berikut)?(?: ini)?)?[.:]*|sini\.?",
        example="sini.",
        reason="the link's own words, broken off the republication note",
        where="tail",
        opens="dengan selengkapnya klik baca sini",
        longest=60,
    ),
    Rule(
        name="read more elsewhere",
        effect=Effect.DROP,
        pattern=r"[\[(]?(?:cek|baca|lihat|klik|simak) (?:berita|artikel|info\w*|selengkapnya|lebih lanjut|"
        r"lengkapnya)\b.{0,100}?\b(?:klik )?(?:di ?sini|tautan ?(?:berikut)?(?: ?ini)?|link (?:berikut|"
        r"ini))\s*[.\])!]*|"
        r"untuk mengetahui ?.{0,80}(?:diklik|klik) ?di ?sini\.?|artikel lainnya di google ?news\.?|kumpulan artikel "
        r"\w[\w ]{2,40}",
        example="[Cek berita dan informasi kunci jawaban KLIK DISINI]",
        reason="an imperative whose only content was a link",
        trap="Klik Daftar untuk melanjutkan pendaftaran.",
        opens="cek baca lihat klik simak untuk artikel kumpulan",
        longest=180,
    ),
    Rule(
        name="self promotion",
        effect=Effect.DROP,
        pattern=r"(?:temukan|dapatkan|nantikan) (?:berbagai|beragam|juga|ragam) (?:ulasan|berita|informasi|kabar|"
        r"artikel)\b.{0,200}|(?:.{0,120}\. )?kalau bukan sekarang, .{0,40}\?|"
        rf"{GREETING}(?:baca|simak) (?:artikel|berita) (?:seputar|tentang) .{{0,120}}\b(?:di|hanya di) "
        rf"?{BRAND}.{{0,60}}|silakan baca konten menarik .{{0,120}}",
        example="Temukan berbagai ulasan dunia hiburan hanya untuk Anda.",
        reason="the outlet praises its other articles",
        opens="temukan dapatkan nantikan yuk baca simak silakan silahkan ayo",
        longest=320,
    ),
    Rule(
        name="disclaimer",
        effect=Effect.DROP,
        pattern=r"\*?\s*(?:disclaimer|penafian|peringatan penting|sanggahan)\s*(?:on|:)\s*.{0,600}",
        example="Disclaimer: keputusan membeli saham ada di tangan pembaca.",
        reason="the outlet's standing notice under a kind of article",
        trap="BMKG memberikan disclaimer bahwa informasi ini mengutamakan kecepatan.",
        where="tail",
        opens="disclaimer penafian sanggahan",
        longest=640,
    ),
    Rule(
        name="machine notice",
        effect=Effect.DROP,
        pattern=TOLD + r"\*?\(?(?:konten|artikel|berita|tulisan|gambar) (?:ini )?(?:disempurnakan|dibuat|diproduksi|"
        r"ditulis|dihasilkan|diolah|disusun|diterjemahkan)\b.{0,80}(?:kecerdasan buatan|\bai\b|artificial "
        r"intell).{0,80}",
        example="Konten ini disusun dengan bantuan kecerdasan buatan (AI).",
        reason="the notice that software helped to write",
        opens="konten artikel berita tulisan gambar",
        longest=240,
    ),
    Rule(
        name="licence notice",
        effect=Effect.END,
        pattern=r"dilarang (?:keras )?(?:mengambil|mengutip|menyalin|memperbanyak|menyebarluaskan|"
        r"mempublikasikan)\b.{0,60}\b(?:konten|artikel|berita|isi|materi|tulisan|karya|halaman|foto)\b.{0,240}",
        example="Dilarang keras mengambil konten untuk melatih AI tanpa izin tertulis.",
        reason="the reservation of rights under the copyright line",
        trap="Dilarang masuk tanpa tiket, tulis panitia di pintu.",
        where="tail",
        opens="dilarang",
        longest=340,
    ),
    Rule(
        name="contributor platform notice",
        effect=Effect.DROP,
        pattern=r"\w+ (?:adalah|merupakan) platform (?:blog|menulis|opini|publik)\b.{0,240}|(?:isi |seluruh "
        r")?(?:konten|artikel|tulisan|opini) (?:ini |pada kanal ini )?(?:menjadi|adalah|merupakan|sepenuhnya) "
        r"(?:\w+ )?tanggung jawab (?:bloger|penulis|pengirim|blogger|pembuat)\b.{0,200}|kami melakukan sejumlah "
        r"perubahan penting .{0,200}",
        example="Opini ini menjadi tanggung jawab penulis dan tidak mewakili redaksi.",
        reason="the platform's notice about texts of its readers",
        longest=300,
        opens="kompasiana indonesiana konten artikel tulisan opini isi seluruh kami retizen",
    ),
    Rule(
        name="fact check promotion",
        effect=Effect.DROP,
        pattern=r"melawan hoaks sama saja .{0,300}|\W*fakta atau hoaks\? .{0,300}|(?:sejak .{4,20}, ?)?cek "
        r"?fakta.{0,20}bergabung dalam ?international fact.{0,400}|"
        r"jika anda memiliki informasi seputar hoaks .{0,240}|ingin lebih cepat mendapat jawaban\?.{0,200}|"
        r".{0,80}hubungi chatbot whats ?app .{0,160}",
        example="Fakta atau hoaks? Kirim pertanyaan Anda ke redaksi.",
        reason="the fact-check desk advertises itself under each of its articles",
        trap="Melawan hoaks perlu kerja bersama, kata menteri.",
        opens="melawan fakta sejak cek jika ingin",
        longest=640,
    ),
    Rule(
        name="share prompt",
        effect=Effect.DROP,
        pattern=r"(?:jangan lupa )?bagikan (?:artikel|berita|soal|tulisan) ini (?:kepada|ke|di|dengan|"
        r"agar).{0,120}[^\"”]|(?:tulis|share|bagikan|sampaikan) .{0,80}(?:di|pada) kolom komentar\b.{0,120}",
        example="Jangan lupa bagikan artikel ini kepada teman-teman.",
        reason="the outlet asks its readers to share or comment",
        trap="Bagikan makanan itu kepada tetangga, pesannya.",
        where="tail",
        opens="jangan bagikan tulis share sampaikan",
        longest=260,
    ),
)
