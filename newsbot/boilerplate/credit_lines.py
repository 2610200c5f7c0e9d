"""Rows for lines that only say who wrote, edited or supplied the story."""

from __future__ import annotations

from newsbot.boilerplate.rule import Effect, Rule
from newsbot.credits.names import CLAUSE, CLAUSE_WORDS

ROLE = (
    r"(?:penulis|editor|reporter|pewarta|redaktur(?: pelaksana)?|penyunting|kontributor|jurnalis|wartawan|fotografer|"
    r"juru foto|rep|red|red\\.|uploader|penerjemah|writer|author|reported by|edited by|translator|videografer|copy "
    r"?editor|"
    r"sumber|source|tim redaksi|laporan|oleh|asisten redaktur|produser)"
)

# A sentence that begins like a credit: names hold none of these words, and no run of words in small letters.
NAMED = (
    rf"(?!.*\?$)(?!.*\b(?:{CLAUSE_WORDS}|yang|ini|untuk|dengan|pada|apa|bagaimana|seorang)\b)"
    rf"(?![^:]*:\s*+{CLAUSE})"
)

ROWS: tuple[Rule, ...] = (
    Rule(
        name="credit line",
        effect=Effect.CREDIT,
        pattern=NAMED + rf"[(\[*\s-]*{ROLE}(?:\s*(?:&|dan|/|,)\s*{ROLE})*\s*\|?\s*:\s*\|?\s*\S.{{0,160}}",
        example="Penulis: Rini Wulandari | Editor: Budi Santosa",
        reason="a role, a colon and names",
        trap="Penulis: begitulah nenek ingin dikenang.",
        opens="penulis editor reporter pewarta redaktur penyunting kontributor jurnalis wartawan fotografer juru "
        "rep red uploader "
        "penerjemah writer author reported edited translator videografer copy copyeditor sumber source tim laporan "
        "oleh asisten produser",
        longest=200,
    ),
    Rule(
        name="reporter's report",
        effect=Effect.CREDIT,
        pattern=r"laporan (?:khusus )?(?:wartawan|reporter|kontributor|jurnalis)\s*:?\s*(?-i:[A-Z]).{2,90}[^.!?]",
        example="Laporan Wartawan KabarMuara.com, Rini Wulandari",
        reason="the Tribun papers' byline above the story",
        trap="Laporan wartawan itu dimuat dua hari kemudian.",
        opens="laporan",
        longest=120,
    ),
    Rule(
        name="reporter and place",
        effect=Effect.CREDIT,
        pattern=r"laporan (?-i:[A-Z])[^|.]{3,50} \| [^|.]{3,40}",
        example="Laporan Rini Wulandari | Muara Baru",
        reason="a byline with the reporter's place",
        opens="laporan",
        longest=110,
    ),
    Rule(
        name="editorial team label",
        effect=Effect.CREDIT,
        pattern=r"tim (?:redaksi|liputan|penulis)|penulis|editor|reporter|jurnalis|author|redaksi|penulis (?:dan|&) "
        r"editor",
        example="Tim Redaksi",
        reason="a role whose name stands on the next line",
        trap="Tim redaksi menerima surat itu kemarin.",
        opens="tim penulis editor reporter jurnalis author redaksi",
        longest=30,
    ),
    Rule(
        name="contribution note",
        effect=Effect.CREDIT,
        pattern=r"(?-i:[A-Z]).{2,100} (?:ber|ikut ber)kontribusi (?:dalam|pada|untuk) (?:penulisan )?(?:artikel|"
        r"laporan|tulisan|berita) ini\.?",
        example="Rini Wulandari berkontribusi dalam penulisan artikel ini.",
        reason="the note that names a second writer",
        longest=160,
        needs=("kontribusi",),
    ),
)
