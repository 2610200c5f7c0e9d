"""How the outlets stand is shown, measured and told: in a table, to Prometheus, and to people when it changes."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from run_files import Diary
from small_paper import printed
from test_verdicts_from_history import crawl, publish

from newsbot.cli import main
from newsbot.items import Article
from newsbot.metrics import metrics_text
from newsbot.notification import notify_changes
from newsbot.runs import OutletRun
from newsbot.status import OutletStatus
from newsbot.zones import WIB


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Diary:
    return Diary(tmp_path / "data", monkeypatch)


def status(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["status", "--data", str(folder), "--format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert isinstance(one, dict)
    return one


def test_status_tells_since_when_an_outlet_is_broken(diary: Diary, capsys: pytest.CaptureFixture[str]) -> None:
    diary.days(3)
    good = diary.at
    diary.run(0, known=0, listed=0, found=0, fetched=0)
    since = diary.at
    diary.run(0, known=0, listed=0, found=0, fetched=0)
    one = status(diary.folder, capsys)
    assert (one["verdict"], one["troubles"]) == ("failed", ["nothing_found: no listing named an article"])
    assert (one["broken_since"], one["last_good_run"]) == (since.isoformat(), good.isoformat())
    assert (one["articles_24h"], one["usual_24h"]) == (80, 80)
    assert one["fill"]["published_at"] == 1
    assert main(["status", "--data", str(diary.folder), "--check"]) == 1
    out = capsys.readouterr().out
    assert "contoh: nothing_found: no listing named an article" in out
    assert "failed" in out


def test_status_is_well_again_after_a_good_run(diary: Diary, capsys: pytest.CaptureFixture[str]) -> None:
    diary.days(1)
    diary.run(0, known=0, listed=0, found=0, fetched=0)
    diary.run(20, after=timedelta(hours=5))
    one = status(diary.folder, capsys)
    assert (one["verdict"], one["broken_since"]) == ("ok", None)
    assert main(["status", "--data", str(diary.folder), "--check"]) == 0


def test_a_stopped_run_says_nothing_about_an_outlet(diary: Diary, capsys: pytest.CaptureFixture[str]) -> None:
    diary.run(0, finish="shutdown")
    assert status(diary.folder, capsys)["verdict"] == "stopped"
    diary.days(1)
    diary.run(0, known=0, listed=0, found=0, fetched=0)
    since = diary.at
    diary.run(0, finish="shutdown")
    diary.run(0, known=0, listed=0, found=0, fetched=0)
    diary.run(5, finish="shutdown")
    one = status(diary.folder, capsys)
    assert (one["verdict"], one["broken_since"]) == ("failed", since.isoformat())
    assert main(["status", "--data", str(diary.folder), "--check"]) == 1
    capsys.readouterr()
    diary.run(20)
    diary.run(0, finish="shutdown")
    assert status(diary.folder, capsys)["verdict"] == "ok"


@pytest.mark.parametrize(
    ("published", "shown", "told"),
    [
        (date(2026, 11, 17), "2026-11-17", "2026-11-17"),
        (datetime(2026, 11, 17, 6, 30, tzinfo=WIB), "2026-11-17 06:30", "2026-11-17T06:30:00+07:00"),
    ],
)
def test_status_tells_no_time_that_no_page_told(
    published: date, shown: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "articles" / "contoh"
    folder.mkdir(parents=True)
    article = Article(url="https://contoh.id/1", title="Judul", published_at=published)
    (folder / "2026-11-22.jsonl").write_text(article.to_json() + "\n")
    main(["status", "--data", str(tmp_path)])
    assert re.search(rf"{shown}(?! \d\d:)", capsys.readouterr().out)
    main(["status", "--data", str(tmp_path), "--format", "json"])
    assert json.loads(capsys.readouterr().out)[0]["newest_article"] == told


def test_status_of_no_data_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kosong").mkdir()
    for name in ("kosong", "tidak-ada"):
        assert main(["status", "--data", str(tmp_path / name)]) == 1
        out, err = capsys.readouterr()
        assert (out, len(err.splitlines())) == ("", 1)
        assert f"no data in {tmp_path / name}" in err
    assert not (tmp_path / "tidak-ada").exists()
    assert list((tmp_path / "kosong").iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"run_id": "x", "outlets": {"contoh": {"kept": "banyak"}}}', b"[" * 9999]
)  # fmt: skip
def test_a_damaged_run_file_is_named_and_the_others_are_read(
    diary: Diary, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    diary.days(1)
    (diary.folder / "runs" / "20261103T000000Z-rusak.json").write_bytes(content)
    assert main(["status", "--data", str(diary.folder)]) == 0
    out, err = capsys.readouterr()
    assert "contoh" in out
    assert len(err.splitlines()) == 1
    assert "20261103T000000Z-rusak.json is damaged" in err


def test_articles_without_any_run_have_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "articles" / "contoh"
    folder.mkdir(parents=True)
    (folder / "2026-11-22.jsonl").write_text(Article(url="https://contoh.id/1", title="Judul").to_json() + "\n")
    one = status(tmp_path, capsys)
    assert (one["verdict"], one["fill"]["title"], one["fill"]["published_at"]) == (None, 1, 0)


@pytest.mark.parametrize("columns", [80, 150])
def test_a_terminal_gets_whole_times_in_lines_that_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    for name in ("kabar_seberang", "warta_ampera"):
        Diary(tmp_path, monkeypatch, name).run(1200)
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "newsbot", "status", "--data", str(tmp_path)]
    subprocess.run(
        command, stdout=child, check=True, timeout=60, env={**os.environ, "COLUMNS": str(columns), "TERM": "dumb"}
    )
    os.close(child)
    shown = os.read(parent, 65536).decode().replace("\x1b[0m", "")
    os.close(parent)
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in shown.splitlines()]
    assert max(map(len, lines)) <= columns
    rows = [line for line in lines if line.startswith(" kabar_seberang")]
    assert len(rows) == (2 if columns == 80 else 1)
    # the run was at four in the morning of universal time
    assert ("02 Nov 11:00" if columns == 80 else "2026-11-02 11:00") in rows[0]
    assert lines[-1] == " Times are of Jakarta (WIB, UTC+7)."


def test_nothing_from_a_page_acts_on_the_terminal(diary: Diary, capsys: pytest.CaptureFixture[str]) -> None:
    diary.run(0, known=0, failed={"ja\x1b[31mhat [bold]x[/bold]": 3}, finish="rusak\x1b]0;x\x07")
    main(["status", "--data", str(diary.folder)])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "[bold]x[/bold]" in out


def test_metrics_are_what_prometheus_reads(diary: Diary, tmp_path: Path) -> None:
    diary.days(2)
    diary.run(3, known=0, failed={"http_503": 7})
    assert main(["status", "--data", str(diary.folder), "--metrics", str(tmp_path / "newsbot.prom")]) == 0
    assert [file.name for file in tmp_path.glob("*newsbot*")] == ["newsbot.prom"]
    assert os.stat(tmp_path / "newsbot.prom").st_mode & 0o444 == 0o444  # noqa: PTH116
    samples = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families((tmp_path / "newsbot.prom").read_text("utf-8"))
        for sample in family.samples
    }
    assert samples["newsbot_last_run_timestamp_seconds", "contoh"] == diary.at.timestamp()
    assert samples["newsbot_verdict", "contoh", "degraded"] == 1
    assert samples["newsbot_verdict", "contoh", "ok"] == 0
    assert samples["newsbot_last_run_failed_requests", "contoh", "http_503"] == 7
    assert samples["newsbot_trouble", "contoh", "pages_failed"] == 1
    assert samples["newsbot_fill_ratio", "contoh", "published_at"] == 1


def test_labels_survive_whatever_stands_in_them() -> None:
    name = 'a"b\\n\\c\nd\ud800'
    run = OutletRun(name, failed={'x"} 5\n# TYPE': 1})
    (family,) = [
        family
        for family in text_string_to_metric_families(metrics_text([OutletStatus(name, verdict="ok", run=run)]))
        if family.name == "newsbot_last_run_failed_requests"
    ]
    assert family.samples[0].labels == {"outlet": name.replace("\ud800", "?"), "reason": 'x"} 5\n# TYPE'}


def test_metrics_that_cannot_be_written_are_one_line(
    diary: Diary, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diary.days(1)
    assert main(["status", "--data", str(diary.folder), "--metrics", str(tmp_path / "tidak" / "ada.prom")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


class Webhook:
    """A server that takes Apprise's ``json://`` messages; ``status`` is what it answers."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.status = 200
        self.address = ""


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(hook.status)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.address = f"json://pengguna:rahasia@127.0.0.1:{server.server_port}/kait"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def failed(outlet: str) -> OutletRun:
    return OutletRun(outlet, verdict="failed", troubles=["nothing_found: no listing named an article"])


