"""What the columns of published figures are called. Pure."""

from collections.abc import Mapping

MEASURES: Mapping[str, str] = {
    "opening": "số cũ chuyển sang",
    "new": "thụ lý mới",
    "handled": "tổng thụ lý",
    "entrusted": "ủy thác",
    "revoked": "thu hồi, hủy",
    "due": "phải thi hành",
    "eligible": "có điều kiện",
    "not_eligible": "chưa có điều kiện",
    "other_excluded": "hoãn, tạm đình chỉ, khác",
    "separate_book": "sổ theo dõi riêng",
    "enforced": "thi hành xong",
    "terminated": "đình chỉ",
    "reduced": "giảm nghĩa vụ",
    "other_ending": "kết thúc khác",
    "in_progress": "đang thi hành",
    "postponed_c": "hoãn điểm c",
    "done": "giải quyết xong",
    "carried": "chuyển kỳ sau",
    "rate_pub": "tỷ lệ",
    "rate": "tỷ lệ",
    "beat_pub": "vượt chỉ tiêu",
    "target": "chỉ tiêu",
    "eligible_share": "tỷ trọng có điều kiện",
    "not_eligible_share": "tỷ trọng chưa có điều kiện",
    "other_share": "tỷ trọng hoãn, khác",
    "achievement": "hoàn thành chỉ tiêu",
    "ongoing": "đang thi hành",
    "cancelled": "hủy, hoãn",
    "monitored": "được theo dõi",
    "compulsion": "quyết định buộc thi hành",
}
GROUPS: Mapping[str, str] = {
    "credit": "tín dụng, ngân hàng",
    "corruption": "tham nhũng, kinh tế",
    "budget": "thu ngân sách",
    "thahc": "án hành chính",
}
OTHERS: Mapping[str, str] = {
    "coercion_decisions": "quyết định cưỡng chế",
    "coercion_without_force": "cưỡng chế không huy động lực lượng",
    "coercion_with_force": "cưỡng chế có huy động lực lượng",
    "coercion_voluntary": "tự nguyện sau quyết định cưỡng chế",
    "decisions_total": "tổng quyết định thi hành án",
    "decisions_ex_officio": "quyết định chủ động",
    "decisions_on_request": "quyết định theo yêu cầu",
    "judgments_received": "bản án, quyết định nhận",
    "complaints_received": "khiếu nại, tố cáo thuộc thẩm quyền",
    "complaints_settled": "khiếu nại, tố cáo đã giải quyết",
    "complaints_settled_share": "tỷ lệ giải quyết khiếu nại, tố cáo",
    "cases_per_enforcer": "việc bình quân một chấp hành viên",
    "money_per_enforcer": "tiền bình quân một chấp hành viên",
    "months_stated": "số tháng nêu trong bài",
}
_OF = {"cases": "việc", "money": "tiền"}
_MORE = (
    ("_national_share", "tỷ trọng so với cả nước"),
    ("_rate_change", "tỷ lệ tăng, giảm"),
    ("_change", "tăng, giảm"),
    ("_growth", "tăng, giảm (%)"),
)


def label(column: str) -> str:
    """The Vietnamese name of a column: "phải thi hành (tiền)"."""
    if column in OTHERS:
        return OTHERS[column]
    group, _, rest = column.partition("_")
    inside = f", {GROUPS[group]}" if group in GROUPS else ""
    if not inside:
        rest = column
    of, _, what = rest.partition("_")
    if of not in _OF:
        of, what = "", rest
    more = ""
    for end, words in _MORE:
        if what.endswith(end) or f"_{what}" == end:
            what, more = what.removesuffix(end).removesuffix(end[1:]), words
            break
    name = MEASURES.get(what, what)
    told = f"{more} {name}".strip() if more else name
    return f"{told} ({_OF.get(of, '')}{inside})".replace("(, ", "(") if of or inside else told
