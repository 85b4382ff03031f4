"""Each story on a province of its own, in the one browser of its module."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import cast
from tests.journeys.desk import Desk
from tests.journeys.stage import Stage

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def stage(
    one_browser: Browser, transactional_db: None, live_server: Any, settings: Any, tmp_path: Path
) -> Iterator[Stage]:
    """The province with its people, a browser, and a clock that stands on the day of the story."""
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    cast.gather()
    context = one_browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    yield Stage(context, live_server.url, settings)
    context.close()


@pytest.fixture
def desk(stage: Stage) -> Desk:
    """The same stage for stories of dossiers."""
    return Desk(stage.context, stage.address, stage.settings)
