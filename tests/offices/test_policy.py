"""Who may: the whole table, its file's mistakes, and the sentence of a refusal."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.cast import BINH, CUC, HOA, KIEM, LAN, MINH, TAM, TRI, TRUONG, viewer
from thihanh.offices import manual
from thihanh.offices import policy as policy_module
from thihanh.offices.policy import EXTENTS, REACHED, Denied, PolicyError, load, policy
from thihanh.offices.reach import check_may, check_reaches, may
from thihanh.offices.states import RELATIONS, ROLES, Relation

ON = date(2025, 9, 30)
FILE = Path(policy_module.__file__).with_name("policy.toml")


def cells() -> list[tuple[str, str, str, Relation]]:
    return [
        (role, subject.code, action, relation)
        for role in ROLES
        for subject in policy().objects.values()
        for action in subject.actions
        for relation in RELATIONS
    ]


def test_every_cell_of_the_table_is_granted_or_denied() -> None:
    answers = [policy().allows(*cell) for cell in cells()]
    granted = sum(answers)
    print(f"\n{len(answers)} cells: {granted} granted, {len(answers) - granted} denied, 0 undefined")
    assert len(answers) == len(ROLES) * len(manual.matrix()) * len(RELATIONS)
    assert 0 < granted < len(answers) / 2


def test_a_cell_is_granted_only_where_the_file_says_so() -> None:
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for role, object_, action, relation in cells():
        said = raw["grants"][role].get(object_, {}).get(action) or raw["everyone"].get(object_, {}).get(
            action
        )
        expected = said is not None and relation in REACHED[said]
        assert policy().allows(role, object_, action, relation) is expected, (role, object_, action, relation)


def test_a_farther_relation_is_never_granted_without_the_nearer() -> None:
    near_to_far: list[Relation] = ["own", "office", "province", "other_province"]
    for role, object_, action, relation in cells():
        if relation in near_to_far and policy().allows(role, object_, action, relation):
            nearer = near_to_far[: near_to_far.index(relation)]
            assert all(policy().allows(role, object_, action, one) for one in nearer)


def test_a_live_figure_reaches_exactly_as_far_as_the_matters_behind_it() -> None:
    for role in ROLES:
        read = policy().extent(role, "matter", "read")
        live = policy().extent(role, "figure", "read")
        assert live == policy().extent(role, "figure", "drill") == policy().extent(role, "statistics", "read")
        assert live is None or live == read


def test_nobody_exports_or_acts_on_what_they_may_not_read() -> None:
    for role in ROLES:
        read = policy().extent(role, "matter", "read")
        for object_, action in (("matter", "act"), ("matter", "correct"), ("export", "make")):
            farther = policy().extent(role, object_, action)
            assert farther is None or (read is not None and REACHED[farther] <= REACHED[read])


@pytest.mark.parametrize("role", ["committee_chair", "national_viewer", "administrator"])
def test_those_outside_the_agency_reach_no_matter_and_no_live_figure(role: str) -> None:
    for object_, action in (
        ("matter", "read"),
        ("figure", "read"),
        ("export", "make"),
        ("import", "dry_run"),
    ):
        assert policy().extent(role, object_, action) is None
    assert policy().extent(role, "published", "read") == "country"


def test_no_single_role_manages_accounts_and_sees_matters() -> None:
    for role in ROLES:
        manages = policy().extent(role, "account", "manage") is not None
        assert not (manages and policy().extent(role, "matter", "read"))


def test_the_file_is_refused_for_each_name_it_should_not_have() -> None:
    text = FILE.read_text(encoding="utf-8")
    wrong = {
        "[grants.officer]": "[grants.oficer]",
        'act = "own", correct = "own"': 'acct = "own"',
        "[grants.clerk]": "[grants.clerk]\nmater = { read = 'own' }\n",
        '[grants.cashier]\ncalendar = { read = "country" }': '[grants.cashier]\ncalendar = { read = "all" }',
        "[masked.procuracy]": "[hidden.procuracy]",
        "[grants.storekeeper]\n": '[grants.storekeeper]\nlaw = { read = "own" }\n',
        'matter = ["id_number"]': 'mater = ["id_number"]',
    }
    load(tomllib.loads(text))
    for right, mistake in wrong.items():
        assert right in text
        with pytest.raises(PolicyError):
            load(tomllib.loads(text.replace(right, mistake)))


def test_a_question_about_an_unknown_name_is_an_error_not_a_denial() -> None:
    for wrong in (("nobody", "matter", "read"), ("officer", "mater", "read"), ("officer", "matter", "burn")):
        with pytest.raises(PolicyError):
            policy().extent(*wrong)
    with pytest.raises(PolicyError):
        policy().allows("officer", "matter", "read", "cousin")  # type: ignore[arg-type]  # -- the point


def test_a_refusal_says_which_question_refused_and_whom_to_ask() -> None:
    with pytest.raises(Denied) as denied:
        check_may(viewer(TAM), "matter", "act", "own")
    assert denied.value.sentence.startswith(
        "Quyền: Kế toán không được thực hiện tác nghiệp việc thi hành án (của mình)."
    )
    assert "Chấp hành viên" in denied.value.sentence.split("Hãy đề nghị người có quyền:")[1]


def test_a_refusal_calls_posts_as_on_the_day() -> None:
    for on, title in ((ON, "Trưởng phòng THADS khu vực"), (date(2026, 7, 1), "Chấp hành viên trưởng")):
        with pytest.raises(Denied, match=f"^Quyền: {title} không được"):
            check_may(viewer(BINH), "matter", "correct", "province", on)


def test_where_nobody_has_the_right_the_refusal_says_so() -> None:
    with pytest.raises(Denied, match="Không vai trò nào có quyền này"):
        check_may(viewer(CUC), "matter", "act", "other_province")


def test_an_officer_acts_on_her_own_matters_and_not_on_her_colleagues() -> None:
    check_reaches(viewer(LAN), "matter", "act", on=ON, agency="22", office="22.KV01", officer=LAN.code)
    with pytest.raises(Denied, match=r"^Quyền: Chấp hành viên không được thực hiện .* \(cùng phòng\)"):
        check_reaches(viewer(LAN), "matter", "act", on=ON, agency="22", office="22.KV01", officer=MINH.code)
    with pytest.raises(Denied, match=r"\(phòng khác cùng tỉnh\)"):
        check_reaches(viewer(LAN), "matter", "read", on=ON, agency="22", office="22.KV02", officer=HOA.code)


def test_the_head_of_an_office_corrects_inside_it() -> None:
    assert may(viewer(BINH), "matter", "correct", "office")
    assert not may(viewer(BINH), "matter", "correct", "province")
    assert may(viewer(TRUONG), "matter", "correct", "province")
    assert not may(viewer(KIEM), "matter", "correct", "own")
    assert may(viewer(TRI), "account", "manage", "province")
    assert not may(viewer(TRI), "account", "manage", "other_province")


def test_the_manual_is_printed_from_the_policy() -> None:
    printed = (Path(__file__).parents[2] / "docs/manual/access.md").read_text(encoding="utf-8")
    assert printed == manual.document(), "run: make docs"


def test_the_matrix_of_the_page_has_every_role_in_every_row() -> None:
    rows = manual.matrix()
    assert all([role for role, _ in row.extents] == list(ROLES) for row in rows)
    assert {extent for row in rows for _, extent in row.extents if extent} == set(EXTENTS)
    titles = [role.title(ON) for role in ROLES.values()]
    assert len(set(titles)) == len(titles)
