"""Inspections in the demonstration: a sample, findings, a re-check, the procuracy's own notes."""

from collections.abc import Iterator
from datetime import date

from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration.cast import Cast, by_name, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.dossiers import Did, lived, opened, taken
from thihanh.oversight import samples
from thihanh.oversight.samples import Question

_WHOLE_YEAR = {"period_from": date(2024, 10, 1), "period_to": date(2025, 7, 31)}


def scenes(cast_: Cast) -> Iterator[Scene]:
    """One inspection with its re-check, the plan of the year, one of the procuracy, its own notes."""
    yield _inspection(cast_)
    yield _plan(cast_)
    yield _supervised(cast_)
    yield _notes(cast_)
    yield _closed_notes(cast_)


def _inspection(cast_: Cast) -> Scene:
    yield date(2025, 8, 18)
    said = {
        "title": "Kiểm tra xác minh, kê biên, định giá tài sản",
        "scope_kind": "thematic",
        "level": "subordinate",
        "unit": OFFICE,
        "points": ["verification", "seizure", "valuation"],
        **_WHOLE_YEAR,
    }
    first = opened("inspection", said, by=cast_.department, on=date(2025, 8, 18))
    yield date(2025, 8, 19)
    _decided(cast_, first, date(2025, 8, 19), sep(5))
    yield date(2025, 8, 20)
    picked = _sampled(cast_, first, date(2025, 8, 20))
    yield date(2025, 8, 27)
    found = [_noted(cast_, first, matter, place) for place, matter in enumerate(picked[:3])]
    yield sep(4)
    _concluded(cast_, first, sep(4))
    for one, due in zip(found, (sep(12), sep(19), sep(26)), strict=True):
        given = {"to": cast_.officer.officer, "remedy_due": due}
        taken(cast_, one, Did(sep(4), cast_.head, "assign", given))
    taken(cast_, first, Did(sep(4), cast_.head, "announce", {"recipient": cast_.office_head.officer}))
    yield sep(11)
    for one in found[:2]:
        remedied = {"done": "Đã lập lại biên bản, bổ sung hồ sơ", "document": "33/BC-KV01"}
        taken(cast_, one, Did(sep(11), cast_.officer, "remedied", remedied))
    taken(cast_, found[0], Did(sep(11), cast_.examiner, "verify", {"result": "done"}))
    yield from _rechecked(cast_, first, found[0])


def _decided(cast_: Cast, number: int, on: date, until: date) -> None:
    said = {"content": "Kiểm tra công tác tại phòng", "lead": cast_.examiner.officer, "conclude_by": until}
    taken(cast_, number, Did(on, cast_.department, "open", said))
    member = {"member": cast_.deputy.officer, "duty": "Xem hồ sơ định giá"}
    taken(cast_, number, Did(on, cast_.head, "appoint", member))


def _sampled(cast_: Cast, number: int, on: date) -> tuple[int, ...]:
    """A seed committed before the frame is known; then the draw."""
    sample = samples.commit(number, by=cast_.examiner, on=on)
    asked = Question(on, office=OFFICE, officer=cast_.officer.officer)
    return samples.draw(sample, asked, 12, by=cast_.examiner, on=on).picked


def _noted(cast_: Cast, inspection: int, matter: int, place: int) -> int:
    titles = (
        "Xác minh điều kiện thi hành án chậm",
        "Biên bản kê biên thiếu mô tả hiện trạng",
        "Ký hợp đồng thẩm định giá chậm",
    )
    said = {
        "inspection": str(inspection),
        "title": titles[place],
        "article": ("L08 Đ.44", "L08 Đ.88", "L08 Đ.98")[place],
        "severity": "ABC"[place],
        "point": ("verification", "seizure", "valuation")[place],
        "matters": [str(matter)],
        "responsible": cast_.officer.officer,
        "remedy": "Lập lại hồ sơ theo đúng quy định; rút kinh nghiệm tại phòng.",
    }
    by = cast_.examiner
    return opened("finding", said, by=by, on=date(2025, 8, 27), officer=by.officer)


