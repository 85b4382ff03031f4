"""The form of every act under hostile values: refused in words, nothing changed; or taken and kept."""

from collections.abc import Iterator, Mapping

import pytest
from django.db import transaction

from tests import cast
from tests.builders import a_matter
from tests.web.conftest import KV1, TODAY
from tests.web.test_security_addresses import rows_of_every_table
from thihanh.law.notation import vn
from thihanh.matters.asking import Refusal
from thihanh.matters.operations import register_many
from thihanh.matters.rules import grounds_for
from thihanh.matters.states import STAGES
from thihanh.procedures import catalogue
from thihanh.procedures.act import Act, Field
from thihanh.procedures.case import Case, load_case
from thihanh.procedures.judging import judge, may_by_policy
from thihanh.procedures.performing import perform_one
from thihanh.procedures.reading import choices_of, fields_of, parse

pytestmark = pytest.mark.django_db
ACTS = tuple(one for one in catalogue.acts().values() if not one.births)
PEOPLE = (cast.LAN, cast.BINH, cast.THU, cast.TRUONG)
NASTY = (
    "²",
    "-1",
    "0",
    "9" * 18,
    str(2**63),
    "9" * 40,
    "9" * 5_000,
    "31/12/9999",
    "01/01/0001",
    "29/02/2025",
    "2025-13-45",
    "khong-co",
    "44.KV99",
    "a\x00b",
    "\x07\u202e\u0300",
    "<b>'\"--",
    "x" * 100_000,
)


@pytest.fixture
def where(db) -> dict[str, int]:
    """A matter of Lan for every stage that an act may start from."""
    cast.gather()
    wanted = sorted({_stage(one) for one in ACTS})
    built = [_matter(place, stage) for place, stage in enumerate(wanted, 1)]
    return dict(zip(wanted, register_many(built, by=cast.BY), strict=True))


def _stage(act: Act) -> str:
    if not act.stages:
        return "in_progress"
    return "in_progress" if "in_progress" in act.stages else min(act.stages)


def _matter(place: int, stage: str):
    built = a_matter(f"{900 + place}/QĐ", "06/01/2025", kind="on_request").owing(9_000_000, kind="debt")
    built = built.held_by(cast.LAN.code, KV1)
    if stage == "decided":
        return built.intake
    ground = min(grounds_for(stage, "R08")) if STAGES[stage].grounded else ""
    return built.then(stage, "03/03/2025", ground).intake


def _opened(act: Act, where: Mapping[str, int]) -> tuple[Case, cast.Person]:
    """The act's matter as somebody sees it who may do the act."""
    for person in PEOPLE:
        case = load_case(where[_stage(act)], by=cast.viewer(person), on=TODAY)
        if may_by_policy(act, case):
            return case, person
    raise AssertionError(f"nobody may do {act.code}")


def _plain(act: Act, case: Case) -> dict[str, object]:
    """Every field as somebody might honestly fill it."""
    return {
        name: value for field in fields_of(act, case) for name, value in _filled(field, case).items() if value
    }


def _filled(field: Field, case: Case) -> dict[str, object]:
    offered = choices_of(field, case)
    many = field.kind in ("many", "obligations")
    if offered:
        return {field.name: [offered[0].code] if many else offered[0].code}
    if field.kind == "persons":
        return {f"{field.name}.name": ["Lê Thị Mai"]}
    plain = {"date": vn(TODAY), "money": "1.000", "number": "9", "party": "1", "obligation": "1",
             "obligations": ["1"], "agency": "44", "officer": cast.MINH.code, "matter": case.number,
             "bool": ""}  # fmt: skip
    return {field.name: plain.get(field.kind, "Biên bản 77")}


def _hostile(act: Act, case: Case) -> Iterator[tuple[str, str, dict[str, object]]]:
    """The honest form with one field after the other replaced by every nasty value."""
    plain = _plain(act, case)
    for field in fields_of(act, case):
        name = f"{field.name}.name" if field.kind == "persons" else field.name
        several = field.kind in ("many", "obligations", "persons")
        for nasty in NASTY:
            yield name, nasty, {**plain, name: [nasty] if several else nasty}


def test_whatever_stands_in_a_field_is_refused_in_words_or_can_be_kept(where) -> None:
    wrong = []
    for act in ACTS:
        case, person = _opened(act, where)
        for name, nasty, raw in _hostile(act, case):
            if said := _said(act, case, person, raw):
                wrong.append((act.code, name, nasty[:20], said))
    assert wrong == []


def _said(act: Act, case: Case, person: cast.Person, raw: Mapping[str, object]) -> str:
    """What is wrong with the answer to a form; "" where it is a sentence or the act was done."""
    try:
        parsed = parse(act, case, raw)
        if parsed.problems:
            return "" if all(sentence for _, sentence in parsed.problems) else "no sentence"
        judge(act, case, parsed.values)
        with transaction.atomic():
            perform_one(act.code, case.id, raw, by=cast.viewer(person), on=TODAY, key="")
            transaction.set_rollback(True)
    except Refusal as refusal:
        return "" if refusal.sentence.endswith((".", "?")) else f"no sentence: {refusal.sentence[:80]}"
    return ""


def test_a_form_of_nothing_but_nonsense_changes_nothing(where, browse) -> None:
    clients = {one: browse(one) for one in PEOPLE}
    before, wrong = rows_of_every_table(), []
    for act in ACTS:
        case, person = _opened(act, where)
        names = [f"{one.name}.name" if one.kind == "persons" else one.name for one in fields_of(act, case)]
        address, client = f"/viec/{case.id}/lam/{act.code}/", clients[person]
        client.raise_request_exception = False
        for nasty in ("khong-co\u202e", "9" * 40, "<b>'\"--" + "x" * 100_000, "a\x00b"):
            with transaction.atomic():
                answer = client.post(address, {**dict.fromkeys(names, nasty), "key": "k", "gui": "1"})
                if answer.status_code not in (302, 400, 403, 404, 422) or (
                    answer.status_code != 302
                    and (rows_of_every_table() != before or "<b>'" in answer.content.decode())
                ):
                    wrong.append((act.code, nasty[:9], answer.status_code))
                transaction.set_rollback(True)
    assert wrong == []
