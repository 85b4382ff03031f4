"""Protests of the procuracy and claims for compensation in the demonstration; all names invented."""

from collections.abc import Iterator
from datetime import date

from thihanh.cli.demonstration.cast import Cast, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.dossiers import Did, lived


def scenes(cast_: Cast) -> Iterator[Scene]:
    """Some wait for their reply, some ended."""
    yield from _protests(cast_)
    yield from _claims(cast_)


def _aug(day: int) -> date:
    return date(2025, 8, day)


def _protests(cast_: Cast) -> Iterator[Scene]:
    said = {
        "form": "protest",
        "level": "region",
        "procuracy": "Viện kiểm sát nhân dân khu vực 1",
        "number": "05/KN-VKS",
        "issued_on": sep(18),
        "received_on": sep(22),
        "subject": "Quyết định hoãn thi hành án",
        "demands": "Hủy quyết định hoãn; tiếp tục thi hành án.",
        "known_to_them_on": sep(10),
    }
    yield lived(cast_, "protest", Did(sep(22), cast_.registry, "receive", said))
    earlier = {
        **said,
        "number": "03/KN-VKS",
        "issued_on": _aug(20),
        "received_on": _aug(22),
        "known_to_them_on": _aug(12),
        "subject": "Chậm ra quyết định thi hành án chủ động",
        "demands": "Ra quyết định thi hành án; kiểm điểm trách nhiệm.",
    }
    done = {"done": "Đã ra quyết định thi hành án cho ba việc; đã kiểm điểm tại đơn vị."}
    yield lived(
        cast_,
        "protest",
        Did(_aug(22), cast_.registry, "receive", earlier),
        [
            Did(sep(3), cast_.department, "reply", {"answer": "accept", "content": "Chấp nhận kháng nghị."}),
            Did(sep(9), cast_.department, "carry_out", done),
            Did(sep(12), cast_.examiner, "remedy", {"evidence": "Ba quyết định thi hành án đã phát hành."}),
        ],
    )
    asked = {
        **said,
        "form": "recommendation",
        "level": "province",
        "procuracy": "Viện kiểm sát nhân dân tỉnh Quảng Ninh",
        "number": "11/KNPN-VKS",
        "subject": "Phòng ngừa vi phạm trong xác minh điều kiện thi hành án",
    }
    yield lived(cast_, "protest", Did(sep(23), cast_.registry, "receive", asked))


def _claims(cast_: Cast) -> Iterator[Scene]:
    said = {
        "subject": "Kê biên nhầm tài sản của người thứ ba",
        "claimant": "Âu Thị Yên",
        "base": "complaint",
        "base_no": "Quyết định giải quyết khiếu nại ngày 30/6/2025",
        "base_on": date(2025, 7, 4),
        "claimed": "86.500.000",
        "received_on": _aug(25),
    }
    by, department = cast_.examiner, cast_.department
    yield lived(
        cast_,
        "compensation",
        Did(_aug(25), cast_.registry, "receive", said),
        [
            Did(_aug(25), by, "receipt", {"receipt_no": "01/GXN"}),
            Did(_aug(28), department, "accept"),
            Did(_aug(29), department, "name_officer", {"assigned": by.officer}),
            Did(
                sep(16),
                by,
                "verify",
                {"damage": "41.200.000", "findings": "Thiệt hại do máy móc ngừng 12 ngày."},
            ),
        ],
    )
    late = {
        **said,
        "subject": "Trả chậm tiền bán đấu giá",
        "claimant": "Bế Văn Ái",
        "claimed": "12.000.000",
        "received_on": sep(10),
    }
    why = {"reason": "Văn bản nêu trong đơn chưa xác định hành vi trái pháp luật của người thi hành công vụ."}
    yield lived(
        cast_,
        "compensation",
        Did(sep(10), cast_.registry, "receive", late),
        [Did(sep(12), department, "refuse", why)],
    )
