"""Every test of the record has a key file and a file outside the database of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The local files of the product under test."""
    monkeypatch.delenv("THIHANH_SEAL_KEY_FILE", raising=False)
    monkeypatch.delenv("THIHANH_ANCHOR_FILE", raising=False)
    settings.VAR_DIR = tmp_path
    return tmp_path
