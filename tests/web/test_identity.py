"""Đối chiếu danh tính as a page: evidence for who may look, a word only from who may give it."""

import pytest

from tests import cast
from tests.builders import a_matter
from thihanh.matters.intake import NewParty
from thihanh.matters.operations import register_many

pytestmark = pytest.mark.django_db


@pytest.fixture
def look_alikes(province) -> None:
    made = []
    for n, number in ((901, "022185001111"), (902, "")):
        matter = a_matter(f"{n}/QĐ", "06/01/2025").held_by(cast.LAN.code, cast.LAN.unit)
        debtor = NewParty(
            2, "debtor", "person", "Bùi Thị Hạnh", known_on=matter.decided, id_number=number, birth_year=1985
        )
        made.append(matter._with(parties=(matter.intake.parties[0], debtor)).intake)
    register_many(made, by=cast.BY)


def hers(page) -> list:
    return [pair for pair in page.context["pairs"] if pair.one.name == "Bùi Thị Hạnh"]


def test_the_office_head_records_one_person_and_parts_them_again(look_alikes, browse) -> None:
    client = browse(cast.BINH)
    page = client.get("/doi-chieu/")
    (pair,) = hers(page)
    assert "một bên chưa có số định danh" in page.content.decode()
    form = {"mot": pair.one.person_id, "hai": pair.other.person_id, "reason": "Đối chiếu căn cước, một người"}
    assert client.post("/doi-chieu/", form).status_code == 302
    page = client.get("/doi-chieu/")
    assert hers(page) == []
    (row,) = page.context["merges"]
    client.post("/doi-chieu/", {"tach": row.id, "reason": "Nhầm, là hai chị em ruột"})
    assert len(hers(client.get("/doi-chieu/"))) == 1


def test_an_officer_looks_but_gives_no_word(look_alikes, browse) -> None:
    client = browse(cast.LAN)
    page = client.get("/doi-chieu/")
    assert "Ghi là một người" not in page.content.decode()
    (pair,) = hers(page)
    form = {"mot": pair.one.person_id, "hai": pair.other.person_id, "reason": "Đối chiếu căn cước, một người"}
    assert client.post("/doi-chieu/", form).status_code == 403
    assert len(hers(client.get("/doi-chieu/"))) == 1


def test_another_office_sees_nothing_of_it(look_alikes, browse) -> None:
    assert "Bùi Thị Hạnh" not in browse(cast.HOA).get("/doi-chieu/").content.decode()
