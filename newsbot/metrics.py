"""How the outlets stand, as a text file for the textfile collector of Prometheus's node exporter.

The format is Prometheus's text exposition format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/). It is a few
lines of text, so that no library is needed where crawls run; the tests read it back with Prometheus's own parser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from newsbot.durable_files import write_whole
from newsbot.status import OutletStatus

VERDICTS = ("ok", "degraded", "failed", "stopped", "killed")


def write_metrics(path: Path, outlets: Iterable[OutletStatus]) -> None:
    """Replace that file by one with the outlets' metrics; a collector never reads half of it.

    :raises NewsbotError: it cannot be written.
    """
    write_whole(path, metrics_text(outlets))


def metrics_text(outlets: Iterable[OutletStatus]) -> str:
    """The metrics of these outlets; what is not known has no line."""
    families: dict[str, list[str]] = {name: [] for name in _HELP}

    def add(name: str, outlet: str, value: float | None, **labels: str) -> None:
        if value is not None:
            families[name].append(f"newsbot_{name}{_labels({'outlet': outlet, **labels})} {value:.15g}")

    for one in outlets:
        add("last_run_timestamp_seconds", one.outlet, _seconds(one.last_run))
        add("last_good_run_timestamp_seconds", one.outlet, _seconds(one.last_good_run))
        add("broken_since_timestamp_seconds", one.outlet, _seconds(one.broken_since))
        add("newest_article_timestamp_seconds", one.outlet, _seconds(one.newest_article))
        add("last_run_duration_seconds", one.outlet, one.seconds)
        add("articles_24h", one.outlet, one.articles_24h)
        add("articles_24h_usual", one.outlet, one.usual_24h)
        for verdict in VERDICTS if one.verdict else ():
            add("verdict", one.outlet, one.verdict == verdict, verdict=verdict)
        for trouble in dict.fromkeys(trouble.partition(":")[0] for trouble in one.troubles):
            add("trouble", one.outlet, 1, trouble=trouble)
        for name, share in one.fill.items():
            add("fill_ratio", one.outlet, share, field=name)
        if one.run is not None:
            add("last_run_articles", one.outlet, one.run.kept)
            for reason, count in sorted(one.run.failed.items()):
                add("last_run_failed_requests", one.outlet, count, reason=reason)
            for reason, count in sorted(one.run.dropped.items()):
                add("last_run_dropped_pages", one.outlet, count, reason=reason)
    lines = []
    for name, samples in families.items():
        if samples:
            lines += [f"# HELP newsbot_{name} {_HELP[name]}", f"# TYPE newsbot_{name} gauge", *samples]
    return "\n".join(lines) + "\n" if lines else ""


_HELP = {
    "last_run_timestamp_seconds": "When the outlet's last run began.",
    "last_good_run_timestamp_seconds": "When the outlet's last run with the verdict ok began.",
    "broken_since_timestamp_seconds": "When the first of the runs that are not well began.",
    "newest_article_timestamp_seconds": "When the newest stored article was published.",
    "last_run_duration_seconds": "How long the last run took.",
    "last_run_articles": "Articles the last run kept.",
    "articles_24h": "Articles kept in the last 24 hours.",
    "articles_24h_usual": "Articles kept on a usual day.",
    "verdict": "1 for the verdict of the last run, 0 for the others.",
    "trouble": "1 for each trouble of the last run.",
    "fill_ratio": "Share of the latest articles that have the field.",
    "last_run_failed_requests": "Requests of the last run without an answer to use, by reason.",
    "last_run_dropped_pages": "Pages the last run read and did not keep, by reason.",
}


def _labels(labels: Mapping[str, str]) -> str:
    pairs = (
        f'{name}="{value.translate(_ESCAPES).encode("utf-8", "replace").decode()}"' for name, value in labels.items()
    )
    return "{" + ",".join(pairs) + "}"


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


def _seconds(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment is not None else None
