"""A request as typed into its form: the day its channel makes count, contents present, time not counted."""

from datetime import date

from thihanh.law import regime_on
from thihanh.law.lists import listed
from thihanh.matters.before import NewPerson
from thihanh.matters.limitation import Excluded
from thihanh.matters.receipts import ReceiptRow
from thihanh.matters.requests import NewRequest
from thihanh.web import format as vi
from thihanh.web.filters import Choice
from thihanh.web.intake_forms import known
from thihanh.web.page import PageRequest
from thihanh.web.typed import Typed

FIELDS = (
    "on",
    "received_on",
    "channel",
    "requester",
    "requester_kind",
    "requester_id",
    "requester_address",
    "debtor",
    "debtor_id",
    "debtor_address",
    "never_refused",
    "again_for",
    "next_periods",
    "excluded",
    "debtor_kind",
)


def blank(on: date) -> Typed:
    """An empty form of the day."""
    return Typed({**dict.fromkeys(FIELDS, ""), "on": vi.day(on), "received_on": vi.day(on)})


def read(typed: Typed, request: PageRequest, receipt: ReceiptRow | None) -> tuple[Typed, NewRequest | None]:
    """The request as typed, or the form with its problems."""
    typed, on = typed.day("on")
    typed, received_on = typed.day("received_on")
    typed = typed.need("requester", "Ghi họ tên hoặc tên tổ chức của người yêu cầu.")
    if not typed.values["channel"]:
        typed = typed.but("channel", "Chọn cách gửi.")
    typed, again_for = typed.read("again_for", _number)
    typed, excluded = typed.read("excluded", _excluded)
    known_items = {item.no for item in receipt.items} if receipt else set()
    items = tuple(sorted(known_items & {vi.place(one, 0) for one in request.POST.getlist("items")}))
    if receipt is not None and not items:
        typed = typed.but("items", "Chọn ít nhất một khoản được yêu cầu.")
    if typed.problems or on is None or received_on is None:
        return typed, None
    values, viewer = typed.values, request.viewer
    asked = [item for item in receipt.items if item.no in items] if receipt else []
    debtor = values["debtor"]
    return typed, NewRequest(
        agency=viewer.agency,
        office=viewer.unit if viewer.unit != viewer.agency else "",
        on=on,
        received_on=received_on,
        channel=values["channel"],
        requester=NewPerson(
            values["requester"],
            values["requester_kind"] or "person",
            values["requester_id"],
            address=values["requester_address"],
        ),
        contents=frozenset(request.POST.getlist("contents")),
        debtor=NewPerson(
            debtor, values["debtor_kind"] or "person", values["debtor_id"], address=values["debtor_address"]
        )
        if debtor
        else None,
        judgment_id=receipt.judgment_id if receipt else None,
        judgment_kind=receipt.judgment.kind if receipt else "",
        items=items,
        asks_money=any(item.amount for item in asked) if receipt else True,
        again_for=again_for,
        never_refused=values["never_refused"],
        next_periods=bool(values["next_periods"]),
        excluded=excluded or (),
    )


def _number(text: str) -> int | None:
    if not text:
        return None
    if not vi.identifier(text):
        raise ValueError("Chọn lại việc đã gửi lại yêu cầu.")
    return vi.identifier(text)


def _excluded(text: str) -> tuple[Excluded, ...]:
    """Lines «từ ngày; đến ngày; lý do»; the last day may be left blank while it lasts."""
    found = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        parts = [part.strip() for part in line.split(";")]
        if len(parts) != 3 or not parts[0] or not parts[2]:
            raise ValueError(f"Dòng «{line}» cần theo mẫu từ ngày; đến ngày; lý do.")
        found.append(
            Excluded(vi.read_day(parts[0]), vi.read_day(parts[1]) if parts[1] else None, _cause(parts[2]))
        )
    return tuple(found)


def _cause(text: str) -> str:
    """The code of a cause by its words or its code, in either law."""
    rows = [*listed("limitation_exclusions", "R25"), *listed("limitation_exclusions", "R08")]
    for row in rows:
        if text.casefold() in (row.code, row.label.casefold()):
            return row.code
    names = ", ".join(dict.fromkeys(row.label for row in rows))
    raise ValueError(f"Lý do «{text}» không có trong luật. Lý do được dùng: {names}.")


def offered(
    typed: Typed, request: PageRequest, receipt: ReceiptRow | None, ended: list[tuple[int, str]]
) -> dict[str, object]:
    """What the selects and boxes of the form offer; ``ended`` are matters whose request was returned."""
    regime = regime_on(known(vi.read_day, typed.values["on"]) or request.on)
    ticked = set(request.POST.getlist("contents"))
    chosen = set(request.POST.getlist("items"))
    return {
        "channels": _choices("request_channels", typed.values["channel"], regime),
        "days": [(one.label, _day_words(one.note, regime)) for one in listed("request_channels", regime)],
        "contents": [
            (Choice(one.code, one.label, one.code in ticked), one)
            for one in listed("request_contents", regime)
        ],
        "never": _choices("never_refused", typed.values["never_refused"], regime),
        "causes": [one.label for one in listed("limitation_exclusions", regime)],
        "items": [
            (Choice(str(item.no), item.content or item.kind, str(item.no) in chosen), item)
            for item in (receipt.items if receipt else ())
            if not item.ex_officio
        ],
        "ended": [Choice(str(id_), words, str(id_) == typed.values["again_for"]) for id_, words in ended],
    }


def _choices(name: str, chosen: str, regime: str) -> list[Choice]:
    rows = listed(name, "R08" if regime == "R08" else "R25")
    return [Choice(one.code, one.label, one.code == chosen) for one in rows]


def _day_words(code: str, regime: str) -> str:
    rows = listed("request_days", "R08" if regime == "R08" else "R25")
    return next((one.label for one in rows if one.code == code), "")
