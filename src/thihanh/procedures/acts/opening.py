"""From the decision to an officer with a file: assignment, file, change of officer, conflicts."""

from thihanh.law.citations import cite
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.offices import queries as offices
from thihanh.offices.kinship import Person, conflicts, kin_of
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.said import need_day, text

_SHORTEST_REASON = 10


def officers_of(case: Case) -> tuple[Choice, ...]:
    """The enforcement officers in office on the day, with their office."""
    found = offices.officers(case.agency, case.on)
    return tuple(Choice(one.code, f"{one.name} · {one.unit}") for one in found)


def office_of(case: Case, officer: str) -> str:
    """The office where the officer enforces on the day."""
    post = offices.post_on(officer, case.on)
    return post.unit if post else ""


def _check_officer(case: Case, values: Values) -> None:
    """Raises Refusal: kin of a party by number, or who declared himself so, decides nothing (L25 Đ.16.2d)."""
    officer = text(values, "officer")
    people = [Person(one.name, one.id_number, one.birth_year) for one in case.parties]
    barred = any(one.bars for one in conflicts(kin_of([officer]), people))
    declared = any(step.facts.get("officer") == officer for step in case.steps_of("conflict_declared"))
    if barred or declared:
        raise Refusal(
            "law",
            f"việc {case.number} có đương sự là người thân thích của người được chọn; pháp luật cấm người "
            f"này giải quyết ({cite('L25 Đ.16.2d')}). Chọn Chấp hành viên khác.",
            "officer",
        )


def _not_assigned(case: Case) -> None:
    if case.officer:
        names = offices.names_of([case.officer], case.on)
        raise Refusal(
            "state",
            f"việc {case.number} đã phân công cho {names.get(case.officer, case.officer)}. "
            "Muốn giao người khác, hãy chuyển giao việc hoặc ra quyết định thay đổi Chấp hành viên.",
        )


def _assign(case: Case, values: Values) -> Intake:
    officer = text(values, "officer")
    stages = (case.to_stage("assigned", values),) if case.stage == "decided" else ()
    return case.intake(holdings=(case.holding(office_of(case, officer), officer, values),), stages=stages)


def _no_file_yet(case: Case) -> None:
    if opened := case.last_step("open_file"):
        raise Refusal(
            "state",
            f"hồ sơ của việc {case.number} đã lập ngày {vn(opened.on)}. Mở hồ sơ để thêm giấy tờ.",
        )
    if not case.officer:
        raise Refusal("state", f"việc {case.number} chưa phân công Chấp hành viên nên chưa lập hồ sơ được. "
                      "Phân công trước.")  # fmt: skip


def _open_file(case: Case, values: Values) -> Intake:
    return case.intake(steps=(case.step("open_file", values),))


def _check_change(case: Case, values: Values) -> None:
    _check_officer(case, values)
    if text(values, "officer") == case.officer:
        raise Refusal("input", "người được chọn đang giữ việc này; chọn Chấp hành viên khác.", "officer")
    if len(text(values, "reason")) < _SHORTEST_REASON:
        raise Refusal(
            "input",
            f"cần ghi lý do thay đổi, đủ để người kiểm tra hiểu (ít nhất {_SHORTEST_REASON} ký tự).",
            "reason",
        )
    need_day(case, values, "requested_on", "ngày nhận yêu cầu thay đổi")


def _change(case: Case, values: Values) -> Intake:
    officer = text(values, "officer")
    requested = need_day(case, values, "requested_on", "ngày nhận yêu cầu thay đổi")
    facts = {
        "officer": officer,
        "former_officer": case.officer,
        "requested_on": requested.isoformat(),
        "reason": text(values, "reason"),
    }
    return case.intake(
        holdings=(case.holding(office_of(case, officer), officer, values),),
        steps=(case.step("change_officer", values, facts=facts),),
    )


