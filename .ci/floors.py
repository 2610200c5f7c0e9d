"""Run the yardstick on the shared development data and fail below the floors.

    python .ci/floors.py SHARED

SHARED holds `eval/`, `corpus/`, `dates/`, `boilerplate/` and `seed/`. A floor only ever rises.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY / "tests")]

PAGES = {"f1": 0.99, "perfect": 0.90, "title": 1.0, "date": 1.0, "authors": 1.0}
PAGES_WITHOUT_RULES = {"f1": 0.965, "perfect": 0.60}
MOST_JUNK, MOST_JUNK_WITHOUT_RULES = 0, 6
REDESIGNED_F1 = 0.96
EDITORS = 0.95
DATES = 1.0
TEXT = {"body kept": 0.998, "boilerplate removed": 0.85, "exact": 0.75}
RENDERED_F1 = 0.90

failures: list[str] = []


def check(name: str, value: float, floor: float, *, most: bool = False) -> None:
    good = value <= floor if most else value >= floor
    print(f"{'ok  ' if good else 'FAIL'} {name}: {value:.4f} ({'at most' if most else 'at least'} {floor})", flush=True)
    if not good:
        failures.append(name)


def run(*command: str, **environment: str) -> str:
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


def pages(shared: Path) -> None:
    for label, floors, most_junk, rules in (
        ("pages", PAGES, MOST_JUNK, ""),
        ("pages without rules", PAGES_WITHOUT_RULES, MOST_JUNK_WITHOUT_RULES, "off"),
    ):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "score.json"
            run(str(shared / "eval/score.py"), str(shared / "corpus"), "--json", str(out), NEWSBOT_OUTLET_RULES=rules)
            result = json.loads(out.read_text("utf-8"))["newsbot"]
        for name, floor in floors.items():
            check(f"{label}, {name}", result["mean"][name], floor)
        check(f"{label}, junk strings", sum(row["junk"] for row in result["rows"]), most_junk, most=True)
        check(f"{label}, errors", sum(bool(row["error"]) for row in result["rows"]), 0, most=True)


def golds(shared: Path) -> list[tuple[dict[str, object], bytes]]:
    found = []
    for path in sorted((shared / "corpus/gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        found.append((gold, gzip.decompress((shared / "corpus/pages" / str(gold["file"])).read_bytes())))
    return found


def in_process(shared: Path) -> None:
    """What the scorers do not measure: editors, redesigned pages, pages as text, pages that are no articles, the seed."""
    sys.path[:0] = [str(shared / "eval")]
    import score
    from mutation import redesign
    from text_rendering import render

    import newsbot

    def f1(gold: dict[str, object], body: str) -> float:
        return float(score.score_page(gold, {"body": body})["f1"])

    corpus = golds(shared)
    right = asked = 0
    rendered = []
    for gold, html in corpus:
        url = str(gold.get("url") or "")
        article = newsbot.extract(html, url)
        if gold.get("editors"):
            asked += 1
            right += {score.fold(e) for e in article.editors} == {score.fold(e) for e in gold["editors"]}  # type: ignore[attr-defined]
        rendered.append(f1(gold, newsbot.from_text(render(html)).body))
    check("editors", right / asked, EDITORS)
    check("pages as plain text, F1", sum(rendered) / len(rendered), RENDERED_F1)
    for form in ("p", "div", "br"):
        scores = [f1(g, newsbot.extract(redesign(h, paragraphs=form), str(g.get("url") or "")).body) for g, h in corpus]
        check(f"redesigned pages ({form}), F1", sum(scores) / len(scores), REDESIGNED_F1)
    refused = 0
    others = sorted((shared / "corpus/not_articles").glob("*.gz"))
    for path in others:
        try:
            newsbot.extract(gzip.decompress(path.read_bytes()))
        except newsbot.NotAnArticle:
            refused += 1
    check("pages that are no articles, refused", refused / len(others), 1.0)

    gold = json.loads((shared / "seed/liputan6-2020.gold.json").read_text("utf-8"))
    text = (shared / "seed/liputan6-2020.txt").read_text("utf-8")
    seed = newsbot.from_text(text).to_dict()
    optional = set(gold["optional"])
    same = [seed[k] == gold[k] for k in ("title", "summary", "authors", "published_at", "modified_at", "dateline")]
    same.append([p for p in seed["body"].split("\n\n") if p not in optional] == gold["body"])
    same.append(newsbot.clean(text) == seed["body"])
    check("the seed page, fields equal", sum(same) / len(same), 1.0)


def replay(shared: Path) -> None:
    """The whole way: a crawl by replay over the corpus, each page at its own address, writes the lines extraction gives."""
    import newsbot
    from newsbot.replay import path_for

    corpus = golds(shared)
    with tempfile.TemporaryDirectory() as folder:
        saved, data = Path(folder) / "saved", Path(folder) / "data"
        urls = [str(gold["url"]) for gold, _ in corpus]
        # One story stands in the corpus twice, as two templates served it; each is crawled in a run of its own.
        lines = 0
        for name, chosen in (
            ("first", [i for i, u in enumerate(urls) if u not in urls[:i]]),
            ("second", [i for i, u in enumerate(urls) if u in urls[:i]]),
        ):
            for i in chosen:
                place = saved / name / path_for(urls[i])
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(corpus[i][1])
            listed = Path(folder) / f"{name}.txt"
            listed.write_text("\n".join(urls[i] for i in chosen) + "\n", "utf-8")
            run(
                "-m",
                "newsbot.cli",
                "crawl",
                "--urls",
                str(listed),
                "--replay",
                str(saved / name),
                "--data",
                str(data / name),
            )
            kept = {a.url: a for a in newsbot.load(data / name)}
            for i in chosen:
                direct = newsbot.extract(corpus[i][1], urls[i])
                stored = kept.get(urls[i])
                lines += stored is not None and (stored.body, stored.title, stored.authors, stored.published_at) == (
                    direct.body, direct.title, direct.authors, direct.published_at,
                )  # fmt: skip
    check("crawl by replay, lines as extracted", lines, len(corpus))


def main() -> None:
    shared = Path(sys.argv[1]).resolve()
    pages(shared)
    out = run(str(shared / "eval/score_dates.py"), str(shared / "dates/dates.tsv"))
    print(out.strip())
    check("dates", float(re.search(r"\(([\d.]+)\)", out)[1]), DATES)  # type: ignore[index]
    out = run(
        str(shared / "eval/score_text.py"),
        str(shared / "boilerplate/textset"),
        "--traps",
        str(shared / "boilerplate/traps.tsv"),
    )
    print(out.strip())
    for name, floor in TEXT.items():
        check(f"text, {name}", float(re.search(rf"{name} ([\d.]+)", out)[1]), floor)  # type: ignore[index]
    kept, traps = re.search(r"traps kept (\d+)/(\d+)", out).groups()  # type: ignore[union-attr]
    check("text, traps kept", int(kept) / int(traps), 1.0)
    in_process(shared)
    replay(shared)
    if failures:
        sys.exit(f"below the floor: {', '.join(failures)}")


if __name__ == "__main__":
    main()
