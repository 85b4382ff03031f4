"""Merkle trees: the same root whichever way it is computed, and proofs that only fit their leaf."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thihanh.trail import merkle


def drawn(leaves: list[bytes]) -> bytes:
    """RFC 6962 §2.1 word for word: split at the largest power of two below the size."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + drawn(leaves[:split]) + drawn(leaves[split:])).digest()


LEAVES = st.lists(st.binary(min_size=32, max_size=32), max_size=70)


@given(LEAVES)
def test_the_growing_tree_has_the_root_of_the_definition(leaves: list[bytes]) -> None:
    assert merkle.root(leaves) == drawn(leaves)


@given(LEAVES.filter(bool), st.data())
def test_a_proof_leads_from_its_leaf_to_the_root_and_from_no_other_place(
    leaves: list[bytes], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    hashes, root, size = merkle.path(leaves, place), merkle.root(leaves), len(leaves)

    assert merkle.leads_to(root, leaves[place], place, size, hashes)
    assert not merkle.leads_to(root, b"other".ljust(32), place, size, hashes)
    assert not merkle.leads_to(root, leaves[place], place, size, (*hashes, bytes(32)))
    assert not merkle.leads_to(root, leaves[place], size, size, hashes)
    if hashes:
        assert not merkle.leads_to(root, leaves[place], place, size, hashes[:-1])


def test_there_is_no_path_for_a_leaf_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no leaf 2 among 2"):
        merkle.path([b"a", b"b"], 2)
