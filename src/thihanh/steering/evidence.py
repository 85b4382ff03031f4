"""Whether the evidence named for a directive exists: looked up, never taken at its word."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db import connection

from thihanh.documents.queries import number_text
from thihanh.dossiers.kinds import Asked, Values
from thihanh.dossiers.life import Dossier
from thihanh.editions import queries as editions
from thihanh.editions.figures import NotInEdition
from thihanh.editions.queries import EditionUnknown
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.standing import in_force
from thihanh.matters.states import label
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.catalogue import acts
from thihanh.trail.kept import ask

_MOST_ACTS: Final = 200
_AFTER: Final = "s.entry_id > (select d.entry_id from dossiers_dossier d where d.id = %(directive)s)"
"""Entered in the record after the directive was given: an act of the same morning is none."""
_ACTS: Final = f"""
select * from (
  select 'step:' || s.id, m.number, s."on", s.code, s.id from matters_step s
  join matters_matter m on m.id = s.matter_id
  where s.matter_id = any(%(ids)s) and s."on" >= %(since)s and {_AFTER}
    and {in_force("matters_step", "s")}
    and s.code <> all(%(not_evidence)s)
  union all
  select 'stage:' || s.id, m.number, s."on", s.stage, s.id from matters_stage s
  join matters_matter m on m.id = s.matter_id
  where s.matter_id = any(%(ids)s) and s."on" >= %(since)s and {_AFTER}
    and {in_force("matters_stage", "s")}
) found order by 3 desc, 5 desc limit %(most)s"""
_NOT_EVIDENCE: Final = ("watch_plan", "watch_report", "law_override")
"""Words about a matter, not acts upon it."""
_NAMES: Final = {"act": "tác nghiệp", "paper": "văn bản", "figure": "số của ấn bản"}


def acts_offered(dossier: Dossier | None) -> Sequence[Choice]:
    """The acts on the linked matters since the directive's day."""
    if dossier is None or not dossier.matters:
        return ()
    values = {
        "ids": list(dossier.matters),
        "directive": dossier.id,
        "since": dossier.opened_on,
        "most": _MOST_ACTS,
        "not_evidence": list(_NOT_EVIDENCE),
    }
    return [
        Choice(code, f"{number} · {_act_name(code, what)} · {vn(day)}")
        for code, number, day, what, _ in ask(_ACTS, values)
    ]


def _act_name(code: str, what: str) -> str:
    """The stage reached or the act done, in words."""
    known = acts()
    if code.startswith("stage:"):
        return label(what)
    return known[what].label if what in known else what


def check(dossier: Dossier, values: Values, asked: Asked) -> None:
    """Raises Refusal unless the evidence is of the kind the directive asks for and is found."""
    wanted, given = str(dossier.last("evidence")), str(values["evidence_kind"])
    if given != wanted:
        raise Refusal(
            "state",
            f"nhiệm vụ {dossier.number_text} chỉ hoàn thành khi có {_NAMES[wanted]}; "
            f"đang nêu {_NAMES[given]}. Nêu đúng loại chứng cứ đã giao.",
            "evidence_kind",
        )
    _CHECKS[wanted](dossier, values)


def _check_act(dossier: Dossier, values: Values) -> None:
    if not dossier.matters:
        raise Refusal(
            "state", "nhiệm vụ không gắn với việc nào nên không có tác nghiệp làm chứng cứ; hủy và giao lại."
        )
    if values.get("evidence_act") not in {one.code for one in acts_offered(dossier)}:
        raise Refusal(
            "state",
            f"chưa thấy tác nghiệp nào trên việc được giao từ ngày {vn(dossier.opened_on)}; "
            "ghi tác nghiệp trên việc ấy, rồi chọn nó làm chứng cứ.",
            "evidence_act",
        )


def _check_paper(dossier: Dossier, values: Values) -> None:
    said = str(values.get("evidence_paper") or "")
    if said not in _papers(dossier.agency, dossier.opened_on, said):
        raise Refusal(
            "state",
            f"chưa thấy văn bản số «{said or 'chưa ghi'}» phát hành từ ngày {vn(dossier.opened_on)}; "
            "phát hành văn bản rồi ghi đúng số của nó.",
            "evidence_paper",
        )


def _papers(agency: str, since: date, said: str) -> frozenset[str]:
    head = said.partition("/")[0]
    if not head.isdigit() or len(head) > 6:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, symbol FROM documents_queue "
            "WHERE agency = %s AND number = %s AND issued_on >= %s",
            [agency, int(head), since],
        )
        return frozenset(number_text(number, symbol) for number, symbol in cursor.fetchall())


def _check_figure(dossier: Dossier, values: Values) -> None:
    number, name = values.get("evidence_edition"), str(values.get("evidence_figure") or "")
    try:
        row = editions.edition(EVERYTHING, number if isinstance(number, int) else 0)
        if row.unit != dossier.agency or row.closed_on < dossier.opened_on:
            raise EditionUnknown
        editions.figures(row.id).value(name)
    except (EditionUnknown, NotInEdition):
        raise Refusal(
            "state",
            f"không có số «{name or 'chưa ghi'}» trong ấn bản số {number or 'chưa ghi'} chốt từ ngày "
            f"{vn(dossier.opened_on)}; chọn ấn bản và số có thật.",
            "evidence_figure",
        ) from None


_CHECKS: Final = {"act": _check_act, "paper": _check_paper, "figure": _check_figure}
