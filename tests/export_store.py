"""A data folder with invented articles, nasty ones among them, for the tests of what analysts take away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from newsbot.items import Article, Dateline, Image, Link

WITA = timezone(timedelta(hours=8))

FIRST = Article(
    url="https://www.kabarlembah.example/warta/read/1/sungai?x=1&y=2", canonical_url="https://www.kabarlembah.example/warta/read/1/sungai",
    outlet="kabarlembah", outlet_name="Kabar Lembah", article_id="0001", title='=HYPERLINK("http://jahat.example";"Klik")',
    summary="Air sungai naik, kata warga.", authors=["Sekar Mayang", 'Budi; "Tono"'], editors=["+62 Redaksi"], agency="ANTARA",
    published_at=datetime(2026, 11, 18, 6, 5, tzinfo=WITA), modified_at=datetime(2026, 11, 18, 7, 0, 1, tzinfo=WITA),
    dateline=Dateline("Palangka Raya, Kalimantan Tengah", None), section="Lingkungan", tags=["banjir", "sungai"], language="id",
    body='Paragraf satu, "dikutip".\n\n=1+1 adalah rumus; naïf — “kutip” 🌊\n\n@akun\ttab',
    images=[Image("https://gambar.example/a.jpg", "Kali, pagi", None)], related=[Link("https://www.kabarlembah.example/2", "Panen")],
    provenance={"title": "page h1"}, word_count=9, content_hash="a1", fetched_at=datetime(2026, 11, 18, tzinfo=UTC), run_id="r1",
)  # fmt: skip
ARTICLES = [
    FIRST,
    Article(
        url="https://www.harianrandu.example/2", outlet="harianrandu", kind="opinion", title="Tanpa jam", body="-",
        published_at=date(2026, 11, 19), authors=["Sekar Mayang"], fetched_at=datetime(2026, 11, 19, 1, tzinfo=UTC),
    ),
    Article(
        url="https://www.harianrandu.example/3", outlet="harianrandu", title="'=aman", body="Kebanjiran di hulu.\x0bKontrol",
        published_at=datetime(2026, 11, 17, 23, 59, tzinfo=UTC), tags=["Banjir"], section="warta desa",
    ),
    Article(url="https://www.harianrandu.example/4", outlet="harianrandu", body=""),
]  # fmt: skip
CORRECTED = replace(FIRST, title="Judul yang diralat", revision=2)


def write(folder: Path, articles: Iterable[Article]) -> Path:
    """Write the articles' lines into a data folder as a crawl would and return it."""
    for article in articles:
        file = folder / "articles" / (article.outlet or "lain") / "2026-11-20.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as lines:
            lines.write(f"{article.to_json()}\n")
    return folder


def newsbot(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command ``newsbot``."""
    return subprocess.run(
        [sys.executable, "-m", "newsbot", *map(str, command)], capture_output=True, text=True, timeout=120, check=False
    )
