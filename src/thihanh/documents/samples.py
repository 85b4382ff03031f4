"""Three invented matters on which a template is shown before it is approved, and every kind can be made."""

from datetime import date
from typing import Final

from thihanh.documents.content import (
    Extra,
    Judgment,
    Obligation,
    PaperContent,
    Party,
    Reference,
    Row,
    SignerBlock,
)
from thihanh.documents.kinds import kind
from thihanh.law.regimes import Regime

NAMES: Final = ("tiền", "tài sản", "công việc")
_AGENCY: Final = "Thi hành án dân sự tỉnh Quảng Ninh"
_SUPERIOR: Final = "Cục Quản lý Thi hành án dân sự"
_DAYS: Final[dict[Regime, date]] = {"R08": date(2025, 9, 5), "R25": date(2026, 11, 20)}
_GROUNDS: Final[dict[Regime, tuple[str, str]]] = {
    "R08": ("Đương sự thỏa thuận bằng văn bản hoãn thi hành án", "L08 Đ.48.1c"),
    "R25": ("Đương sự thỏa thuận bằng văn bản hoãn thi hành án", "L25 Đ.46.1c"),
}
_DEBTOR: Final = Party(
    "debtor", "Nguyễn Văn Thử", "CCCD số 022099000001", "tổ 5, khu 2, phường Hồng Gai, tỉnh Quảng Ninh"
)
_CREDITOR: Final = Party(
    "creditor", "Công ty TNHH Mẫu Một", "mã số doanh nghiệp 5700000001", "phường Bãi Cháy, tỉnh Quảng Ninh"
)
_RELATED: Final = Party("related", "Trần Thị Mẫu", "CCCD số 022199000002", "phường Hồng Gai, tỉnh Quảng Ninh")
_MATTERS: Final[tuple[tuple[Obligation, ...], ...]] = (
    (
        Obligation("court_fee", "Án phí dân sự sơ thẩm", 12_500_000),
        Obligation("debt", "Trả nợ gốc và lãi theo hợp đồng vay", 1_284_500_000, "và lãi chậm thi hành án"),
    ),
    (
        Obligation(
            "property_return",
            "Trả lại quyền sử dụng thửa đất số 15, tờ bản đồ số 7, diện tích 120 m² và nhà cấp 4 trên đất",
        ),
        Obligation("court_fee", "Án phí dân sự sơ thẩm", 300_000),
    ),
    (Obligation("act", "Buộc tháo dỡ phần tường rào dài 12 m đã xây lấn sang đất liền kề"),),
)
_EXTRA: Final[dict[str, Extra]] = {
    "until": date(2026, 12, 31),
    "since": date(2026, 11, 21),
    "deadline": "30 ngày kể từ ngày được thông báo",
    "counterpart": "Thi hành án dân sự thành phố Hải Phòng",
    "asset": "quyền sử dụng thửa đất số 15, tờ bản đồ số 7, diện tích 120 m², phường Hồng Gai",
    "content": "Có một tài khoản tại ngân hàng với số dư 85.000.000 đồng; không có tài sản đăng ký khác",
    "venue": "trụ sở Ủy ban nhân dân phường Hồng Gai",
    "time": "08 giờ 30 phút, ngày 21 tháng 11 năm 2026",
    "measure": "khấu trừ tiền trong tài khoản",
    "amount": 1_156_050_000,
    "former_amount": 1_284_500_000,
    "former_officer": "Trần Quang Minh",
    "former_party": "ông Nguyễn Văn Cũ",
    "new_party": "bà Nguyễn Thị Mới",
    "account": "3949.0.1234567 tại Kho bạc Nhà nước khu vực III",
    "result": "đã thu 150.000.000 đồng",
    "inspected_by": "Đoàn kiểm tra của Thi hành án dân sự tỉnh Quảng Ninh",
    "file_number": "15/2026",
    "retention": "20 năm",
    "period": "tháng 10 năm 2026",
    "round": 2,
}


def sample(code: str, regime: Regime, matter: int = 0, *, issued: bool = True) -> PaperContent:
    """A paper of this kind in the invented matter 0 (money), 1 (things) or 2 (an act)."""
    of, day = kind(code), _DAYS[regime]
    ground, article = _GROUNDS[regime] if "ground" in of.needs else ("", "")
    by_head = of.signer == "head"
    lines = ("KT. TRƯỞNG THI HÀNH ÁN DÂN SỰ", "PHÓ TRƯỞNG THI HÀNH ÁN DÂN SỰ") if by_head else ()
    return PaperContent(
        kind=code,
        regime=regime,
        agency=_AGENCY,
        superior=_SUPERIOR,
        office="Phòng THADS khu vực 1",
        place="Quảng Ninh",
        number=7 if issued else None,
        issued_on=day if issued else None,
        parties=(_CREDITOR, _DEBTOR, _RELATED),
        obligations=_MATTERS[matter],
        judgment=Judgment("12/2025/DS-ST", date(2025, 6, 5), "Tòa án nhân dân khu vực 1 – Quảng Ninh"),
        decision=Reference(f"125/{kind('QD-THA-YC').symbol(regime)}", date(2025, 8, 12)),
        ground=ground,
        ground_article=article,
        reason="Hai bên đã lập văn bản thỏa thuận ngày 18 tháng 11",
        signer=SignerBlock(lines, "Lý Thị Phương" if by_head else "Nguyễn Thị Lan"),
        officer="Nguyễn Thị Lan",
        rows=_rows(),
        extra=_EXTRA,
        check_code="7K3M9QTX2BWD5RHA" if issued else "",
        check_address="https://thihanh.example/kiem-tra/7K3M9QTX2BWD5RHA/" if issued else "",
    )


def _rows() -> tuple[Row, ...]:
    return (
        Row(date(2025, 8, 12), "Quyết định thi hành án", "01–02", "125/QĐ-CTHADS"),
        Row(date(2025, 8, 14), "Biên bản giao, nhận quyết định", "03"),
        Row(date(2025, 9, 2), "Biên bản xác minh điều kiện thi hành án tại phường Hồng Gai", "04–05"),
        Row(date(2025, 9, 5), "Quyết định về việc hoãn thi hành án", "06", "7/QĐ-CTHADS", 85_000_000),
    )
