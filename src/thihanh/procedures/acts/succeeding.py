"""Chuyển giao quyền, nghĩa vụ: a party is followed by others, and what he is owed or owes follows."""

from collections.abc import Mapping, Sequence

from thihanh import law
from thihanh.deadlines import compute
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake, Liability, NewObligation, NewParty
from thihanh.matters.whole import Obligation, Party
from thihanh.procedures import offers, said
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.remaining import OPEN, open_obligations

_DEATH = "death"
_FORMER = Field("former_party", "Đương sự chuyển giao", "party")


def _former(case: Case, values: Values) -> Party:
    found = case.party(said.number(values, "former_party") or 0)
    if found is None:
        raise Refusal("input", f"việc {case.number} không có đương sự đã chọn; chọn lại.", "former_party")
    return found


def _owes(one: Obligation, party: Party) -> bool:
    """Whether the party is the debtor of the obligation; one that names nobody is every debtor's."""
    return one.debtor == party.no or (one.debtor is None and party.role == "debtor")


def _of(case: Case, party: Party) -> tuple[Obligation, ...]:
    """The open obligations where the party is owed or owes."""
    return tuple(
        one
        for one in open_obligations(case)
        if _owes(one, party)
        or one.creditor == party.no
        or (one.creditor is None and party.role == "creditor")
    )


# Thông báo cho người thừa kế.


def _check_notified(case: Case, values: Values) -> None:
    _former(case, values)


def _notified(case: Case, values: Values) -> Intake:
    on = case.day(values)
    until = (
        compute("DL-35", from_=on, facts={"step": "heirs_notice"}, calendar=case.calendar).due_day
        if law.regime_on(on) == "R25"
        else None
    )
    return case.intake(
        steps=(case.step("heirs_notified", values, party=said.number(values, "former_party"), until=until),)
    )


# Chuyển giao.


def _check_succeed(case: Case, values: Values) -> None:
    former = _former(case, values)
    said.need_day(case, values, "document_on", "ngày nhận văn bản về việc chuyển giao")
    successors = said.persons(values, "new_party")
    _check_people(former, successors)
    if not _of(case, former):
        raise Refusal(
            "state",
            f"đương sự số {former.no} của việc {case.number} không còn quyền, nghĩa vụ nào chưa thi hành để "
            "chuyển giao; chọn đương sự khác.",
            "former_party",
        )
    if said.text(values, "cause") == _DEATH:
        _check_heirs(case, values, former)
    _check_shares(case, values, former, len(successors))
    _check_obligations(case, values, former)


def _check_people(former: Party, successors: Sequence[Mapping[str, str]]) -> None:
    for one in successors:
        same_number = one.get("id_number") and one["id_number"] == former.id_number
        if same_number or (one["name"] == former.name and not one.get("id_number")):
            raise Refusal(
                "input",
                "người kế thừa trùng với chính đương sự chuyển giao; kiểm tra lại họ tên, số định danh.",
                "new_party",
            )


def _check_heirs(case: Case, values: Values, former: Party) -> None:
    """Under R25 the heirs are told, and have thirty days to say who follows (L25 Đ.41.4; D152 Đ.25)."""
    if law.regime_on(case.day(values)) == "R08" or said.flag(values, "heirs_agreed"):
        return
    told = [step for step in case.steps_of("heirs_notified") if step.party == former.no]
    if not told:
        raise Refusal(
            "law",
            f"chưa thông báo cho người thừa kế của đương sự số {former.no}; thông báo và đợi 30 ngày, hoặc "
            "đánh dấu những người thừa kế đã có văn bản thống nhất.",
            "heirs_agreed",
        )
    until = told[-1].until
    if until is not None and case.day(values) <= until:
        raise Refusal(
            "law",
            f"người thừa kế còn thời hạn đến hết {vn(until)} để trả lời thông báo; đợi hết thời hạn, hoặc "
            "đánh dấu những người thừa kế đã có văn bản thống nhất.",
            "heirs_agreed",
        )


def _check_shares(case: Case, values: Values, former: Party, successors: int) -> None:
    owes = any(_owes(one, former) for one in _of(case, former))
    if successors > 1 and owes and not said.text(values, "liability"):
        raise Refusal(
            "input",
            "nhiều người kế thừa nghĩa vụ: chọn họ liên đới hay mỗi người chịu phần mình nhận.",
            "liability",
        )


def _check_obligations(case: Case, values: Values, former: Party) -> None:
    for no in said.numbers(values, "obligations"):
        if no not in {one.no for one in _of(case, former)}:
            raise Refusal(
                "law",
                f"khoản {no} không phải là quyền, nghĩa vụ chưa thi hành của đương sự số {former.no}; chọn "
                "khoản của đương sự đó, hoặc bỏ trống để chuyển giao tất cả.",
                "obligations",
            )


