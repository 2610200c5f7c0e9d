"""One article of each text: exports and data frames that know copies."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from export_store import newsbot, write

import newsbot as library
from newsbot.errors import UsageError
from newsbot.export.columns import COLUMNS, FIELDS
from newsbot.export.filters import Filters
from newsbot.export.job import Wanted, export
from newsbot.items import Article

STORY = (
    "BANDARLAYAR (PEWARTA) - Sebanyak 48 perahu nelayan di Teluk Sirih kembali melaut pada Selasa (3/11) setelah gelombang tinggi mereda.\n\n"
    "Kepala pelabuhan Danu Wiratama mengatakan para nelayan sempat tertahan sembilan hari di dermaga karena angin barat yang kencang.\n\n"
    "Hasil tangkapan pertama dijual di tempat pelelangan dengan harga dua kali lipat dari biasanya, sehingga pembeli berdatangan."
)
OTHER = "Perpustakaan keliling kini singgah di lima kampung setiap pekan dan meminjamkan buku cerita bergambar kepada anak-anak di sana."
MORNING = datetime(2026, 11, 3, 1, 0, tzinfo=UTC)
COPIES = ["cluster_id", "first_seen", "first_seen_utc", "first_seen_date", "copies"]


def article(number: int, body: str = STORY, **values: Any) -> Article:
    return Article(
        url=f"https://koran{number}.example/{number}", outlet=f"koran{number}", title="Nelayan Melaut Lagi", body=body,
        published_at=MORNING + timedelta(days=number), **values,
    )  # fmt: skip


ARTICLES = [article(3), article(1), article(4, OTHER), article(2, STORY.replace("PEWARTA", "Koran 2"), tags=["laut"])]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return write(tmp_path / "store", ARTICLES)


def exported(data: Path, **wanted: Any) -> list[dict[str, Any]]:
    output = data.parent / "out.jsonl"
    export(data, str(output), Wanted(**wanted))
    records = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    return sorted(records, key=lambda record: str(record.get("outlet")))


def outlets(records: list[dict[str, Any]]) -> list[str]:
    return [record["outlet"] for record in records]


def test_the_first_copy_of_each_text_is_kept_and_says_how_many_there_are(store: Path) -> None:
    first, other = exported(store, unique=True)
    assert (first["outlet"], first["copies"], first["first_seen"]) == ("koran1", 3, "2026-11-04T01:00:00+00:00")
    assert (other["outlet"], other["copies"]) == ("koran4", 1)
    assert tuple(first) == (*FIELDS, "cluster_id", "first_seen", "copies")


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"since": "2026-11-05"}, ["koran2", "koran4"]),
        ({"outlet": "koran3"}, ["koran3"]),
        ({"tag": "laut"}, ["koran2"]),
        ({"keyword": "pewarta"}, ["koran1"]),
    ],
)
def test_where_filters_leave_the_first_out_the_first_of_the_rest_is_kept(
    store: Path, filters: dict[str, Any], kept: list[str]
) -> None:
    assert outlets(exported(store, unique=True, filters=Filters.parse(**filters))) == kept


def test_the_columns_of_copies_come_without_leaving_any_out_when_they_are_named(store: Path) -> None:
    records = exported(store, columns=("outlet", "copies", "cluster_id"))
    assert [record["copies"] for record in records] == [3, 3, 3, 1]
    assert len({record["cluster_id"] for record in records}) == 2
    assert exported(store, unique=True, columns=("outlet",)) == [{"outlet": "koran1"}, {"outlet": "koran4"}]


def test_columns_of_copies_have_fixed_types(tmp_path: Path) -> None:
    data = write(tmp_path / "store", [Article(title="Tanpa alamat", outlet="x")])
    export(data, str(tmp_path / "a.parquet"), Wanted(unique=True))
    schema = pq.read_schema(tmp_path / "a.parquet")
    assert schema.names == [*COLUMNS, *COPIES]
    assert [schema.field(name).type for name in COPIES] == [
        pa.string(), pa.string(), pa.timestamp("us", tz="UTC"), pa.date32(), pa.int64(),
    ]  # fmt: skip
    assert [pq.read_table(tmp_path / "a.parquet")[name].to_pylist() for name in COPIES] == [[None]] * 5


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "rss", "atom"])
def test_each_format_takes_one_of_each_text(ending: str, store: Path, tmp_path: Path) -> None:
    assert export(store, str(tmp_path / f"a.{ending}"), Wanted(unique=True)).count == 2


def test_partitions_samples_and_the_newest_are_of_one_article_a_text(store: Path, tmp_path: Path) -> None:
    assert export(store, str(tmp_path / "lake"), Wanted(unique=True), partition_by=("outlet",)).count == 2
    assert outlets(exported(store, unique=True, sample=5)) == ["koran1", "koran4"]
    assert outlets(exported(store, unique=True, newest=1)) == ["koran4"]


def test_the_command_says_how_many_copies_were_left_out(store: Path, tmp_path: Path) -> None:
    done = newsbot("export", "--data", store, "-o", tmp_path / "a.csv", "--unique")
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        0, "newsbot export: 2 left out because they are copies of one that is kept",
    )  # fmt: skip


def test_articles_that_come_later_are_known_at_the_next_export(store: Path) -> None:
    exported(store, unique=True)
    write(store, [article(0)])
    assert [(record["outlet"], record["copies"]) for record in exported(store, unique=True)] == [
        ("koran0", 4),
        ("koran4", 1),
    ]


def test_data_frames_hold_one_article_of_each_text(store: Path) -> None:
    frame = library.to_pandas(store, unique=True, since="2026-11-05")
    assert sorted(frame["outlet"]) == ["koran2", "koran4"]
    assert (str(frame["copies"].dtype), frame["copies"].max()) == ("Int64", 3)
    assert sorted(library.to_polars(store, unique=True, columns=["outlet"])["outlet"]) == ["koran1", "koran4"]
    assert library.to_arrow(store, columns=["copies"])["copies"].to_pylist() == [3, 3, 3, 1]
    with pytest.raises(UsageError, match="ask for one"):
        library.to_arrow(store, unique=True, revisions="all")


def test_articles_in_hand_and_a_file_need_no_data_folder(store: Path, tmp_path: Path) -> None:
    assert library.to_pandas(iter(ARTICLES), unique=True)["outlet"].tolist() == ["koran1", "koran4"]
    file = tmp_path / "berita.jsonl"
    file.write_text("".join(f"{one.to_json()}\n" for one in ARTICLES), encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    assert sorted(library.to_pandas(file, unique=True)["outlet"]) == ["koran1", "koran4"]
    assert sorted(tmp_path.iterdir()) == before


def test_without_the_package_one_line_says_what_to_install(store: Path, tmp_path: Path) -> None:
    (tmp_path / "rensa.py").write_text("raise ImportError")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from newsbot.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "export", "--data", str(store), "--unique", "-o", str(tmp_path / "a.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2, "newsbot export: recognising copies needs rensa: in newsbot's folder, .venv/bin/pip install -e '.[copies]'\n",
    )  # fmt: skip
    assert not (tmp_path / "a.csv").exists()
