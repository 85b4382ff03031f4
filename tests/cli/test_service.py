"""``thihanh service``: counts by state, stand-ins switched to fail and back."""

import json

import pytest

from thihanh.cli.main import run
from thihanh.documents.service import adapters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path


def test_a_stand_in_is_switched_to_fail_and_back(capsys):
    assert run(["service", "fail", "vneid", "post"]) == 0
    assert adapters.failing() == {"vneid", "post"}
    assert "Bưu chính, VNeID" in capsys.readouterr().out
    assert run(["service", "fail", "post", "--off"]) == 0
    assert adapters.failing() == {"vneid"}


def test_no_such_channel_is_one_sentence_and_changes_nothing(capsys):
    assert run(["service", "fail", "fax"]) == 2
    assert "Không có kênh «fax»" in capsys.readouterr().err
    assert adapters.failing() == frozenset()


def test_the_status_counts_every_state(capsys):
    assert run(["service", "status", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer["states"]) == {"waiting", "sending", "in_progress", "failed", "served"}
    assert answer["failing"] == []
    assert run(["service", "status"]) == 0
    assert "Chưa tống đạt: 0" in capsys.readouterr().out
