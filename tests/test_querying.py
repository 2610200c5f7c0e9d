"""SQL over the data folder."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
from export_store import ARTICLES, CORRECTED, FIRST, newsbot, write

import newsbot as library
from newsbot.errors import UsageError
from newsbot.export.columns import COLUMNS
from newsbot.items import Article
from newsbot.query.database import answer
from newsbot.runs import OutletRun, save


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("store"), [*ARTICLES, CORRECTED])


def rows(data: Path, sql: str) -> list[Any]:
    with answer(data, sql) as result:
        found: list[Any] = result.fetchall()
    return found


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    data = write(tmp_path / "torn", ARTICLES)
    with (data / "articles" / "harianrandu" / "2026-11-20.jsonl").open("a") as lines:
        lines.write('{"url": "https://a.example/9", "titl')
    return data


def test_articles_are_the_latest_revisions(store: Path) -> None:
    found = rows(store, "SELECT url, title FROM articles ORDER BY url")
    assert found == sorted((article.url, article.title) for article in library.load(store))
    assert rows(store, "SELECT count(*), max(revision) FROM revisions") == [(5, 2)]


def test_articles_of_a_query_and_of_load_are_the_same_whatever_was_corrected(tmp_path: Path) -> None:
    moved = replace(CORRECTED, canonical_url="https://www.kabarlembah.example/baru/1")
    again = replace(moved, url=moved.canonical_url, title="Ralat kedua", revision=3, changed=["title"])
    elsewhere = replace(FIRST, outlet="harianrandu", title="Di tempat lain")
    data = write(
        tmp_path, [*ARTICLES, CORRECTED, moved, again, elsewhere, Article(title="Tanpa alamat", outlet="lain")]
    )
    loaded = sorted((a.title or "", a.revision, a.changed) for a in library.load(data))
    assert (
        sorted((title or "", *rest) for title, *rest in rows(data, "SELECT title, revision, changed FROM articles"))
        == loaded
    )
    assert ("Ralat kedua", 3, ["title"]) in loaded


def test_columns_are_those_of_an_export_with_their_types(store: Path) -> None:
    described = {name: kind for name, kind, *_ in rows(store, "DESCRIBE articles")}
    assert list(described) == list(COLUMNS)
    assert described["published_at_utc"] == "TIMESTAMP WITH TIME ZONE"
    assert (described["published_date"], described["tags"], described["word_count"]) == ("DATE", "VARCHAR[]", "BIGINT")
    found = rows(
        store, "SELECT published_date, published_at_utc, tags FROM articles WHERE outlet = 'harianrandu' ORDER BY url"
    )
    assert found == [
        (date(2026, 11, 19), None, []),
        (date(2026, 11, 17), datetime(2026, 11, 17, 23, 59, tzinfo=UTC), ["Banjir"]),
        (None, None, []),
    ]


def test_authors_and_tags_have_a_row_each(store: Path) -> None:
    assert rows(store, "SELECT author, count(*) FROM authors GROUP BY 1 ORDER BY 2 DESC, 1") == [
        ("Sekar Mayang", 2),
        ('Budi; "Tono"', 1),
    ]
    assert rows(store, "SELECT lower(tag), count(*) FROM tags GROUP BY 1 ORDER BY 1") == [("banjir", 2), ("sungai", 1)]


def test_runs_have_a_row_an_outlet(tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    save(tmp_path / "runs", "r1", OutletRun("kabarlembah", kept=3, dropped={"undated": 1}))
    save(tmp_path / "runs", "r1", OutletRun("harianrandu", kept=0, verdict="failed"))
    found = rows(tmp_path, "SELECT outlet, verdict, kept, dropped['undated'] FROM runs WHERE run_id = 'r1' ORDER BY 1")
    assert found == [("harianrandu", "failed", 0, None), ("kabarlembah", "ok", 3, 1)]


@pytest.mark.parametrize("view", ["articles", "revisions", "authors", "tags", "runs"])
def test_an_empty_store_has_every_view(view: str, tmp_path: Path) -> None:
    assert rows(tmp_path, f"SELECT * FROM {view}") == []


def test_a_line_that_a_crawl_is_writing_is_not_there_yet(torn: Path) -> None:
    assert rows(torn, "SELECT count(*) FROM articles") == [(4,)]


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{dir}/x.csv'", "CREATE TABLE x AS SELECT 1", "DROP VIEW articles", "SELECT 1; SELECT 2", "",
        "SET threads = 1", "INSTALL httpfs", "LOAD httpfs", "ATTACH '{dir}/x.db'", "EXPLAIN ANALYZE COPY (SELECT 1) TO '{dir}/x.csv'",
        "SELECT * FROM read_text('/etc/hostname')", "SELECT * FROM read_csv('https://example.org/x.csv')", "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM glob('/etc/*')", "SELECT nope FROM articles", "SELEC 1", "SELECT * FROM data", "SELECT 1/0::VARCHAR::DATE",
        "PRAGMA database_list", "CALL pragma_version()", "EXPORT DATABASE '{dir}/x'",
    ],
)  # fmt: skip
def test_a_query_reads_the_store_and_does_nothing_else(sql: str, store: Path, tmp_path: Path) -> None:
    data = store.parent  # noqa: F841 - a variable of this name must not be a table
    with pytest.raises(UsageError) as refused:
        rows(store, sql.replace("{dir}", str(tmp_path)))
    assert "\n" not in str(refused.value).strip()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    data = write(tmp_path / "it's [a] *folder? {x}", ARTICLES)
    assert rows(data, "SELECT count(*) FROM articles") == [(4,)]


def test_a_wrong_query_is_told_in_one_line(store: Path) -> None:
    done = newsbot("query", "--data", store, "SELECT titel FROM articles")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "titel" in done.stderr


def test_a_pipe_gets_csv_and_json_when_asked(store: Path) -> None:
    sql = (
        "SELECT title, published_at_utc, tags, word_count FROM revisions WHERE outlet = 'kabarlembah' AND revision = 1"
    )
    as_csv = newsbot("query", "--data", store, sql).stdout
    assert list(csv.reader(io.StringIO(as_csv)))[1] == [
        f"'{FIRST.title}",
        "2026-11-17T22:05:00Z",
        "banjir; sungai",
        "9",
    ]
    as_json = json.loads(newsbot("query", "--data", store, "--format", "json", sql).stdout)
    assert as_json == [
        {
            "title": FIRST.title,
            "published_at_utc": "2026-11-17T22:05:00Z",
            "tags": ["banjir", "sungai"],
            "word_count": 9,
        }
    ]
    as_table = newsbot("query", "--data", store, "--format", "table", sql)
    assert "HYPERLINK" in as_table.stdout
    assert as_table.stderr == "1 row\n"
    assert json.loads(newsbot("query", "--data", store, "--format", "json", "SELECT 1 WHERE false").stdout) == []


def test_numbers_of_every_kind_are_shown(store: Path) -> None:
    sql = "SELECT -1 AS a, -1.5 AS b, -2::DECIMAL(4, 1) AS c, [1, 2] AS d, {'x': DATE '2026-11-18'} AS e, TIME '01:02:03' AS f, INTERVAL 1 DAY AS g"
    cells = list(csv.reader(io.StringIO(newsbot("query", "--data", store, sql).stdout)))[1]
    assert cells == ["-1", "-1.5", "-2.0", "[1,2]", '{"x":"2026-11-18"}', "01:02:03", "1 day, 0:00:00"]
    assert newsbot("query", "--data", store, "--format", "json", sql).returncode == 0


def test_a_damaged_run_file_is_told_and_hides_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    damaged = {
        "a.json": '{"run_id": "r',
        "b.json": '{"run_id": "b", "outlets": {"x": {"kept": "banyak"}}}',
        "c.json": "",
    }
    for name, text in damaged.items():
        (folder / name).write_text(text)
    alone = newsbot("query", "--data", tmp_path, "SELECT count(*) FROM runs")
    assert (alone.returncode, alone.stdout.splitlines()[1]) == (0, "0")
    save(folder, "r1", OutletRun("kabarlembah", kept=3))
    done = newsbot("query", "--data", tmp_path, "SELECT run_id, kept FROM runs")
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["r1,3"])
    (told,) = done.stderr.splitlines()
    assert all(name in told for name in damaged)


def test_json_has_no_nan_and_no_key_twice() -> None:
    sql = "SELECT 'nan'::DOUBLE AS a, [1.5, 'inf'::DOUBLE] AS a, MAP {DATE '2026-11-18': 1} AS a, 2 AS a_1"
    for form in ("json", "jsonl"):
        found = json.loads(newsbot("query", "--data", ".", "--format", form, sql).stdout)
        row = found[0] if form == "json" else found
        assert row == {"a": None, "a_2": [1.5, None], "a_3": {"2026-11-18": 1}, "a_1": 2}


def test_lines_that_are_no_articles_are_in_no_view(tmp_path: Path) -> None:
    data = write(tmp_path, [*ARTICLES, Article(outlet="harianrandu", title="[FOTO] Panen raya")])
    with (data / "articles" / "harianrandu" / "2026-11-20.jsonl").open("a") as lines:
        lines.write('{"url": 5}\n{"url": ["a"]}\n{"url": "https://a.example/1", "title": ["a"]}\n{"title": {"a": 1}}\n')
        lines.write('{"url": "https://a.example/1", "title": 1965}\n{"title": true}\n')
    assert rows(data, "SELECT count(*), count(title) FROM articles") == [(5, 4)]
    assert len(list(library.load(data))) == 5


LOOK_LIKE_OTHERS = ["1965", "007", "1.50", "1e5", "true", "null", "2026-11-22", "[1]", "{}", '"Randu"']


def test_texts_that_look_like_numbers_or_json_stay_texts_everywhere(tmp_path: Path) -> None:
    articles = [
        replace(FIRST, url=f"https://a.example/{n}", canonical_url=None, title=text, section=text, tags=[text], article_id=f"00{n}")
        for n, text in enumerate(LOOK_LIKE_OTHERS)
    ]  # fmt: skip
    data = write(tmp_path / "store", articles)
    assert sorted(rows(data, "SELECT title FROM articles")) == sorted((text,) for text in LOOK_LIKE_OTHERS)
    sql = "SELECT title, section, tags, article_id FROM articles ORDER BY url"
    answered = json.loads(newsbot("query", "--data", data, "--format", "json", sql).stdout)
    expected = [(text, text, [text], f"00{n}") for n, text in enumerate(LOOK_LIKE_OTHERS)]
    assert [tuple(row.values()) for row in answered] == expected
    table = list(csv.DictReader(io.StringIO(newsbot("query", "--data", data, sql).stdout)))
    assert [(row["title"], row["article_id"]) for row in table] == [(row[0], row[3]) for row in expected]
    assert library.to_pandas(data)["title"].tolist() == LOOK_LIKE_OTHERS
    for ending in ("csv", "xlsx", "parquet", "jsonl"):
        file = tmp_path / f"out.{ending}"
        done = newsbot("export", "-o", file, "--data", data, "--columns", "title,article_id")
        assert done.returncode == 0, done.stderr
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as text:
        assert [row["title"] for row in csv.DictReader(text)] == LOOK_LIKE_OTHERS
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [(cell.value, cell.data_type) for (cell,) in sheet.iter_rows(min_row=2, max_col=1)] == [
        (text, "s") for text in LOOK_LIKE_OTHERS
    ]
    parquet = pyarrow.parquet.read_table(tmp_path / "out.parquet")
    assert parquet["title"].to_pylist() == LOOK_LIKE_OTHERS
    assert parquet["article_id"].to_pylist()[7] == "007"
