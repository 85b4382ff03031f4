"""How an agency reaches a body: address, telephone, who heads it, as its office states them."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thihanh.coordination.bodies import body, catalogue
from thihanh.coordination.models import ContactFact
from thihanh.dossiers.life import placed
from thihanh.matters.asking import Refusal
from thihanh.offices.queries import Viewer
from thihanh.offices.reach import check_reaches
from thihanh.trail.stating import Stated, state

_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{3,120}")
_PHONE = re.compile(r"\+?[\d .]{8,20}")


@dataclass(frozen=True, slots=True)
class Contact:
    """A body of an agency's contacts; ``code`` is that of requests: «police_commune:cong-an-xa-dong-hai»."""

    code: str
    name: str
    email: str
    phone: str
    head: str
    since: date


def contacts(agency: str, on: date) -> Mapping[str, Contact]:
    """The contacts of an agency by the body's code, as known on a day, in the order of the catalogue."""
    found: dict[str, Contact] = {}
    for row in ContactFact.objects.filter(agency=agency, known_on__lte=on).order_by("id"):
        code = placed(row.body, row.body_name)
        name = row.body_name or body(row.body).name
        found[code] = Contact(code, name, row.email, row.phone, row.head, row.since)
    order = {code: place for place, code in enumerate(catalogue())}
    return dict(sorted(found.items(), key=lambda one: (order[one[0].partition(":")[0]], one[1].name)))


@transaction.atomic
def state_contact(values: Mapping[str, str], *, by: Viewer, on: date) -> str:
    """State how the agency reaches a body from the day on; its code. Raises Denied, Refusal."""
    check_reaches(by, "coordination", "assign", on=on, agency=by.agency, office=by.unit)
    said = {name: " ".join(values.get(name, "").split()) for name in _FIELDS}
    _check(said, on)
    row = {**said, "agency": by.agency, "salt": secrets.token_hex(16), "since": on}
    code = placed(said["body"], said["body_name"])
    stated = Stated(f"contact:{by.agency}:{code}", "contact.stated", on, [(ContactFact, row)])
    state([stated], by=by.actor, on=on)
    return code


_FIELDS = ("body", "body_name", "email", "phone", "head")


def _check(said: Mapping[str, str], on: date) -> None:
    if said["body"] not in catalogue() or not body(said["body"]).stands(on):
        raise Refusal("input", "chọn cơ quan trong danh mục.", "body")
    if body(said["body"]).place != bool(said["body_name"]):
        wanted = "ghi tên cơ quan" if not said["body_name"] else "bỏ trống tên, chỉ có một cơ quan này"
        raise Refusal("input", f"{body(said['body']).name}: {wanted}.", "body_name")
    if not said["email"] and not said["phone"]:
        raise Refusal("input", "ghi thư điện tử hoặc điện thoại của cơ quan.", "email")
    if said["email"] and not _MAIL.fullmatch(said["email"]):
        raise Refusal("input", "thư điện tử chưa đúng dạng. Ví dụ: vanthu@xa.gov.vn.", "email")
    if said["phone"] and not _PHONE.fullmatch(said["phone"]):
        raise Refusal("input", "điện thoại chỉ gồm chữ số. Ví dụ: 0203 3825 111.", "phone")
    if max(len(said["body_name"]), len(said["head"])) > 200:
        raise Refusal("input", "tên dài quá 200 ký tự. Rút gọn.", "head")
