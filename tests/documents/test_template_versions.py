"""Templates under two-person approval: made on three samples, approved by another, in force from a day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import cast
from tests.cast import viewer
from tests.documents.hostile_files import word
from tests.documents.papers import TODAY, a_paper, matters
from thihanh.documents import making, operations, queries
from thihanh.documents import template_versions as versions
from thihanh.documents.inspection.formats import FileRefused
from thihanh.documents.problems import Refused
from thihanh.documents.rendering import delivered
from thihanh.documents.template_versions import Proposal
from thihanh.matters.rules import StateRefused
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING, reach
from thihanh.trail.operations import check
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db
LAN, HEAD = viewer(cast.LAN), viewer(cast.TRUONG)


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def new(db) -> Proposal:
    """The delivered template of decisions, proposed as the agency's own."""
    cast.gather()
    return Proposal(
        "quyet-dinh", "quyet-dinh.docx", delivered("quyet-dinh"), "Thêm dòng điện thoại ở đầu trang"
    )


def propose(new: Proposal, by: cast.Person = cast.LAN) -> int:
    return versions.propose(new, by=viewer(by), on=TODAY)


def test_a_version_is_used_from_the_day_it_is_in_force_and_papers_name_it(new) -> None:
    version = propose(new)
    (matter,) = matters("101/QĐ")
    before = operations.draft(a_paper(matter), by=LAN, on=TODAY, key="a")
    since = TODAY + timedelta(days=1)
    versions.approve(version, since=since, by=HEAD, on=TODAY)
    same_day = operations.draft(a_paper(matter), by=LAN, on=TODAY, key="b")
    after = operations.draft(a_paper(matter, on=since), by=LAN, on=since, key="c")
    assert [queries.content(one).template_id for one in (before, same_day, after)] == [None, None, version]
    assert making.docx_of(queries.content(after))[:2] == b"PK"
    assert [entry.act for entry in entries_of("template:22:quyet-dinh")] == [
        "template.proposed",
        "template.approved",
    ]
    assert check(facts=True).ok


def test_nobody_approves_his_own_and_only_who_may_approves(new) -> None:
    own = propose(new, cast.NGHIEP)
    with pytest.raises(Denied, match="không tự duyệt"):
        versions.approve(own, since=TODAY, by=viewer(cast.NGHIEP), on=TODAY)
    with pytest.raises(Denied, match="không được duyệt mẫu văn bản"):
        versions.approve(own, since=TODAY, by=LAN, on=TODAY)
    with pytest.raises(Denied, match="không được đề xuất mẫu văn bản"):
        propose(new, cast.TAM)
    versions.approve(own, since=TODAY, by=HEAD, on=TODAY)


def test_what_was_decided_is_not_decided_again(new) -> None:
    version = propose(new)
    versions.refuse(version, reason="Sai lề trái của trang", by=HEAD, on=TODAY)
    with pytest.raises(StateRefused, match="đã được quyết định"):
        versions.approve(version, since=TODAY, by=HEAD, on=TODAY)
    found = versions.version(version)
    assert (found.state, found.reason) == ("refused", "Sai lề trái của trang")
    assert queries.template_in_force("22", "quyet-dinh", TODAY) is None


def test_a_template_is_not_put_into_force_for_days_that_are_over(new) -> None:
    version = propose(new)
    with pytest.raises(StateRefused, match="từ ngày duyệt trở đi"):
        versions.approve(version, since=TODAY - timedelta(days=1), by=HEAD, on=TODAY)
    with pytest.raises(StateRefused, match="lý do không duyệt"):
        versions.refuse(version, reason="sai", by=HEAD, on=TODAY)


@pytest.mark.parametrize(
    ("change", "refusal", "said"),
    [
        ({"template": "khong-co"}, StateRefused, "không có mẫu"),
        ({"note": "sửa"}, StateRefused, "điều thay đổi"),
        ({"name": "mau.pdf"}, FileRefused, "đuôi"),
        ({"content": b"MZ" * 50}, FileRefused, "chỉ nhận tệp"),
        ({"content": word({"word/vbaProject.bin": b"x"})}, FileRefused, "macro"),
        ({"content": word({"word/document.xml": b"<w>{{ mat_khau }}</w>"})}, Refused, "mẫu chưa dùng được"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_its_reason(new, change, refusal, said) -> None:
    with pytest.raises(refusal, match=said):
        propose(replace(new, **change))
    assert versions.versions(EVERYTHING) == ()


def test_another_province_has_its_own_versions(new) -> None:
    version = propose(new)
    versions.approve(version, since=TODAY, by=HEAD, on=TODAY)
    assert queries.template_in_force("44", "quyet-dinh", TODAY) is None
    assert versions.versions(reach(viewer(cast.XUAN), "template", "read", TODAY)) == ()
    assert len(versions.versions(reach(viewer(cast.HOA), "template", "read", TODAY))) == 1


def test_the_later_of_two_versions_in_force_is_used(new) -> None:
    first, second = propose(new), propose(new)
    versions.approve(first, since=TODAY, by=HEAD, on=TODAY)
    versions.approve(second, since=TODAY, by=HEAD, on=TODAY)
    assert queries.template_in_force("22", "quyet-dinh", TODAY) == second


@pytest.mark.parametrize("place", range(versions.SAMPLES))
@pytest.mark.parametrize("name", versions.templates())
def test_every_delivered_template_makes_the_three_samples(name: str, place: int) -> None:
    assert versions.preview(name, None, place)[:2] == b"PK"
