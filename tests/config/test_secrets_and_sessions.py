"""Secrets are made once and for their owner alone; a session ends however busy it is."""

import os
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured

from thihanh.config import secrets, sessions
from thihanh.config.clock import Clock


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "secret.key"
    first = secrets.read_or_create(path, "THIHANH_NO_SUCH")
    assert len(first) >= 60
    assert secrets.read_or_create(path, "THIHANH_NO_SUCH") == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["secret.key"]


def test_the_environment_comes_before_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("THIHANH_SECRET", "given")
    assert secrets.read_or_create(tmp_path / "secret.key", "THIHANH_SECRET") == "given"
    assert not (tmp_path / "secret.key").exists()


def test_eight_processes_starting_at_once_agree_on_one_secret(tmp_path):
    with get_context("spawn").Pool(8) as pool:
        answers = pool.starmap(secrets.read_or_create, [(tmp_path / "secret.key", "THIHANH_NO_SUCH")] * 32)
    assert len(set(answers)) == 1
    assert answers[0]


def test_a_secret_of_another_user_gets_a_sentence(tmp_path, monkeypatch):
    def forbidden(self, **kwargs):
        raise PermissionError

    (tmp_path / "secret.key").touch()
    monkeypatch.setattr(Path, "read_text", forbidden)
    with pytest.raises(ImproperlyConfigured, match="thuộc người dùng khác"):
        secrets.read_or_create(tmp_path / "secret.key", "THIHANH_NO_SUCH")


class Standing(Clock):
    def __init__(self, moment):
        self.moment = moment

    def now(self):
        return self.moment


@pytest.mark.parametrize(("hours", "signed_out"), [(11.9, False), (12.1, True)])
def test_a_session_ends_after_twelve_hours_however_busy(monkeypatch, settings, hours, signed_out):
    ended = []
    monkeypatch.setattr(sessions, "logout", ended.append)
    began = datetime(2025, 9, 30, 7, tzinfo=UTC)
    request = SimpleNamespace(user=SimpleNamespace(is_authenticated=True), session={})
    answer = sessions.AbsoluteLimit(lambda request: "page")
    settings.CLOCK = Standing(began)
    assert answer(request) == "page"
    settings.CLOCK = Standing(began + timedelta(hours=hours))
    assert answer(request) == "page"
    assert bool(ended) is signed_out


def test_a_visitor_has_no_session_to_end(monkeypatch):
    request = SimpleNamespace(user=AnonymousUser(), session={})
    assert sessions.AbsoluteLimit(lambda request: "page")(request) == "page"
    assert request.session == {}


def test_the_working_day_stands_still_only_when_told(monkeypatch):
    monkeypatch.setenv("THIHANH_TODAY", "2025-09-30")
    assert Clock().today().isoformat() == "2025-09-30"
    monkeypatch.delenv("THIHANH_TODAY")
    assert Clock().today() == Clock().now().date()
    assert os.environ.get("THIHANH_TODAY") is None
