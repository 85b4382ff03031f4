"""The counting rules drawn as tables: what an officer may check by hand, and what the manual prints."""

ROLLING = """
| Quy tắc | Mã | Bắt đầu | Ngày cuối |
|---|---|---|---|
| Không tính ngày bắt đầu | DL-22 | 2026-07-13 | 2026-07-23 |
| Thời hạn kết thúc vào thứ Bảy thì dời sang thứ Hai | DL-18 | 2026-07-08 | 2026-07-20 |
| Thời hạn kết thúc trong Tết thì dời qua cả kỳ nghỉ | DL-18 | 2026-02-06 | 2026-02-23 |
| Thời hạn kết thúc vào thứ Bảy làm bù thì giữ nguyên | DL-18 | 2026-08-12 | 2026-08-22 |
| Thời hạn kết thúc vào 24/11 (nghỉ từ năm 2026) | DL-18 | 2026-11-14 | 2026-11-25 |
| Khoảng thời gian niêm yết không dời | DL-15 | 2026-07-12 | 2026-07-19 |
| Khoảng thời gian hoãn không dời | DL-37 | 2026-11-30 | 2027-02-28 |
| Ngày sớm nhất của bước sau không dời | DL-09 | 2026-07-11 | 2027-07-11 |
| Ngày sớm nhất được gửi tiết kiệm không dời | DL-86 | 2026-07-10 | 2026-07-25 |
| Thời hiệu không dời | DL-03 | 2026-07-11 | 2031-07-11 |
| Định kỳ cho mốc tiếp theo, không dời | DL-21 | 2026-07-10 | 2027-01-10 |
| «Ngay» là trong ngày, kể cả ngày nghỉ | DL-48 | 2026-07-11 | 2026-07-11 |
"""

MONTHS = """
| Quy tắc | Số tháng | Bắt đầu | Ngày cuối |
|---|---|---|---|
| Tháng sau không có ngày 31 thì lấy ngày cuối tháng | 1 | 2026-01-31 | 2026-02-28 |
| Ngày cuối tháng Hai vẫn là ngày 28 của tháng sau | 1 | 2026-02-28 | 2026-03-28 |
| 29/02 sau một năm là 28/02 | 12 | 2028-02-29 | 2029-02-28 |
| Tháng Hai năm nhuận | 1 | 2028-01-31 | 2028-02-29 |
| Qua năm mới | 1 | 2026-12-15 | 2027-01-15 |
"""

WORKING_DAYS = """
| Quy tắc | Mã | Bắt đầu | Ngày cuối |
|---|---|---|---|
| Ngày thứ nhất là ngày làm việc liền sau | DL-12 | 2026-07-10 | 2026-07-15 |
| Bắt đầu vào ngày nghỉ cũng vậy | DL-12 | 2026-07-11 | 2026-07-15 |
| Thứ Bảy làm bù được tính | DL-12 | 2026-08-20 | 2026-08-24 |
| Thứ Sáu nghỉ hoán đổi không được tính | DL-12 | 2025-12-31 | 2026-01-07 |
| Cả kỳ nghỉ Tết không được tính | DL-12 | 2026-02-13 | 2026-02-25 |
"""

BEFORE = """
| Quy tắc | Mã | Sự kiện | Chậm nhất |
|---|---|---|---|
| Trước ít nhất 03 ngày làm việc, không tính ngày sự kiện | DL-50 | 2026-07-10 | 2026-07-07 |
| Qua cuối tuần | DL-50 | 2026-07-14 | 2026-07-09 |
| Số của chế độ vào ngày sự kiện (R08: 03) | DL-56 | 2026-06-30 | 2026-06-25 |
| Số của chế độ vào ngày sự kiện (R25: 02) | DL-56 | 2026-07-01 | 2026-06-29 |
| Trước ngày làm bù | DL-55 | 2026-08-22 | 2026-08-21 |
| Sau kỳ nghỉ Quốc khánh | DL-50 | 2026-09-03 | 2026-08-26 |
"""

REGIMES = """
| Quy tắc | Mã | Bắt đầu | Chế độ | Số | Ngày cuối |
|---|---|---|---|---|---|
| 30/06/2026 còn là R08 | DL-19 | 2026-06-30 | | 10 cd | 2026-07-10 |
| 01/07/2026 đã là R25 | DL-19 | 2026-07-01 | | 9 cd | 2026-07-10 |
| Ví dụ của hướng dẫn | DL-19 | 2026-07-13 | | 9 cd | 2026-07-22 |
| Chỉ định R08 cho ngày của R25 | DL-19 | 2026-07-13 | R08 | 10 cd | 2026-07-23 |
| Số đổi giữa chừng một chế độ: ngày trước | DL-91 | 2026-04-14 | | 5 wd | 2026-04-21 |
| Số đổi giữa chừng một chế độ: từ 15/04/2026 | DL-91 | 2026-04-15 | | 3 wd | 2026-04-20 |
| Quyết định chưa có điều kiện trước 01/07/2026 giữ mốc R08 | DL-31 | 2026-06-30 | | 1 y | 2027-06-30 |
| Quyết định chưa có điều kiện từ 01/07/2026 | DL-31 | 2026-07-01 | | 2 y | 2028-07-01 |
"""

CHAINS = """
| Bắt đầu (thông báo hợp lệ) | Hết tự nguyện (DL-18) | Xác minh (DL-19) | Vì sao |
|---|---|---|---|
| 2026-07-03 | 2026-07-13 | 2026-07-22 | không qua ngày nghỉ |
| 2026-07-08 | 2026-07-20 | 2026-07-29 | 18/07 là thứ Bảy: DL-19 tính từ thứ Hai 20/07 |
| 2026-06-25 | 2026-07-06 | 2026-07-15 | DL-18 theo R08, DL-19 theo R25: mỗi thời hạn theo ngày của nó |
"""

HOURS = """
| Quy tắc | Mã | Bắt đầu | Đến |
|---|---|---|---|
| 24 giờ chạy liên tục qua ngày nghỉ | DL-97 | 2026-07-10T16:45 | 2026-07-11T16:45 |
| Giờ Việt Nam, không dời | DL-44 | 2026-02-16T23:30 | 2026-02-17T23:30 |
"""
