"""One path for every act: four questions asked apart, done once, and only what was said is written."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.builders import a_matter, day
from tests.procedures.acts.scene import (
    KV1,
    POSTPONED,
    a_running_matter,
    case,
    do,
    do_many,
    issued,
    refusal,
    register,
    signed,
    stages,
    steps,
)

from thihanh.matters.asking import Refusal
from thihanh.procedures import catalogue
from thihanh.procedures.judging import judge, may_by_law, may_by_policy, may_by_state
from thihanh.procedures.reading import parse
from thihanh.trail.operations import KeyReused
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db
NOTICE = {"on": "10/01/2025", "channel": "in_person", "proof": "BB-01"}


@pytest.fixture
def office(db) -> None:
    cast.gather()


@pytest.fixture
def matter(office) -> int:
    return register(a_running_matter().then("assigned", "07/01/2025"))[0]


def test_an_act_of_the_officer_takes_effect_at_once(matter: int) -> None:
    done = do("notice_valid", matter, NOTICE, on="13/01/2025")

    assert done.sentence == "Đã ghi thông báo hợp lệ việc 101/QĐ, ngày 10/01/2025."
    assert stages(matter) == ["decided", "assigned", "voluntary"]
    last = entries_of(f"matter:{matter}")[-1]
    assert (last.act, last.effective_on, last.known_on) == (
        "act.notice_valid",
        day("10/01/2025"),
        day("13/01/2025"),
    )
    assert last.article == "Đ.39 Luật THADS 2008"


def test_an_act_of_the_head_takes_effect_when_its_paper_is_issued(matter: int) -> None:
    done = do("postpone", matter, POSTPONED, on="20/02/2025")
    assert stages(matter)[-1] == "assigned"
    signed(done.paper, "21/02/2025")
    assert stages(matter)[-1] == "assigned"
    answer = issued(done.paper, "24/02/2025")

    assert (answer.done, answer.number) == (True, "01/QĐ-CTHADS")
    row = case(matter).now
    assert (row.stage, row.ground, row.on) == ("postponed", "H-c", day("24/02/2025"))
    step = case(matter).last_step("postpone")
    assert (step.paper, step.ground) == (done.paper, "H-c")


def test_a_paper_whose_matter_has_moved_since_is_not_issued(matter: int) -> None:
    one = do("postpone", matter, POSTPONED, on="20/02/2025")
    other = do("postpone", matter, {**POSTPONED, "until": "21/05/2025"}, on="20/02/2025")
    for done in (one, other):
        signed(done.paper, "21/02/2025")
    assert issued(one.paper, "24/02/2025").done
    answer = issued(other.paper, "24/02/2025")

    assert answer.question == "state"
    assert "đang «Hoãn»" in answer.sentence
    assert stages(matter).count("postponed") == 1


def test_fifty_identical_requests_make_one_act(transactional_db) -> None:
    cast.gather()
    (matter,) = register(a_running_matter().then("assigned", "07/01/2025"))

    def once(_: int) -> str:
        try:
            return do("notice_valid", matter, NOTICE, on="13/01/2025", key="k-1").sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        answers = set(pool.map(once, range(50)))

    assert answers == {"Đã ghi thông báo hợp lệ việc 101/QĐ, ngày 10/01/2025."}
    assert steps(matter) == ["notice_valid"]
    assert [entry.act for entry in entries_of(f"matter:{matter}")].count("act.notice_valid") == 1


def test_a_key_that_comes_with_another_request_is_refused(matter: int) -> None:
    do("notice_valid", matter, NOTICE, on="13/01/2025", key="k-1")
    with pytest.raises(KeyReused, match="mã của lần gửi này đã dùng cho một nội dung khác"):
        do("notice_valid", matter, {**NOTICE, "proof": "BB-02"}, on="13/01/2025", key="k-1")


def test_a_refused_request_may_come_again_corrected_with_its_key(matter: int) -> None:
    with pytest.raises(Refusal):
        do("notice_valid", matter, {**NOTICE, "on": "14/01/2025"}, on="13/01/2025", key="k-1")
    do("notice_valid", matter, NOTICE, on="13/01/2025", key="k-1")
    assert stages(matter)[-1] == "voluntary"


def test_each_question_is_asked_apart(matter: int) -> None:
    act = catalogue.act("notice_valid")
    hers, his = case(matter), case(matter, by=cast.TAM)
    future = {"on": day("01/03/2025"), "channel": "in_person"}
    assert (may_by_policy(act, hers), may_by_policy(act, his)) == (True, False)
    assert may_by_state(act, hers, day("10/01/2025"))
    assert not may_by_state(catalogue.act("resume"), hers, day("10/01/2025"))
    assert may_by_law(act, hers, {**future, "on": day("10/01/2025")})
    assert not may_by_law(act, hers, future)


def test_the_whole_case_is_loaded_in_one_statement(matter: int, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = case(matter)
    assert [party.name for party in found.parties] == ["Ngân sách nhà nước", "Đỗ Văn Ánh"]
    assert (found.outstanding, found.officer, found.office) == (5_000_000, cast.LAN.code, KV1)


def test_judging_writes_nothing(matter: int) -> None:
    found = case(matter)
    act = catalogue.act("notice_valid")
    judged = judge(act, found, parse(act, found, NOTICE).check())
    assert [stage.stage for stage in judged.intake.stages] == ["voluntary"]
    assert stages(matter) == ["decided", "assigned"]


def test_a_field_that_cannot_be_read_is_named(matter: int) -> None:
    refused = refusal("notice_valid", matter, {**NOTICE, "on": "31/02/2025"}, on="13/01/2025")
    assert (refused.question, refused.field) == ("input", "on")
    assert refused.sentence == (
        "Dữ liệu: «31/02/2025» ở «Ngày» không phải là một ngày. Ghi ngày/tháng/năm, ví dụ 30/09/2025."
    )


def test_an_act_nobody_knows_is_refused(matter: int) -> None:
    with pytest.raises(Refusal, match="Dữ liệu: không có tác nghiệp «bay»"):
        do("bay", matter, {}, on="13/01/2025")


def test_more_money_than_is_left_is_refused_before_anything_is_written(matter: int) -> None:
    refused = refusal("collected", matter, {"obligation": "1", "amount": "6.000.000"}, on="13/01/2025")
    assert refused.sentence == (
        "Trạng thái: khoản 1 của việc 101/QĐ còn phải thi hành 5.000.000 đồng, không thể ghi «Thu được» "
        "6.000.000 đồng khi ghi thu. Kiểm tra lại số tiền của khoản này."
    )


def test_acts_of_one_day_keep_their_order(matter: int) -> None:
    do("send_to_procuracy", matter, {"on": "10/01/2025"}, on="13/01/2025")
    do("notice_valid", matter, NOTICE, on="13/01/2025")
    assert [(step.code, step.ordinal) for step in case(matter).steps] == [
        ("send_to_procuracy", 0),
        ("notice_valid", 1),
    ]


def test_many_matters_are_one_request_and_the_refused_ones_are_named(office) -> None:
    ids = register(
        a_running_matter("101/QĐ").then("assigned", "07/01/2025"),
        a_running_matter("102/QĐ").then("done", "08/01/2025"),
        a_matter("201/QĐ", "06/01/2025").held_by(cast.HOA.code, "22.KV02"),
    )
    answers = do_many("notice_valid", [*ids, 999_999], NOTICE, on="13/01/2025")

    assert [(one.number, one.question) for one in answers] == [
        ("101/QĐ", None),
        ("102/QĐ", "state"),
        ("", "reach"),
        ("", "reach"),
    ]
    assert [stages(one)[-1] for one in ids] == ["voluntary", "done", "decided"]


def test_papers_of_many_matters_cost_no_statement_more_than_of_two():
    def statements(count: int) -> int:
        matters = register(
            *(a_running_matter(f"{count}{n}/QĐ").then("in_progress", "20/01/2025") for n in range(count))
        )
        with CaptureQueriesContext(connection) as asked:
            outcomes = do_many("postpone", matters, POSTPONED, on="24/02/2025")
        assert all(one.done for one in outcomes)
        return len(asked)

    statements(1)
    assert statements(12) == statements(2)
