"""Complaints: clocks across 30/06–01/07/2026, both tiers, what the law refuses, who may."""

import pytest

from tests.cast import HOA, KIEM, LAN, NGHIEP, THAM, TRUONG, VAN, gather, viewer
from tests.oversight.complaint_cast import day, dues, opened, step
from thihanh.dossiers import queries
from thihanh.dossiers.life import offered
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]


@pytest.fixture
def people(db: None) -> None:
    gather(LAN, HOA, NGHIEP, THAM, TRUONG, VAN, KIEM)


CLOCKS = [
    # stage, received and accepted, last day to resolve
    ("before", "30/06/2026", "15/07/2026"),
    ("before", "01/07/2026", "16/07/2026"),
    ("security", "30/06/2026", "07/07/2026"),
    ("freeze", "01/07/2026", "08/07/2026"),
    ("coercion", "30/06/2026", "30/07/2026"),
    ("coercion", "01/07/2026", "31/07/2026"),
    ("after_coercion", "30/06/2026", "15/07/2026"),
    ("after_coercion", "01/07/2026", "31/07/2026"),
]


@pytest.mark.parametrize(("stage", "accepted", "resolve"), CLOCKS)
def test_the_term_to_resolve_goes_by_stage_and_by_the_law_of_the_day(
    stage: str, accepted: str, resolve: str
) -> None:
    number = opened("complaint", on=accepted, stage=stage, knew_on="28/06/2026", received_on=accepted)
    step(number, "accept", accepted, THAM)
    assert [due for due, _ in dues(number, "KN-03")] == [resolve]


def test_an_extension_counts_from_the_acceptance_and_security_extends_by_a_term_of_its_own() -> None:
    number = opened("complaint", on="01/07/2026", stage="coercion", knew_on="28/06/2026",
                    received_on="01/07/2026")  # fmt: skip
    step(number, "accept", "02/07/2026", THAM)
    step(number, "extend", "20/07/2026", THAM, complex=True, reason="nhiều đương sự")
    assert dues(number, "KN-03") == [("03/09/2026", "20/07/2026"), ("03/09/2026", "")]
    with pytest.raises(Refusal, match="đánh dấu lại cả hai"):
        step(number, "extend", "21/07/2026", THAM, complex=False, remote_area=True, reason="đường núi")
    other = opened("complaint", on="01/07/2026", stage="security", knew_on="28/06/2026",
                   received_on="01/07/2026")  # fmt: skip
    step(other, "accept", "02/07/2026", THAM)
    with pytest.raises(Refusal, match="chỉ kéo dài khiếu nại biện pháp cưỡng chế"):
        step(other, "extend", "03/07/2026", THAM, complex=True, reason="khó")
    step(other, "extend", "03/07/2026", THAM, remote_area=True, reason="đường núi")
    assert dues(other, "KN-03") == [("09/07/2026", "03/07/2026")]
    assert dues(other, "KN-04") == [("10/08/2026", "")]


def test_suspended_days_are_not_counted_and_the_old_law_knows_no_suspension() -> None:
    number = opened("complaint", on="01/07/2026", knew_on="28/06/2026", received_on="01/07/2026")
    step(number, "accept", "02/07/2026", THAM)
    step(number, "suspend", "06/07/2026", THAM, ground="other_result", reason="chờ giám định")
    assert dues(number, "KN-03") == [("", "")]
    step(number, "resume", "16/07/2026", THAM, reason="đã có kết quả")
    assert dues(number, "KN-03") == [("27/07/2026", "")]
    old = opened("complaint")
    step(old, "accept", "08/06/2026", THAM)
    with pytest.raises(Refusal, match="Luật THADS 2008 không có tạm đình chỉ"):
        step(old, "suspend", "09/06/2026", THAM, ground="death", reason="chờ")


def test_a_late_complaint_is_not_accepted_unless_something_stood_in_the_way() -> None:
    late = opened("complaint", on="20/06/2026", knew_on="01/06/2026", received_on="18/06/2026")
    with pytest.raises(Refusal, match="thời hiệu khiếu nại hết ngày 16/06/2026"):
        step(late, "accept", "22/06/2026", THAM)
    found = step(late, "refuse", "22/06/2026", THAM, ground="late", reason="quá thời hiệu")
    assert (found.state, found.is_ended) == ("refused", True)
    hindered = opened("complaint", on="20/06/2026", received_on="18/06/2026", obstacle=True,
                      obstacle_reason="nằm viện 01–15/06")  # fmt: skip
    assert step(hindered, "accept", "22/06/2026", THAM).state == "resolving"
    in_time = opened("complaint", on="20/06/2026", stage="coercion", received_on="18/06/2026")
    with pytest.raises(Refusal, match="còn trong thời hiệu"):
        step(in_time, "refuse", "22/06/2026", THAM, ground="late", reason="quá thời hiệu")


