"""The sentences: complete, in order, and naming every day."""

from datetime import date, datetime

import pytest

from thihanh.deadlines import compute, load_calendar

CALENDAR = load_calendar()


def sentences(rule, **given):
    return [step.text for step in compute(rule, calendar=CALENDAR, **given).steps]


def test_lan_reads_the_whole_reason_of_a_verification_date():
    assert sentences("DL-19", from_=date(2026, 7, 13)) == [
        "Bắt đầu: Thứ Hai 13/07/2026 – ngày cuối của thời hạn tự nguyện thi hành án; không tính ngày này.",
        "Pháp luật áp dụng: R25 – Luật Thi hành án dân sự 2025, từ 01/07/2026.",
        "DL-19 Xác minh điều kiện thi hành án lần đầu: 09 ngày, khoản 1 Điều 37 Luật THADS 2025 [S].",
        "Con số 09 ngày cần đối chiếu với bản đăng Công báo.",
        "Nối tiếp DL-18: tính từ ngày cuối của DL-18, đã dời qua ngày nghỉ nếu có.",
        "Đếm 09 ngày: Thứ Tư 22/07/2026.",
        "Hạn cuối: Thứ Tư 22/07/2026.",
        f"Lịch làm việc {CALENDAR.version}.",
    ]


def test_every_day_passed_over_is_named():
    told = sentences("DL-12", from_=date(2025, 12, 31))
    for words in (
        "Ngày làm việc thứ nhất: Thứ Hai 05/01/2026.",
        "Không tính Thứ Năm 01/01/2026 – Tết Dương lịch.",
        "Không tính Thứ Sáu 02/01/2026 – Ngày nghỉ hoán đổi, làm bù Thứ Bảy 10/01/2026.",
        "Không tính Thứ Bảy 03/01/2026 – nghỉ hằng tuần.",
        "Không tính Chủ nhật 04/01/2026 – nghỉ hằng tuần.",
        "Hạn cuối: Thứ Tư 07/01/2026.",
    ):
        assert words in told


def test_a_worked_saturday_is_named_as_counted():
    told = sentences("DL-12", from_=date(2026, 8, 20))
    assert "Có tính Thứ Bảy 22/08/2026 – Ngày làm bù cho Thứ Hai 31/08/2026." in told


def test_rolling_names_each_day_off_and_the_day_reached():
    told = sentences("DL-18", from_=date(2026, 2, 6))
    off = [text for text in told if text.startswith("Ngày nghỉ ")]
    assert len(off) == 7
    assert off[0] == "Ngày nghỉ Thứ Hai 16/02/2026 – Tết Nguyên đán (ngày cuối năm cũ)."
    assert "Ngày cuối rơi vào ngày nghỉ nên dời sang ngày làm việc tiếp theo: Thứ Hai 23/02/2026." in told


def test_a_term_that_does_not_roll_says_why():
    told = sentences("DL-15", from_=date(2026, 7, 12))
    assert (
        "Chủ nhật 19/07/2026 – nghỉ hằng tuần là ngày nghỉ; khoảng thời gian tính liên tục, không dời."
        in told
    )


def test_a_count_before_an_event_tells_the_days_it_passes():
    told = sentences("DL-50", event=date(2026, 7, 14))
    assert told[0] == "Sự kiện: Thứ Ba 14/07/2026 – ngày kê biên; đếm ngược, không tính ngày này."
    assert "Không tính Chủ nhật 12/07/2026 – nghỉ hằng tuần." in told
    assert "Chậm nhất: Thứ Năm 09/07/2026." in told


def test_hours_are_told_by_the_clock():
    told = sentences("DL-97", from_=datetime(2026, 7, 10, 9, 5))
    assert "Cộng 24 giờ liên tục, kể cả ngày nghỉ (giờ Việt Nam): 09 giờ 05 Thứ Bảy 11/07/2026." in told


def test_a_short_month_is_told():
    told = sentences("DL-37", from_=date(2026, 11, 30))
    assert "Đếm 03 tháng: Chủ nhật 28/02/2027 (tháng 02/2027 không có ngày 30, lấy ngày cuối tháng)." in told


def test_facts_are_told_in_vietnamese():
    told = sentences("DL-06", from_=date(2026, 7, 13), facts={"bankruptcy": True})
    assert any("03 ngày làm việc, trường hợp quyết định về phá sản" in text for text in told)


def test_a_fact_that_changes_nothing_in_this_regime_is_told():
    told = sentences("DL-96", from_=date(2026, 7, 13), facts={"take_worker_back": True})
    assert "Dữ kiện nhận người lao động trở lại làm việc: không làm đổi hạn này theo R25." in told


def test_a_fact_that_does_not_govern_beside_the_others_is_told():
    told = sentences("DL-24", from_=date(2026, 7, 13), facts={"complex": True})
    assert "Dữ kiện vụ việc phức tạp: không làm đổi hạn này theo R25." in told
    told = sentences(
        "DL-24", from_=date(2026, 7, 13), facts={"complex": True, "real_estate_or_registered": True}
    )
    assert not any("không làm đổi" in text for text in told)


def test_an_unconfirmed_number_says_so():
    told = sentences("DL-58", from_=date(2026, 6, 8))
    assert any("[K] chưa kiểm chứng với Công báo" in text for text in told)


def test_a_chained_term_from_a_day_off_raises_a_doubt():
    told = sentences("DL-19", from_=date(2026, 7, 12))
    assert any("DL-18 không thể hết vào ngày nghỉ" in text for text in told)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (date(2026, 12, 28), "đã biết đến 31/12/2026; sau ngày này là lịch tạm tính"),
        (date(2027, 12, 28), "sau 31/12/2027 chỉ tính thứ Bảy, Chủ nhật"),
        (date(2016, 3, 1), "được nhập từ 01/01/2018"),
    ],
)
def test_a_term_outside_the_known_calendar_says_until_when_it_is_known(start, words):
    found = compute("DL-18", from_=start, calendar=CALENDAR)
    assert words in found.known_until_warning
    assert found.steps[-1].text == found.known_until_warning


def test_a_date_older_than_the_consolidated_law_says_so():
    told = sentences("DL-18", from_=date(2015, 6, 30))
    assert any("bản hợp nhất từ 01/07/2015" in text for text in told)
    assert not any("bản hợp nhất" in text for text in sentences("DL-18", from_=date(2015, 7, 1)))


def test_a_term_inside_the_known_calendar_says_nothing():
    assert compute("DL-18", from_=date(2026, 7, 13), calendar=CALENDAR).known_until_warning == ""


def test_a_deadline_keeps_the_version_of_the_calendar_it_was_counted_with():
    found = compute("DL-18", from_=date(2026, 7, 13), calendar=CALENDAR)
    assert found.calendar_version == CALENDAR.version
    assert load_calendar() is load_calendar()
    assert load_calendar([(date(2026, 7, 22), False, "Nghỉ")]).version != CALENDAR.version
