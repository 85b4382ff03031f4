"""Phiếu trả lời: the sheets with the square code and the digits, shown once, when the links are issued."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thihanh.coordination import replying
from thihanh.coordination.links import Issued
from thihanh.coordination.replying import Shown
from thihanh.documents import qr
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.offices import queries as offices
from thihanh.web.page import PageRequest

_MARK = re.compile(r" \[[A-Z]\]")
"""How sure we are of a number is for us, not for the body that is asked."""


@dataclass(frozen=True)
class Sheet:
    """A sheet to print: what is asked, the square code, the address, the six digits."""

    dossier: Dossier
    issued: Issued
    asked: Shown
    agency: str
    address: str
    picture: str

    @property
    def due(self) -> date | None:
        """The last day of the answer; None where no term is set."""
        return self.asked.term.due if self.asked.term else None

    @property
    def why(self) -> list[str]:
        """How the last day is counted, in lines."""
        deadline = self.asked.term.deadline if self.asked.term else None
        steps = deadline.steps if deadline else ()
        return [_MARK.sub("", one.text) for one in steps if one.code != "calendar"]

    @property
    def code(self) -> str:
        """The six digits as they are read aloud."""
        return f"{self.issued.code[:3]} {self.issued.code[3:]}"


def printed(request: PageRequest, issued: Mapping[int, Issued], back: Mapping[str, str]) -> HttpResponse:
    """The sheets of links just issued, each a page on paper; ``back`` names the pages above by address."""
    dossiers = load(list(issued))
    sheets = [_sheet(dossiers[number], one, request.on) for number, one in issued.items()]
    answer = render(request, "web/reply_printed.html", {"sheets": sheets, "back": back.items()})
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _sheet(dossier: Dossier, issued: Issued, on: date) -> Sheet:
    address = f"{settings.PUBLIC_ADDRESS}{reverse('web:reply', args=[issued.token])}"
    agency = offices.unit(dossier.agency, on)
    return Sheet(
        dossier,
        issued,
        replying.shown_of(dossier, on=on),
        agency.name if agency else dossier.agency,
        address,
        f"data:image/png;base64,{base64.b64encode(qr.picture(address)).decode()}",
    )