def test_one_message_a_run_tells_what_has_changed_and_nothing_else(tmp_path: Path, webhook: Webhook) -> None:
    well = [OutletRun(name, kept=3) for name in ("satu", "dua", "tiga")]
    assert notify_changes(webhook.address, tmp_path, well) == []
    assert webhook.messages == []
    for _ in range(3):
        assert notify_changes(webhook.address, tmp_path, [failed("satu"), failed("dua"), well[2]]) == []
    (message,) = webhook.messages
    assert message["title"] == "newsbot: 2 failed"
    assert message["message"].splitlines()[0] == "dua failed: nothing_found: no listing named an article"
    stopped = OutletRun("satu", verdict="stopped")
    assert notify_changes(webhook.address, tmp_path, [stopped]) == []
    assert notify_changes(webhook.address, tmp_path, well) == []
    assert webhook.messages[1]["title"] == "newsbot: 2 recovered"
    assert notify_changes(webhook.address, tmp_path, well) == []
    assert len(webhook.messages) == 2


def test_what_nobody_took_is_told_after_the_next_run(tmp_path: Path, webhook: Webhook) -> None:
    webhook.status = 500
    (trouble,) = notify_changes(webhook.address, tmp_path, [failed("satu")])
    assert trouble == "address 1 (json) of NEWSBOT_NOTIFY did not take the message"
    webhook.status = 200
    assert notify_changes(webhook.address, tmp_path, [failed("satu")]) == []
    assert len(webhook.messages) == 2


