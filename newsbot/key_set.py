"""A set of 64-bit keys for runs that meet a million addresses."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

_EMPTY = 0


class KeySet:
    """A set of signed 64-bit integers in 12 to 24 bytes each; Python's own takes about 100.

    The keys must be spread evenly, as hashes are: they are their own place in the table. 0 and 1 are one key.
    """

    def __init__(self) -> None:
        self._table = array("q", [_EMPTY]) * 1024
        self._used = 0

    def __contains__(self, key: int) -> bool:
        return self._table[self._place(key or 1)] != _EMPTY

    def __len__(self) -> int:
        return self._used

    def add(self, key: int) -> None:
        """Put a key in."""
        key = key or 1
        place = self._place(key)
        if self._table[place] == _EMPTY:
            self._table[place] = key
            self._used += 1
            if 3 * self._used > 2 * len(self._table):
                self._grow()

    def update(self, keys: Iterable[int]) -> None:
        """Put several in."""
        for key in keys:
            self.add(key)

    def isdisjoint(self, keys: Iterable[int]) -> bool:
        """Whether none of these is in."""
        return not any(key in self for key in keys)

    def _place(self, key: int) -> int:
        """Where that key stands, or would: the first place from its own on that holds it or nothing."""
        table = self._table
        last = len(table) - 1
        place = key & last
        while table[place] not in (key, _EMPTY):
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        old = self._table
        self._table = array("q", [_EMPTY]) * (2 * len(old))
        for key in old:
            if key != _EMPTY:
                self._table[self._place(key)] = key
