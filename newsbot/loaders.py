"""ArticleLoader: field by field, which candidate wins and how it is normalised.

Extraction offers candidates in order of trust; input processors normalise them, output processors choose. A candidate keeps
its origin, and the winner's origin becomes the record's provenance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from newsbot.credits import Credits, is_site_name, parse_byline
from newsbot.date_reconciliation import DateCandidate, reconcile
from newsbot.dates import parse_date, zone_from_offset
from newsbot.header import without_site
from newsbot.items import Article
from newsbot.outlets import Outlet
from newsbot.quick_itemloaders import ItemLoader

# A publisher's company or a CMS account ("bgs", "C31") in the author slot: a person's name elsewhere on the page outranks it.
_ACCOUNT = re.compile(r"(?:PT|CV|Pt|pt)\b\.?\s|[a-z]{1,5}\d{0,3}$|[A-Z]{1,3}\d{1,4}$")


_TAG_SEPARATOR = re.compile(r"\s*[,;]\s*")
_TAG_LABEL = re.compile(r"(?:tags?|topik|topics?)(?: (?:terkait|berita|artikel))?\s*:?$", re.IGNORECASE)
MAX_TAG = 80
FIRST_WINS = frozenset(("title", "summary", "section", "tags"))
"""Fields whose candidates are not weighed against each other."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible value of a field and where it came from (``json-ld``, ``meta og:title``, ``outlet selector``, ``url``)."""

    value: Any
    origin: str


