"""The navigation shows where one is: one entry, the same for everybody to whom it is shown."""

import re

import pytest

from tests import cast
from tests.web.addresses import GET
from tests.web.test_security_addresses import a_run, addresses

OUTSIDE = {"search", "keys", "check", "check-paper"}
"""Pages of the upper line and the check of a paper, which stand beside the navigation."""
FILES = ("-workbook", "-pdf", "-file", "-document", "-list", "-template")
"""Ends of the names of what is no page."""
VIEWERS = (cast.TRUONG, cast.LAN, cast.BAN, cast.KIEM)


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.CHECK_RATES = {"check": "9999/m/ip", "check_wrong": "9999/m/ip"}


def marked(client, address: str) -> tuple[list[str], set[str]] | None:
    """The entries marked as the current place and those shown; None where there is no page."""
    answer = client.get(address)
    if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
        return None
    page = answer.content.decode()
    if 'class="nav-small"' not in page:
        return None
    small = page.split('class="nav-small"')[1].split("</details>")[0]
    lines = re.findall(r'<li><a href="[^"]+"( aria-current="page")?>([^<]+)</a></li>', small)
    return [label for current, label in lines if current], {label for _, label in lines}


def test_every_page_marks_one_entry_of_the_navigation(province, browse) -> None:
    asked = addresses(province[2], a_run())
    places: dict[str, set[str]] = {}
    unmarked = []
    for person in VIEWERS:
        client = browse(person)
        for name in sorted(one for one in set(GET) - OUTSIDE if not one.endswith(FILES)):
            found = marked(client, asked[name])
            if found is None:
                continue
            current, shown = found
            assert len(current) <= 1, (person.username, name, current)
            places.setdefault(name, set()).update(current)
            if not current:
                unmarked.append((person.username, name, shown))
    assert {name: found for name, found in places.items() if len(found - {"Hôm nay", "Kết quả"}) > 1} == {}
    assert [name for name, found in places.items() if not found] == []
    assert [(who, name) for who, name, shown in unmarked if places[name] & shown] == []
    assert len(places) > 80