@pytest.mark.parametrize(
    ("people", "named", "refused"),
    [(4, 0, False), (5, 0, True), (10, 2, False), (10, 3, True), (11, 5, False), (11, 6, True)],
)
def test_a_group_names_its_representatives(people: int, named: int, refused: bool) -> None:
    raw = {"on": "01/07/2026", "knew_on": "28/06/2026", "received_on": "01/07/2026",
           "people": str(people), "representatives": str(named)}  # fmt: skip
    if refused:
        with pytest.raises(Refusal, match="người đại diện"):
            opened("complaint", **raw)
    else:
        assert opened("complaint", **raw)


def test_a_complaint_goes_through_both_tiers() -> None:
    first = opened("complaint", on="01/07/2026", stage="coercion", knew_on="28/06/2026",
                   received_on="01/07/2026")  # fmt: skip
    step(first, "accept", "03/07/2026", THAM)
    with pytest.raises(Refusal, match="tạm dừng không quá thời hạn"):
        step(first, "pause_enforcement", "03/07/2026", THAM, until="20/08/2026", reason="chờ xác minh")
    step(first, "pause_enforcement", "03/07/2026", THAM, until="31/07/2026", reason="chờ xác minh")
    step(first, "verify", "10/07/2026", THAM, means="đo lại", findings="diện tích khớp")
    decided = step(first, "decide", "20/07/2026", TRUONG, result="wrong", content="giữ nguyên quyết định")
    assert decided.state == "decided"
    step(first, "deliver", "22/07/2026", THAM, delivered_on="21/07/2026")
    assert dues(first, "KN-01") == [("05/08/2026", "")]
    with pytest.raises(Refusal, match="còn thời hiệu khiếu nại lần hai đến hết 05/08/2026"):
        step(first, "effective", "05/08/2026", THAM)
    second = opened(
        "complaint",
        on="04/08/2026",
        stage="coercion",
        second_complaint=True,
        first_result="QĐ 12 ngày 20/07/2026",
        knew_on="21/07/2026",
        received_on="04/08/2026",
    )
    assert step(first, "second", "04/08/2026", THAM).state == "second_tier"
    assert dues(second, "KN-02") == [("14/08/2026", "")]
    step(second, "accept", "07/08/2026", THAM)
    assert dues(second, "KN-03") == [("21/09/2026", "")]
    with pytest.raises(Refusal, match="do cơ quan quản lý thi hành án dân sự giải quyết"):
        step(second, "decide", "08/08/2026", TRUONG, result="right", content="sửa", remedy="hủy")
    done = step(second, "receive_decision", "01/09/2026", THAM, decision_no="7/QĐ-CQL", result="right",
                decision_on="31/08/2026", content="hủy quyết định", remedy="ra quyết định mới")  # fmt: skip
    assert done.state == "effective"
    final = step(
        first, "final", "01/09/2026", THAM, result="right", content="theo 7/QĐ-CQL", remedy="ra QĐ mới"
    )
    assert final.state == "effective"
    assert step(first, "carry_out", "03/09/2026", THAM, evidence="QĐ 45 ngày 03/09/2026").is_ended


def test_the_first_decision_on_security_is_in_force_at_once_under_the_new_law_only() -> None:
    for accepted, state in (("30/06/2026", "decided"), ("01/07/2026", "effective")):
        number = opened(
            "complaint", on=accepted, stage="security", knew_on="28/06/2026", received_on=accepted
        )
        step(number, "accept", accepted, THAM)
        found = step(number, "decide", "03/07/2026", TRUONG, result="right", content="bỏ", remedy="giải tỏa")
        assert found.state == state


def test_who_may_receive_resolve_and_see() -> None:
    with pytest.raises(Denied):
        opened("complaint", by=KIEM)
    number = opened("complaint")
    with pytest.raises(Denied):
        step(number, "accept", "08/06/2026", VAN)
    with pytest.raises(Denied):
        step(number, "accept", "08/06/2026", KIEM)
    on = day("08/06/2026")
    assert queries.seen(viewer(KIEM), number, on).title == "Kê biên nhà ở"
    for who in (LAN, HOA):
        with pytest.raises(LookupError):
            queries.seen(viewer(who), number, on)


def offered_to(number: int) -> set[str]:
    on = day("20/07/2026")
    return {one.code for one in offered(queries.seen(viewer(THAM), number, on))}


def test_a_decision_of_the_second_tier_comes_only_after_a_second_complaint_and_is_the_last() -> None:
    first = opened("complaint", on="01/07/2026", knew_on="28/06/2026", received_on="01/07/2026")
    step(first, "accept", "02/07/2026", THAM)
    assert "receive_decision" not in offered_to(first)
    with pytest.raises(Refusal, match="đây là khiếu nại lần đầu"):
        step(first, "receive_decision", "03/07/2026", THAM, decision_no="1", decision_on="03/07/2026",
             result="wrong", content="giữ nguyên")  # fmt: skip
    step(first, "decide", "06/07/2026", THAM, result="wrong", content="giữ nguyên")
    assert "second" in offered_to(first)
    step(first, "second", "08/07/2026", THAM)
    step(first, "final", "15/07/2026", THAM, result="right", content="hủy quyết định", remedy="ra lại")
    assert "second" not in offered_to(first)
    with pytest.raises(Refusal, match="lần giải quyết cuối cùng"):
        step(first, "second", "16/07/2026", THAM)
