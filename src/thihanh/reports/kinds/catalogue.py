"""Which reports there are, for which units and periods, who receives them and who signs. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from thihanh.reports.kinds import administrative, committee, conference, council, periodic, warning
from thihanh.reports.material import Material
from thihanh.reports.structure import Block, Head, Report, Signature


class RefusedReport(ValueError):
    """A report that cannot be made of this unit or period; the message is a sentence for the reader."""


@dataclass(frozen=True)
class Kind:
    """A kind of report: ``code`` A–F, its ``slug`` in addresses and commands, its administrative type."""

    code: str
    slug: str
    name: str
    paper: str
    symbol: str
    blocks: Callable[[Material], tuple[Block, ...]]
    recipients: tuple[str, ...]
    months: tuple[int, ...] = tuple(range(1, 13))
    agencies_only: bool = True
    of_committee: bool = False

    def title(self, material: Material) -> str:
        """What stands under the type of the paper."""
        period = material.period
        return f"{self.name}\n{period[:1].upper()}{period[1:]}"


_UP = ("Cục Quản lý THADS (để báo cáo)", "Thường trực Tỉnh ủy, UBND tỉnh (để báo cáo)")
_END = ("Lãnh đạo cơ quan", "Lưu: VT, NV")

STANDING_VICE = "Phó Trưởng ban thường trực"
"""Who signs for the committee."""
_PEOPLES = ("Thường trực HĐND tỉnh", "UBND tỉnh (để cho ý kiến)", "Ban Pháp chế HĐND tỉnh")

_ALL = (
    Kind(
        "A",
        "dinh-ky",
        "Kết quả công tác thi hành án dân sự",
        "BÁO CÁO",
        "BC-THADS",
        periodic.blocks,
        (*_UP, "Viện kiểm sát nhân dân tỉnh (để phối hợp)", *_END),
        agencies_only=False,
    ),
    Kind(
        "B",
        "hoi-nghi",
        "Tổng kết công tác thi hành án dân sự, theo dõi thi hành án hành chính",
        "BÁO CÁO",
        "BC-THADS",
        conference.blocks,
        (*_UP, "Ban Chỉ đạo THADS tỉnh", "Đại biểu dự hội nghị", "Các phòng trực thuộc", *_END),
        months=(12,),
    ),
    Kind(
        "C",
        "ban-chi-dao",
        "Kết quả hoạt động của Ban Chỉ đạo thi hành án dân sự",
        "BÁO CÁO",
        "BC-BCĐ",
        committee.blocks,
        ("Tỉnh ủy, UBND tỉnh (để báo cáo)", "Thành viên Ban Chỉ đạo", *_END),
        of_committee=True,
    ),
    Kind(
        "D",
        "hoi-dong",
        "Công tác thi hành án dân sự trình Hội đồng nhân dân",
        "BÁO CÁO",
        "BC-THADS",
        council.blocks,
        (*_PEOPLES, *_END),
    ),
    Kind(
        "E",
        "hanh-chinh",
        "Công tác theo dõi thi hành án hành chính",
        "BÁO CÁO",
        "BC-THADS",
        administrative.blocks,
        (*_UP, *_END),
    ),
    Kind(
        "F",
        "nhac-nho",
        "Nhắc nhở đơn vị có kết quả thi hành án thấp",
        "CÔNG ĐIỆN",
        "CĐ-THADS",
        warning.blocks,
        ("Thủ trưởng các đơn vị có tên", *_END),
    ),
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.slug: kind for kind in _ALL})
"""Every kind by its slug."""


def kind_of(slug: str) -> Kind:
    """A kind by its slug or its letter. Raises ``RefusedReport`` with a sentence."""
    for kind in KINDS.values():
        if slug in (kind.slug, kind.code, kind.code.lower()):
            return kind
    known = ", ".join(f"{kind.slug} ({kind.code})" for kind in KINDS.values())
    raise RefusedReport(f"Dữ liệu: không có loại báo cáo “{slug}”; có {known}.")


def check_asked(kind: Kind, unit: str, month: int) -> None:
    """Whether a unit has such a report for a period. Raises ``RefusedReport``."""
    if month not in kind.months:
        raise RefusedReport(f"Dữ liệu: “{kind.name}” chỉ lập cho kỳ 12 tháng, nhận được kỳ {month} tháng.")
    if len(unit) != 2 and (kind.agencies_only or "/" in unit or not unit[3:].isalnum() or unit[3:].isdigit()):
        allowed = "THADS tỉnh" if kind.agencies_only else "THADS tỉnh hoặc một phòng khu vực"
        raise RefusedReport(f"Dữ liệu: “{kind.name}” lập cho {allowed}, không cho đơn vị {unit}.")


def compose(kind: Kind, material: Material) -> Report:
    """The report of a kind. Same material, same report."""
    sources = [material.source]
    if material.sheet.before is not None:
        sources.append(material.sheet.before.source)
    superior, issuer, signer = material.superior, material.name, material.signer
    if kind.of_committee and material.steered:
        superior, issuer, signer = material.steered.founder, material.steered.name, STANDING_VICE
    head = Head(
        superior=_broken(superior),
        issuer=_broken(issuer),
        symbol=kind.symbol,
        place=material.seat or material.name,
        day=material.sheet.now.period.to,
        kind=kind.paper,
        title=kind.title(material),
    )
    signature = Signature(kind.recipients, signer.upper())
    blocks = _with_signature(kind.blocks(material), signature)
    return Report(kind.code, material.unit, material.year, material.month, head, tuple(sources), blocks)


def _broken(name: str) -> str:
    """The name of an agency as the head of a paper prints it, broken where a reader would break it."""
    for words in (" tỉnh ", " thành phố ", " Thành phố ", " Thi hành án "):
        before, found, after = name.partition(words)
        if found:
            return f"{before}\n{words.strip()} {after}".upper()
    return name.upper()


def _with_signature(blocks: tuple[Block, ...], signature: Signature) -> tuple[Block, ...]:
    """The signature closes the report and stands before its appendices."""
    from thihanh.reports.structure import Appendix

    first = next((at for at, block in enumerate(blocks) if isinstance(block, Appendix)), len(blocks))
    return (*blocks[:first], signature, *blocks[first:])
