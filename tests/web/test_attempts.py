"""Every refused attempt on a dossier is in its record with who and what, and tells who tried nothing."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast
from tests.dossiers.sending import SENDING, a_sending
from tests.web.conftest import TODAY
from thihanh.dossiers import kinds
from thihanh.trail.models import Entry
from thihanh.web import attempts
from thihanh.web.words import act

Browse = Callable[[cast.Person], Client]


@pytest.fixture
def dossier(province: list[int]) -> int:
    kinds.register(SENDING)
    return a_sending(cast.LAN, TODAY)


def kept() -> list[tuple[str, str, str]]:
    found = Entry.objects.filter(act__endswith=".refused").order_by("id")
    return [(one.act, one.actor, one.subject) for one in found]


@pytest.mark.parametrize(
    ("path", "what"), [("send/", "send"), ("lay-lai/", "form"), ("chuyen/", "form"), ("none/", "none")]
)
def test_who_may_not_see_it_is_told_nothing_and_recorded(
    dossier: int, browse: Browse, path: str, what: str
) -> None:
    absent = browse(cast.HOA).post(f"/ho-so/999999999/{path}", {"key": "k"})
    hidden = browse(cast.HOA).post(f"/ho-so/{dossier}/{path}", {"key": "k"})
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert kept() == [(f"test_sending.{what}.refused", cast.HOA.code, f"dossier:{dossier}")]
    assert attempts.UNSEEN in Entry.objects.get(act__endswith=".refused").payload


def test_a_right_that_is_not_there_is_recorded_with_its_sentence(dossier: int, browse: Browse) -> None:
    refused = browse(cast.MINH).post(f"/ho-so/{dossier}/send/", {"key": "k"})
    assert refused.status_code == 403
    assert kept() == [("test_sending.send.refused", cast.MINH.code, f"dossier:{dossier}")]
    assert "Quyền:" in Entry.objects.get(act__endswith=".refused").payload


def test_looking_and_slips_of_the_pen_are_not_recorded(dossier: int, browse: Browse) -> None:
    assert browse(cast.MINH).get(f"/ho-so/{dossier}/send/").status_code == 403
    assert browse(cast.HOA).get(f"/ho-so/{dossier}/").status_code == 404
    assert browse(cast.LAN).post(f"/ho-so/{dossier}/send/", {"key": "k"}).status_code == 422
    assert browse(cast.LAN).post(f"/ho-so/{dossier}/none/", {"key": "k"}).status_code == 404
    assert kept() == []


def test_the_record_says_it_in_words() -> None:
    assert act("directive.close.refused") == "Nhiệm vụ, chỉ đạo: bị từ chối bước xác nhận hoàn thành"
    assert act("directive.form.refused") == "Nhiệm vụ, chỉ đạo: bị từ chối một biểu"
    assert act("directive.hand_over.refused") == "Nhiệm vụ, chỉ đạo: bị từ chối chuyển người giữ"
