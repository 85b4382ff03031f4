"""Violations of officials: the measure, and what the head answers for.

They have an object of their own in the policy: heads read them, colleagues do not. Whoever is concerned is
kept from the file whatever the post (``kept_from``), and names stand in the record as digests.
"""

from collections.abc import Mapping
from typing import Final

from thihanh.dossiers.kinds import Asked, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.matters.asking import Refusal
from thihanh.oversight.activity_fields import MATTERS, OPEN, choice, due, field


def _check_violation(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    if values.get("official") == asked.actor:
        raise Refusal("policy", "không tự ghi hồ sơ vi phạm về mình. Chuyển người đứng đầu ghi.", "official")


_SORTS: Final[Mapping[str, str]] = {
    "intent": "cố ý, vụ lợi",
    "neglect": "thiếu tích cực, chậm trễ",
    "procedure": "sai trình tự, thủ tục",
    "discipline": "kỷ luật, kỷ cương",
}

VIOLATION: Final = Kind(
    code="violation",
    label="vi phạm của công chức",
    object="violation",
    prefix="VP",
    states={
        "open": "đang xem xét",
        "measured": "đã xử lý",
        "no_fault": "không có vi phạm",
        "closed": "đã kết luận trách nhiệm người đứng đầu",
    },
    ended=frozenset({"no_fault", "closed"}),
    steps=(
        Step(
            "record",
            "Ghi vụ việc",
            "ghi",
            to="open",
            fields=(
                Field("official", "Công chức", "officer", personal=True),
                Field("what", "Nội dung", "long", personal=True, longest=8_000),
                choice("sort", "Loại", *_SORTS.items()),
                choice(
                    "source",
                    "Nguồn",
                    ("inspection", "kiểm tra"),
                    ("procuracy", "kiểm sát"),
                    ("complaint", "khiếu nại, tố cáo"),
                    ("other", "khác"),
                ),
                field("due", "Xem xét xong trước ngày", "date"),
                MATTERS,
            ),
            check=_check_violation,
        ),
        Step(
            "measure",
            "Ghi hình thức xử lý",
            "ghi xử lý",
            after=OPEN,
            to=lambda dossier, said: "no_fault" if said["measure"] == "none" else "measured",
            fields=(
                choice(
                    "measure",
                    "Hình thức",
                    ("none", "không có vi phạm"),
                    ("review", "kiểm điểm, rút kinh nghiệm"),
                    ("reprimand", "khiển trách"),
                    ("warning", "cảnh cáo"),
                    ("wage", "hạ bậc lương"),
                    ("demotion", "giáng chức, cách chức"),
                    ("dismissal", "buộc thôi việc"),
                    ("prosecution", "chuyển cơ quan điều tra"),
                ),
                field("document", "Số quyết định"),
            ),
            not_by=("official",),
        ),
        Step(
            "answer_for",
            "Kết luận trách nhiệm người đứng đầu",
            "kết luận trách nhiệm",
            after=frozenset({"measured"}),
            to="closed",
            fields=(
                Field("head", "Người đứng đầu đơn vị", "officer", personal=True),
                choice(
                    "responsibility",
                    "Trách nhiệm",
                    ("none", "không có"),
                    ("review", "kiểm điểm"),
                    ("discipline", "xử lý kỷ luật"),
                ),
                field("reason", "Lý do", "long"),
            ),
            not_by=("official",),
        ),
    ),
    clocks=(due("Xem xét vi phạm", "record", ("measure",)),),
    title=lambda said: _SORTS[str(said["sort"])].capitalize(),
    tags=lambda said: (str(said.get("sort")), str(said.get("source"))),
    kept_from=lambda one: (str(one.values.get("official")),),
)


KINDS: Final = (VIOLATION,)
