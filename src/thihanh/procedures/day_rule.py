"""The rule of the day list in words: printed beside the list and, with the same numbers, in the manual."""

from datetime import date

from thihanh.law.notation import dotted
from thihanh.procedures.day import Weights, weights


def sentences(on: date) -> tuple[tuple[str, str], ...]:
    """The rule in force on a day: a heading and a paragraph for each of its parts."""
    rule = weights(on)
    parts = {
        "Chung": _in_general(rule),
        "Tuổi": _age(rule),
        "Tiền": _money(rule),
        "Hạn": _deadline(rule),
        "Điểm": _points(rule),
    }
    return tuple((heading, " ".join(text.split())) for heading, text in parts.items())


def _in_general(rule: Weights) -> str:
    return f"""Mỗi ngày làm việc nêu nhiều nhất {rule.places} việc, mỗi việc một tác nghiệp: tác nghiệp
        đáp ứng hạn đang chạy, hoặc bước tiếp theo của trạng thái khi không có hạn nào chạy. Chỗ được chia
        theo ba lẽ: tuổi, tiền, hạn. Hệ thống không nhớ hôm qua đã nêu việc nào: cùng hồ sơ và cùng ngày thì
        luôn ra cùng một danh sách."""


def _age(rule: Weights) -> str:
    return f"""Mọi việc chưa kết thúc đứng thành một vòng theo ngày ra quyết định; mỗi ngày làm việc đến lượt
        một số việc: số việc đang giữ chia cho {rule.age_cycle}, làm tròn lên, ít nhất 1, nhiều nhất
        {rule.age_places_most}. Vì vậy với không quá {dotted(rule.age_cycle * rule.age_places_most)} việc,
        việc nào cũng được nêu ít nhất một lần trong {rule.age_cycle} ngày làm việc, dù nhỏ đến đâu."""


def _money(rule: Weights) -> str:
    return f"""{rule.money_places} chỗ dành cho việc có số tiền có thể thu lớn nhất mà không có hạn nào đang
        ép và {rule.money_rest} ngày làm việc qua không có diễn biến. Số có thể thu là số còn phải thi hành
        nhân với {rule.expected_in_progress}% khi đang thi hành, {rule.expected_early}% trước hoặc trong khi
        xác minh, {rule.expected_stopped}% khi hoãn, tạm đình chỉ, tạm dừng hoặc chờ,
        {rule.expected_no_means}% khi chưa có điều kiện."""


def _deadline(rule: Weights) -> str:
    return f"""Các chỗ còn lại dành cho hạn đã lỡ hoặc còn không quá {rule.horizon} ngày làm việc, nhiều điểm
        đứng trước; bằng điểm thì việc có quyết định sớm hơn đứng trước. Hạn không lấp hết chỗ thì lấy thêm
        về tiền, rồi về tuổi."""


def _points(rule: Weights) -> str:
    return f"""Hạn hôm nay 100 điểm, mỗi ngày làm việc còn lại bớt {rule.risk_per_day}; hạn đã lỡ 99 điểm, cứ
        {rule.late_days_per_point} ngày làm việc bớt một, không dưới {rule.late_least}: hạn còn giữ được đứng
        trước hạn đã lỡ từ lâu. Tiền: {rule.money_points} điểm cho mỗi lần số có thể thu lớn gấp mười kể từ
        một triệu đồng, nhiều nhất {rule.money_points_most}. Tuổi: {rule.age_points} điểm mỗi năm từ ngày ra
        quyết định, nhiều nhất {rule.age_points_most}."""
