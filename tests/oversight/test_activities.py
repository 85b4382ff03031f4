"""What else the agency does: every kind lives through; a violation of an official is for heads alone."""

from datetime import date
from typing import Any

import pytest

from tests.cast import BINH, HOA, KIEM, LAN, MINH, NGHIEP, PHO, THAM, TRUONG, Person, viewer
from thihanh.dossiers import queries
from thihanh.dossiers.kinds import kind
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.models import StepFact
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.dossiers.queries import Filters
from thihanh.dossiers.values import Wrong
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.trail.models import Entry

ON = date(2026, 3, 2)
DUE = "20/03/2026"

Life = tuple[str, dict[str, Any], tuple[tuple[str, dict[str, Any]], ...], str]
LIVES: tuple[Life, ...] = (
    (
        "dissemination",
        {"title": "Luật 2025", "manner": "dialogue", "audience": "Đương sự", "due": DUE},
        (("hold", {"people": "45"}),),
        "done",
    ),
    (
        "legal_aid",
        {"person": "Quách Thị Vô Hình", "ground": "poor", "subject": "Chia tài sản", "centre": "TGPL tỉnh"},
        (("answer", {"outcome": "accepted"}),),
        "accepted",
    ),
    (
        "training",
        {"title": "Kỹ năng kê biên", "subject": "profession", "due": DUE},
        (
            ("attend", {"attendee": LAN.code, "mark": "attended"}),
            ("attend", {"attendee": MINH.code, "mark": "absent"}),
            ("hold", {}),
        ),
        "done",
    ),
    (
        "obstacle",
        {"title": "Chưa có quy định phân cấp", "rule": "Luật 2025 Đ.20", "detail": "…"},
        (
            ("propose", {"proposal": "Hướng dẫn", "body": "justice", "document": "9/CV", "due": DUE}),
            ("answer", {"answer": "Đang nghiên cứu", "answer_document": "10/CV"}),
            ("close", {"reason": "Đã có hướng dẫn"}),
        ),
        "closed",
    ),
    (
        "mobilisation",
        {"title": "Vận động nộp tiền", "body": "veterans", "matters": ["1"], "due": DUE},
        (("visit", {"note": "Đã gặp"}), ("finish", {"outcome": "partly", "amount": "2.000.000"})),
        "partly",
    ),
    (
        "letter",
        {"title": "Báo cáo quý", "sort": "report", "body": "party_committee", "due": DUE},
        (("send", {"document": "1/BC"}), ("close", {})),
        "closed",
    ),
    (
        "resource",
        {
            "title": "Kho vật chứng",
            "sort": "store",
            "reason": "Chật",
            "body": "ubnd_province",
            "document": "2/TTr",
        },
        (("answer", {"outcome": "refused"}),),
        "refused",
    ),
)
VIOLATION = {
    "official": LAN.code,
    "what": "Chậm chuyển tiền cho người được thi hành án",
    "sort": "neglect",
    "source": "inspection",
    "due": DUE,
}


def opened(code: str, said: dict[str, Any], by: Person = TRUONG) -> int:
    return open_dossier(New(code, said, agency="22", office="22.KV01"), by=viewer(by), on=ON)


def seen(number: int, by: Person = TRUONG) -> Dossier:
    return queries.seen(viewer(by), number, ON)


@pytest.mark.parametrize(("code", "said", "steps", "state"), LIVES, ids=[one[0] for one in LIVES])
def test_an_activity_lives_through(
    office: None, code: str, said: dict[str, Any], steps: tuple[Any, ...], state: str
) -> None:
    number = opened(code, said)
    assert seen(number).title
    if "due" in said:
        late = queries.page(viewer(TRUONG), Filters(kinds=(code,), group="late"), date(2026, 3, 21))
        assert late.total == 1
    for step, raw in steps:
        take(number, step, raw, by=viewer(TRUONG), on=ON)
    found = seen(number)
    assert (found.state, found.is_ended) == (state, True)


def test_who_is_referred_to_legal_aid_stands_in_the_record_as_a_digest(office: None) -> None:
    opened("legal_aid", LIVES[1][1])
    assert not Entry.objects.filter(payload__contains="Vô Hình").exists()
    assert "Vô Hình" not in str(list(StepFact.objects.values_list("values", flat=True)))


def test_a_violation_is_read_by_heads_and_by_no_colleague_nor_by_whoever_is_concerned(office: None) -> None:
    number = opened("violation", VIOLATION)
    for who in (TRUONG, PHO, NGHIEP):
        assert seen(number, who).last("official") == LAN.code
    for who in (LAN, MINH, BINH, HOA, THAM, KIEM):
        with pytest.raises(LookupError):
            seen(number, who)
        assert queries.page(viewer(who), Filters(kinds=("violation",)), ON).total == 0
        assert queries.page(viewer(who), Filters(text="chậm chuyển tiền"), ON).total == 0
    assert LAN.code not in str(list(StepFact.objects.values_list("values", flat=True)))


def test_a_head_concerned_is_kept_from_the_file_and_records_none_of_his_own(office: None) -> None:
    number = opened("violation", VIOLATION | {"official": PHO.code})
    with pytest.raises(LookupError):
        seen(number, PHO)
    assert queries.page(viewer(PHO), Filters(kinds=("violation",)), ON).total == 0
    assert queries.page(viewer(TRUONG), Filters(kinds=("violation",)), ON).total == 1
    with pytest.raises(Refusal, match="vi phạm về mình"):
        opened("violation", VIOLATION | {"official": PHO.code}, by=PHO)
    measure = {"measure": "reprimand", "document": "5/QĐ"}
    with pytest.raises(LookupError):
        take(number, "measure", measure, by=viewer(PHO), on=ON)
    take(number, "measure", measure, by=viewer(TRUONG), on=ON)
    head = {"head": TRUONG.code, "responsibility": "review", "reason": "Thiếu đôn đốc"}
    take(number, "answer_for", head, by=viewer(TRUONG), on=ON)
    assert seen(number).state == "closed"


@pytest.mark.parametrize("code", [one[0] for one in LIVES])
def test_nobody_of_another_office_writes_here(office: None, code: str) -> None:
    with pytest.raises(Denied):
        opened(code, next(said for one, said, _, _ in LIVES if one == code), by=HOA)


def test_a_form_says_what_is_missing(office: None) -> None:
    for code, *_ in LIVES:
        required = {one.name for one in kind(code).opening.fields if one.required}
        with pytest.raises(Wrong) as wrong:
            opened(code, {})
        assert {name for name, _ in wrong.value.problems} == required
