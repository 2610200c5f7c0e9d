"""The bundled samples as tests see them: saved pages, and the line each outlet's stories are expected to give.

Run as a program with the key of an outlet it writes the outlet's expected lines anew from what extraction gives now; addresses
behind the key are added. Read every field before you commit it: the lines state what is true of the page, not what the code
happens to do.

    PYTHONPATH=tests python tests/sample_pages.py kabarmuara https://www.kabarmuara.example/read/12/panen-garam
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from newsbot.extraction import extract, join_parts
from newsbot.items import Article
from newsbot.outlets import for_url
from newsbot.replay import SavedFolder
from newsbot.stories import next_part_url, whole_story_url

SAMPLES = Path(__file__).parent.parent / "samples"
SITE = SavedFolder(SAMPLES / "site")
# Where and when a line was made, and by what; everything else is the page's.
OF_THE_RUN = ("fetched_at", "run_id", "extractor_version")


def expected(name: str) -> list[dict[str, Any]]:
    """The expected lines of an outlet."""
    text = (SAMPLES / "expected" / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def story(url: str) -> Article:
    """The story at an address of the samples, its parts walked and joined where the outlet serves them so."""
    outlet = for_url(url)
    saved = SITE.get(url) or SITE.get(whole_story_url(url, outlet))
    assert saved is not None, f"no sample page for {url}"
    parts = [extract(saved.body, url)]
    following = next_part_url(saved.body, url, outlet) if outlet and outlet.next_page else None
    while following is not None and outlet is not None:
        part = SITE.get(following)
        assert part is not None, f"no sample page for {following}"
        parts.append(extract(part.body, following))
        following = next_part_url(part.body, following, outlet)
    return join_parts(parts) if len(parts) > 1 else parts[0]


def comparable(record: dict[str, Any]) -> dict[str, Any]:
    """A line without what a run adds."""
    return {key: value for key, value in record.items() if key not in OF_THE_RUN}


def main(name: str, new: list[str]) -> None:
    path = SAMPLES / "expected" / f"{name}.jsonl"
    known = [line["url"] for line in expected(name)] if path.exists() else []
    lines = [story(url).to_json() for url in dict.fromkeys([*known, *new])]
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
