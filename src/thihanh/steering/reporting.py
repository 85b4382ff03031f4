"""A body of the committee reports on its directive by a link: what was done, never that it is closed."""

from datetime import date
from typing import Final

from thihanh.coordination import reports
from thihanh.coordination.awaiting import Answerable, Question
from thihanh.coordination.duties import reply_forms
from thihanh.dossiers.life import Dossier, allows
from thihanh.dossiers.values import Raw
from thihanh.law.notation import vn
from thihanh.steering.directives import CODE
from thihanh.steering.owners import AGENCY, owner_name

_BASIS: Final = "kết luận, chỉ đạo của Ban Chỉ đạo"


def _waits(dossier: Dossier) -> bool:
    return dossier.values["owner_body"] != AGENCY and allows(dossier, dossier.kind.step("report"))


def _question(dossier: Dossier) -> Question:
    said, due = dossier.values, dossier.last("due")
    told = (said["title"], said.get("content"), f"Sản phẩm: {said['deliverable']}")
    by = f", hạn {vn(due)}" if isinstance(due, date) else ""
    return Question(
        body=owner_name(str(said["owner_body"]), str(said.get("owner_body_name") or "")),
        label="Báo cáo nhiệm vụ được giao",
        asks=f"thực hiện nhiệm vụ {dossier.number_text}{by}",
        basis=_BASIS,
        form=reply_forms()[reports.FORM],
        content="\n".join(str(one) for one in told if one),
        received_on=dossier.opened_on,
        sent_on=dossier.opened_on,
    )


def _said(dossier: Dossier, raw: Raw) -> Raw:
    who = str(raw.get("answered_by") or "").strip()
    words = reports.told(raw) + (f"\nNgười báo cáo: {who}" if who else "")
    return {"result": words, "files": raw.get("files") or []}


REPORTS: Final = Answerable(CODE, _waits, _question, lambda dossier: "report", _said, right="assign")
