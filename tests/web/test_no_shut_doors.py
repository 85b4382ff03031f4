"""A link is drawn for whoever may follow it: no page of the menu leads its reader to a refusal."""

import html
import re
from urllib.parse import urlsplit

import pytest

from tests import cast

_LINK = re.compile(r'<a[^>]* href="(/[^"#]*)')
_NUMBER = re.compile(r"\d+")


def links(page: str) -> list[str]:
    """Addresses of this product inside the content of a page, files left out."""
    found = (html.unescape(one) for one in _LINK.findall(page.partition("<main")[2].partition("</main>")[0]))
    return [one for one in found if "/tai/" not in one and "tai-xuong" not in one]


def alike(address: str) -> str:
    """What stands for every address of the same page."""
    parts = urlsplit(address)
    names = sorted(one.partition("=")[0] for one in parts.query.split("&"))
    return f"{_NUMBER.sub('N', parts.path)}?{names}"


@pytest.mark.parametrize("person", [cast.LAN, cast.KE], ids=lambda one: one.username)
def test_no_page_of_the_menu_leads_to_a_refusal(province, browse, person) -> None:
    client = browse(person)
    menu = sorted(set(re.findall(r'href="([^"]+)" data-go=', client.get("/").content.decode())))
    seen = {alike(one) for one in menu}
    shut = []
    for address in menu:
        for link in links(client.get(address).content.decode()):
            if alike(link) not in seen:
                seen.add(alike(link))
                if client.get(link).status_code == 403:
                    shut.append(f"{address} → {link}")
    assert len(menu) > 10
    assert shut == []
