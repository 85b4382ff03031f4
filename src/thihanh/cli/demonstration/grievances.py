"""Complaints and denunciations in the demonstration; all names invented."""

from collections.abc import Iterator
from datetime import date

from thihanh.cli.demonstration.cast import Cast, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.dossiers import Did, lived


def scenes(cast_: Cast) -> Iterator[Scene]:
    """Every one in another state: late, in time, ended."""
    yield from _complaints(cast_)
    yield from _measures(cast_)
    yield from _denunciations(cast_)


def _aug(day: int) -> date:
    return date(2025, 8, day)


def _complaint(cast_: Cast, on: date, subject: str, who: str, stage: str, **more: object) -> Did:
    said = {
        "subject": subject,
        "complainant": who,
        "against": "Quyết định của Chấp hành viên về thi hành án",
        "content": "Đề nghị xem xét lại quyết định, cho rằng trình tự, thủ tục chưa đúng.",
        "stage": stage,
        "knew_on": on - (date(2025, 9, 11) - date(2025, 9, 8)),
        "received_on": on,
        "channel": "in_person",
    }
    return Did(on, cast_.registry, "receive", said | more)


def _complaints(cast_: Cast) -> Iterator[Scene]:
    accepted = {"assigned": cast_.examiner.officer}
    kind, by, department = "complaint", cast_.examiner, cast_.department
    decided = {
        "result": "wrong",
        "content": "Việc phong tỏa đúng căn cứ, đúng thời hạn; giữ nguyên quyết định.",
    }
    yield lived(
        cast_,
        kind,
        _complaint(cast_, sep(3), "Thông báo về phí thi hành án", "Khúc Thị Vông", "before"),
        [
            Did(sep(5), department, "accept", accepted),
            Did(sep(10), by, "verify", {"means": "Xem hồ sơ", "findings": "Thông báo ghi sai mức phí."}),
            Did(sep(12), by, "dialogue", {"met_on": sep(12), "minutes": "Hai bên thống nhất mức phí."}),
            Did(sep(16), department, "decide", {**decided, "content": "Mức phí đúng quy định."}),
            Did(sep(17), by, "send", {"recipients": "Người khiếu nại, Viện kiểm sát, phòng nghiệp vụ"}),
            Did(sep(17), by, "publish", {"place": "Bảng tin trụ sở"}),
            Did(sep(18), by, "deliver", {"delivered_on": sep(18)}),
            Did(sep(24), by, "second"),
        ],
    )  # fmt: skip
    second = {
        "second_complaint": "1",
        "first_result": "Quyết định giải quyết khiếu nại lần đầu ngày 16/9/2025",
        "knew_on": sep(18),
    }
    yield lived(
        cast_,
        kind,
        _complaint(cast_, sep(24), "Thông báo về phí thi hành án", "Khúc Thị Vông", "before", **second),
        [Did(sep(26), department, "accept", accepted)],
    )


def _measures(cast_: Cast) -> Iterator[Scene]:
    """Complaints of coercion and security, one late, one refused, one of yesterday."""
    accepted = {"assigned": cast_.examiner.officer}
    kind, by, department = "complaint", cast_.examiner, cast_.department
    refused = {"ground": "no_interest", "reason": "Đơn nêu bản án của Tòa án; hướng dẫn gửi Tòa án."}
    partly = {
        "result": "partly",
        "content": "Diện tích kê biên ghi chưa đúng hiện trạng; phần còn lại không có căn cứ.",
        "remedy": "Lập lại biên bản kê biên theo hiện trạng",
    }
    yield lived(
        cast_,
        kind,
        _complaint(cast_, _aug(19), "Kê biên thửa đất chung của hộ", "Đàm Văn Rạng", "coercion"),
        [Did(_aug(22), department, "accept", accepted)],
    )
    yield lived(
        cast_,
        kind,
        _complaint(cast_, _aug(20), "Kê biên nhà ở duy nhất", "Ngọ Thị Sen", "coercion", knew_on=_aug(14)),
        [
            Did(_aug(22), department, "accept", accepted),
            Did(sep(12), department, "decide", partly),
            Did(sep(15), by, "send", {"recipients": "Người khiếu nại, Viện kiểm sát"}),
        ],
    )
    yield lived(
        cast_,
        kind,
        _complaint(
            cast_, sep(10), "Phong tỏa tài khoản của hợp tác xã", "Sùng Văn Tản", "freeze", knew_on=sep(9)
        ),
        [Did(sep(11), department, "accept", accepted)],
    )
    yield lived(
        cast_,
        kind,
        _complaint(cast_, sep(8), "Bản án đã có hiệu lực của Tòa án", "Trưng Văn Uy", "before"),
        [Did(sep(11), department, "refuse", refused)],
    )
    yield lived(cast_, kind, _complaint(cast_, sep(29), "Ủy quyền thu tiền", "Vạn Thị Xoan", "before"))


def _denunciations(cast_: Cast) -> Iterator[Scene]:
    said = {
        "category": "procedure",
        "denouncer": "Mạc Kín Danh",
        "address": "Ngõ Thầm Lặng, phường Hồng Gai",
        "accused": cast_.colleague.officer,
        "accused_post": "officer",
        "content": "Giao tài sản không lập biên bản đúng mẫu.",
        "received_on": sep(9),
        "channel": "post",
    }
    accepted = {"assigned": cast_.examiner.officer}
    found = {"findings": "Biên bản có đủ chữ ký; ghi thiếu giờ kết thúc."}
    yield lived(
        cast_,
        "denunciation",
        Did(sep(9), cast_.head, "receive", said),
        [Did(sep(15), cast_.head, "accept", accepted), Did(sep(24), cast_.examiner, "verify", found)],
    )
    other = {"category": "conduct", "denouncer": "Lặng Thị Thinh", "content": "Thái độ khi tiếp dân."}
    elsewhere = {
        "to_body": "Cơ quan đang quản lý người bị tố cáo",
        "reason": "Người bị tố cáo đã chuyển công tác",
    }
    yield lived(
        cast_,
        "denunciation",
        Did(sep(3), cast_.head, "receive", {**said, **other, "received_on": sep(3)}),
        [Did(sep(5), cast_.head, "forward", elsewhere)],
    )
