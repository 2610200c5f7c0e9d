"""Rows for picture captions and picture credits, where the line's form leaves no doubt."""

from __future__ import annotations

from newsbot.boilerplate.rule import Effect, Rule

# Photo services and the words that only stand in a picture's credit.
SERVICE = (
    r"(?:ap ?photo|ap/|ap images|afp(?: photo)?\s?/|reuters/|epa(?:-efe)?/|getty ?images?|xinhua/|antara ?(?:foto|"
    r"photo)|antara/|shutterstock|i?stock ?photo|istock|"
    r"unsplash|pixabay|pexels|freepik|dreamstime|123rf|canva|bloomberg/|anadolu|dok\.|dok:|dokumen(?:tasi)?\b|doc\.|"
    r"ist(?:imewa)?\b|screenshot|tangkapan? layar|"
    r"foto\s?[:/]|photo\s?(?:by)?\s?[:/]|image by|credit\s?:|sumber foto|instagram|ig/|twitter|x\.com|youtube|"
    r"tiktok|facebook|ho/|handout|via reuters|merdeka\.com|©)"
)

# A name, an address, or up to three words; a sentence that goes on in small letters is none.
OWNER = r"(?:(?-i:[^a-z\s]).{0,300}|(?:ist|dok|doc|int|net)\b.{0,120}|\w+[./@]\S.{0,120}|\S+(?: \S+){0,2})"

ROWS: tuple[Rule, ...] = (
    Rule(
        name="picture credit label",
        effect=Effect.CAPTION,
        pattern=r"[(\[]?\s*(?:foto|photo|sumber foto|sumber gambar|kredit foto|photo credit|image credit|dok|"
        r"dokumentasi|ilustrasi foto|gambar|fotografer|foto ilustrasi|photo by|"
        r"credit|image caption|keterangan gambar|keterangan foto|foto dokumentasi)\s*(?:[:/©]|,(?= ))\s*" + OWNER,
        example="Sumber gambar, Rini Wulandari/Kabar Muara",
        reason="the label of a picture's credit or caption",
        trap="Foto, video dan rekaman suara diserahkan kepada penyidik.",
        opens="photo sumber kredit image dok dokumentasi ilustrasi gambar fotografer credit keterangan",
        longest=320,
    ),
    Rule(
        name="photo label",
        effect=Effect.CAPTION,
        pattern=r"[(\[]?\s*foto\s*[:/©]\s*" + OWNER + r"|foto\s*:?",
        example="Foto: Rini Wulandari/Kabar Muara",
        reason="the label of a picture's credit",
        trap="Foto itu diambil warga pada malam hari.",
        opens="foto",
        longest=320,
    ),
    Rule(
        name="caption with picture service",
        effect=Effect.CAPTION,
        pattern=rf".{{3,480}}[(\[]\s*[^()\[\]]{{0,40}}?{SERVICE}[^()\[\]]{{0,90}}[)\]]\s*\.?",
        example="Warga menyeberangi jembatan gantung yang baru rampung. (Antara Foto/Budi Santosa)",
        reason="the brackets at the end name a photo service or a photographer",
        trap="Kabar itu dimuat harian setempat, katanya kepada wartawan (12/3).",
        closes=")]",
        longest=520,
    ),
    Rule(
        name="caption with agency",
        effect=Effect.CAPTION,
        pattern=r".{10,400}[^.!?\"”,\s] ?\((?:AFP|AP|Reuters|EPA|Antara|Xinhua|Getty|Bloomberg)(?:[/ "
        r"][^()]{1,60})?\)\.?",
        example="Presiden dan menteri luar negeri di Istana Bogor (AFP)",
        reason="a sentence without its full stop, then the agency's name: a caption; a story's sign-off follows a "
        "full stop",
        trap="Harga beras naik pada Juli, kata Budi. (Antara)",
        closes=")",
        longest=420,
    ),
    Rule(
        name="caption with credit word",
        effect=Effect.CAPTION,
        pattern=r".{5,400}[.)\s](?:(?:foto|photo|kredit|credit|dok|doc)\s?[:/]\s?|(?:dok|doc)\. ?)(?:ist(?:imewa)?|"
        r"dok\b.{0,60}|[\w.@ -]{2,60}/[\w.@ /-]{2,60}|(?-i:[A-Z])[\w.@'-]+(?: [\w.@/'-]+){0,4})\.?|.{20,400}[.)] "
        r"?(?:dok|doc|ist)\.?",
        example="Petani memanen garam di Madura. Foto: Rini Wulandari",
        reason="a caption and its labelled credit on one line",
        trap="Ia kemudian mengunggah beberapa foto. Budi tidak menjawab.",
        longest=420,
        needs=("oto:", "oto :", "oto/", "Dok", "dok", "Doc", "doc", ". ist"),
    ),
    Rule(
        name="caption with outlet and name",
        effect=Effect.CAPTION,
        pattern=r".{20,420}[.)\]] ?(?-i:[A-Z][A-Za-z]{2,20}(?:\.(?:com|co\.id|id))?|[a-z]{3,15}\.(?:com|co\.id|id)) "
        r"?/ ?"
        r"(?-i:[A-Z])[\w.'-]+(?: [\w.'-]+){0,3}\.?(?: ?\w+ : \d+)?",
        example="Petani memanen garam di Madura, 3 Maret 2031. MUARA/Rini Wulandari",
        reason="a caption's sentence, then the outlet and the photographer behind a slash",
        trap="Perundingan itu dihadiri negara anggota ASEAN/Uni Eropa.",
        needs=("/",),
        longest=460,
    ),
    Rule(
        name="copyright mark credit",
        effect=Effect.CAPTION,
        pattern=r"(?:[^©]{0,240}[ ./\"”)])?©\s?(?!\d{4}\b.{0,60}reserved)[^©]{2,40}(?:©|®)?[^©]{0,80}",
        example="Ilustrasi sakit kepala. ©Kabar Muara",
        reason="the copyright sign stands before a picture's owner",
        trap="Logo © pada kemasan itu palsu menurut pemeriksaan laboratorium yang dilakukan pihak kepolisian sejak "
        "Senin.",
        needs=("©",),
        longest=260,
    ),
    Rule(
        name="account credit",
        effect=Effect.CAPTION,
        pattern=r"(?:instagram|facebook|twitter|tiktok|youtube)\.com/[@\w./-]{2,60}|(?:instagram|twitter|ig|"
        r"tiktok)\s?[:/@]\s?@?[\w.]{2,40}",
        example="instagram.com/balaikota",
        reason="the account a picture came from, alone on its line",
        opens="instagram facebook twitter tiktok youtube ig",
        longest=100,
    ),
    Rule(
        name="illustration",
        effect=Effect.CAPTION,
        pattern=r"(?:foto )?ilustrasi(?: \w[\w /'-]{1,60})?[.,]?\s*[(\[][^()\[\]]{2,80}[)\]]\.?|ilustrasi(?: "
        r"(?:foto|dibuat|oleh|ai|berita|gambar|\w+)){0,3}\.?",
        example="Ilustrasi hujan deras (Freepik)",
        reason="an illustration and its source",
        trap="Ilustrasi yang dipakai guru itu membuat murid tertawa.",
        opens="ilustrasi foto",
        longest=160,
    ),
)
