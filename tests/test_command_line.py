"""The command line as its users meet it: results on standard output, one line a failure, an exit status that tells."""

from __future__ import annotations

import dataclasses
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from small_paper import PARAGRAPHS, story

import newsbot
from newsbot.cli import main
from newsbot.items import Article, Pages
from newsbot.rendering import as_markdown, as_text, render
from newsbot.schema import FIELDS, json_schema

ROOT = Path(__file__).parent.parent
TITLE = "Jembatan Kampung Randu Kembali Berdiri Setelah 3 Hari"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "halaman.html"
    file.write_text(story(3, "2026-11-03"), encoding="utf-8")
    return file


def test_a_saved_page_becomes_a_record_that_keeps_the_schema(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scrape", str(page), "--url", "https://contoh.example/read/3"]) == 0
    record = json.loads(capsys.readouterr().out)
    jsonschema.validate(record, json_schema(), format_checker=jsonschema.FormatChecker())
    assert record["title"] == TITLE
    assert record["url"] == "https://contoh.example/read/3"


def test_the_schema_tells_every_field_of_a_record() -> None:
    assert list(FIELDS) == [field.name for field in dataclasses.fields(Article)]
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(Article().to_dict(), json_schema())


def test_schema_and_outlets_are_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "newsbot article"
    assert main(["outlets", "--format", "json", "liputan6"]) == 0
    assert [outlet["name"] for outlet in json.loads(capsys.readouterr().out)] == ["liputan6"]


def test_what_fails_is_told_in_one_line_and_the_rest_is_done(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kosong.html").touch()
    (tmp_path / "biner.html").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "rusak.html.gz").write_bytes(b"\x1f\x8bxx")
    packed = tmp_path / "halaman.html.gz"
    packed.write_bytes(gzip.compress(page.read_bytes()))
    broken = [tmp_path / name for name in ("kosong.html", "biner.html", "rusak.html.gz", "tidak-ada")]
    assert main(["scrape", "--format", "jsonl", *map(str, broken), str(page), str(packed), "contoh.id/read/1"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["title"] for line in out.splitlines()] == [TITLE, TITLE]
    told = err.splitlines()
    assert [line.split(": ")[1] for line in told] == [*map(str, broken), "contoh.id/read/1"]
    assert "an address starts with https://" in told[-1]


@pytest.mark.parametrize(
    "command",
    [
        ["scrape"],
        ["scrape", "a.html", "b.html", "--url", "https://contoh.id/1"],
        ["crawl"],
        ["crawl", "liputan"],
        ["crawl", "liputan6", "--since", "kemarin"],
        ["crawl", "liputan6", "--limit", "0"],
        ["crawl", "liputan6", "--replay", "/no/such/folder"],
        ["crawl", "--urls", "/no/such/file"],
        ["crawl", "liputan6", "-s", "DOWNLOAD_DELAY"],
        ["crawl", "liputan6", "--menyelam"],
        ["scrape", "a.html", "-s", "DOWNLOAD_DELAY"],
        ["scrape", "a.html", "--url", "bukan-alamat"],
        ["scrape", "a.html", "--url", "ftp://contoh.id/1"],
        ["scrape", "a.html", "--url", "https://"],
        ["scrape", "a.html", "-o", "keluar.csv"],
        ["scrape", "--menyelam", "a.html"],
        ["terbang"],
        [],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_status_2(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(command)
    except SystemExit as stop:
        status = int(stop.code or 0)
    out, err = capsys.readouterr()
    assert (status, out, len(err.splitlines())) == (2, "", 1), err


def test_a_search_that_begins_with_a_minus_says_how_to_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["stats", "--keyword", "-film"])
    assert "--keyword=-" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii"])
def test_json_stays_json_in_an_encoding_that_lacks_its_letters(encoding: str, tmp_path: Path) -> None:
    title = "Kafé “Randu” 🌊 č"
    file = tmp_path / "halaman.html"
    file.write_text(story(3, "2026-11-03").replace(TITLE, title), encoding="utf-8")
    command = [sys.executable, "-m", "newsbot", "scrape", str(file), "--url", "https://contoh.example/read/3"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode(encoding))["title"] == title


def test_wrong_options_of_a_command_lead_to_its_own_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["scrape", "--menyelam", "a.html"])
    assert "newsbot scrape --help" in capsys.readouterr().err


def test_endings_that_can_be_written_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    main(["scrape", "a.html", "-o", "keluar.csv"])
    err = capsys.readouterr().err
    assert all(ending in err for ending in (".json", ".jsonl", ".txt", ".md"))


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("ftp://contoh.id/1", "only http(s) addresses and plain paths are read"),
        ("file:///etc/passwd", "only http(s) addresses and plain paths are read"),
        ("http://", "an address without a host"),
        ("http://[x/", "no address: invalid IPv6 URL"),
        ("https://contoh .id/1", "no address: there is a blank in it"),
        ("https://contoh..id/1", "no address: its host is malformed"),
        ("https://contoh.id:99999/1", "no address: port out of range 0-65535"),
    ],
)
def test_an_address_that_cannot_be_asked_says_why(target: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scrape", target]) == 1
    assert capsys.readouterr().err == f"newsbot scrape: {target}: {why}\n"


def test_a_file_of_addresses_that_is_not_there_is_told_in_plain_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["crawl", "--urls", str(tmp_path / "tidak-ada")]) == 2
    assert capsys.readouterr().err == f"newsbot crawl: {tmp_path / 'tidak-ada'}: no such file\n"


def test_a_broken_outlet_file_of_a_user_hides_no_other_outlet(tmp_path: Path) -> None:
    (tmp_path / "rusak.py").write_text("OUTLET = 1 / 0\n")
    environment = {**os.environ, "NEWSBOT_OUTLETS": str(tmp_path)}
    for command in (["newsbot", "outlets"], ["scrapy", "list"]):
        done = subprocess.run(
            [sys.executable, "-m", *command], capture_output=True, text=True, timeout=60, env=environment, cwd=ROOT
        )
        assert "liputan6" in done.stdout
        assert [line.partition(" cannot be used")[0] for line in done.stderr.splitlines()] == [
            f"warning: {tmp_path / 'rusak.py'}"
        ]


def test_a_folder_of_outlet_files_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    environment = {**os.environ, "NEWSBOT_OUTLETS": str(tmp_path / "tidak-ada")}
    for command in (["newsbot", "outlets"], ["newsbot", "crawl", "liputan6"], ["scrapy", "list"]):
        done = subprocess.run(
            [sys.executable, "-m", *command], capture_output=True, text=True, timeout=60, env=environment, cwd=ROOT
        )
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert "NEWSBOT_OUTLETS names no folder" in done.stderr


def test_the_package_is_a_command_and_lists_its_names() -> None:
    done = subprocess.run([sys.executable, "-m", "newsbot", "--version"], capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("newsbot ")
    assert {"extract", "load", "from_text", "clean", "dates"} <= set(dir(newsbot))


def test_an_unknown_outlet_brings_the_nearest_to_mind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["crawl", "liputan7"]) == 2
    assert "did you mean liputan6?" in capsys.readouterr().err


def test_a_data_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "site").mkdir()
    command = ["crawl", "liputan6", "--data", str(tmp_path / "file" / "data"), "--replay", str(tmp_path / "site")]
    done = subprocess.run([sys.executable, "-m", "newsbot.cli", *command], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("form", ["json", "jsonl", "text", "markdown"])
def test_nothing_from_a_page_acts_on_a_terminal(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evil = "Harga\x1b]0;milikku\x07 \x9b31mbawang\u202e naik"
    file = tmp_path / "jahat.html"
    file.write_text(
        story(1, "2026-11-01", title=evil, paragraphs=(evil + " di pasar-pasar kota kemarin.", *PARAGRAPHS)), "utf-8"
    )
    main(["scrape", str(file), "--format", form])
    out, err = capsys.readouterr()
    assert not any(c in out + err for c in "\x1b\x07\x9b\x7f\u202e")


def test_markdown_of_a_page_stays_text() -> None:
    article = Article(title="*Satu* #2 <b>", body="# bukan judul\n\n- bukan daftar\n\n1_000 [x](http://a)")
    text = as_markdown(article)
    assert "\\*Satu\\*" in text
    assert "\n\\# bukan judul" in text
    assert "\n\\- bukan daftar" in text
    assert "\\[x\\]" in text


def test_several_articles_are_set_apart_by_a_rule() -> None:
    articles = [Article(title="Satu", body="Isi."), Article(title="Dua", body="Isi.")]
    assert "\n---\n" in render(articles, "markdown", several=True)
    assert "-" * 72 in render(articles, "text", several=True).splitlines()


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        (Pages(1, 2), "(incomplete: part 1 of 2)"),
        (Pages(2, 3), "(incomplete: parts 1 to 2 of 3)"),
        (Pages(1, 1), "(incomplete)"),
        (Pages(1, None), "(incomplete)"),
    ],
)
def test_a_story_that_is_not_whole_says_so(pages: Pages, words: str) -> None:
    cut = Article(title="Satu", body="Isi.", pages=pages, is_complete=False)
    assert words in as_text(cut).splitlines()
    assert words in as_markdown(cut).splitlines()
    assert "incomplete" not in as_text(Article(title="Satu", body="Isi."))


