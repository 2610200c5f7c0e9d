"""newsbot turns Indonesian news pages into clean, dated, attributed records."""

from __future__ import annotations

__version__ = "0.1.0"
