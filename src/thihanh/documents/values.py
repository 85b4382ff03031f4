"""From what a paper says to the values a template may show, in the words and notation of a paper."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from thihanh.documents.content import Obligation, PaperContent, Party, Role
from thihanh.documents.kinds import SERVED, Kind, kind
from thihanh.documents.problems import Refused
from thihanh.documents.templating import vocabulary
from thihanh.documents.wording import full_citation, law_names, short_citation, worded
from thihanh.law.notation import dotted, vn
from thihanh.law.regimes import Regime
from thihanh.law.terms import UNIT_NAMES, rules
from thihanh.law.words import amount_in_words
from thihanh.matters.names import is_state

ROLES: Final[Mapping[Role, str]] = {
    "creditor": "Người được thi hành án",
    "debtor": "Người phải thi hành án",
    "related": "Người có quyền lợi, nghĩa vụ liên quan",
    "collateral": "Người có tài sản bảo đảm cho người phải thi hành án",
}
NEEDED: Final = {
    "judgment": "bản án, quyết định được thi hành",
    "obligations": "khoản phải thi hành",
    "debtor": "người phải thi hành án",
    "creditor": "người được thi hành án",
    "officer": "Chấp hành viên",
    "ground": "căn cứ",
    "decision": "quyết định thi hành án",
    "reason": "lý do",
}
_NATURES: Final = {"money": "tiền", "property": "tài sản", "act": "hành vi"}
_UNSIGNED: Final = {
    "head": "THỦ TRƯỞNG CƠ QUAN",
    "officer": "CHẤP HÀNH VIÊN",
    "clerk": "NGƯỜI NHẬN",
    "parties": "CHẤP HÀNH VIÊN",
}
VOLUNTARY: Final = "DL-18"
LONGEST_LINE: Final = 27
LONGEST_POST: Final = 32
"""Letters of a post in capitals, 13 points bold, that stand on one line of the signer's block."""
_BREAK_BEFORE: Final = ("TỈNH", "THÀNH PHỐ", "THI HÀNH", "KHU VỰC", "QUÂN KHU")


def values_of(content: PaperContent) -> dict[str, Any]:
    """Every value of the allow-list for this paper. Raises ``Refused`` when its kind needs more."""
    of = kind(content.kind)
    article = of.article(content.regime)
    check_complete(of, content)
    values: dict[str, Any] = {
        "dieu_luat": full_citation(article),
        "dieu_luat_ngan": short_citation(article),
        **law_names(content.regime),
        **_heading(of, content),
        **_subject(content),
        **_people(content),
        **_money(content.obligations),
        **extra_values(content.extra),
        "thoi_han_tu_nguyen": voluntary_period(content.regime),
        "hang": [_line(number, row) for number, row in enumerate(content.rows, 1)],
        "che_do": content.regime,
        "ma_kiem_tra": in_groups(content.check_code),
        "dia_chi_kiem_tra": content.check_address,
    }
    return values | worded(content, values)


def check_complete(of: Kind, content: PaperContent) -> None:
    """Raise ``Refused`` naming everything the kind needs and the content lacks."""
    labels = {name: field.label for name, field in vocabulary().extra.items()}
    given = {
        "judgment": content.judgment,
        "obligations": content.obligations,
        "officer": content.officer,
        "ground": content.ground,
        "decision": content.decision,
        "reason": content.reason,
        "debtor": [party for party in content.parties if party.role == "debtor"],
        "creditor": [party for party in content.parties if party.role == "creditor"],
        **content.extra,
    }
    lacking = [NEEDED.get(name) or labels[name] for name in of.needs if given.get(name) in (None, "", (), [])]
    if lacking:
        raise Refused(f"Dữ liệu: «{of.title}» còn thiếu {', '.join(lacking)}; bổ sung rồi lập lại văn bản.")


def sign_of(content: PaperContent) -> str:
    """Number and symbol: ``12/QĐ-THADS``; a draft has a gap, a paper without series nothing."""
    of = kind(content.kind)
    symbol = content.symbol or of.symbol(content.regime)
    if not symbol:
        return ""
    number = f"{content.number:02d}" if content.number is not None else "        "
    return f"{number}/{symbol}"


def day_in_words(day: date | None) -> str:
    """``ngày 05 tháng 02 năm 2026``: days below ten and the months one and two with a leading zero."""
    if day is None:
        return "ngày      tháng      năm"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def voluntary_period(regime: Regime) -> str:
    """The voluntary period in words of a decision: "10 ngày"."""
    plain = next(row for row in rules()[VOLUNTARY].variants[regime] if not row.when)
    term = plain.terms[-1]
    return f"{term.number} {UNIT_NAMES[term.unit]}" if term.unit else ""


def extra_values(extra: Mapping[str, Any]) -> dict[str, str]:
    """The further fields in the notation of a paper; those not given are empty."""
    known = vocabulary().extra
    if strange := sorted(set(extra) - set(known)):
        raise Refused(f"Dữ liệu: văn bản không có trường «{strange[0]}»; các trường: {', '.join(known)}.")
    made: dict[str, str] = {}
    for name, field in known.items():
        value = extra.get(name)
        if field.kind == "money":
            made[field.name] = dotted(value) if isinstance(value, int) else ""
            made[f"{field.name}_chu"] = _in_words(value) if isinstance(value, int) else ""
        else:
            made[field.name] = _text(value)
    return made


def _text(value: object) -> str:
    if value is None:
        return ""
    return day_in_words(value).removeprefix("ngày ") if isinstance(value, date) else str(value).strip()


