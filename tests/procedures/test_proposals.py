"""Which decisions follow from a judgment and from a request."""

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from thihanh.matters.intake import NewJudgment, NewMatter
from thihanh.matters.receipts import Collateral, Item, Period, PersonRow
from thihanh.procedures.births import Source, birth
from thihanh.procedures.proposals import Proposed, of_own_motion, on_request

ON = date(2026, 7, 13)
ANH, BAO, CUC, DUNG = 11, 12, 13, 14
PEOPLE = {
    one: PersonRow(one, "person", name, "", None, "")
    for one, name in ((ANH, "Ánh"), (BAO, "Bảo"), (CUC, "Cúc"), (DUNG, "Dũng"))
}


def own(*items: Item, kind: str = "criminal", decided: tuple[int, ...] = ()) -> Proposed:
    return of_own_motion(items, judgment_kind=kind, on=ON, decided=decided)


def fee(no: int, debtor: int, **more: Any) -> Item:
    return Item(no, "court_fee", amount=200_000, debtors=(debtor,), ex_officio=True, **more)


def shape(found: Proposed) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.rule.code, one.numbers) for one in found.proposals]


def test_each_debtor_has_one_decision_for_all_he_owes_the_state():
    fine = Item(2, "fine", amount=5_000_000, debtors=(ANH,), ex_officio=True)
    found = own(fee(1, ANH), fine, fee(3, BAO))
    assert shape(found) == [("per_debtor", (1, 2)), ("per_debtor", (3,))]
    assert "Đ.8.1" in found.proposals[0].rule.article


def test_a_return_has_a_decision_for_each_recipient():
    back = [Item(n, "property_return", creditors=(who,), ex_officio=True) for n, who in ((1, CUC), (2, DUNG))]
    assert shape(own(*back)) == [("per_recipient", (1,)), ("per_recipient", (2,))]


def test_confiscation_and_destruction_without_a_debtor_is_one_decision():
    things = [Item(n, "confiscation", exhibit=f"vật {n}", ex_officio=True) for n in (1, 2)]
    assert shape(own(*things)) == [("without_debtor", (1, 2))]


def test_several_items_on_one_exhibit_are_one_decision():
    part = Item(1, "confiscation", exhibit="xe máy", ex_officio=True)
    rest = Item(2, "property_return", creditors=(CUC,), exhibit="xe máy", ex_officio=True)
    assert shape(own(part, rest)) == [("one_exhibit", (1, 2))]


def test_joint_debtors_share_one_decision():
    both = Item(1, "back_payment", amount=9_000_000, debtors=(ANH, BAO), joint=True, ex_officio=True)
    found = own(both, fee(2, ANH))
    assert shape(found) == [("joint", (1,)), ("per_debtor", (2,))]
    assert found.proposals[0].debtors == (ANH, BAO)


def test_a_person_with_rights_and_duties_has_one_decision_for_both():
    back = Item(2, "property_return", creditors=(ANH,), ex_officio=True)
    found = own(fee(1, ANH), back, fee(3, BAO))
    assert shape(found) == [("rights_and_duties", (1, 2)), ("per_debtor", (3,))]


def test_what_needs_a_request_is_left_out_with_its_reason():
    found = own(fee(1, ANH), Item(2, "debt", amount=9, debtors=(ANH,), creditors=(BAO,)), kind="civil")
    assert [(one.item, one.why.code) for one in found.left] == [(2, "not_requested")]


def test_of_an_administrative_judgment_only_the_property_part_is_enforced():
    act = Item(2, "act", "Cấp lại giấy phép", debtors=(BAO,), ex_officio=True)
    found = own(fee(1, ANH), act, kind="administrative")
    assert shape(found) == [("per_debtor", (1,))]
    assert [(one.item, one.why.code) for one in found.left] == [(2, "administrative_act")]


def test_items_already_decided_are_not_proposed_again():
    assert shape(own(fee(1, ANH), fee(2, BAO), decided=(1,))) == [("per_debtor", (2,))]


def asked(*items: Item, on: date = ON, taken: dict[int, tuple[str, ...]] | None = None) -> Proposed:
    return on_request(items, [i.no for i in items], judgment_kind="civil", on=on, taken=taken)


def debt(no: int, *debtors: int) -> Item:
    return Item(no, "debt", amount=1_000_000, debtors=debtors, creditors=(CUC,), joint=len(debtors) > 1)


def test_a_request_gives_one_decision_for_each_debtor_and_the_joint_ones_together():
    found = asked(debt(1, ANH), debt(2, BAO), debt(3, ANH), debt(4, ANH, BAO))
    assert shape(found) == [("per_debtor", (1, 3)), ("per_debtor", (2,)), ("joint", (4,))]


