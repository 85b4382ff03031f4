"""Merkle trees as RFC 6962 defines them: leaves and nodes are hashed with different prefixes.

Pure: an inclusion proof can be checked anywhere, without this product's database.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


class Tree:
    """A tree that grows leaf by leaf and keeps only the peaks of its full subtrees."""

    def __init__(self) -> None:
        self.count = 0
        self._peaks: list[bytes] = []

    def add(self, data: bytes) -> None:
        """Append one leaf."""
        peaks, node, size = self._peaks, sha256(b"\x00" + data).digest(), self.count
        while size & 1:
            node = sha256(b"\x01" + peaks.pop() + node).digest()
            size >>= 1
        peaks.append(node)
        self.count += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._peaks:
            return EMPTY
        *rest, node = self._peaks
        for peak in reversed(rest):
            node = parent(peak, node)
        return node


def leaf(data: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + data).digest()


def parent(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over the leaves in their order."""
    tree = Tree()
    for data in leaves:
        tree.add(data)
    return tree.root()


def path(leaves: Sequence[bytes], place: int) -> tuple[bytes, ...]:
    """The hashes that lead from the leaf at ``place`` to the root, lowest first."""
    if not 0 <= place < len(leaves):
        raise ValueError(f"no leaf {place} among {len(leaves)}")
    return tuple(_path([leaf(data) for data in leaves], place))


def _path(nodes: list[bytes], place: int) -> list[bytes]:
    """Level by level; a node without a partner goes up as it is."""
    found: list[bytes] = []
    while len(nodes) > 1:
        partner = place ^ 1
        if partner < len(nodes):
            found.append(nodes[partner])
        lifted = [parent(nodes[i], nodes[i + 1]) for i in range(0, len(nodes) - 1, 2)]
        nodes = lifted + nodes[len(lifted) * 2 :]
        place //= 2
    return found


def leads_to(expected_root: bytes, data: bytes, place: int, size: int, hashes: Sequence[bytes]) -> bool:
    """Whether the leaf ``data`` at ``place`` of ``size`` leaves belongs under the root (RFC 6962 §2.1.1)."""
    if not 0 <= place < size:
        return False
    node, last, remaining = leaf(data), size - 1, list(hashes)
    while last > 0:
        if place & 1 or place < last:
            if not remaining:
                return False
            partner = remaining.pop(0)
            node = parent(partner, node) if place & 1 else parent(node, partner)
        place //= 2
        last //= 2
    return not remaining and node == expected_root
