"""The small set of keys behaves as Python's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsbot.key_set import KeySet

KEYS = st.integers(-(2**63), 2**63 - 1).filter(bool)
CROWDED = st.integers(1, 5).map(lambda number: number * 2**40)


@given(st.lists(KEYS | CROWDED), st.lists(KEYS | CROWDED))
def test_it_holds_what_was_put_in_and_nothing_else(put_in: list[int], asked: list[int]) -> None:
    keys = KeySet()
    keys.update(put_in)
    assert len(keys) == len(set(put_in))
    assert all(key in keys for key in put_in)
    assert [key in keys for key in asked] == [key in set(put_in) for key in asked]
    assert keys.isdisjoint(asked) == set(put_in).isdisjoint(asked)


def test_it_grows_with_what_is_put_in() -> None:
    keys = KeySet()
    # spread as hashes are
    many = [(number * 0x9E3779B97F4A7C15) % 2**64 - 2**63 for number in range(20_000)]
    keys.update(many)
    keys.update(many)
    assert len(keys) == 20_000
    assert all(key in keys for key in many)
    assert 12345 not in keys