def _succeed(case: Case, values: Values) -> Intake:
    former = _former(case, values)
    moved = _moved(case, values, former)
    all_moved = len(moved) == len(_of(case, former))
    parties = _new_parties(case, values, former, replacing=all_moved)
    head = parties[0].no
    document_on = said.day(values, "document_on") or case.day(values)
    return case.intake(
        parties=parties,
        obligations=() if all_moved else tuple(_restated(case, one, former, head) for one in moved),
        liabilities=_liabilities(case, values, moved, former, parties),
        steps=(
            case.step(
                "succeed",
                values,
                party=former.no,
                facts={
                    "cause": said.text(values, "cause"),
                    "document_on": document_on.isoformat(),
                    "successors": len(parties),
                    "parties": ",".join(str(one.no) for one in parties),
                    "person": former.person_id,
                },
            ),
        ),
    )


def _moved(case: Case, values: Values, former: Party) -> tuple[Obligation, ...]:
    chosen = said.numbers(values, "obligations")
    return tuple(one for one in _of(case, former) if not chosen or one.no in chosen)


def _new_parties(case: Case, values: Values, former: Party, *, replacing: bool) -> tuple[NewParty, ...]:
    """The successors; the first takes the number of the former where all of it goes over."""
    fresh = max(one.no for one in case.parties) + 1
    kind = "person" if said.text(values, "cause") == _DEATH else said.text(values, "successor_kind")
    made = []
    for place, one in enumerate(said.persons(values, "new_party")):
        takes_place = replacing and place == 0
        made.append(
            NewParty(
                former.no if takes_place else fresh,
                former.role,
                kind or former.kind,
                one["name"],
                known_on=case.on,
                id_number=one.get("id_number", ""),
                birth_year=int(one["birth_year"]) if one.get("birth_year") else None,
                address=one.get("address", ""),
                replaces=former.fact if takes_place else None,
            )
        )
        fresh += not takes_place
    return tuple(made)


def _restated(case: Case, obligation: Obligation, former: Party, head: int) -> NewObligation:
    return NewObligation(
        obligation.no,
        obligation.kind,
        known_on=case.on,
        content=obligation.content,
        debtor=head if _owes(obligation, former) else obligation.debtor,
        creditor=head if former.role == "creditor" else obligation.creditor,
        replaces=obligation.fact,
    )


def _liabilities(
    case: Case,
    values: Values,
    moved: Sequence[Obligation],
    former: Party,
    parties: Sequence[NewParty],
) -> tuple[Liability, ...]:
    kind = said.text(values, "liability")
    if len(parties) < 2 or not kind:
        return ()
    return tuple(
        Liability(case.day(values), obligation.no, party.no, kind, case.on)
        for obligation in moved
        if _owes(obligation, former)
        for party in parties
    )


ACTS: tuple[Act, ...] = (
    Act(
        code="heirs_notified",
        label="Thông báo cho người thừa kế",
        verb="thông báo cho người thừa kế",
        signer="officer",
        legal_state="MT-5",
        stages=OPEN,
        paper="TB-THUA-KE",
        starts=("DL-35",),
        articles={"R08": "L08 Đ.54", "R25": "D152 Đ.25"},
        fields=(_FORMER,),
        check=_check_notified,
        effect=_notified,
    ),
    Act(
        code="succeed",
        label="Chuyển giao quyền, nghĩa vụ thi hành án",
        verb="chuyển giao quyền, nghĩa vụ",
        signer="head",
        legal_state="MT-5",
        stages=OPEN,
        paper="QD-CHUYEN-GIAO",
        meets=("DL-35",),
        starts=("DL-12", "DL-13"),
        articles={"R08": "L08 Đ.54", "R25": "L25 Đ.41"},
        fields=(
            _FORMER,
            Field("cause", "Vì sao chuyển giao", "choice", choices=offers.from_law("succession_causes")),
            Field("document_on", "Ngày nhận văn bản", "date"),
            Field("new_party", "Người kế thừa", "persons"),
            Field(
                "successor_kind",
                "Người kế thừa là",
                "choice",
                choices=(Choice("person", "Cá nhân"), Choice("organisation", "Cơ quan, tổ chức")),
                required=False,
            ),
            Field("heirs_agreed", "Những người thừa kế đã có văn bản thống nhất", "bool", required=False),
            Field(
                "liability",
                "Nhiều người kế thừa nghĩa vụ",
                "choice",
                choices=(Choice("several", "Mỗi người chịu phần mình nhận"), Choice("joint", "Liên đới")),
                required=False,
            ),
            Field(
                "obligations",
                "Các khoản chuyển giao",
                "obligations",
                required=False,
                hint="Bỏ trống là tất cả",
            ),
            Field("reason", "Lý do ghi trong quyết định", "long"),
        ),
        check=_check_succeed,
        effect=_succeed,
    ),
)
