"""From a received judgment to an officer with a file: decisions create matters, an officer takes each."""

from dataclasses import replace
from datetime import date

import pytest
from tests import cast
from tests.builders import a_matter, day
from tests.matters.test_receipts import a_judgment
from tests.matters.test_requests import a_request
from tests.procedures.acts.scene import (
    KV1,
    a_running_matter,
    as_known,
    case,
    decide,
    do,
    issued,
    refusal,
    register,
    signed,
    stages,
    steps,
)

from thihanh.documents.queries import content
from thihanh.matters import receipts, requests
from thihanh.matters.asking import Refusal
from thihanh.matters.before import NewPerson
from thihanh.matters.receipts import Collateral, Item, Period
from thihanh.matters.request_rows import request
from thihanh.offices.kinship import Person, declare_kin
from thihanh.offices.operations import record_leave
from thihanh.offices.queries import viewer_of
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.deciding import propose
from thihanh.procedures.performing import perform_one
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 13)


@pytest.fixture
def office(db) -> None:
    cast.gather()


def thu():
    return cast.viewer(cast.THU)


def received(**changes: object) -> int:
    return receipts.register(replace(a_judgment(), **changes), by=thu(), on=ON)


def test_the_decision_creates_its_matter_when_it_is_issued(office) -> None:
    (paper,) = propose(received(), by=thu(), on=ON)
    signed(paper, "13/07/2026")
    answer = issued(paper, "14/07/2026")

    assert (answer.done, answer.number) == (True, "01/QĐ-THADS")
    born = case(answer.matter_id, on="14/07/2026")
    assert (born.number, born.decided_on, born.stage, born.office) == (
        "01/QĐ-THADS",
        day("14/07/2026"),
        "decided",
        KV1,
    )
    assert [(line.kind, line.outstanding) for line in born.obligations] == [
        ("court_fee", 200_000),
        ("fine", 30_000_000),
    ]
    assert born.last_step("decide").paper == paper
    assert [entry.act for entry in entries_of(f"matter:{born.id}")] == ["act.decide"]


def test_each_debtor_has_a_decision_of_his_own_and_joint_debtors_one(office) -> None:
    people = (NewPerson("Đỗ Văn Ánh"), NewPerson("Lê Văn Bảo"))
    own = [Item(n + 1, "court_fee", "", 200_000, debtors=(n,), ex_officio=True) for n in range(2)]
    joint = Item(3, "back_payment", "", 5_000_000, debtors=(0, 1), ex_officio=True, joint=True)
    papers = propose(received(persons=people, items=(*own, joint)), by=thu(), on=ON)

    assert [content(one).inputs["items"] for one in papers] == [[1], [2], [3]]
    signed(papers[2], "13/07/2026")
    born = case(issued(papers[2], "14/07/2026").matter_id, on="14/07/2026")
    assert [party.name for party in born.parties_as("debtor")] == ["Đỗ Văn Ánh", "Lê Văn Bảo"]
    assert [(one.kind, one.obligation) for one in born.matter.liabilities] == [("joint", 3), ("joint", 3)]


def test_support_by_periods_takes_up_the_enforcement_year(office) -> None:
    periods = tuple(Period(f"{m:02}/2026", date(2026, m, 5), 2_000_000) for m in (8, 9, 10))
    support = Item(1, "support", "", None, debtors=(0,), creditors=(1,), periods=periods)
    people = (NewPerson("Đỗ Văn Ánh"), NewPerson("Lê Thị Mai"))
    receipt = received(persons=people, items=(support,))
    judgment = receipts.receipt(EVERYTHING, receipt).judgment_id
    asked = requests.receive(a_request(judgment_id=judgment, items=(1,)), by=thu(), on=ON)
    (paper,) = propose(receipt, asked, by=thu(), on=ON)
    signed(paper, "13/07/2026")
    born = case(issued(paper, "14/07/2026").matter_id, on="14/07/2026")

    assert (born.kind, born.matter.requested_on) == ("on_request", date(2026, 7, 10))
    assert [one.period for one in born.matter.instalments] == ["08/2026", "09/2026"]
    assert born.outstanding == 4_000_000
    assert request(EVERYTHING, asked).state == "accepted"


