"""Packages that only some users need: imported when called for, and named in one line when they are not installed."""

from __future__ import annotations

import importlib
from typing import Any

from newsbot.errors import NewsbotError


class MissingExtra(NewsbotError):  # noqa: N818 - the name says what is wrong
    """An optional package is not installed."""


def how_to_install(extra: str) -> str:
    """What to type. The package index knows another project by the name of newsbot, which is not to be installed by mistake."""
    return f"in newsbot's folder, .venv/bin/pip install -e '.[{extra}]'"


def need(module: str, extra: str, purpose: str) -> Any:
    """Import an optional package.

    :param extra: the extra of newsbot that brings it.
    :param purpose: what it is needed for, as the subject of a sentence.
    :raises MissingExtra: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = (error.name or module).partition(".")[0]
        raise MissingExtra(f"{purpose} needs {package}: {how_to_install(extra)}") from None