@pytest.mark.parametrize(
    "address", ["json://rahasia:rahasia@127.0.0.1:1/", "rahasia", "rahasia://rahasia", "json://rahasia:x@["]
)
def test_a_notifier_that_fails_is_one_line_without_its_secrets(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    troubles = notify_changes(address, tmp_path, [failed("satu")])
    assert len(troubles) == 1
    out, err = capsys.readouterr()
    assert "rahasia" not in troubles[0].replace("(rahasia)", "") + out + err


def test_a_crawl_tells_people_writes_metrics_and_keeps_the_secret(
    tmp_path: Path, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    with printed() as paper:
        publish(paper, range(0))
        monkeypatch.setenv("NEWSBOT_NOTIFY", webhook.address)
        monkeypatch.setenv("NEWSBOT_NOW", "2026-11-20T09:00:00+07:00")
        first = crawl(paper, tmp_path, "--metrics", str(tmp_path / "a.prom"), "-v")
        publish(paper, range(8))
        monkeypatch.setenv("NEWSBOT_NOW", "2026-11-20T10:00:00+07:00")
        second = crawl(paper, tmp_path, scrapy=True, NEWSBOT_METRICS=str(tmp_path / "b.prom"))
    assert (first.returncode, second.returncode) == (1, 0), second.stderr
    assert [message["title"] for message in webhook.messages] == ["newsbot: 1 failed", "newsbot: 1 recovered"]
    assert 'newsbot_verdict{outlet="contoh",verdict="failed"} 1' in (tmp_path / "a.prom").read_text()
    assert 'newsbot_verdict{outlet="contoh",verdict="ok"} 1' in (tmp_path / "b.prom").read_text()
    told = first.stdout + first.stderr + second.stdout + second.stderr
    written = b"".join(file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())
    assert "rahasia" not in told
    assert b"rahasia" not in written