_RELATIONS = (
    Choice("spouse", "Vợ, chồng"),
    Choice("child", "Con đẻ, con nuôi"),
    Choice("parent", "Cha, mẹ đẻ; cha, mẹ nuôi"),
    Choice("grandparent", "Ông, bà"),
    Choice("uncle_aunt", "Cô, dì, chú, bác, cậu"),
    Choice("sibling", "Anh, chị, em ruột"),
    Choice("nephew_niece", "Cháu ruột"),
    Choice("of_spouse", "Người thân của vợ hoặc chồng"),
)


def _conflict(case: Case, values: Values) -> Intake:
    party = values.get("party")
    return case.intake(
        steps=(
            case.step(
                "conflict_declared",
                values,
                party=party if isinstance(party, int) else None,
                facts={"relation": text(values, "relation"), "officer": case.by.officer},
            ),
        )
    )


def _from_intake(case: Case, values: Values) -> Intake:
    """A decision creates its matter from a receipt or a request (``procedures.deciding``)."""
    raise Refusal("input", "quyết định thi hành án lập việc mới; trình từ trang tiếp nhận.")


ACTS: tuple[Act, ...] = (
    Act(
        code="decide",
        label="Ra quyết định thi hành án",
        verb="ra quyết định thi hành án",
        signer="head",
        effect=_from_intake,
        articles={"R08": "L08 Đ.36", "R25": "L25 Đ.33"},
        right=("request", "receive"),
        paper="QD-THA-CD",
        register="03",
        meets=("DL-06", "DL-07"),
        starts=("DL-12", "DL-13"),
        legal_state="MT-1",
        births=True,
    ),
    Act(
        code="assign",
        label="Phân công Chấp hành viên",
        verb="phân công",
        signer="officer",
        effect=_assign,
        check=_check_officer,
        ready=_not_assigned,
        articles={"R08": "D62 Đ.8", "R25": "L25 Đ.22"},
        fields=(Field("officer", "Chấp hành viên", "officer", choices=officers_of),),
        right=("matter", "assign"),
        paper="QD-PHAN-CONG",
        register="03",
        starts=("DL-10",),
        legal_state="MT-2",
        bulk=True,
    ),
    Act(
        code="open_file",
        label="Lập hồ sơ thi hành án",
        verb="lập hồ sơ",
        signer="officer",
        effect=_open_file,
        ready=_no_file_yet,
        articles={"R08": "D62 Đ.8", "R25": "D152 Đ.12.2"},
        paper="BIA-HO-SO",
        register="03",
        meets=("DL-10",),
        legal_state="MT-2",
        bulk=True,
    ),
    Act(
        code="change_officer",
        label="Thay đổi Chấp hành viên",
        verb="trình thay đổi Chấp hành viên",
        signer="head",
        effect=_change,
        check=_check_change,
        articles={"R08": "D62", "R25": "D152 Đ.13"},
        fields=(
            Field("requested_on", "Ngày nhận yêu cầu", "date"),
            Field("officer", "Chấp hành viên mới", "officer", choices=officers_of),
            Field("reason", "Lý do", "text", hint="Ngắn, không ghi tên người"),
        ),
        right=("matter", "assign"),
        paper="QD-THAY-CHV",
        register="03",
        meets=("DL-11",),
        legal_state="MT-2",
        bulk=True,
    ),
    Act(
        code="conflict_declared",
        label="Khai báo quan hệ phải từ chối",
        verb="khai báo quan hệ với đương sự",
        signer="officer",
        effect=_conflict,
        articles={"R08": "D62", "R25": "L25 Đ.16.2d"},
        fields=(
            Field("party", "Đương sự", "party"),
            Field("relation", "Quan hệ", "choice", choices=_RELATIONS),
        ),
        starts=("DL-11",),
        legal_state="MT-2",
        note="Người giữ việc khai; người đứng đầu thay đổi Chấp hành viên trong hạn.",
    ),
)
