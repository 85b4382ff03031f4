"""Who is who: numbers warned of, look-alikes with evidence, merges that go back, nothing on a name alone."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_matter
from tests.cast import BY, HOA, LAN, MINH, gather
from thihanh.matters.identity import candidates, merge, merges, part, warnings_of
from thihanh.matters.intake import NewParty
from thihanh.matters.operations import register_many
from thihanh.matters.rules import StateRefused
from thihanh.offices.reach import Reach
from thihanh.trail.operations import check
from thihanh.trail.queries import entries_of

ON = date(2025, 9, 30)
OFFICE = Reach(offices=frozenset({"22.KV01"}))
REASON = "Đối chiếu căn cước, cùng một người"


@pytest.mark.parametrize(
    ("kind", "number", "year"),
    [
        ("person", "022085001234", 1985),
        ("person", "022285001234", 2085),
        ("person", "022085001234", None),
        ("person", "123456789", 1985),
        ("person", "", 1985),
        ("organisation", "0100233488", None),
    ],
)
def test_a_sound_number_is_not_warned_of(kind, number, year):
    assert warnings_of(kind, number, year) == ()


@pytest.mark.parametrize(
    ("kind", "number", "year", "says"),
    [
        ("person", "022085001234", 1990, "sinh năm 1985"),
        ("person", "02208500123", 1985, "không phải số định danh 12 chữ số"),
        ("person", "02208500123x", 1985, "không phải số định danh"),
        ("organisation", "0100233489", None, "mã số thuế"),
    ],
)
def test_a_doubtful_number_is_warned_of_in_a_sentence(kind, number, year, says):
    (warning,) = warnings_of(kind, number, year)
    assert says in warning


def of_debtor(n: int, name: str, number: str = "", year: int | None = None, officer=LAN) -> a_matter:
    made = a_matter(f"{n}/QĐ", "06/01/2025").held_by(officer.code, officer.unit)
    debtor = NewParty(2, "debtor", "person", name, known_on=made.decided, id_number=number, birth_year=year)
    return replace_parties(made, (made.intake.parties[0], debtor))


def replace_parties(made: a_matter, parties: tuple[NewParty, ...]) -> a_matter:
    return made._with(parties=parties)


def written(*matters: a_matter) -> None:
    gather(LAN, MINH, HOA)
    register_many([one.intake for one in matters], by=BY)


def pairs(reach: Reach = OFFICE) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(p.one.number, p.other.number, p.evidence) for p in candidates(reach) if p.one.role == "debtor"]


@pytest.mark.django_db
def test_one_name_and_birth_year_with_a_number_missing_is_a_question():
    written(of_debtor(1, "Bùi Thị Hạnh", "022185001111", 1985), of_debtor(2, "BÙI THỊ HẠNH", "", 1985))
    assert pairs() == [("1/QĐ", "2/QĐ", ("no_number", "same_name", "same_year"))]


@pytest.mark.django_db
def test_namesakes_are_not_even_a_question():
    written(
        of_debtor(1, "Bùi Thị Hạnh", "022185001111", 1985),
        of_debtor(2, "Bùi Thị Hạnh", "022185002222", 1985),
        of_debtor(3, "Bùi Thị Hạnh", "", 1990),
        of_debtor(4, "Bùi Thị Hạnh"),
    )
    assert pairs() == []


@pytest.mark.django_db
def test_one_number_under_two_names_is_a_question():
    written(of_debtor(1, "Bùi Thị Hạnh", "022185001111"), of_debtor(2, "Bùi Thị Hạn", "022185001111"))
    assert pairs() == [("1/QĐ", "2/QĐ", ("same_number", "other_name"))]


@pytest.mark.django_db
def test_a_look_alike_in_another_office_is_not_told():
    written(
        of_debtor(1, "Bùi Thị Hạnh", "022185001111", 1985),
        of_debtor(2, "Bùi Thị Hạnh", "", 1985, officer=HOA),
    )
    assert pairs() == []
    assert len(pairs(Reach(agencies=frozenset({"22"})))) == 1


@pytest.mark.django_db
def test_a_merge_is_recorded_and_goes_back():
    written(of_debtor(1, "Bùi Thị Hạnh", "022185001111", 1985), of_debtor(2, "Bùi Thị Hạnh", "", 1985))
    (pair,) = [p for p in candidates(OFFICE) if p.one.role == "debtor"]
    ids = {"one": pair.one.person_id, "other": pair.other.person_id}
    fact = merge(reach=OFFICE, **ids, agency="22", reason=REASON, by=BY, on=ON)
    assert pairs() == []
    assert [row.id for row in merges(OFFICE)] == [fact]
    with pytest.raises(StateRefused, match="đã được ghi"):
        merge(reach=OFFICE, **ids, agency="22", reason=REASON, by=BY, on=ON)
    part(reach=OFFICE, fact=fact, agency="22", reason="Nhầm, là hai chị em", by=BY, on=ON)
    assert merges(OFFICE) == ()
    assert len(pairs()) == 1
    told = str([entry.payload for entry in entries_of(f"person:{min(ids.values())}")])
    assert "Hạnh" not in told
    assert check(facts=True).ok


@pytest.mark.django_db
def test_two_numbers_are_two_people_and_a_stranger_is_not_found():
    written(of_debtor(1, "Bùi Thị Hạnh", "022185001111"), of_debtor(2, "Bùi Thị Hạn", "022185002222"))
    from thihanh.matters.kindred import people_of

    matters = register_many([replace(of_debtor(3, "Lê A").intake)], by=BY)
    first = people_of([matters[0] - 2])[1].person_id
    second = people_of([matters[0] - 1])[1].person_id
    with pytest.raises(StateRefused, match="hai người"):
        merge(reach=OFFICE, one=first, other=second, agency="22", reason=REASON, by=BY, on=ON)
    with pytest.raises(LookupError):
        merge(reach=OFFICE, one=first, other=10**12, agency="22", reason=REASON, by=BY, on=ON)
    with pytest.raises(StateRefused, match="lý do"):
        merge(reach=OFFICE, one=first, other=second, agency="22", reason="x", by=BY, on=ON)
