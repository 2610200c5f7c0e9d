"""The outlets newsbot knows: one declarative file each in this folder.

``get(name)`` and ``for_url(url)`` read only what they need: which file serves which domain is found once, from the files.
"""

from __future__ import annotations

import importlib
import pkgutil
from difflib import get_close_matches
from functools import cache
from urllib.parse import urlsplit

from newsbot.errors import UsageError
from newsbot.outlets.base import Family, Outlet

__all__ = ["Family", "Outlet", "all_outlets", "for_url", "get", "names"]


@cache
def names() -> tuple[str, ...]:
    """Keys of all outlets, sorted."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name != "base" and not m.name.startswith("_")))


@cache
def get(name: str) -> Outlet:
    """The outlet of that key.

    :raises UsageError: there is none; the message names the nearest.
    """
    if name not in names():
        near = get_close_matches(name, names(), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else "newsbot outlets lists them all"
        raise UsageError(f"unknown outlet {name!r}: {hint}")
    outlet: Outlet = importlib.import_module(f"{__name__}.{name}").OUTLET
    return outlet


def all_outlets() -> tuple[Outlet, ...]:
    """Every outlet, sorted by key."""
    return tuple(get(name) for name in names())


@cache
def _by_domain() -> dict[str, str]:
    return {domain: outlet.name for outlet in all_outlets() for domain in outlet.domains}


def for_url(url: str) -> Outlet | None:
    """The outlet that publishes at that address; the longest matching domain wins; ``None`` when no file describes it."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return None
    table = _by_domain()
    while host:
        if host in table:
            return get(table[host])
        _, _, host = host.partition(".")
    return None
