"""Lines Indonesian news pages put around and between a story, as rules over whole lines."""

from __future__ import annotations
