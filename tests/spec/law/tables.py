"""Words, buckets and calendar differences drawn as tables."""

WORDS = """
| Số tiền | Bằng chữ | Quy tắc |
|---|---|---|
| 15 | mười lăm đồng | lăm sau mười |
| 21 | hai mươi mốt đồng | mốt sau mươi |
| 24 | hai mươi tư đồng | tư sau mươi |
| 14 | mười bốn đồng | bốn ở mọi chỗ khác |
| 105 | một trăm linh năm đồng | linh |
| 1005 | một nghìn không trăm linh năm đồng | không trăm giữ sau nhóm đã đọc |
| 1015 | một nghìn không trăm mười lăm đồng | |
| 1005000 | một triệu không trăm linh năm nghìn đồng | |
| 8284000000000 | tám nghìn hai trăm tám mươi tư tỷ đồng | tỷ chỉ nói một lần |
| 1000000000001 | một nghìn tỷ không trăm linh một đồng | không trăm giữ cả sau nhóm im lặng |
"""

BUCKETS = """
| Trạng thái | R08 | R25 |
|---|---|---|
| decided | other | other |
| assigned | other | other |
| voluntary | other | other |
| paused | other | other |
| verifying | in_progress | in_progress |
| in_progress | in_progress | in_progress |
| no_means | no_means | no_means |
| collateral_only | no_means | in_progress (tiền: no_means) |
| asset_blocked | no_means | in_progress (tiền: no_means) |
| nothing_left | in_progress (tiền: no_means) | in_progress |
| postponed H-c | postponed_consent | postponed |
| postponed | postponed | postponed |
| suspended | suspended | suspended |
| trustee | in_progress | other |
| asset_not_ready | in_progress | other |
| exhibit_waiting | in_progress | other |
| plan_waiting | in_progress | other |
| unsold_after_second_cut | in_progress (tiền: in_progress, phần vượt giá trị tài sản no_means) | other |
| separate_register | outside | outside |
| done | done | done |
| terminated | terminated | terminated |
| other_ending | terminated | other_ending |
| delegated | outside | outside |
| withdrawn | outside | outside |
"""

CALENDAR_DIFFERENCES = """
| Ngày | Lịch của hệ thống | Gói holidays | Vì sao |
|---|---|---|---|
| 2026-01-02 | nghỉ | làm | hoán đổi với 10/01/2026 theo Công văn 12729/VPCP-KGVX, gói chưa có |
| 2026-01-10 | làm | nghỉ | ngày làm bù của hoán đổi đó |
"""