def _heading(of: Kind, content: PaperContent) -> dict[str, Any]:
    """Who issues: the agency under its superior; for papers an officer signs, the office under the agency."""
    by_office = of.signer != "head" and content.office
    above, issuer = (content.agency, content.office) if by_office else (content.superior, content.agency)
    sign = sign_of(content)
    lines = content.signer.lines or (_UNSIGNED[of.signer],)
    recipients = content.recipients or tuple(_recipients(of, content))
    return {
        "co_quan_cap_tren": in_lines(above.upper()),
        "co_quan": in_lines(issuer.upper()),
        "ten_co_quan": content.agency,
        "ten_phong": content.office,
        "so_ky_hieu": f"Số: {sign}" if sign else "",
        "noi_ngay": ", ".join(filter(None, (content.place, day_in_words(content.issued_on)))),
        "ky": [{"chu": _on_two_lines(line)} for line in lines],
        "tham_quyen": _authority(of, content),
        "ky_ten": content.signer.name,
        "noi_nhan": [{"chu": "- Như trên;"} for _ in range(of.template == "cong-van")]
        + [{"chu": f"- {said};"} for said in recipients]
        + [{"chu": "- Lưu: VT, hồ sơ thi hành án."}],
        "chap_hanh_vien": content.officer,
    }


def _on_two_lines(title: str) -> str:
    """A post too long for the block, broken before the name of its region."""
    return title.replace(" KHU VỰC ", "\nKHU VỰC ") if len(title) > LONGEST_POST else title


def in_lines(name: str) -> str:
    """A long name of an agency in two lines, broken where it is read, not where the cell ends."""
    if len(name) <= LONGEST_LINE:
        return name
    breaks = [name.find(f" {word} ") for word in _BREAK_BEFORE]
    found = [place for place in breaks if place > LONGEST_LINE // 3]
    middle = min(found, key=lambda place: abs(place - len(name) / 2)) if found else -1
    return name if middle < 0 else f"{name[:middle]}\n{name[middle + 1 :]}"


def _recipients(of: Kind, content: PaperContent) -> Iterator[str]:
    """Whom the kind is served on, as far as this matter has such people."""
    roles = {party.role for party in content.parties if not is_state(party.name)}
    for code in of.serves:
        if code == "counterpart":
            yield str(content.extra.get("counterpart") or SERVED[code])
        elif code not in ROLES or code in roles:
            yield SERVED[code]


def in_groups(code: str) -> str:
    """A check code as it is read and typed: in groups of four."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def _authority(of: Kind, content: PaperContent) -> str:
    """Who decides, above the grounds of a decision: the head by the agency's name, or the officer."""
    if of.signer != "head":
        return "CHẤP HÀNH VIÊN"
    title = "CỤC TRƯỞNG" if content.agency.startswith("Cục ") else "TRƯỞNG"
    return f"{title} {content.agency}".upper()


def _subject(content: PaperContent) -> dict[str, str]:
    judgment, decision = content.judgment, content.decision
    return {
        "ban_an": f"{judgment.title} số {judgment.number} {day_in_words(judgment.on)} của {judgment.court}"
        if judgment
        else "",
        "quyet_dinh": f"{decision.title} số {decision.sign} {day_in_words(decision.on)}" if decision else "",
        "can_cu_ten": content.ground.strip().rstrip("."),
        "can_cu_dieu": full_citation(content.ground_article) if content.ground_article else "",
        "can_cu_ngan": short_citation(content.ground_article) if content.ground_article else "",
        "ly_do": content.reason.strip().rstrip("."),
    }


def _people(content: PaperContent) -> dict[str, Any]:
    def named(role: Role) -> str:
        return ", ".join(party.name for party in content.parties if party.role == role)

    return {
        "nguoi_duoc": named("creditor"),
        "nguoi_phai": named("debtor"),
        "nguoi_lien_quan": named("related"),
        "duong_su": [_party(party) for party in content.parties],
    }


def _party(party: Party) -> dict[str, str]:
    role = ROLES[party.role]
    about = [party.name, party.identity, f"địa chỉ: {party.address}" if party.address else ""]
    return {
        "vai": role,
        "ten": party.name,
        "giay_to": party.identity,
        "dia_chi": party.address,
        "dong": f"{role}: {'; '.join(piece for piece in about if piece)}",
    }


def _money(obligations: Sequence[Obligation]) -> dict[str, Any]:
    total = sum(line.amount or 0 for line in obligations)
    natures = {line.nature for line in obligations}
    return {
        "nghia_vu": [_obligation(number, line) for number, line in enumerate(obligations, 1)],
        "tong_tien": dotted(total) if total else "",
        "tong_tien_chu": _in_words(total) if total else "",
        "nghia_vu_tien": "có" if "money" in natures else "",
        "nghia_vu_tai_san": "có" if "property" in natures else "",
        "nghia_vu_hanh_vi": "có" if "act" in natures else "",
    }


def _obligation(number: int, line: Obligation) -> dict[str, str]:
    money = "" if line.amount is None else dotted(line.amount)
    words = "" if line.amount is None else _in_words(line.amount)
    said = f"{line.label}: {money} đồng (bằng chữ: {words})" if money else line.label
    return {
        "stt": str(number),
        "loai": _NATURES[line.nature],
        "ten": line.label,
        "so_tien": money,
        "bang_chu": words,
        "dong": f"{said}; {line.note}" if line.note else said,
    }


def _line(number: int, row: Any) -> dict[str, str]:
    return {
        "stt": str(number),
        "ngay": vn(row.day) if row.day else "",
        "chu": row.text,
        "chi_tiet": row.detail,
        "so": row.number,
        "so_tien": dotted(row.amount) if row.amount is not None else "",
    }


def _in_words(amount: int) -> str:
    said = amount_in_words(amount)
    return said[:1].upper() + said[1:]
