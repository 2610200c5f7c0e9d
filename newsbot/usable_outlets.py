"""The outlets whose files can be read, for those who list them all: one broken file of a user's own must not hide the others."""

from __future__ import annotations

from newsbot.errors import UsageError
from newsbot.outlets import Outlet, get, names


def usable() -> tuple[list[Outlet], list[str]]:
    """Every outlet whose file can be used, sorted by key, and one sentence for each file that cannot.

    :raises UsageError: ``NEWSBOT_OUTLETS`` names no folder.
    """
    found: list[Outlet] = []
    broken: list[str] = []
    for name in names():
        try:
            found.append(get(name))
        except UsageError as error:
            broken.append(str(error))
    return found, broken
