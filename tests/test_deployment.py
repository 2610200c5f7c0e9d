"""Every way to schedule newsbot that the README names, tried with the real scheduler or checked as strictly as it can be."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
import yaml
from small_paper import SmallPaper, printed

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "samples" / "deploy"
UNITS = ("newsbot-crawl.service", "newsbot-crawl.timer", "newsbot-watch.service")


@pytest.fixture
def paper() -> Iterator[SmallPaper]:
    with printed() as paper:
        yield paper


def systemd_analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        if os.environ.get("CI"):
            pytest.fail("systemd-analyze is missing: install the Debian package systemd")
        pytest.skip("systemd-analyze is missing: install the Debian package systemd")
    return subprocess.run(["systemd-analyze", *map(str, arguments)], capture_output=True, text=True, timeout=60)


def installed_units(folder: Path) -> list[Path]:
    """The units as on a machine where newsbot is installed."""
    program = folder / "newsbot"
    program.touch(mode=0o755)
    for name in UNITS:
        text = (DEPLOY / name).read_text("utf-8").replace("/srv/newsbot/.venv/bin/newsbot", str(program))
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in UNITS]


def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    checked = systemd_analyze("verify", "--man=no", *installed_units(tmp_path))
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


def test_systemd_rates_the_services_as_hardly_exposed(tmp_path: Path) -> None:
    for unit in installed_units(tmp_path):
        if unit.suffix == ".service":
            # tenths; a service without any hardening has 96
            checked = systemd_analyze("security", "--offline=true", "--threshold=20", unit)
            assert checked.returncode == 0, checked.stdout


def test_the_cron_line_works_in_the_bare_environment_of_cron(tmp_path: Path) -> None:
    lines = [line for line in (DEPLOY / "newsbot.cron").read_text("utf-8").splitlines() if not line.startswith("#")]
    variables = dict(line.split("=", 1) for line in lines if "=" in line.split()[0])
    job = next(line for line in lines if line.partition("=")[0] not in variables)
    *when, user, command = job.split(maxsplit=6)
    assert all(re.fullmatch(r"[\d*/,-]+", field) for field in when)
    assert user == "newsbot"
    program = tmp_path / "newsbot"
    saved = ROOT / "samples" / "site"
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m newsbot "$@" --until 2026-11-30 --replay {saved}\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    command = command.replace("/srv/newsbot/.venv/bin/newsbot", str(program)).replace("yesterday", "2026-11-01")
    environment = {**variables, "NEWSBOT_DATA": str(tmp_path / "data"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    command = command.replace("--all", "liputan6 kompas")
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, env=environment, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(list((tmp_path / "data" / "articles").glob("*/*.jsonl"))) == 2


def documents() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / "cronjob.yaml").read_text("utf-8")))


def test_the_kubernetes_manifest_fits_the_schema_of_kubernetes() -> None:
    import kubernetes_validate  # type: ignore[import-untyped]

    for document in documents():
        for version in ("1.30", kubernetes_validate.latest_version()):
            kubernetes_validate.validate(document, version, strict=True)


def test_the_cron_job_never_overlaps_and_may_not_do_more_than_it_must() -> None:
    claim, job = documents()
    assert job["spec"]["concurrencyPolicy"] == "Forbid"
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert pod["terminationGracePeriodSeconds"] >= 60
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    mounts = {mount["mountPath"]: volumes[mount["name"]] for mount in container["volumeMounts"]}
    data = next(variable["value"] for variable in container["env"] if variable["name"] == "NEWSBOT_DATA")
    assert mounts[data]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]


@pytest.mark.parametrize("file", [*UNITS, "newsbot.cron", "cronjob.yaml"])
def test_the_commands_in_the_samples_are_commands_of_newsbot(file: str) -> None:
    from newsbot.cli import parser

    text = (DEPLOY / file).read_text("utf-8")
    found = re.findall(r"^(?:ExecStart=|\*/.* newsbot )\S+/newsbot ([^>\n]+)", text, re.MULTILINE)
    found += [line.replace(",", "") for line in re.findall(r"args: \[newsbot, (.+)\]", text)]
    assert bool(found) == (not file.endswith(".timer"))
    for command in found:
        assert parser().parse_args(command.split()).all


def test_a_crawl_ends_well_when_its_whole_process_group_is_told_to_stop(paper: SmallPaper, tmp_path: Path) -> None:
    urls = [paper.put_story(number, "2026-11-22") for number in range(1, 30)]
    paper.put_feed("/rss", [(url, "Sun, 22 Nov 2026 08:30:00 +0700") for url in urls])
    outlets = paper.save(tmp_path / "outlets", 'feeds=("{at}/rss",)')
    command = [sys.executable, "-m", "newsbot", "crawl", "contoh", "-s", "DOWNLOAD_DELAY=0.3"]
    environment = {**os.environ, "NEWSBOT_OUTLETS": str(outlets), "NEWSBOT_DATA": str(tmp_path / "data")}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, start_new_session=True) as crawl:
        paper.wait_for("/read/", 2)
        os.killpg(crawl.pid, signal.SIGTERM)
        crawl.communicate(timeout=120)
    assert crawl.returncode == 0
    (run,) = (json.loads(file.read_text("utf-8")) for file in (tmp_path / "data" / "runs").glob("*.json"))
    assert run["outlets"]["contoh"]["verdict"] == "stopped"
    kept = sum(len(file.read_text("utf-8").splitlines()) for file in tmp_path.rglob("articles/contoh/*.jsonl"))
    assert kept == run["outlets"]["contoh"]["kept"] >= 2


class Scrapyd:
    """A scrapyd process with the settings of ``samples/deploy/scrapyd.conf`` but for places and port."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.address = f"http://127.0.0.1:{_free_port()}"
        places = {f"{name}_dir": str(folder / name) for name in ("eggs", "logs", "dbs")}
        values = {**places, "http_port": self.address.rpartition(":")[2]}
        text = (DEPLOY / "scrapyd.conf").read_text("utf-8")
        for name, value in values.items():
            text, times = re.subn(rf"^{name} = .*$", f"{name} = {value}", text, flags=re.MULTILINE)
            assert times == 1
        (folder / "scrapyd.conf").write_text(text, encoding="utf-8")
        program = Path(sys.executable).with_name("scrapyd")
        self.process = subprocess.Popen([program], cwd=folder, env=environment, stdout=subprocess.DEVNULL)

    def ask(self, path: str, **form: str) -> dict[str, Any]:
        data = urlencode(form).encode() if form else None
        with urlopen(f"{self.address}/{path}", data, timeout=120) as answer:
            result: dict[str, Any] = json.load(answer)
        return result

    def wait_until(self, path: str, what: str, seconds: float = 180) -> dict[str, Any]:
        """Ask until the answer has something under that name; scrapyd tells nobody when a job ends."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                answer = self.ask(path)
                if answer.get(what):
                    return answer
            except (URLError, ConnectionError):
                pass
            time.sleep(0.2)
        raise AssertionError(f"{path} has no {what} after {seconds} s")


def test_scrapyd_takes_the_egg_and_its_jobs_fill_the_data_folder(paper: SmallPaper, tmp_path: Path) -> None:
    project, home = tmp_path / "project", tmp_path / "scrapyd"
    home.mkdir()
    for name in ("newsbot", "samples"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.py", "pyproject.toml", "scrapy.cfg", "README.md", "LICENSE", "MANIFEST.in"):
        shutil.copy(ROOT / name, project)
    url = paper.put_story(1, "2026-11-22")
    paper.put_feed("/rss", [(url, "Sun, 22 Nov 2026 08:30:00 +0700")])
    outlets = paper.save(tmp_path / "outlets", 'feeds=("{at}/rss",)')
    environment = {**os.environ, "NEWSBOT_OUTLETS": str(outlets), "NEWSBOT_DATA": str(tmp_path / "data")}
    # newsbot is to come from the egg
    environment.pop("PYTHONPATH", None)
    scrapyd = Scrapyd(home, environment)
    try:
        scrapyd.wait_until("daemonstatus.json", "status")
        config = (project / "scrapy.cfg").read_text("utf-8")
        (project / "scrapy.cfg").write_text(config.replace("http://localhost:6800", scrapyd.address), encoding="utf-8")
        deployed = subprocess.run(
            [Path(sys.executable).with_name("scrapyd-deploy")],
            cwd=project, env=environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert '"status": "ok"' in deployed.stdout, deployed.stdout + deployed.stderr
        assert "contoh" in scrapyd.ask("listspiders.json?project=newsbot")["spiders"]
        scrapyd.ask("schedule.json", project="newsbot", spider="contoh", setting="DOWNLOAD_DELAY=0", since="2026-11-01")
        (job,) = scrapyd.wait_until("listjobs.json?project=newsbot", "finished")["finished"]
    finally:
        scrapyd.process.terminate()
        scrapyd.process.wait(timeout=30)
    assert job["spider"] == "contoh"
    (line,) = [line for file in tmp_path.rglob("articles/contoh/*.jsonl") for line in file.read_text().splitlines()]
    assert json.loads(line)["article_id"] == "1"
    (run,) = (json.loads(file.read_text("utf-8")) for file in (tmp_path / "data" / "runs").glob("*.json"))
    assert run["outlets"]["contoh"]["verdict"] == "ok"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