def test_a_third_party_answers_up_to_his_collateral(office) -> None:
    debt = Item(
        1,
        "debt",
        "",
        900_000_000,
        debtors=(0,),
        creditors=(1,),
        collateral=(Collateral(2, 500_000_000),),
    )
    people = (NewPerson("Đỗ Văn Ánh"), NewPerson("Ngân hàng A", kind="organisation"), NewPerson("Lê Văn Bảo"))
    receipt = received(persons=people, items=(debt,))
    judgment = receipts.receipt(EVERYTHING, receipt).judgment_id
    asked = requests.receive(a_request(judgment_id=judgment, items=(1,)), by=thu(), on=ON)
    (paper,) = propose(receipt, asked, by=thu(), on=ON)
    signed(paper, "13/07/2026")
    born = case(issued(paper, "14/07/2026").matter_id, on="14/07/2026")
    assert [(one.kind, one.ceiling) for one in born.matter.liabilities] == [("collateral", 500_000_000)]


def test_what_was_decided_meanwhile_is_not_decided_twice(office) -> None:
    receipt = received()
    papers = [*propose(receipt, by=thu(), on=ON), *propose(receipt, by=thu(), on=ON)]
    for paper in papers:
        signed(paper, "13/07/2026")
    first, second = (issued(paper, "14/07/2026") for paper in papers)

    assert first.done
    assert (second.question, second.sentence) == (
        "state",
        "Trạng thái: các khoản 1, 2 của bản án số 12/2026/HS-ST không còn như khi ký: đã có quyết định khác "
        "hoặc bản án đã được ghi lại. Trả lại để soạn quyết định mới.",
    )
    with pytest.raises(Refusal, match="không còn khoản nào chưa có quyết định thi hành án chủ động"):
        propose(receipt, by=thu(), on=ON)


def test_an_incomplete_judgment_and_one_not_in_force_are_not_decided(office) -> None:
    with pytest.raises(Refusal, match=r"^Trạng thái: hồ sơ bản án số 12/2026/HS-ST chưa đủ"):
        propose(received(complete=False), by=thu(), on=ON)
    other = replace(a_judgment().judgment, number="13")
    later = received(judgment=other, effective_on=date(2026, 7, 20))
    with pytest.raises(Refusal, match=r"^Pháp luật: bản án số 13 có hiệu lực từ 20/07/2026, sau ngày"):
        propose(later, by=thu(), on=ON)


def test_only_who_receives_requests_proposes_decisions(office) -> None:
    receipt = received()
    with pytest.raises(Refusal, match=r"^Quyền: "):
        propose(receipt, by=cast.viewer(cast.LAN), on=ON)


# Phân công, lập hồ sơ.


def a_decided_matter() -> int:
    return register(a_matter("101/QĐ", "06/01/2025").owing(5_000_000).held_by("", KV1))[0]


def test_binh_assigns_a_matter_and_lan_opens_its_file(office) -> None:
    matter = a_decided_matter()
    done = do("assign", matter, {"officer": cast.LAN.code, "on": "07/01/2025"}, by=cast.BINH, on="07/01/2025")
    do("open_file", matter, {"on": "08/01/2025"}, on="08/01/2025")

    now = case(matter)
    assert (now.officer, now.office, stages(matter), steps(matter)) == (
        cast.LAN.code,
        KV1,
        ["decided", "assigned"],
        ["assign", "open_file"],
    )
    assert now.last_step("assign").paper == done.paper


def test_a_matter_is_assigned_once_and_then_changes_hands_by_decision(office) -> None:
    matter = register(a_running_matter())[0]
    refused = refusal("assign", matter, {"officer": cast.MINH.code}, by=cast.BINH, on="08/01/2025")
    assert refused.sentence == (
        "Trạng thái: việc 101/QĐ đã phân công cho Nguyễn Thị Lan. Muốn giao người khác, hãy chuyển giao việc "
        "hoặc ra quyết định thay đổi Chấp hành viên."
    )
    raw = {
        "requested_on": "05/02/2025",
        "officer": cast.MINH.code,
        "reason": "Có quan hệ thân thích với đương sự",
    }
    decide("change_officer", matter, raw, by=cast.BINH, on="07/02/2025")
    assert case(matter).officer == cast.MINH.code


