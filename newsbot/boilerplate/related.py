"""Rows for links to other articles and videos that stand between the paragraphs of a story."""

from __future__ import annotations

from newsbot.boilerplate.rule import Effect, Rule

# What lists and editors put before a label: bullets, arrows, brackets.
LEAD = r"[-–—•●▪*>»→↑|#\[(\s]*"
SEPARATOR = r"\s*[:：;|>»→]+\s*"
ALSO = r"(?:juga|pula|jg|lagi)"
VERB = r"(?:baca|simak|lihat|tonton|nonton|saksikan|cek|klik|dengarkan)"
VIDEO = r"(?:video|vidio|videonya)"

ROWS: tuple[Rule, ...] = (
    Rule(
        name="related title",
        effect=Effect.RELATED,
        pattern=LEAD
        + rf"(?:{VERB} {ALSO}|{VERB}(?=[^:;|>»→]{{0,20}}[:;|>»→]+\s*(?-i:[^a-z\s])))"
        + rf"(?: (?:berita|artikel|ini|di ?sini))?{SEPARATOR}(?P<title>\S.*?)[\])\s]*",
        example="Baca juga: Petani Garam Madura Panen Lebih Awal",
        reason="an imperative label and the title of another article",
        trap="Saksikan pula bagaimana warga menjaga hutan adat itu: mereka bergiliran setiap malam.",
        opens="baca simak lihat cek",
        longest=260,
    ),
    Rule(
        name="video title",
        effect=Effect.VIDEO,
        pattern=LEAD
        + rf"(?:yuk,? |ayo,? )?{VERB}(?: {ALSO})?(?: (?:tayangan|cuplikan|live|dan))? {VIDEO}"
        + r"(?: [\w-]+){0,3}?\s*(?::\s*|(?=['\"“‘]))['\"“‘]?(?P<title>[^\s:].*?)['\"”’]?\s*:?",
        example="Simak juga Video 'Jembatan Gantung Cimanuk Rampung':",
        reason="an imperative label and a video's title",
        trap="Saksikan video mengajarkan banyak hal kepada anak, kata guru itu.",
        opens="simak lihat tonton nonton saksikan cek yuk ayo klik",
        longest=240,
    ),
    Rule(
        name="related title without colon",
        effect=Effect.RELATED,
        pattern=LEAD + rf"(?:baca|simak) {ALSO}(?P<title>\s*(?-i:[A-Z0-9\"'“‘\[]).*[^.:,;])",
        example="Baca juga Petani Garam Madura Panen Lebih Awal",
        reason="the label's colon was lost; a headline begins with a capital and has no full stop",
        trap="Baca juga buku panduan itu sebelum mendaftar.",
        opens="baca simak bacajuga",
        longest=180,
    ),
    Rule(
        name="glued related list",
        effect=Effect.RELATED,
        pattern=r"(?-i:(?:Berita|Artikel) (?:Lainnya|Terkait|Terbaru|Populer)|Baca (?:Juga|juga)|"
        r"Baca artikel menarik lainnya ?:)(?P<title>(?-i:[A-Z0-9\"'“])\S.{20,1200})",
        example="Berita LainnyaPanen Garam Madura NaikPasar Lama Dibuka Kembali",
        reason="a list's heading and titles that lost the breaks between them",
        trap="Berita Lainnya dari desa itu datang pada malam hari.",
        opens="berita artikel baca",
        longest=1250,
    ),
    Rule(
        name="read next page",
        effect=Effect.DROP,
        pattern=r"baca selanjutnya\b.*",
        example="Baca Selanjutnya: Mulai dari Dapur...",
        reason="the link to the story's next page",
        opens="baca",
        longest=120,
    ),
    Rule(
        name="named related title",
        effect=Effect.RELATED,
        pattern=LEAD
        + r"(?:(?:berita|artikel|topik|tulisan) (?:terkait|lainnya|lain|selanjutnya|sebelumnya|populer)|pilihan editor|"
        + r"pilihan redaksi|editor['’]?s (?:pick|choice)s?|terkait|rekomendasi(?: untuk anda)?|(?:baca )?selengkapnya|"
        + r"related|read (?:also|more))"
        + SEPARATOR
        + r"(?P<title>(?!https?://)(?-i:[^a-z\s]).*[^:])",
        example="Pilihan Editor: Sawah Terakhir di Tepi Kota",
        reason="a noun label and the title of another article",
        trap="Terkait laporan itu: polisi masih memeriksa dua saksi.",
        opens="berita artikel topik tulisan pilihan editor terkait rekomendasi selengkapnya baca related read",
        longest=220,
    ),
    Rule(
        name="related label",
        effect=Effect.RELATED_LABEL,
        pattern=LEAD
        + rf"(?:(?:baca|lihat|simak) ?{ALSO}(?: (?:ya|yuk|dong))?(?: (?:berita|artikel|informasi|konten)"
        + r"(?: (?:lainnya|lain|menarik|terkait|berikut|ini|di bawah ini|pilihan))*)?"
        + r"|baca|baca (?:berita|artikel)(?: (?:terkait|lainnya|menarik|berikut|ini))*|read also)\s*[:;.!…\])>»]*",
        example="Baca Juga:",
        reason="the label of related titles, alone on its line",
        trap="Baca juga pikiran lawan bicara, kata psikolog itu.",
        opens="baca lihat simak read bacajuga",
        longest=80,
    ),
    Rule(
        name="do not miss label",
        effect=Effect.RELATED_LABEL,
        pattern=r"(?:jangan (?:sampai )?(?:lewatkan|ketinggalan|terlewat)|sayang dilewatkan|mungkin anda suka|(?:artikel|berita) pilihan)"
        r"(?: (?:juga|berita|artikel|yang|ini|lainnya|menarik))*\s*[:!.…]*",
        example="Jangan lewatkan!",
        reason="the label of a box of related titles",
        trap="Jangan lewatkan sarapan, pesan dokter gizi itu kepada para siswa.",
        opens="jangan sayang mungkin artikel berita",
        longest=60,
    ),
    Rule(
        name="video label",
        effect=Effect.VIDEO_LABEL,
        pattern=LEAD
        + rf"(?:yuk[,!]? |ayo,? |jangan lewatkan,? |berikut |dan )*(?:{VERB}(?: {ALSO})?(?:,? yuk)?"
        + r"(?: (?:tayangan|cuplikan|kumpulan|live|beberapa|aneka))? )"
        + rf"(?:{VIDEO}|streaming)(?:[- ](?:{VIDEO}|pilihan|menarik|terkait|lainnya|lain|berikut|ini|itu|di|bawah|"
        + r"selengkapnya|lengkapnya|terbaru|terkini|seru|viral|populer|terpopuler|juga|yang|kami|unggulan|ya|dari|"
        r"redaksi|hari|" + r"menariknya|short|shorts|reels))*\s*[:!.↓…]*",
        example="Simak video pilihan berikut:",
        reason="an imperative that points at a video player; every other word is a filler",
        trap="Simak video berikut untuk mengetahui cara merakitnya.",
        opens="yuk ayo jangan berikut dan simak lihat saksikan tonton nonton cek klik",
        longest=100,
    ),
    Rule(
        name="live broadcast label",
        effect=Effect.VIDEO_LABEL,
        pattern=r"(?:saksikan|simak|tonton)(?: juga)? (?:live(?: streaming)?|siaran langsung) \w[\w.]{2,24}(?: "
        r"\w{2,12})?\s*:",
        example="Saksikan Live DetikPagi:",
        reason="the programme's name and a colon, nothing more",
        opens="saksikan simak tonton",
        longest=60,
    ),
    Rule(
        name="studio programme",
        effect=Effect.VIDEO,
        pattern=r"(?:saksikan|simak|tonton)(?: juga)? (?P<title>blak-?blakan\b.{3,140})",
        example="Saksikan juga Blak-blakan, Rini Wulandari: Menjaga Rawa",
        reason="detik's interview programme, announced under a story",
        opens="saksikan simak tonton",
        longest=180,
    ),
    Rule(
        name="video named",
        effect=Effect.VIDEO,
        pattern=r"\[?(?:video|vidio)\]?(?: (?:terkait|pilihan|lainnya|selengkapnya))?\s*[:|"
        r"]\s*(?P<title>(?!https?://)\S.*[^:,;])",
        example="Video: Detik-detik Perahu Karam di Muara",
        reason="a video player's title line",
        trap="Video itu: dua orang berdiri di tepi sungai, lalu pergi.",
        opens="video vidio",
        longest=160,
    ),
    Rule(
        name="video box label",
        effect=Effect.VIDEO_LABEL,
        pattern=r"(?:video|tonton|saksikan)[- ](?:pilihan|terkait|terpopuler|populer|lainnya|terbaru|juga)(?: hari "
        r"ini)?\s*:?",
        example="Video Pilihan",
        reason="the heading of a video box",
        opens="video tonton saksikan",
        longest=40,
    ),
    Rule(
        name="embed marker line",
        effect=Effect.VIDEO,
        pattern=r"\[?(?:gambas|embed)\s*:[^\]]{1,40}\]?",
        example="[Gambas:Youtube]",
        reason="an editor's placeholder for an embedded video or picture",
        opens="gambas embed",
        longest=60,
    ),
    Rule(
        name="broken player",
        effect=Effect.DROP,
        pattern=r"(?:tonton|lihat|buka) di youtube|video (?:tidak dapat diputar|unavailable)|an error occurred\.?",
        example="Tonton di YouTube",
        reason="what a video player prints when it does not run",
        opens="tonton lihat buka video an",
        longest=60,
    ),
)
