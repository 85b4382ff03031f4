"""What an act would write, in words, before anything is written."""

from collections.abc import Iterator

from thihanh.law.notation import dotted, vn
from thihanh.matters.intake import Intake, Step
from thihanh.matters.states import label
from thihanh.money.ledger import LABELS
from thihanh.offices import queries as offices
from thihanh.procedures import catalogue
from thihanh.procedures.judging import Judged


def sentences(judged: Judged) -> tuple[str, ...]:
    """Every fact that the act states, a sentence each; an act of the head states them when it is issued."""
    found = list(_facts(judged, judged.intake))
    if judged.act.signer == "head":
        when = "Khi văn bản được phát hành: "
        return tuple(when + one[0].lower() + one[1:] for one in found)
    return tuple(found)


def _facts(judged: Judged, intake: Intake) -> Iterator[str]:
    for stage in intake.stages:
        ground = f", căn cứ {stage.ground}" if stage.ground else ""
        yield f"Chuyển sang «{label(stage.stage)}» từ {vn(stage.on)}{ground}."
    names = offices.names_of([one.officer for one in intake.holdings], judged.case.on)
    for held in intake.holdings:
        yield f"Giao cho {names.get(held.officer, held.officer)} từ {vn(held.on)}."
    for change in intake.money:
        kind = "Phải thi hành thêm" if change.kind == "due" else LABELS[change.kind]
        undone = "Hủy ghi: " if change.reverses else ""
        amount = f"{dotted(change.amount)} đồng ở khoản {change.obligation}"
        yield f"{undone}{kind} {amount}, ngày {vn(change.on)}."
    for party in intake.parties:
        yield f"Ghi đương sự số {party.no}: {party.name}."
    for tag in intake.tags:
        yield f"{'Gắn' if tag.present else 'Bỏ'} nhãn {tag.tag}."
    labels = {code: act.label for code, act in catalogue.acts().items()}
    for step in intake.steps:
        yield _step(step, labels.get(step.code, step.code))


def _step(step: Step, name: str) -> str:
    parts = [f"Ghi «{name}» ngày {vn(step.on)}"]
    if step.until:
        parts.append(f"đến {vn(step.until)}")
    if step.amount is not None:
        parts.append(f"số tiền {dotted(step.amount)} đồng")
    return ", ".join(parts) + "."
