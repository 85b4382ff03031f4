"""The obliged authority's answer by a link: it reports and answers and touches nothing else."""

from typing import Final

from thihanh.coordination import reports
from thihanh.coordination.awaiting import Answerable, Question
from thihanh.coordination.duties import reply_forms
from thihanh.dossiers.life import Dossier, StepTaken, allows
from thihanh.dossiers.values import Raw
from thihanh.law.regimes import regime_on
from thihanh.law.terms import rules
from thihanh.oversight.administrative import CODE
from thihanh.oversight.administrative_fields import judgment
from thihanh.oversight.administrative_states import VOLUNTARY

_ASKS: Final = ("notice", "asked_body", "recommend")
"""The steps by which the authority was asked; the last one is what it answers."""


def _step(dossier: Dossier) -> str:
    return "reported" if dossier.state in VOLUNTARY else "answered"


def _waits(dossier: Dossier) -> bool:
    return _asked(dossier) is not None and allows(dossier, dossier.kind.step(_step(dossier)))


def _asked(dossier: Dossier) -> StepTaken | None:
    taken = dossier.taken(*_ASKS)
    return taken[-1] if taken else None


def _question(dossier: Dossier) -> Question:
    asked = _asked(dossier)
    assert asked is not None
    term = "HC-06" if dossier.state in VOLUNTARY else "HC-13"
    rule = rules()[term].variants[regime_on(asked.on)][0].on(asked.on)
    words = str(asked.values.get("content") or "") if asked.step != "notice" else ""
    return Question(
        body=str(dossier.values["body_name"]),
        label=rules()[term].act,
        asks="báo cáo kết quả thi hành án hành chính",
        basis=rule.spelled if rule else "",
        form=reply_forms()[reports.FORM],
        content="\n".join(one for one in (judgment(dossier), words) if one),
        received_on=asked.on,
        sent_on=asked.on,
        rule=term,
    )


def _said(dossier: Dossier, raw: Raw) -> Raw:
    who = str(raw.get("answered_by") or "") or str(dossier.values["body_name"])
    return {"answer": reports.told(raw), "answerer": who, "files": raw.get("files") or []}


ANSWERS: Final = Answerable(CODE, _waits, _question, _step, _said)