def test_the_ending_of_the_output_file_is_its_format(page: Path, tmp_path: Path) -> None:
    assert main(["scrape", str(page), "-o", str(tmp_path / "satu.md")]) == 0
    assert (tmp_path / "satu.md").read_text("utf-8").startswith(f"# {TITLE}\n")
    assert main(["scrape", str(page), "-o", str(tmp_path / "tidak" / "ada.json")]) == 1


def test_standard_input_is_a_target(page: Path) -> None:
    command = [sys.executable, "-m", "newsbot.cli", "scrape", "-", "--format", "text"]
    done = subprocess.run(command, input=page.read_bytes(), capture_output=True, timeout=60)
    assert done.stdout.decode().startswith(f"{TITLE}\n")


def test_a_reader_that_stops_early_is_no_error(page: Path) -> None:
    command = f"{sys.executable} -m newsbot.cli scrape {page} {page}x --format text | true"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_neither_help_nor_a_saved_page_needs_scrapy(page: Path) -> None:
    for command in (["--help"], ["scrape", str(page)]):
        code = (
            "import sys\nfrom newsbot.cli import main\n"
            f"try:\n    main({command!r})\nexcept SystemExit:\n    pass\n"
            "print([name for name in ('scrapy', 'twisted', 'rich') if name in sys.modules], file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
        assert done.stderr.strip() == "[]"


def test_an_explanation_names_candidates_and_a_refused_page_fails(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scrape", "--explain", str(page)]) == 0
    assert f"meta og:title: {TITLE}" in capsys.readouterr().out
    (tmp_path / "tanpa.html").write_text("<html><body><p>Maaf.</p></body></html>", encoding="utf-8")
    assert main(["scrape", "--explain", str(tmp_path / "tanpa.html")]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("refused: ")
    assert len(err.splitlines()) == 1


def test_a_text_dump_is_told_from_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join([TITLE, "", "Harian Contoh, Jakarta - " + PARAGRAPHS[0], "", *PARAGRAPHS[1:]])
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (tmp_path / "dump.txt").write_text(text, encoding=encoding)
        assert main(["scrape", str(tmp_path / "dump.txt"), "--url", "https://contoh.example/read/1"]) == 0
        record = json.loads(capsys.readouterr().out)
        assert PARAGRAPHS[2] in record["body"]
        assert record["url"] == "https://contoh.example/read/1"
    assert main(["scrape", "--explain", str(tmp_path / "dump.txt")]) == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("halo\n", "there is no article text in it"),
        ("Judul\nBeranda\nTerpopuler\n", "there is no article text in it"),
        ("https://contoh.example/a\n", "there is no article text in it (an address is an argument of its own)"),
    ],
)
def test_text_without_a_story_is_refused(
    text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "naskah.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["scrape", str(file)]) == 1
    assert capsys.readouterr().err == f"newsbot scrape: {file}: empty: {told}\n"
