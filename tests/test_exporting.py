"""What analysts take away, read back by the programs they use."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from export_store import ARTICLES, CORRECTED, FIRST, newsbot, write
from hypothesis import given
from hypothesis import strategies as st

import newsbot as library
from newsbot.errors import NewsbotError, UsageError
from newsbot.export.cells import CONTROLS, inert
from newsbot.export.columns import COLUMNS, FIELDS
from newsbot.export.destination import whole_file
from newsbot.export.filters import Filters
from newsbot.export.job import Wanted, export
from newsbot.items import Article


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("store"), ARTICLES)


def titles(data: Path, tmp_path: Path, **filters: Any) -> list[str | None]:
    export(data, str(tmp_path / "out.jsonl"), Wanted(Filters.parse(**filters)))
    return [json.loads(line)["title"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]


def fail_halfway(target: str) -> None:
    with whole_file(target) as file:
        file.write(b"x" * 6_000_000)
        raise RuntimeError


def stored(data: Path) -> list[dict[str, Any]]:
    return [article.to_dict() for article in library.load(data)]


def test_json_lines_are_the_lines_of_the_store(store: Path, tmp_path: Path) -> None:
    export(store, str(tmp_path / "out.jsonl"))
    assert stored(tmp_path / "out.jsonl") == stored(store)
    assert tuple(json.loads((tmp_path / "out.jsonl").read_text("utf-8").splitlines()[0])) == FIELDS


@pytest.mark.parametrize("number", [0, 1, 3])
def test_json_is_one_array_however_many_there_are(number: int, tmp_path: Path) -> None:
    data = write(tmp_path / "store", ARTICLES[:number])
    data.mkdir(exist_ok=True)
    export(data, str(tmp_path / "out.json"))
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == stored(data)


def test_compressed_text_is_the_same_text(store: Path, tmp_path: Path) -> None:
    for name in ("out.csv", "out.csv.gz", "out.csv.zst"):
        export(store, str(tmp_path / name))
    plain = (tmp_path / "out.csv").read_bytes()
    assert gzip.decompress((tmp_path / "out.csv.gz").read_bytes()) == plain
    assert zstandard.ZstdDecompressor().stream_reader((tmp_path / "out.csv.zst").read_bytes()).read() == plain


def test_each_reader_of_csv_sees_the_same_rows(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    export(store, str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(rows[0]) == list(COLUMNS)
    bodies = [article.body.translate(dict.fromkeys(CONTROLS)) for article in library.load(store)]
    assert [row["body"].removeprefix("'") for row in rows] == bodies
    by_pandas = pd.read_csv(path, dtype=str, keep_default_na=False)
    by_polars = pl.read_csv(path, infer_schema=False).fill_null("")
    by_duckdb = duckdb.execute(f"SELECT * FROM read_csv('{path}', all_varchar = true)").fetchall()
    assert by_pandas.to_dict("records") == rows
    assert by_polars.to_dicts() == rows
    assert [[value or "" for value in row] for row in by_duckdb] == [list(row.values()) for row in rows]


def test_csv_states_local_time_with_offset_utc_and_the_day(store: Path, tmp_path: Path) -> None:
    export(store, str(tmp_path / "out.csv"), Wanted(columns=("published_at", "published_at_utc", "published_date")))
    assert (tmp_path / "out.csv").read_text("utf-8-sig").split() == [
        "published_at,published_at_utc,published_date",
        "2026-11-19,,2026-11-19",
        "2026-11-17T23:59:00+00:00,2026-11-17T23:59:00Z,2026-11-17",
        ",,",
        "2026-11-18T06:05:00+08:00,2026-11-17T22:05:00Z,2026-11-18",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@a", "\tx", "\rx", "＝1", "'=1", "\n=1"])
def test_a_cell_that_a_spreadsheet_might_run_begins_with_an_apostrophe(text: str, tmp_path: Path) -> None:
    data = write(tmp_path / "store", [Article(url="https://a.example/1", title=text, authors=[text], body=text)])
    export(data, str(tmp_path / "out.csv"), Wanted(columns=("title", "authors", "body")))
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == [f"'{text}"] * 3


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"))), max_size=5))
def test_any_text_comes_back_from_csv_and_parquet(texts: list[tuple[str, str]]) -> None:
    articles = [Article(url="https://a.example/1", title=title, tags=[title], body=body) for title, body in texts]
    table = library.to_arrow(articles)
    assert list(zip(table["title"].to_pylist(), table["body"].to_pylist(), strict=True)) == texts
    from newsbot.export.formats import FORMATS
    from newsbot.records import record_of

    file = io.BytesIO()
    form = FORMATS["csv"]
    form.writer(file, form.columns(("title", "body"))).write([record_of(article) for article in articles])
    rows = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))[1:]
    back = [
        tuple(cell[1:] if cell[:1] == "'" and inert(cell[1:]) != cell[1:] else cell for cell in row) for row in rows
    ]
    dropped = dict.fromkeys(CONTROLS)
    assert back == [(title.translate(dropped), body.translate(dropped)) for title, body in texts]


def test_parquet_has_one_schema_whatever_the_articles_hold(store: Path, tmp_path: Path) -> None:
    empty = write(tmp_path / "empty", [Article(url="https://a.example/1")])
    export(store, str(tmp_path / "full.parquet"))
    export(empty, str(tmp_path / "bare.parquet"))
    full, bare = pq.read_schema(tmp_path / "full.parquet"), pq.read_schema(tmp_path / "bare.parquet")
    assert full == bare
    assert full.field("tags").type == pa.list_(pa.string())
    assert full.field("published_at_utc").type == pa.timestamp("us", tz="UTC")
    assert full.field("published_date").type == pa.date32()
    assert full.field("images").type == pa.list_(
        pa.struct([(name, pa.string()) for name in ("url", "caption", "credit")])
    )
    assert full.names == list(COLUMNS)


def test_each_reader_of_parquet_sees_the_same_rows(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    export(store, str(path))
    articles = list(library.load(store))
    rows = pq.read_table(path).to_pylist()
    assert [row["body"] for row in rows] == [article.body for article in articles]
    assert [row["authors"] for row in rows] == [article.authors for article in articles]
    assert [dict(row["provenance"]) for row in rows] == [article.provenance for article in articles]
    assert pl.read_parquet(path)["title"].to_list() == [article.title for article in articles]
    assert pd.read_parquet(path)["url"].tolist() == [article.url for article in articles]
    dates = duckdb.execute(f"SELECT published_date FROM '{path}' ORDER BY 1").fetchall()
    assert [day for (day,) in dates] == [date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 19), None]


def test_data_frames_have_typed_columns(store: Path) -> None:
    frame = library.to_pandas(store)
    assert str(frame["published_at_utc"].dtype) == "datetime64[us, UTC]"
    assert str(frame["published_date"].dtype).startswith("datetime64")
    assert str(frame["pages_total"].dtype) == "Int64"
    assert str(frame["is_complete"].dtype) == "boolean"
    table = library.to_polars(store, columns=["title", "published_at_utc", "tags"], outlet="kabarlembah")
    assert table.rows() == [(FIRST.title, FIRST.published_at, FIRST.tags)]
    assert table.schema["tags"] == pl.List(pl.String)


def test_data_frames_are_made_of_articles_in_hand_too() -> None:
    assert library.to_pandas(ARTICLES)["url"].tolist() == [article.url for article in ARTICLES]
    assert library.to_arrow([]).schema == library.to_arrow(ARTICLES).schema


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"outlet": "kabarlembah"}, [FIRST.title]),
        ({"outlet": "kabarlembah,harianrandu", "kind": "opinion"}, ["Tanpa jam"]),
        ({"kind": "opinion,live"}, ["Tanpa jam"]),
        ({"since": "2026-11-19"}, ["Tanpa jam"]),
        ({"since": "2026-11-18", "until": "2026-11-18"}, [FIRST.title]),
        ({"place": "kalimantan"}, [FIRST.title]),
        ({"place": "Palang"}, []),
        ({"author": "sekar mayang"}, ["Tanpa jam", FIRST.title]),
        ({"tag": "BANJIR"}, ["'=aman", FIRST.title]),
        ({"section": "Warta-Desa"}, ["'=aman"]),
        ({"keyword": "kebanjiran"}, ["'=aman"]),
        ({"keyword": ["paragraf", "rumus"]}, [FIRST.title]),
        ({"keyword": "banji"}, []),
        ({"keyword": "BANJIR"}, ["'=aman", FIRST.title]),
        ({"keyword": "banjir", "stem": True}, ["'=aman", FIRST.title]),
        ({"keyword": "hulu -kontrol"}, []),
        ({"keyword": "kata warga", "outlet": "kabarlembah"}, [FIRST.title]),
    ],
)
def test_filters_keep_what_was_asked_for(
    store: Path, tmp_path: Path, filters: dict[str, Any], found: list[str]
) -> None:
    assert titles(store, tmp_path, **filters) == found


def test_articles_without_a_date_are_counted_when_days_are_asked_for(store: Path, tmp_path: Path) -> None:
    done = newsbot("export", "--data", store, "-o", tmp_path / "a.csv", "--since", "2026-11-01")
    assert done.returncode == 0
    assert "1 left out because they have no date" in done.stderr
    assert "3 articles to" in done.stderr


def test_the_latest_revision_is_exported_or_all(tmp_path: Path) -> None:
    data = write(tmp_path / "store", [*ARTICLES, CORRECTED])
    assert FIRST.title not in titles(data, tmp_path)
    assert CORRECTED.title in titles(data, tmp_path)
    outcome = export(data, str(tmp_path / "all.jsonl"), Wanted(revisions=True))
    assert outcome.count == 5


def test_what_cannot_match_is_not_opened(tmp_path: Path) -> None:
    data = write(tmp_path / "store", ARTICLES)
    (data / "articles" / "kabarlembah" / "2026-10-01.jsonl").mkdir()
    assert titles(data, tmp_path, outlet="harianrandu", kind="opinion") == ["Tanpa jam"]
    assert titles(data, tmp_path, since="2026-11-18") == ["Tanpa jam", FIRST.title]
    assert library.to_pandas(data, columns=["title"], since="2026-11-19")["title"].tolist() == ["Tanpa jam"]


def test_an_outlet_without_articles_gives_none_of_them(store: Path, tmp_path: Path) -> None:
    assert titles(store, tmp_path, outlet="kompas") == []


def test_an_article_that_moved_is_still_one(tmp_path: Path) -> None:
    moved = replace(CORRECTED, canonical_url="https://www.kabarlembah.example/baru/1")
    assert titles(write(tmp_path / "store", [FIRST, moved]), tmp_path) == [CORRECTED.title]


def test_metadata_is_shared_without_the_text(store: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "a.jsonl", "a.rss", "a.atom", "a.json"):
        export(store, str(tmp_path / name), Wanted(metadata_only=True))
        assert "adalah rumus" not in (tmp_path / name).read_text("utf-8"), name
    export(store, str(tmp_path / "a.parquet"), Wanted(metadata_only=True))
    assert "body" not in pq.read_schema(tmp_path / "a.parquet").names
    assert "title" in pq.read_schema(tmp_path / "a.parquet").names


def test_a_sample_is_as_large_as_asked_and_the_same_for_a_seed(tmp_path: Path) -> None:
    data = write(tmp_path / "store", [Article(url=f"https://a.example/{n}", title=str(n)) for n in range(200)])

    def sample(seed: int) -> list[str]:
        export(data, str(tmp_path / "s.jsonl"), Wanted(sample=20, seed=seed))
        return [json.loads(line)["title"] for line in (tmp_path / "s.jsonl").open()]

    assert sample(1) == sample(1) != sample(2)
    assert len(set(sample(3))) == 20


def test_the_newest_come_first(store: Path, tmp_path: Path) -> None:
    export(store, str(tmp_path / "n.jsonl"), Wanted(newest=3))
    days = [json.loads(line)["published_at"][:10] for line in (tmp_path / "n.jsonl").open()]
    assert days == ["2026-11-19", "2026-11-18", "2026-11-17"]


def test_columns_are_written_in_the_order_asked_for(store: Path, tmp_path: Path) -> None:
    done = newsbot(
        "export", "--data", store, "-o", tmp_path / "a.csv", "--columns", "url,title", "--columns", "dateline"
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[0] == "url,title,dateline_place,dateline_agency"
    export(store, str(tmp_path / "a.jsonl"), Wanted(columns=("published_date", "dateline", "pages_total")))
    assert json.loads((tmp_path / "a.jsonl").read_text().splitlines()[3]) == {
        "published_date": "2026-11-18", "dateline": {"place": "Palangka Raya, Kalimantan Tengah", "agency": None}, "pages_total": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-o", "{dir}/a.doc"], "end it in .csv"),
        (["-o", "{dir}/a.parquet.gz"], "compressed in itself"),
        (["-o", "{dir}/a.csv", "--columns", "titel"], "did you mean title?"),
        (["-o", "{dir}/a.csv", "--kind", "artikel"], "no kind 'artikel'"),
        (["-o", "{dir}/a.csv", "--outlet", "kompass"], "there are harianrandu, kabarlembah"),
        (["-o", "{dir}/a.csv", "--since", "kemarin"], "is no day"),
        (["-o", "{dir}/a.csv", "--sample", "0"], "no number of articles"),
        (["-o", "{dir}/a.csv", "--sample", "3", "--newest", "3"], "ask for one of them"),
        (["-o", "{dir}/a.csv", "--data", "{dir}/none"], "no such file or folder"),
        (["-o", "{dir}/lake", "--partition-by", "warna"], "no partition 'warna'"),
        (["-o", "gopher://x/a.csv"], "gopher"),
        (["-o", "{dir}/a.csv", "--stem"], "--stem goes with --keyword"),
        (["-o", "{dir}/a.csv", "--keyword", " "], "has no word to find"),
        (["-o", "{dir}/a.csv", "--keyword", 'a "b'], "not closed"),
        (["-o", "{dir}/a.csv", "--unique", "--all-revisions"], "exclude each other"),
        (["-o", "{dir}/a.csv", "--outlet", ","], "names nothing"),
        (["-o", "{dir}/a.csv", "--section", ""], "names nothing"),
        (["-o", "{dir}/a.csv", "--columns", " , "], "names nothing"),
        (["-o", "{dir}/a.csv", "--keyword", ""], "has no word to find"),
        (["-o", "{dir}/lake", "--partition-by", ","], "names nothing"),
        ([], "required: -o"),
    ],
)
def test_wrong_usage_is_told_in_one_line_and_writes_nothing(
    store: Path, tmp_path: Path, options: list[str], told: str
) -> None:
    given_options = [option.replace("{dir}", str(tmp_path)) for option in options]
    done = newsbot("export", "--data", store, *given_options)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_told_in_one_line(store: Path, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "none" / "a.csv"):
        done = newsbot("export", "--data", store, "-o", target, "--format", "csv")
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr


def test_an_export_that_fails_leaves_the_earlier_file_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    place.write_text("earlier")
    with pytest.raises(RuntimeError):
        fail_halfway(str(place))
    assert (place.read_text(), [path.name for path in tmp_path.iterdir()]) == ("earlier", ["a.csv"])


def test_a_link_stays_a_link(store: Path, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("earlier")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    export(store, str(tmp_path / "link.csv"))
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text("utf-8-sig").startswith("url,")


def test_standard_output_takes_an_export_too(store: Path) -> None:
    done = newsbot("export", "--data", store, "-o", "-", "--format", "jsonl")
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 4


def test_a_line_that_is_no_article_is_told_and_a_torn_one_is_not_yet_there(tmp_path: Path) -> None:
    data = write(tmp_path / "store", ARTICLES)
    file = data / "articles" / "harianrandu" / "2026-11-20.jsonl"
    with file.open("a") as lines:
        lines.write('{"broken\n{"title": 5}\n{"url": "https://a.example/5", "tit')
    done = newsbot("export", "--data", data, "-o", tmp_path / "a.jsonl")
    assert done.returncode == 1
    assert done.stderr.count("holds no article") == 2
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 4


def test_the_store_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    for ending in ("csv", "xlsx", "parquet", "jsonl", "json", "rss", "atom"):
        assert export(tmp_path / "store", str(tmp_path / f"a.{ending}")).count == 0
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 0


def test_a_lake_is_partitioned_as_hive_has_it(store: Path, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    for _ in range(2):
        assert export(store, str(lake), partition_by=("outlet", "date")).count == 4
    assert (lake / "outlet=kabarlembah" / "date=2026-11-18").is_dir()
    assert (lake / "outlet=harianrandu" / "date=__HIVE_DEFAULT_PARTITION__").is_dir()
    rows = duckdb.execute(
        f"SELECT outlet, title, date FROM read_parquet('{lake}/**/*.parquet', hive_partitioning = true)"
    ).fetchall()
    assert sorted(str(row[:2]) for row in rows) == sorted(str((a.outlet, a.title)) for a in ARTICLES)
    assert sorted(pl.read_parquet(f"{lake}/**/*.parquet", hive_partitioning=True)["url"]) == sorted(
        str(article.url) for article in ARTICLES
    )
    assert [path.name for path in tmp_path.iterdir()] == ["lake"]


def test_a_folder_with_something_else_is_never_replaced(store: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("penting")
    with pytest.raises(UsageError, match="something else"):
        export(store, str(tmp_path), partition_by=("outlet",))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_many_partitions_need_little_memory(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsbot.export.partitions.HELD_BYTES", 5_000)
    day = datetime(2026, 1, 1)  # noqa: DTZ001
    articles = [
        Article(url=f"https://a.example/{n}", published_at=(day + timedelta(days=n % 9)).date()) for n in range(60)
    ]
    export(write(tmp_path / "s", articles), str(tmp_path / "lake"), partition_by=("year", "month"))
    assert len(pd.read_parquet(tmp_path / "lake")) == 60
    assert len(list((tmp_path / "lake").rglob("*.parquet"))) > 5


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A bucket of an S3 server on this machine."""
    from moto.server import ThreadedMotoServer

    names = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": "us-east-1"}
    with pytest.MonkeyPatch.context() as patch:
        server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        for name, value in {**names, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
            patch.setenv(name, value)
        import s3fs

        s3fs.S3FileSystem(skip_instance_cache=True).mkdir("gudang")
        yield "s3://gudang"
        server.stop()


def test_an_s3_address_gets_the_file_at_the_end_or_nothing(store: Path, bucket: str) -> None:
    import s3fs

    system = s3fs.S3FileSystem(skip_instance_cache=True)
    export(store, f"{bucket}/hari/a.parquet")
    with system.open("gudang/hari/a.parquet") as file:
        assert pq.read_table(file).num_rows == 4
    with pytest.raises(RuntimeError):
        fail_halfway(f"{bucket}/hari/b.csv")
    system.invalidate_cache()
    assert system.ls("gudang/hari") == ["gudang/hari/a.parquet"]


def test_a_lake_in_a_bucket_replaces_the_one_before(store: Path, bucket: str) -> None:
    import s3fs

    system = s3fs.S3FileSystem(skip_instance_cache=True)
    for _ in range(2):
        export(store, f"{bucket}/danau", partition_by=("outlet",))
        system.invalidate_cache()
        assert len(system.find("gudang/danau")) == 3  # a file an outlet, and the one that says who made them
    system.pipe_file("gudang/orang/outlet=x/a.parquet", b"")
    with pytest.raises(UsageError, match="newsbot wrote"):
        export(store, f"{bucket}/orang", partition_by=("outlet",))
    system.invalidate_cache()
    assert system.find("gudang/orang") == ["gudang/orang/outlet=x/a.parquet"]
    with pytest.raises(NewsbotError):
        export(store, "s3://tidak-ada/danau", partition_by=("outlet",))


@pytest.mark.parametrize(
    "options", [("-o", "s3://gudang/a.csv"), ("-o", "s3://gudang/danau", "--partition-by", "outlet")]
)
def test_a_store_that_cannot_be_reached_is_told_in_one_line(store: Path, options: tuple[str, ...]) -> None:
    import subprocess

    nowhere = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    done = subprocess.run(
        [sys.executable, "-m", "newsbot", "export", "--data", str(store), *options],
        env={**os.environ, **nowhere, "AWS_MAX_ATTEMPTS": "1"}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"newsbot export: {options[1]} cannot be written: ")


def test_a_missing_package_is_named_in_one_line(store: Path, tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError('no', name='pyarrow')")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from newsbot.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", program, "export", "--data", str(store), "-o", str(tmp_path / "a.parquet")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        1, "newsbot export: a Parquet file or an Arrow table needs pyarrow: in newsbot's folder, .venv/bin/pip install -e '.[export]'\n",
    )  # fmt: skip
    assert not (tmp_path / "a.parquet").exists()


def test_importing_newsbot_imports_no_data_frames() -> None:
    import subprocess

    program = "import sys, newsbot, newsbot.cli; print({'pandas', 'polars', 'pyarrow', 'duckdb', 'orjson'} & set(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "set()\n"
    )
