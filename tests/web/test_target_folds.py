"""Officers folded under their office; a decision as units by indicators."""

from tests import cast
from tests.web.test_target_pages import DECISIONS, FORECAST, given, text


def test_officers_fold_under_their_office(province, browse):
    page = text(browse(cast.TRUONG).get(FORECAST))
    units, _, people = page.partition("Từng chấp hành viên")
    assert cast.LAN.name not in units.partition('id="con-lai"')[2]
    assert cast.LAN.name in people
    assert people.count('<details class="more">') == 2
    assert "open" not in people.partition("</details>")[0].partition("<summary>")[0]


def test_one_office_alone_opens(province, browse):
    page = text(browse(cast.TRUONG).get(FORECAST, {"don-vi": "22.KV01"}))
    assert '<details class="more" open>' in page.partition("Từng chấp hành viên")[2]


def test_a_decision_is_read_as_units_by_indicators(province, browse):
    sent = given(**{"t:22.KV01:money.rate": "50", "t:22.KV02:cases.rate": "85,50"})
    page = text(browse(cast.TRUONG).post(DECISIONS, sent, follow=True))
    table = page.partition("Các quyết định đã ghi")[2].partition("<table")[2].partition("</table>")[0]
    assert "2 đơn vị, 3 mức giao" in page
    assert table.count("<tr>") == 3
    first, second = table.partition("<tbody>")[2].split("</tr>")[:2]
    assert "84,50%" in first
    assert "50,00%" in first
    assert "85,50%" in second
    assert "–" in second, "what a decision does not name is a dash"