def test_a_file_is_opened_once(office) -> None:
    matter = register(a_running_matter())[0]
    do("open_file", matter, {"on": "08/01/2025"}, on="08/01/2025")
    assert refusal("open_file", matter, {}, on="09/01/2025").sentence == (
        "Trạng thái: hồ sơ của việc 101/QĐ đã lập ngày 08/01/2025. Mở hồ sơ để thêm giấy tờ."
    )


def test_an_officer_of_another_province_is_no_officer_here(office) -> None:
    matter = a_decided_matter()
    refused = refusal("assign", matter, {"officer": cast.XUAN.code}, by=cast.BINH, on="08/01/2025")
    assert (refused.question, refused.field) == ("input", "officer")


def test_lan_declares_that_a_party_is_her_kin(office) -> None:
    matter = register(a_running_matter())[0]
    do("conflict_declared", matter, {"party": "2", "relation": "sibling"}, on="08/01/2025")
    step = case(matter).last_step("conflict_declared")
    assert (step.party, step.facts["relation"], step.facts["officer"]) == (2, "sibling", cast.LAN.code)


def test_who_stands_in_acts_while_the_absence_lasts_and_not_after(office) -> None:
    matter = register(a_running_matter())[0]
    record_leave(
        officer=cast.LAN.code,
        first_day=day("08/01/2025"),
        last_day=day("10/01/2025"),
        replacement=cast.MINH.code,
        reason="Đi tập huấn",
        by=cast.BINH.code,
        on=day("07/01/2025"),
    )
    minh = as_known(cast.MINH, "13/01/2025")
    with pytest.raises(Refusal, match=r"^Quyền: Chấp hành viên không được thực hiện tác nghiệp"):
        perform_one("open_file", matter, {}, by=minh, on=day("13/01/2025"))
    standing_in = viewer_of(minh.account_id, day("09/01/2025"))
    assert perform_one("open_file", matter, {}, by=standing_in, on=day("09/01/2025")).done


def test_nobody_takes_a_matter_of_his_own_kin(office) -> None:
    matter = register(a_matter("301/QĐ", "06/01/2025").owing(1_000_000))[0]
    declare_kin(
        officer=cast.MINH.code,
        relation="sibling",
        person=Person("Đỗ Văn Ánh", "999085001234"),
        by=cast.TRI.code,
        on=day("06/01/2025"),
    )
    refused = refusal("assign", matter, {"officer": cast.MINH.code}, by=cast.TRUONG, on="07/01/2025")
    assert refused.sentence == (
        "Pháp luật: việc 301/QĐ có đương sự là người thân thích của người được chọn; pháp luật cấm người này "
        "giải quyết (Đ.16.2d Luật THADS 2025). Chọn Chấp hành viên khác."
    )
    do("assign", matter, {"officer": cast.LAN.code}, by=cast.TRUONG, on="07/01/2025")
    do("conflict_declared", matter, {"party": "2", "relation": "child"}, on="08/01/2025")
    raw = {"requested_on": "08/01/2025", "officer": cast.LAN.code, "reason": "Người giữ việc khai quan hệ"}
    assert refusal("change_officer", matter, raw, by=cast.TRUONG, on="09/01/2025").question == "law"


def test_what_was_asked_for_too_late_is_not_decided_but_refused(office) -> None:
    old = replace(a_judgment().judgment, made_on=date(2020, 6, 10))
    receipt = received(judgment=old, effective_on=date(2020, 7, 10))
    judgment = receipts.receipt(EVERYTHING, receipt).judgment_id
    items = tuple(one.no for one in receipts.receipt(EVERYTHING, receipt).items)
    asked = requests.receive(replace(a_request(), judgment_id=judgment, items=items), by=thu(), on=ON)
    with pytest.raises(Refusal, match="Thời hiệu đã hết ngày 10/07/2025") as refused:
        propose(receipt, asked, by=thu(), on=ON)
    assert refused.value.question == "law"
