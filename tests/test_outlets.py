"""Every outlet file: that its facts hold together, and that its sample pages give the lines they are expected to give."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sample_pages import SAMPLES, comparable, expected, story

from newsbot import outlets
from newsbot.dates import zone_from_offset
from newsbot.items import KINDS
from newsbot.selectors import compiled

NAMES = outlets.names()
# Sample sites: the outlets, and one that no outlet file describes.
SITES = sorted(path.stem for path in (SAMPLES / "expected").glob("*.jsonl"))


def test_every_outlet_has_an_expected_sample() -> None:
    assert set(NAMES) <= set(SITES)


def test_no_domain_belongs_to_two_outlets() -> None:
    domains = [domain for outlet in outlets.all_outlets() for domain in outlet.domains]
    assert len(domains) == len(set(domains))


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_of_an_outlet_hold_together(name: str) -> None:
    outlet = outlets.get(name)
    assert outlet.name == name
    assert outlet.title
    assert outlet.domains
    assert outlet.kind in KINDS
    assert {kind for _, kind in outlet.url_kinds} <= set(KINDS)
    zone_from_offset(outlet.zone)
    for pattern in (outlet.article_url, outlet.not_article_url, *(p for p, _ in outlet.url_kinds)):
        re.compile(pattern)
    groups = ("body", "drop", "title", "summary", "authors", "editors", "published", "modified", "section", "tags")
    for group in groups:
        for css in getattr(outlet, group if group in ("body", "drop") else f"{group}_css", ()):
            compiled(css)
    for template in outlet.index:
        assert template.format(date=date(2026, 11, 16), page=1).startswith("http")
    for template in (*outlet.feeds, *outlet.sitemaps):
        assert template.startswith("http")


@pytest.mark.parametrize("name", NAMES)
def test_an_outlet_knows_its_articles_by_address(name: str) -> None:
    outlet = outlets.get(name)
    for line in expected(name):
        assert outlets.for_url(line["url"]) is outlet
        assert re.search(outlet.article_url, line["url"])
    assert not re.search(outlet.article_url, f"https://{outlet.domains[0]}/")


@pytest.mark.parametrize("name", SITES)
def test_sample_pages_give_the_expected_lines(name: str) -> None:
    for line in expected(name):
        assert comparable(story(line["url"]).to_dict()) == comparable(line)


@pytest.mark.parametrize("name", SITES)
def test_sample_pages_give_nearly_the_same_without_the_outlets_rules(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSBOT_OUTLET_RULES", "off")
    for line in expected(name):
        if line["pages"]["total"] == 1 and line["kind"] != "paywalled":
            article = story(line["url"])
            kept = [p for p in line["body"].split("\n\n") if p in article.paragraphs]
            assert len(kept) >= 0.8 * len(line["body"].split("\n\n"))
            assert article.title == line["title"]


UNEXPLAINED = {
    "provenance", "word_count", "content_hash", "revision", "changed", "is_complete",
    "fetched_at", "run_id", "schema_version", "extractor_version",
}  # fmt: skip
"""Fields that follow from others or are about the run."""


@pytest.mark.parametrize("name", SITES)
def test_every_field_that_has_a_value_says_where_it_came_from(name: str) -> None:
    for line in expected(name):
        record = story(line["url"]).to_dict()
        filled = {field for field, value in record.items() if value} - UNEXPLAINED
        assert filled - record["provenance"].keys() == set()
