"""Every test of this room stands on the cast."""

import pytest

from tests.cast import gather


@pytest.fixture
def office(db: None) -> None:
    """The office with its people."""
    gather()
