"""How long `newsbot export` takes, as a ratio to DuckDB's own COPY of the same lines, and how much memory it needs.

    python tests/benchmarks/exporting.py [NUMBER OF ARTICLES] [FOLDER]

The default is a million invented articles of about 2.5 kB, made in a temporary folder; FOLDER keeps them for another run. Each export
is a process of its own, and its peak is what the kernel says. DuckDB reads the same columns with the same types, on all processors.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from newsbot.items import Article, Dateline, Image, Link

WORDS = (
    "warga kampung sungai jembatan panen sawah nelayan pasar hujan banjir gotong royong kepala desa menurut dengan untuk "
    "pembangunan sekolah guru petani harga beras naik turun kemarin pagi malam Senin Rabu Kalimantan Sulawesi rapat anggaran"
).split()
OUTLETS = ("kabarlembah", "harianrandu", "wartapesisir", "suarahulu")
ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (7, 8, 9))


def articles(number: int, folder: Path) -> None:
    """Write the lines, one file an outlet and 5,000 articles."""
    chance = random.Random(1)
    paragraphs = [f"{' '.join(chance.choices(WORDS, k=45)).capitalize()}." for _ in range(2_000)]
    start = datetime(2024, 1, 1, tzinfo=UTC)
    batch: list[str] = []
    for index in range(number):
        outlet = OUTLETS[index * len(OUTLETS) // number]
        when = (start + timedelta(minutes=index % 1_000_000)).astimezone(chance.choice(ZONES))
        url = f"https://www.{outlet}.example/warta/read/{index}/{'-'.join(chance.choices(WORDS, k=6))}".lower()
        batch.append(
            Article(
                url=url, canonical_url=url, outlet=outlet, outlet_name=outlet.title(), article_id=str(index),
                title=" ".join(chance.choices(WORDS, k=9)).title(), summary=" ".join(chance.choices(WORDS, k=18)),
                authors=[f"Penulis {index % 97}"], tags=chance.sample(WORDS, 4), section="warta", language="id",
                published_at=when if index % 50 else when.date(), modified_at=when + timedelta(minutes=9),
                dateline=Dateline("Lembah Rimbun", None), body="\n\n".join(chance.choices(paragraphs, k=6)),
                images=[Image(f"{url}.jpg", " ".join(chance.choices(WORDS, k=12)), None)], related=[Link(f"{url}/lain", "Panen")],
                provenance={"title": "page h1", "body": "generic", "published_at": "json-ld datePublished"},
                word_count=270, content_hash=f"{index:064x}", fetched_at=start + timedelta(days=1), run_id="20260101T000000Z-0001",
            ).to_json()
        )  # fmt: skip
        if len(batch) == 5_000 or index == number - 1:
            file = folder / "articles" / outlet / f"{start:%Y-%m-%d}-{index:08d}.jsonl"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(batch) + "\n", encoding="utf-8")
            batch.clear()


@dataclass
class Cost:
    """What a process took: seconds by the clock and of the processors, and peak memory in MB."""

    wall: float
    cpu: float
    peak: float

    def __str__(self) -> str:
        return f"{self.wall:6.1f} s ({self.cpu:5.1f} s of processor), peak {self.peak:5.0f} MB"


WATCH = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(done.returncode)
"""


def measured(*command: str) -> Cost:
    """Run a command and say what it took."""
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", WATCH, *command], stdout=subprocess.PIPE, text=True, check=True)
    cpu, peak = done.stdout.split()[-2:]
    return Cost(time.perf_counter() - started, float(cpu), int(peak) / 1024)


def duckdb_copy(folder: Path, output: Path) -> None:
    """DuckDB's own COPY of the same columns."""
    import duckdb

    from newsbot.query.database import make_views

    form = "CSV, HEADER" if output.suffix == ".csv" else "PARQUET"
    with duckdb.connect() as database:
        make_views(database, folder)
        database.execute(f"COPY (SELECT * FROM articles) TO '{output}' (FORMAT {form})")


def main(number: int, folder: Path) -> None:
    if not (folder / "articles").exists():
        articles(number, folder)
    size = sum(file.stat().st_size for file in folder.rglob("*.jsonl"))
    print(f"{number:,} articles, {size / 1e6:,.0f} MB, {os.cpu_count()} processors")
    for ending in ("parquet", "csv", "jsonl"):
        ours = folder / f"ours.{ending}"
        cost = measured(sys.executable, "-m", "newsbot", "export", "--data", str(folder), "-o", str(ours))
        line = f"{ending:8} newsbot     {cost}, {ours.stat().st_size / 1e6:,.0f} MB"
        ours.unlink()
        if ending != "jsonl":
            theirs = folder / f"duckdb.{ending}"
            copy = measured(sys.executable, __file__, "--copy", str(folder), str(theirs))
            line += f"\n         DuckDB COPY {copy}, {theirs.stat().st_size / 1e6:,.0f} MB"
            line += f"   ratio {cost.wall / copy.wall:.1f}, of processor {cost.cpu / copy.cpu:.1f}"
            theirs.unlink()
        print(line, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--copy"]:
        duckdb_copy(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        with tempfile.TemporaryDirectory(prefix="newsbot-benchmark-") as scratch:
            main(
                int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000,
                Path(sys.argv[2] if len(sys.argv) > 2 else scratch),
            )
