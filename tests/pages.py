"""Small pages for tests, in the shapes news sites serve."""

from __future__ import annotations

PARAGRAPHS = [
    "Warga Desa Sukarimba mulai menanam kembali bibit bakau di pesisir yang rusak akibat abrasi sejak tiga tahun lalu.",
    "Kepala desa mengatakan penanaman itu dilakukan secara bergotong royong setiap akhir pekan bersama para siswa sekolah.",
    "“Kami ingin anak-anak melihat sendiri bahwa laut ini adalah milik mereka,” katanya saat ditemui di lokasi, Minggu (15/11/2026).",
    "Pemerintah kabupaten menjanjikan bantuan bibit tambahan sebanyak 5.000 batang yang akan dikirim pada bulan depan.",
    "Hingga kini sudah dua hektare lahan yang tertutup bakau muda, dan nelayan mengaku kepiting mulai kembali ke perairan itu.",
]


def article_page(
    body: str | None = None,
    *,
    head: str = "",
    title: str = "Warga Sukarimba Tanam Bakau di Pesisir yang Rusak",
    above: str = "<div>Senin, 16 November 2026 | 08:15 WIB</div>",
    below: str = "",
) -> str:
    """An article page; ``body`` is markup, by default the paragraphs above."""
    text = body if body is not None else "\n".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return f"""<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title} - Kabar Lembah</title>{head}</head>
<body><nav><a href="/">Beranda</a> <a href="/daerah">Daerah</a></nav>
<article><h1>{title}</h1>{above}<div class="isi">{text}</div>{below}</article>
<footer>Hak Cipta Kabar Lembah</footer></body></html>"""