def test_only_what_is_asked_for_is_decided():
    found = on_request([debt(1, ANH), debt(2, BAO)], [2], judgment_kind="civil", on=ON)
    assert shape(found) == [("per_debtor", (2,))]


def support() -> Item:
    months = [(2026, 6), (2026, 9), (2026, 10), (2027, 3)]
    periods = tuple(Period(f"{m:02}/{y}", date(y, m, 28), 3_000_000) for y, m in months)
    return Item(1, "support", "Cấp dưỡng", 12_000_000, debtors=(ANH,), creditors=(BAO,), periods=periods)


def test_periodic_support_takes_what_falls_due_in_the_enforcement_year():
    found = asked(support())
    (one,) = found.proposals
    assert (one.rule.code, one.items[0].amount) == ("periodic", 6_000_000)
    assert [p.period for p in one.items[0].periods] == ["06/2026", "09/2026"]
    assert [(left.period, left.why.code) for left in found.left] == [
        ("10/2026", "not_due"),
        ("03/2027", "not_due"),
    ]


def test_the_next_year_takes_the_rest_and_nothing_twice():
    found = asked(support(), on=date(2026, 10, 5), taken={1: ("06/2026", "09/2026")})
    assert [p.period for p in found.proposals[0].items[0].periods] == ["10/2026", "03/2027"]


def test_periods_beyond_the_year_alone_give_no_decision():
    found = asked(support(), taken={1: ("06/2026", "09/2026")})
    assert found.proposals == ()


def test_a_giver_of_collateral_is_a_debtor_within_what_was_secured():
    item = Item(
        1, "credit_debt", amount=900, debtors=(ANH,), creditors=(CUC,), collateral=(Collateral(DUNG, 500),)
    )
    (proposal,) = asked(item).proposals
    judgment = NewJudgment("1/BA", date(2026, 1, 5), "TAND khu vực 1", "commercial")
    new = NewMatter("22", "7/QĐ", ON, "on_request", judgment, known_on=ON)
    made = birth(proposal, PEOPLE, new, Source(receipt=3, request=5, again_for=9))
    assert [(p.role, p.name) for p in made.parties] == [
        ("creditor", "Cúc"),
        ("debtor", "Ánh"),
        ("debtor", "Dũng"),
    ]
    assert [(one.party, one.kind, one.ceiling) for one in made.liabilities] == [(3, "collateral", 500)]
    assert (made.obligations[0].debtor, made.obligations[0].creditor) == (2, 1)
    assert [(one.other, one.kind) for one in made.links] == [(9, "requested_again")]
    assert made.steps[0].facts == {"receipt": 3, "items": "1", "rule": "per_debtor", "request": 5}


def test_what_goes_to_the_state_names_the_state_as_recipient():
    new = NewMatter(
        "22",
        "8/QĐ",
        ON,
        "ex_officio",
        NewJudgment("1/BA", date(2026, 1, 5), "TAND khu vực 1", "criminal"),
        known_on=ON,
    )
    made = birth(own(fee(1, ANH)).proposals[0], PEOPLE, new, Source(receipt=3))
    assert [(p.no, p.role, p.name) for p in made.parties] == [
        (1, "creditor", "Ngân sách nhà nước"),
        (2, "debtor", "Ánh"),
    ]
    assert [(m.kind, m.amount) for m in made.money] == [("due", 200_000)]


people = st.sampled_from([ANH, BAO, CUC, DUNG])


@st.composite
def any_items(draw: st.DrawFn) -> list[Item]:
    made = []
    for no in range(1, draw(st.integers(1, 7)) + 1):
        kind = draw(st.sampled_from(["court_fee", "fine", "property_return", "confiscation"]))
        debtors = (
            tuple(draw(st.sets(people, min_size=1, max_size=2))) if kind in ("court_fee", "fine") else ()
        )
        creditors = (draw(people),) if kind == "property_return" else ()
        exhibit = draw(st.sampled_from(["", "a", "b"])) if kind in ("property_return", "confiscation") else ""
        made.append(
            Item(
                no,
                kind,
                debtors=debtors,
                creditors=creditors,
                joint=len(debtors) > 1,
                exhibit=exhibit,
                ex_officio=True,
            )
        )
    return made


@given(any_items())
def test_every_item_stands_in_exactly_one_decision(items):
    found = own(*items)
    taken = Counter(no for one in found.proposals for no in one.numbers)
    assert taken == Counter(item.no for item in items)


@given(any_items())
def test_no_one_is_decided_against_twice_for_what_he_owes_alone(items):
    alone = [
        one.debtors[0]
        for one in own(*items).proposals
        if one.rule.code in ("per_debtor", "rights_and_duties")
    ]
    assert len(alone) == len(set(alone))
