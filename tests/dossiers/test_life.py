"""A dossier lives by its steps: states, clocks, refusals, what is kept of personal values, who may see it."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import BINH, HOA, LAN, MINH, TRUONG, viewer
from tests.dossiers.conftest import ON
from thihanh.dossiers import operations, projections, queries
from thihanh.dossiers.kinds import Kind
from thihanh.dossiers.life import clocks
from thihanh.dossiers.models import Current, PrivateFact, StepFact, Term
from thihanh.dossiers.operations import New, calendar_of, open_dossier, take, take_back
from thihanh.dossiers.queries import Filters
from thihanh.dossiers.values import Wrong
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.trail.models import Entry
from thihanh.trail.operations import KeyReused

LETTER = {
    "title": "Hỏi về thửa đất",
    "received_on": "02/03/2026",
    "sender": "Quách Thị Vô Hình",
    "source": "Bí Mật",
}


def opened(**more: object) -> int:
    new = New("test_letter", LETTER | more, agency="22", office="22.KV01", officer=LAN.code)
    return open_dossier(new, by=viewer(LAN), on=ON)


def test_states_numbers_and_terms_follow_the_steps(letters: Kind) -> None:
    first, second = opened(), opened(title="Thư hai")
    found = queries.seen(viewer(LAN), first, ON)
    assert (found.number_text, found.state, found.title) == ("TT-01/2026", "open", "Hỏi về thửa đất")
    assert queries.seen(viewer(LAN), second, ON).number == 2
    (term,) = clocks(found, calendar_of("22.KV01", ON))
    assert (term.rule, term.due, term.is_open) == ("KN-02", date(2026, 3, 9), True)
    take(first, "answer", {"result": "given", "on": "10/03/2026"}, by=viewer(LAN), on=date(2026, 3, 10))
    answered = queries.seen(viewer(LAN), first, ON)
    (term,) = clocks(answered, calendar_of("22.KV01", ON))
    assert (answered.state, term.met_on, term.late(ON)) == ("answered", date(2026, 3, 10), True)
    assert [(one.rule, one.late(ON)) for one in queries.terms("22", kinds=["test_letter"])] == [
        ("KN-02", True),
        ("KN-02", False),
    ]


@pytest.mark.parametrize(
    ("raw", "field", "words"),
    [
        ({"result": "none"}, "reason", "phải nêu lý do"),
        ({"result": "maybe"}, "result", "không có lựa chọn «maybe»"),
        ({}, "result", "«Kết quả» chưa điền"),
        ({"result": "given", "amount": "mười"}, "amount", "không phải số nguyên"),
        ({"result": "given", "on": "03/03/2026"}, "on", "sau ngày làm việc"),
        ({"result": "given", "on": "01/03/2026"}, "on", "trước bước gần nhất"),
    ],
)
def test_what_is_wrong_is_said_with_its_field(
    letters: Kind, raw: dict[str, str], field: str, words: str
) -> None:
    dossier = opened()
    before = StepFact.objects.count()
    with pytest.raises((Refusal, Wrong)) as refused:
        take(dossier, "answer", raw, by=viewer(LAN), on=ON)
    caught = refused.value
    problems = caught.problems if isinstance(caught, Wrong) else [(caught.field, caught.sentence)]
    assert problems[0][0] == field
    assert words in problems[0][1]
    assert StepFact.objects.count() == before


def test_the_holder_does_not_close_his_own(letters: Kind) -> None:
    dossier = opened()
    with pytest.raises(Refusal, match="Trạng thái: hồ sơ TT-01/2026 đang «chờ trả lời», không đóng được"):
        take(dossier, "close", {}, by=viewer(BINH), on=ON)
    take(dossier, "answer", {"result": "given"}, by=viewer(LAN), on=ON)
    with pytest.raises(Refusal, match="phải do người khác làm"):
        take(dossier, "close", {}, by=viewer(LAN), on=ON)
    take(dossier, "close", {}, by=viewer(BINH), on=ON)
    assert queries.seen(viewer(LAN), dossier, ON).is_ended


def test_personal_values_stand_in_the_record_as_digests(letters: Kind) -> None:
    dossier = opened()
    payload = Entry.objects.get(subject=f"dossier:{dossier}").payload
    assert [name for name in ("Quách", "Bí Mật") if name in str(payload)] == []
    assert PrivateFact.objects.filter(secret=True).count() == 1
    assert queries.seen(viewer(LAN), dossier, ON).last("sender") == "Quách Thị Vô Hình"


def test_a_secret_is_read_found_and_listed_by_nobody_without_the_right(letters: Kind) -> None:
    dossier = opened()
    for who in (LAN, BINH, TRUONG):
        found = queries.seen(viewer(who), dossier, ON)
        assert (found.last("source"), found.hidden) == (None, {"source"})
        assert queries.page(viewer(who), Filters(text="bi mat"), ON).total == 0
    assert "bi mat" not in Current.objects.get(dossier_id=dossier).search


def test_nobody_sees_or_moves_what_is_out_of_reach(letters: Kind) -> None:
    dossier = opened()
    with pytest.raises(LookupError):
        queries.seen(viewer(HOA), dossier, ON)
    assert queries.page(viewer(HOA), Filters(), ON).total == 0
    assert queries.page(viewer(TRUONG), Filters(kinds=("test_letter",), text="thua dat"), ON).total == 1
    with pytest.raises(Denied):
        take(dossier, "answer", {"result": "given"}, by=viewer(MINH), on=ON)


def test_the_same_request_twice_acts_once(letters: Kind) -> None:
    dossier = opened()
    answer = {"result": "given"}
    first = take(dossier, "answer", answer, by=viewer(LAN), on=ON, key="k")
    assert take(dossier, "answer", answer, by=viewer(LAN), on=ON, key="k") == first
    with pytest.raises(KeyReused):
        take(dossier, "answer", {"result": "none"}, by=viewer(LAN), on=ON, key="k")


def test_a_step_taken_back_stays_in_the_record(letters: Kind) -> None:
    dossier = opened()
    take(dossier, "answer", {"result": "given"}, by=viewer(LAN), on=ON)
    with pytest.raises(Refusal, match="lý do"):
        take_back(dossier, "nhầm", by=viewer(LAN), on=ON)
    with pytest.raises(Refusal, match="người ấy lấy lại"):
        take_back(dossier, "ghi nhầm hồ sơ khác", by=viewer(BINH), on=ON)
    take_back(dossier, "ghi nhầm hồ sơ khác", by=viewer(LAN), on=ON)
    assert queries.seen(viewer(LAN), dossier, ON).state == "open"
    assert StepFact.objects.filter(dossier_id=dossier).count() == 3


def test_the_projection_is_what_the_facts_say(letters: Kind) -> None:
    dossier = opened()
    take(dossier, "answer", {"result": "given"}, by=viewer(LAN), on=ON)
    opened(title="Thư hai")

    def rows() -> tuple[Any, ...]:
        kept = list(Current.objects.order_by("dossier_id").values())
        return kept, [{**one, "id": 0} for one in Term.objects.order_by("dossier_id", "id").values()]

    before = rows()
    assert projections.rebuild() == 2
    assert rows() == before


@pytest.mark.parametrize("table", ["dossier", "step", "private", "link", "holder"])
def test_the_database_refuses_to_change_a_fact(letters: Kind, table: str) -> None:
    dossier = opened(matters="1")
    operations.hand_over(dossier, officer=MINH.code, office="22.KV01", by=viewer(TRUONG), on=ON)
    assert queries.seen(viewer(MINH), dossier, ON).officer == MINH.code
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM dossiers_{table}")
