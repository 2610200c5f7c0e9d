"""The outlets newsbot knows: one declarative file each in this folder.

``get(name)`` and ``for_url(url)`` read only what they need: which file serves which domain is found once, from the files.

Files of your own are read from the folder that the environment variable ``NEWSBOT_OUTLETS`` names; a file there takes the
place of newsbot's own of the same name.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from newsbot.errors import UsageError
from newsbot.outlets.base import Family, Outlet

__all__ = ["Family", "Outlet", "all_outlets", "for_url", "get", "names"]


@cache
def names() -> tuple[str, ...]:
    """Keys of all outlets, sorted."""
    modules = (m.name for m in pkgutil.iter_modules(__path__))
    return tuple(sorted({*(name for name in modules if name != "base" and not name.startswith("_")), *_own_files()}))


@cache
def get(name: str) -> Outlet:
    """The outlet of that key.

    :raises UsageError: there is none; the message names the nearest.
    """
    if name not in names():
        near = get_close_matches(name, names(), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else "newsbot outlets lists them all"
        raise UsageError(f"unknown outlet {name!r}: {hint}")
    own = _own_files().get(name)
    outlet: Outlet = (_run(own) if own else importlib.import_module(f"{__name__}.{name}")).OUTLET
    return outlet


def all_outlets() -> tuple[Outlet, ...]:
    """Every outlet, sorted by key."""
    return tuple(get(name) for name in names())


@cache
def _own_files() -> dict[str, Path]:
    folder = os.environ.get("NEWSBOT_OUTLETS")
    if not folder:
        return {}
    if not Path(folder).is_dir():
        raise UsageError(f"NEWSBOT_OUTLETS names no folder: {folder}")
    return {file.stem: file for file in Path(folder).glob("*.py") if file.stem.isidentifier() and file.stem[0] != "_"}


def _run(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"newsbot_own_outlets.{file.stem}", file)
    if spec is None or spec.loader is None:
        raise UsageError(f"{file} is no Python file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise UsageError(f"{file} cannot be used: {type(error).__name__}: {error}") from error
    outlet = getattr(module, "OUTLET", None)
    if not isinstance(outlet, Outlet) or outlet.name != file.stem:
        raise UsageError(f"{file} holds no OUTLET named {file.stem!r}")
    return module


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
