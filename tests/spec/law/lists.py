"""The page of what the law enumerates: every list by regime, each entry with its article and mark."""

from tests.spec.drawn import page, table
from thihanh.law.lists import Listed, list_names, listed
from thihanh.law.marks import MARK_MEANINGS
from thihanh.law.publication import Fields, Mask, publication
from thihanh.law.regimes import REGIMES

TITLES = {
    "request_channels": "Cách gửi yêu cầu thi hành án",
    "request_days": "Ngày được tính là ngày yêu cầu",
    "request_contents": "Nội dung bắt buộc của yêu cầu",
    "request_refused": "Căn cứ từ chối yêu cầu",
    "never_refused": "Trường hợp không được từ chối yêu cầu",
    "limitation_exclusions": "Thời gian không tính vào thời hiệu yêu cầu",
    "judgment_channels": "Cách nhận bản án, quyết định",
    "ex_officio_items": "Khoản cơ quan chủ động ra quyết định",
    "own_motion_decisions": "Số quyết định thi hành án chủ động",
    "request_decisions": "Số quyết định thi hành án theo yêu cầu",
    "not_enforced": "Nội dung không ra quyết định thi hành án",
    "verification_contents": "Nội dung xác minh",
    "verification_means": "Cách xác minh",
    "verification_occasions": "Lần xác minh",
    "information_holders": "Nơi được yêu cầu cung cấp thông tin",
    "information_sources": "Nguồn của thông tin mới",
    "no_means_paths": "Hướng của việc chưa có điều kiện khi đến hạn",
    "publication_changes": "Lý do sửa thông tin công khai",
    "security_measures": "Biện pháp bảo đảm",
    "coercive_measures": "Biện pháp cưỡng chế",
    "delegation_causes": "Căn cứ ủy thác",
    "succession_causes": "Căn cứ chuyển giao quyền, nghĩa vụ",
    "exemption_papers": "Giấy tờ của hồ sơ miễn, giảm",
    "exemption_items": "Khoản được xét miễn, giảm",
    "protest_authorities": "Người có thẩm quyền kháng nghị",
    "complaint_refused": "Khiếu nại không được thụ lý",
    "complaint_paused": "Tạm đình chỉ giải quyết khiếu nại",
    "complaint_stopped": "Đình chỉ giải quyết khiếu nại",
    "reception_refused": "Trường hợp được từ chối tiếp công dân",
    "compensation_bases": "Văn bản làm căn cứ yêu cầu bồi thường",
}


def lists_page() -> str:
    """Every list of ``lists.toml``, then what the public list says and covers."""
    parts = []
    for name in list_names():
        parts += [f"## {TITLES[name]} (`{name}`)", table(["Mã", "Nội dung", *REGIMES], _entries(name))]
    marks = "; ".join(f"[{mark}] {words}" for mark, words in MARK_MEANINGS.items())
    return page(
        "Danh mục của luật", f"Dấu – ở một chế độ: luật ấy không có. {marks}.", *parts, *_public_list()
    )


def _entries(name: str) -> list[list[str]]:
    known = {regime: {one.code: one for one in listed(name, regime)} for regime in REGIMES}
    codes = dict.fromkeys(code for entries in known.values() for code in entries)
    return [
        [
            f"`{code}`",
            next(entries[code].label for entries in known.values() if code in entries),
            *(_source(known[regime].get(code)) for regime in REGIMES),
        ]
        for code in codes
    ]


def _source(one: Listed | None) -> str:
    return "–" if one is None else _marked(one)


def _marked(one: Listed | Fields | Mask) -> str:
    return f"{one.article} [{one.mark}]"


def _public_list() -> list[str]:
    said = publication()
    fields = [
        [regime, ", ".join(f"`{name}`" for name in sorted(one.names)), _marked(one)]
        for regime, one in said.fields.items()
    ]
    masks = [[one.label, _marked(one)] for one in said.masks]
    return [
        "## Danh sách công khai người chưa có điều kiện",
        said.note,
        table(["Chế độ", "Trường công khai", "Nguồn"], fields),
        table(["Được che", "Nguồn"], masks),
    ]
