"""Coercion days on the agenda: a disagreement with the police until the chair decides it, and force."""

from tests.cast import BAN, LAN, NGHIEP, viewer
from tests.coordination.coercions import LETTER, OPENED
from tests.steering.conftest import FRESH, ON
from thihanh.dossiers import operations as dossiers
from thihanh.dossiers.operations import New
from thihanh.steering import operations
from thihanh.steering.agenda_rules import rules


def coercion(matter: int, *, force: bool = True) -> int:
    raw = {name: value for name, value in OPENED.items() if value}
    raw |= {"matters": [matter], "planned_on": "14/10/2025", "force": "1" if force else ""}
    new = New("coercion_day", raw, "22", LAN.unit, LAN.code)
    return dossiers.open_dossier(new, by=viewer(LAN), on=ON)


def refused_by_the_police(number: int) -> None:
    dossier = dossiers.locked(number)
    said = {"actor": LAN.code, "unit": LAN.unit, "on": ON}
    dossiers.take_as(dossier, dossier.kind.step("letter"), LETTER, paper=1, **said)
    dossiers.take(number, "answer", {"result": "refused", "reason": "Lễ hội"}, by=viewer(LAN), on=ON)


def found(meeting: int, number: int) -> list[str] | None:
    built = operations.build(meeting, by=viewer(NGHIEP), on=ON)
    item = next((one for one in built.items if one.key == f"dossier:{number}"), None)
    return None if item is None else sorted(hit.rule for hit in item.hits)


def test_a_disagreement_stands_on_it_until_the_chair_decides(matters: list[int], meeting: int) -> None:
    number = coercion(matters[FRESH])
    assert found(meeting, number) == ["force"]
    refused_by_the_police(number)
    assert found(meeting, number) == ["disagreement", "force"]
    built = operations.build(meeting, by=viewer(NGHIEP), on=ON)
    item = next(one for one in built.items if one.key == f"dossier:{number}")
    assert item.matters == (matters[FRESH],)
    assert item.amount == 80_000_000
    assert item.body.startswith("police_commune:")
    assert item.options == rules().rules["disagreement"].options
    ruling = {"ruling": "postpone", "content": "Vận động đến hết tháng 11"}
    dossiers.take(number, "decide", ruling, by=viewer(BAN), on=ON)
    assert found(meeting, number) == ["force"]


def test_a_day_without_force_is_no_matter_of_the_committee(matters: list[int], meeting: int) -> None:
    assert found(meeting, coercion(matters[FRESH], force=False)) is None
