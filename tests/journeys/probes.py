"""Every address and form that takes a number, as data: filled with numbers that are there or not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.documents.papers import PIN
from tests.journeys.hidden import Life

MISSING = 1_000_000_000
REASON = {"reason": "Nhầm, xin xem lại hồ sơ", "key": "k"}
DAY = "30/09/2025"
GETS = (
    *(f"/viec/{{matter}}/{part}" for part in ("", "trinh-tu/", "trinh-tu/tai/", "lam/verify/", "nghia-vu/")),
    *(
        f"/viec/{{matter}}/{part}"
        for part in ("lam/collected/", "ho-so/", "ho-so/tron-bo/", "ho-so/tien-do/")
    ),
    "/viec/{matter}/ho-so/tep/{file}/",
    "/viec/{visible}/ho-so/tep/{file}/",
    "/cong-khai/che-dia-chi/{matter}/",
    "/trinh-ky/{paper}/",
    "/trinh-ky/{issued}/",
    "/trinh-ky/{draft}/sua/",
    *(f"/van-ban/{{issued}}/{part}/" for part in ("tai/docx", "tai/pdf", "tien-do", "doc")),
    "/trinh-ky/nhieu/ky/?chon={paper}",
    "/trinh-ky/pdf/?chon={issued}",
    "/tong-dat/{service}/",
    "/tiep-nhan/ban-an/{receipt}/",
    "/tiep-nhan/yeu-cau/{request}/",
    "/tiep-nhan/yeu-cau/moi/?ban-an={receipt}",
    "/phan-cong/boc-tham/{draw}/",
    "/phan-cong/boc-tham/{draw}/tep/",
    "/phan-cong/giao/?chon={matter}",
    "/viec/lam-nhieu/collected/?chon={matter}",
    "/viec/chon/?lam=phan-cong&chon={matter}",
    "/ho-so/{dossier}/",
    "/ho-so/{dossier}/send/",
    "/ho-so/{dossier}/lien-ket/",
    "/ho-so/{dossier}/tep/{attached}/",
    "/ho-so/{coercion}/",
    "/ho-so/{coercion}/move/",
    "/cuong-che/{coercion}/chi-phi/",
    "/ho-so/test_sending/moi/?viec={matter}",
    "/mau-van-ban/{template}/",
    "/mau-van-ban/{template}/thu/0/",
    "/mau-van-ban/{template}/thu/0/doc/",
)
_MOVES = ("trinh", "kiem-tra", "tra-lai", "ky", "rut-ve", "bo", "phat-hanh")
_ANSWERS = ("bo-sung", "da-bo-sung", "tu-choi", "rut", "de-xuat")
_ASKED = {"on": "29/09/2025", "received_on": "29/09/2025", "channel": "in_person", "requester": "Lê Thị Mai"}
POSTS: tuple[tuple[str, Mapping[str, object]], ...] = (
    *((f"/trinh-ky/{{paper}}/{move}/", {**REASON, "pin": PIN}) for move in _MOVES),
    *((f"/trinh-ky/{{draft}}/{move}/", REASON) for move in ("trinh", "bo", "sua")),
    *(
        (f"/trinh-ky/nhieu/{move}/", {**REASON, "gui": "1", "pin": PIN, "chon": ["{paper}"]})
        for move in ("kiem-tra", "tra-lai", "ky", "phat-hanh")
    ),
    ("/van-ban/{issued}/pdf/", REASON),
    ("/viec/{matter}/ho-so/", {**REASON, "title": "Đơn đề nghị", "day": DAY}),
    ("/viec/{matter}/ho-so/tron-bo/", REASON),
    ("/viec/{matter}/lam/collected/", {**REASON, "on": DAY, "amount.1": "1"}),
    ("/viec/{matter}/lam/verify/", {**REASON, "on": DAY, "occasion": "first", "content": "không có gì"}),
    (
        "/viec/{matter}/nghia-vu/",
        {**REASON, "what": "periods", "obligation": "1", "periods": "Kỳ 1; 01/10/2025"},
    ),
    ("/cong-khai/che-dia-chi/{matter}/", REASON),
    ("/tong-dat/gui/", {**REASON, "chon": ["{service}"], "channel": "in_person", "day": DAY}),
    ("/tong-dat/{service}/ket-qua/", {**REASON, "result": "in_person:handed_over"}),
    ("/tiep-nhan/ban-an/{receipt}/de-xuat/", {**REASON, "chon": ["1"]}),
    ("/tiep-nhan/ban-an/{receipt}/du-ho-so/", {**REASON, "completed_on": DAY}),
    *(
        (
            f"/tiep-nhan/yeu-cau/{{request}}/{verb}/",
            {**REASON, "ground": "a", "until": "30/10/2025", "day": DAY},
        )
        for verb in _ANSWERS
    ),
    ("/tiep-nhan/yeu-cau/moi/", {**_ASKED, "key": "k", "again_for": "{ended}", "contents": ["means_proof"]}),
    ("/tiep-nhan/uy-thac/", {**REASON, "viec": "{matter}", "received_on": DAY}),
    ("/phan-cong/boc-tham/{draw}/", {**REASON, "lam": "bo"}),
    ("/phan-cong/than-thich/", {**REASON, "bo": "{kin}"}),
    ("/uy-quyen/{power}/cham-dut/", {**REASON, "ends": DAY}),
    ("/uy-quyen/vang-mat/{absence}/rut/", {**REASON, "why": "Rút đợt vắng mặt"}),
    ("/doi-chieu/", {**REASON, "mot": "{one}", "hai": "{other}"}),
    ("/doi-chieu/", {**REASON, "tach": "{merge}"}),
    *((f"/ho-so/{{dossier}}/{part}/", {**REASON, "officer": "22.0002"}) for part in ("lay-lai", "chuyen")),
    ("/ho-so/{dossier}/lien-ket/", {**REASON, "lam": "thu-hoi"}),
    ("/ho-so/{dossier}/minutes/", {"key": "k", "gui": "1", "place": "Hồng Gai"}),
    *(
        ("/ho-so/test_sending/moi/", {"key": "k", "title": "Thử", "body": "bank", "viec": number})
        for number in ("{matter}", "777/QĐ-CTHADS")
    ),
    ("/mau-van-ban/{template}/", {**REASON, "duyet": "1", "since": DAY}),
    (
        "/viec/{visible}/lam/change_officer/",
        {"key": "k", "on": DAY, "officer": "22.0011", "other": "{matter}"},
    ),
)


@dataclass(frozen=True)
class Probe:
    """One request; ``name`` is its address before the numbers were filled in."""

    method: str
    name: str
    address: str
    values: Mapping[str, object]


def numbers_of(life: Life) -> dict[str, int]:
    """What stands for the names in the addresses."""
    return {
        "matter": life.matter,
        "ended": life.ended,
        "issued": life.papers[0],
        "paper": life.papers[1],
        "draft": life.papers[5],
        "file": life.file,
        "service": life.services[0],
        "receipt": life.receipt,
        "request": life.request,
        "draw": life.draw,
        "kin": life.kin,
        "power": life.power,
        "absence": life.absence,
        "merge": life.merge,
        "one": life.persons[0],
        "other": life.persons[1],
        "template": life.template or MISSING,
        "dossier": life.dossier,
        "attached": life.attached,
        "coercion": life.coercion,
    }


def missing_numbers() -> dict[str, int]:
    """Numbers that nothing bears, for the same names."""
    return {name: MISSING + place for place, name in enumerate(_NAMES, start=1)}


_NAMES = (
    *("matter", "ended", "issued", "paper", "draft", "file", "service", "receipt", "request", "draw", "kin"),
    *("power", "absence", "merge", "one", "other", "template", "dossier", "attached", "coercion"),
)


def probes(numbers: Mapping[str, int], visible: int) -> Iterator[Probe]:
    """All of them with these numbers; ``visible`` is the viewer's own matter."""
    filled = {**numbers, "visible": visible}
    for method, address, values in (*(("GET", one, {}) for one in GETS), *(("POST", *one) for one in POSTS)):
        yield Probe(method, f"{method} {address}", address.format(**filled), _filled(values, filled))


def _filled(values: Mapping[str, object], filled: Mapping[str, int]) -> dict[str, object]:
    return {
        name: [str(one).format(**filled) for one in value]
        if isinstance(value, list)
        else str(value).format(**filled)
        for name, value in values.items()
    }