class ArticleLoader(ItemLoader):
    """Collects candidates for the fields of an Article and loads it with the winners.

    Context: ``outlet`` (or ``None``), ``site_names``, ``url_time`` (day, and time, named by the address), ``fetched_at``.

    :param keep_all: keep candidates that can no longer win, too, for an explanation.
    """

    default_item_class = Article

    def __init__(
        self,
        *,
        outlet: Outlet | None = None,
        site_names: Iterable[str] = (),
        url_time: date | None = None,
        fetched_at: datetime | None = None,
        keep_all: bool = False,
    ) -> None:
        super().__init__()
        self._keep_all = keep_all
        self._settled: set[str] = set()
        self.outlet = outlet
        self.site_names = tuple(site_names)
        self.url_day = url_time.date() if isinstance(url_time, datetime) else url_time
        self.fetched_at = fetched_at
        self.zone: timezone = zone_from_offset(outlet.zone) if outlet else zone_from_offset("+07:00")
        self.distrust = frozenset(outlet.distrust) if outlet else frozenset()
        self.provenance: dict[str, str] = {}
        self.remarks: dict[str, str] = {}  # origin -> what is odd about its value, for the provenance
        self.mislabelled: timedelta | None = None  # an offset the page's times carry wrongly

    def offer(self, field: str, value: Any, origin: str) -> None:
        """Add a candidate; ``None`` and empty values are no candidates."""
        if value and self.wants(field):
            self._add_value(field, Candidate(value, origin))
            if field in FIRST_WINS and not self._keep_all and self.get_output_value(field) is not None:
                self._settled.add(field)

    def wants(self, field: str) -> bool:
        """Whether another candidate could still count: of fields where the first that is believed wins, those after it do not."""
        return field not in self._settled

    def candidates(self) -> dict[str, list[Candidate]]:
        """Every candidate that was offered, by field, in order of trust."""
        return {field: list(values) for field, values in self._values.items()}

    def best(self, field: str) -> Any:
        """The value that wins so far, or ``None``."""
        winner: Candidate | None = self.get_output_value(field)
        return winner.value if winner is not None else None

    def load_item(self) -> Article:
        article: Article = self.item
        for field in tuple(self._values):
            winner: Candidate | None = self.get_output_value(field)
            if winner is not None:
                setattr(article, field, winner.value)
                self.provenance[field] = winner.origin
        article.provenance.update(self.provenance)
        return article

    # ItemLoader inspects the signature of a processor at every call, for the loader context that ours take from ``self``;
    # without that, loading an article takes a third of the time.

    def _process_input_value(self, field_name: str, value: Any) -> Any:
        processor = getattr(self, f"{field_name}_in", None)
        return processor(value) if processor is not None else value

    def get_output_value(self, field_name: str) -> Candidate | None:
        choose = getattr(self, f"{field_name}_out", self.default_output_processor)
        winner: Candidate | None = choose(self._values.get(field_name, []))
        return winner

    # --- normalise ---------------------------------------------------------------------------------

    def title_in(self, candidates: list[Candidate]) -> list[Candidate]:
        return [Candidate(text, c.origin) for c in candidates if (text := without_site(c.value, self.site_names))]

    def authors_in(self, candidates: list[Candidate]) -> list[Candidate]:
        return [Candidate(self._credits(c.value, "author"), c.origin) for c in candidates]

    def editors_in(self, candidates: list[Candidate]) -> list[Candidate]:
        return [Candidate(self._credits(c.value, "editor"), c.origin) for c in candidates]

    def _credits(self, value: Credits | str | list[str], role: Any) -> Credits:
        return value if isinstance(value, Credits) else parse_byline(value, role=role, site_names=self.site_names)

    def section_in(self, candidates: list[Candidate]) -> list[Candidate]:
        return [Candidate(text, c.origin) for c in candidates if (text := _CONTROLS.sub("", c.value).strip())]

    def tags_in(self, candidates: list[Candidate]) -> list[Candidate]:
        return [Candidate(tags, c.origin) for c in candidates if (tags := split_tags(c.value))]

    def published_at_in(self, candidates: list[Candidate]) -> list[Candidate]:
        return self._dates(candidates)

    def modified_at_in(self, candidates: list[Candidate]) -> list[Candidate]:
        return self._dates(candidates)

    def _dates(self, candidates: list[Candidate]) -> list[Candidate]:
        found = []
        for c in candidates:
            value = parse_date(c.value, self.fetched_at, zone=self.zone) if isinstance(c.value, str) else c.value
            if value is not None:
                found.append(Candidate(value, c.origin))
        return found

    # --- choose ------------------------------------------------------------------------------------

    def default_output_processor(self, candidates: list[Candidate]) -> Candidate | None:
        for candidate in candidates:
            if candidate.origin not in self.distrust:
                return candidate
        return None

    def authors_out(self, candidates: list[Candidate]) -> Candidate | None:
        return self._people(candidates, "authors")

    def editors_out(self, candidates: list[Candidate]) -> Candidate | None:
        return self._people(candidates, "editors")

    def _people(self, candidates: list[Candidate], role: str) -> Candidate | None:
        desks = {d.casefold() for d in (self.outlet.desks if self.outlet else ())} | {
            n.casefold() for n in self.site_names
        }
        desk: Candidate | None = None
        for candidate in candidates:
            names = list(getattr(candidate.value, role))
            if not names or candidate.origin in self.distrust:
                continue
            people = [n for n in names if n.casefold() not in desks and not is_site_name(n) and not _ACCOUNT.match(n)]
            if people:
                return Candidate(people, candidate.origin)
            desk = desk or Candidate(names, candidate.origin)
        return desk

    def published_at_out(self, candidates: list[Candidate]) -> Candidate | None:
        return self._reconciled(candidates, self.url_day)

    def modified_at_out(self, candidates: list[Candidate]) -> Candidate | None:
        return self._reconciled(candidates, None)

    def _reconciled(self, candidates: list[Candidate], url_day: date | None) -> Candidate | None:
        verdict = reconcile(
            [DateCandidate(c.value, c.origin) for c in candidates],
            url_day=url_day,
            fetched_at=self.fetched_at,
            distrust=self.distrust,
        )
        if verdict is None or verdict.value is None:
            return None
        self.mislabelled = self.mislabelled or verdict.mislabelled
        told = [verdict.origin, verdict.rule if len(candidates) > 1 else None, self.remarks.get(verdict.origin)]
        return Candidate(verdict.value, "; ".join(part for part in told if part))


def split_tags(tags: Sequence[str]) -> list[str]:
    """Tags one by one: split at commas and semicolons; hashes, doubles, sentences and the label itself go."""
    found: dict[str, str] = {}
    for value in (v for tag in tags for v in _TAG_SEPARATOR.split(tag)):
        tag = " ".join(_CONTROLS.sub("", value).lstrip("# ").split())
        if 1 < len(tag) <= MAX_TAG and not _TAG_LABEL.match(tag):
            found.setdefault(tag.casefold(), tag)
    return list(found.values())
