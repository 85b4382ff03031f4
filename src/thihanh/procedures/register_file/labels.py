"""Vietnamese labels of the register file and the codes they stand for."""

from thihanh.matters import states
from thihanh.money import ledger

MATTER_KINDS = {"Chủ động": "ex_officio", "Theo yêu cầu": "on_request"}

JUDGMENT_KINDS = {
    "Dân sự": "civil",
    "Hình sự": "criminal",
    "Hành chính": "administrative",
    "Hôn nhân và gia đình": "family",
    "Kinh doanh, thương mại": "commercial",
    "Lao động": "labour",
    "Phá sản": "insolvency",
    "Trọng tài": "arbitration",
    "Khác": "other",
}

OBLIGATION_KINDS = {
    "Án phí": "court_fee",
    "Tiền phạt": "fine",
    "Truy thu": "back_payment",
    "Tịch thu": "confiscation",
    "Trả nợ": "debt",
    "Trả nợ tín dụng": "credit_debt",
    "Bồi thường": "damages",
    "Cấp dưỡng": "support",
    "Trả tài sản": "property_return",
    "Buộc làm việc": "act",
    "Khác": "other",
}
# These may be stated without an amount: a thing is handed over, or something is done.
WITHOUT_AMOUNT = frozenset({"property_return", "act", "confiscation", "other"})
# These never carry money of their own.
NEVER_MONEY = frozenset({"act"})

ROLES = {
    "Người được thi hành án": "creditor",
    "Người phải thi hành án": "debtor",
    "Người có quyền lợi, nghĩa vụ liên quan": "interested",
}

PARTY_KINDS = {"Cá nhân": "person", "Tổ chức": "organisation"}

TAGS = {
    "Tín dụng, ngân hàng": "credit",
    "Tham nhũng, kinh tế": "corruption",
    "Thu NSNN": "state_budget",
    "Dư luận quan tâm": "attention",
}

CAUSES = {
    "Cấp dưỡng hằng tháng": "cause:support",
    "Tài sản bảo đảm không đủ": "cause:collateral_short",
    "Tài sản chưa kê biên được": "cause:asset_not_seizable",
    "Chính quyền chưa phối hợp cưỡng chế": "cause:authority_not_supporting",
    "Không có thu nhập": "cause:no_income",
    "Đang chấp hành án phạt tù": "cause:prisoner",
    "Không có người mua tài sản": "cause:no_buyer",
    "Bản án tuyên không rõ": "cause:unclear_judgment",
}

STAGES = states.BY_LABEL

# "Phải thi hành" is stated on the sheet of obligations; on the sheet of money it can only rise.
RAISED = "Tăng nghĩa vụ"
MONEY_KINDS: dict[str, ledger.MoneyKind] = {
    label: kind for kind, label in ledger.LABELS.items() if kind != "due"
} | {RAISED: "due"}

RANKS = {
    "Chấp hành viên sơ cấp": "so_cap",
    "Chấp hành viên trung cấp": "trung_cap",
    "Chấp hành viên cao cấp": "cao_cap",
}


def label_of(labels: dict[str, str], code: str) -> str:
    """The Vietnamese label of a code, or the code itself where the list has none."""
    return next((label for label, known in labels.items() if known == code), code)
