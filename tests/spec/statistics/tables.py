"""Tables of docs/statistics, drawn: each row is a test and a line of the manual."""

# Where one matter owing 100 đồng (its unsold asset worth 30) stands on the last day, by column number;
# "7:30 9:70" splits the money of one matter over two columns, "–" is outside the due total.
COLUMNS = """
| Trạng thái              | 004 R08 | 005 R08   | 004 R25 | 005 R25 | 004 hai nhóm | 005 hai nhóm |
|-------------------------|---------|-----------|---------|---------|--------------|--------------|
| decided                 | 11      | 12:100    | 11      | 11:100  | 6            | 7:100        |
| assigned                | 11      | 12:100    | 11      | 11:100  | 6            | 7:100        |
| voluntary               | 11      | 12:100    | 11      | 11:100  | 6            | 7:100        |
| paused P-complaint      | 11      | 12:100    | 11      | 11:100  | 6            | 7:100        |
| verifying               | 6       | 7:100     | 7       | 7:100   | 6            | 7:100        |
| in_progress             | 6       | 7:100     | 7       | 7:100   | 6            | 7:100        |
| no_means N-1            | 8       | 9:100     | 8       | 8:100   | 7            | 8:100        |
| collateral_only         | 8       | 9:100     | 7       | 8:100   | 7            | 8:100        |
| asset_blocked           | 8       | 9:100     | 7       | 8:100   | 7            | 8:100        |
| nothing_left            | 6       | 9:100     | 7       | 7:100   | 6            | 8:100        |
| postponed H-c           | 7       | 8:100     | 9       | 9:100   | 6            | 7:100        |
| postponed H-a           | 9       | 10:100    | 9       | 9:100   | 6            | 7:100        |
| suspended T-a           | 10      | 11:100    | 10      | 10:100  | 6            | 7:100        |
| trustee                 | 6       | 7:100     | 11      | 11:100  | 6            | 7:100        |
| asset_not_ready         | 6       | 7:100     | 11      | 11:100  | 6            | 7:100        |
| exhibit_waiting         | 6       | 7:100     | 11      | 11:100  | 6            | 7:100        |
| plan_waiting            | 6       | 7:100     | 11      | 11:100  | 6            | 7:100        |
| unsold_after_second_cut | 6       | 7:30 9:70 | 11      | 11:100  | 6            | 7:30 8:70    |
| separate_register       | –       | –         | –       | –       | –            | –            |
| done                    | 4       | 4:100     | 4       | 4:100   | 4            | 4:100        |
| terminated C-1          | 5       | 5:100     | 5       | 5:100   | 5            | 5:100        |
| other_ending E-3a       | 5       | 5:100     | 6       | 6:100   | 5            | 5:100        |
| delegated               | –       | –         | –       | –       | –            | –            |
| withdrawn               | –       | –         | –       | –       | –            | –            |
"""

# One matter owing 100 đồng from its decision, in work year 2025 (01/10/2024 – 30/09/2025).
# Money after a stage: "+40" raises the obligation, "thu 30" is collected that day.
# Columns: cũ, mới, (chuyển) lại, ủy thác, thu hồi, (chuyển) sổ, phải thi hành, chuyển kỳ sau; then money.
CHAIN = """
| Diễn biến |cũ|mới|lại|UT|TH|sổ|phải|sau|₫ cũ|₫ mới|₫ phải|
|---|---|---|---|---|---|---|---|---|---|---|---|
| 1/8/24 decided                                                      | 1| 0| 0| 0| 0| 0| 1| 1|100| 0|100|
| 1/10/24 decided                                                     | 0| 1| 0| 0| 0| 0| 1| 1| 0|100|100|
| 30/9/24 decided                                                     | 1| 0| 0| 0| 0| 0| 1| 1|100| 0|100|
| 1/8/24 decided; 30/9/24 done                                        | 0| 0| 0| 0| 0| 0| 0| 0| 0| 0| 0|
| 1/8/24 decided; 1/10/24 done                                        | 1| 0| 0| 0| 0| 0| 1| 0|100| 0|100|
| 1/8/24 decided; 5/11/24 delegated                                   | 1| 0| 0| 1| 0| 0| 0| 0|100| 0| 0|
| 5/11/24 decided; 6/12/24 withdrawn                                  | 0| 1| 0| 0| 1| 0| 0| 0| 0|100| 0|
| 1/8/24 decided thu 30; 5/11/24 in_progress thu 20; 6/12/24 delegated| 1| 0| 0| 1| 0| 0| 0| 0|70| 0|20|
| 1/8/24 decided; 1/9/24 no_means; 20/9/24 separate_register          | 0| 0| 0| 0| 0| 0| 0| 0| 0| 0| 0|
| 1/8/24 decided; 1/9/24 no_means; 5/11/24 separate_register          | 1| 0| 0| 0| 0| 1| 0| 0|100| 0| 0|
| 1/8/24 decided; 20/9/24 separate_register; 3/3/25 in_progress       | 0| 0| 1| 0| 0| 0| 1| 1| 0| 0|100|
| 1/8/24 decided; 5/11/24 separate_register; 3/3/25 in_progress       | 1| 0| 1| 0| 0| 1| 1| 1|100| 0|100|
| 1/8/24 decided; 5/11/24 in_progress +40                             | 1| 0| 0| 0| 0| 0| 1| 1|100|40|140|
"""

# The same matters on both sides of 01/07/2026, version by the last day: three finished of the states given.
STRADDLE = """
| Đến ngày   | Phiên bản | Có điều kiện | Giải quyết xong | Tỷ lệ   |
|------------|-----------|--------------|-----------------|---------|
| 30/06/2026 | R08       | 6            | 3               | 50,00%  |
| 01/07/2026 | R25       | 4            | 3               | 75,00%  |
"""
STRADDLE_STATES = (
    "done",
    "done",
    "other_ending E-3a",
    "in_progress",
    "postponed H-c",
    "plan_waiting",
    "voluntary",
)

# Rates, beats and marks, from published figures.
BEATS = """
| Đơn vị, kỳ            |Xong|Có điều kiện|Tỷ lệ|Chỉ tiêu|Th.|Vượt|Mốc|Vượt mốc|
|---|---|---|---|---|---|---|---|---|
| Quảng Ninh 2025, tiền |1115400000000|2023600000000|55,12%|52.00|12|+3,12|52,00%|+3,12|
| Lạng Sơn 2019, việc   |5513|5871|93,90%|74|12|+19,90|74,00%|+19,90|
| TP.HCM 6 tháng 2019   |26515|54681|48,49%|73| 6|-24,51|36,50%|+11,99|
| Nam Định 11 tháng 2011|2714|3114|87,15%|85|11|+2,15|77,92%|+9,23|
| Thanh Hóa 6 tháng 2024|295347000000|1403871000000|21,04%|46.75| 6|-25,71|23,38%|-2,34|
"""

RANKS = """
| Tỷ lệ                      | Hạng    |
|----------------------------|---------|
| 90,00 85,10 85,10 80,00    | 1 2 2 4 |
| 85,10 85,10 85,10          | 1 1 1   |
| 80,00 84,40 84,39          | 3 1 2   |
"""

TABLES = {"COLUMNS": COLUMNS, "CHAIN": CHAIN, "STRADDLE": STRADDLE, "BEATS": BEATS, "RANKS": RANKS}