def _concluded(cast_: Cast, number: int, on: date) -> None:
    said = {
        "content": "Kiểm tra xác minh, kê biên, định giá tài sản tại phòng",
        "done": "Hồ sơ sắp xếp đủ, có mục lục; phần lớn xác minh đúng hạn.",
        "not_done": "Ba việc có vi phạm về thời hạn, biên bản.",
        "causes": "Chưa theo dõi hạn của từng việc.",
        "remedies": "Khắc phục ba phát hiện trong tháng 9.",
    }
    taken(cast_, number, Did(on, cast_.department, "conclude", said))


def _rechecked(cast_: Cast, first: int, finding: int) -> Scene:
    """The re-check goes on: it has looked again at one finding of three."""
    yield sep(22)
    said = {
        "title": "Phúc tra kết luận kiểm tra ngày 04/9/2025",
        "scope_kind": "recheck",
        "level": "subordinate",
        "unit": OFFICE,
        "rechecks": str(first),
        **_WHOLE_YEAR,
    }
    again = opened("inspection", said, by=cast_.department, on=sep(22))
    yield sep(23)
    _decided(cast_, again, sep(23), date(2025, 10, 10))
    yield sep(25)
    seen = {
        "inspection": str(again),
        "result": "remedied",
        "seen": "Biên bản xác minh lập lại ngày 09/9/2025",
    }
    taken(cast_, finding, Did(sep(25), cast_.examiner, "recheck", seen))


def _plan(cast_: Cast) -> Scene:
    """Next work year's plan stands ready for the head's approval."""
    text = "Theo kế hoạch công tác năm 2026"
    names = ("basis", "aim", "scope", "form", "content", "method", "organisation")
    said = {"year_from": date(2025, 10, 1), **dict.fromkeys(names, text)}
    said |= {
        "basis": "Kết quả kiểm tra năm 2025; chỉ tiêu năm 2026",
        "aim": "Phòng ngừa, phát hiện vi phạm trong xác minh, kê biên, định giá",
        "scope": "Bốn phòng thi hành án khu vực",
        "form": "Kiểm tra trực tiếp, có báo trước",
    }
    return lived(cast_, "inspection_plan", Did(sep(24), cast_.department, "prepare", said))


def _supervised(cast_: Cast) -> Scene:
    said = {"title": "Kiểm sát trực tiếp công tác thi hành án 9 tháng", "who": "procuracy", "unit": OFFICE}
    concluded = {
        "document": "21/KL-VKS",
        "content": "Kiến nghị khắc phục việc chậm gửi quyết định cho Viện kiểm sát.",
        "remedy_due": date(2025, 10, 20),
    }
    first = Did(date(2025, 8, 26), cast_.department, "receive", said)
    return lived(cast_, "oversight_session", first, [Did(sep(19), cast_.department, "conclude", concluded)])


def _notes(cast_: Cast) -> Scene:
    """The procuracy's own notes; nobody of the agency reads them."""
    by = by_name("kiemsat")
    yield sep(8)
    said = {
        "title": "Việc hoãn thi hành án quý III",
        "manner": "files",
        "unit": OFFICE,
        "finish_by": date(2025, 10, 10),
    }
    number = opened("supervision", said, by=by, on=sep(8))
    yield sep(9)
    sample = samples.commit(number, by=by, on=sep(9))
    samples.draw(sample, Question(sep(9), office=OFFICE, stage="postponed"), 5, by=by, on=sep(9))
    yield sep(15)
    note = {"text": "Hai quyết định hoãn không ghi thời hạn hoãn.", "article": "L08 Đ.48"}
    taken(cast_, number, Did(sep(15), by, "note", note))


def _closed_notes(cast_: Cast) -> Scene:
    by = by_name("kiemsat")
    said = {
        "title": "Chậm ra quyết định thi hành án chủ động",
        "manner": "matter",
        "finish_by": date(2025, 8, 25),
    }
    outcome = {"outcome": "protest", "document": "03/KN-VKS"}
    first = Did(date(2025, 8, 18), by, "open", said)
    return lived(cast_, "supervision", first, [Did(date(2025, 8, 20), by, "close", outcome)])
