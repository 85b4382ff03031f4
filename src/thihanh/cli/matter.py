"""``thihanh matter …``: a matter as a named officer sees it, and acts on it, as on its page."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any

import typer
from django.conf import settings

from thihanh.cli import typed
from thihanh.deadlines import load_calendar
from thihanh.editions import late_facts
from thihanh.law.notation import dotted, vn
from thihanh.matters import queries
from thihanh.matters.asking import Refusal
from thihanh.matters.queries import MatterFile
from thihanh.matters.states import legal_state
from thihanh.offices import queries as offices
from thihanh.offices.queries import Viewer
from thihanh.procedures import catalogue
from thihanh.procedures.case import UNKNOWN, load_case
from thihanh.procedures.judging import Judged
from thihanh.procedures.offering import Offer, offers
from thihanh.procedures.performing import Outcome, judge_all, perform_one
from thihanh.procedures.previewing import sentences
from thihanh.trail.operations import KeyReused

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Một việc: xem, thực hiện tác nghiệp.")

Number = Annotated[str, typer.Argument(metavar="SỐ", help="Số quyết định, ví dụ 101/QĐ; hoặc mã của việc.")]
As = Annotated[str, typer.Option("--as", help="Tên đăng nhập của người xem hoặc thực hiện.")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


@app.callback()
def _group() -> None:
    """Một việc: xem, thực hiện tác nghiệp."""


@contextmanager
def refusing() -> Iterator[None]:
    """A refusal, bad input and a key used before for something else end with one sentence and status 2."""
    try:
        yield
    except (Refusal, KeyReused) as refusal:
        sys.stderr.write(refusal.sentence + "\n")
        raise typer.Exit(2) from None


@app.command()
def show(number: Number, as_: As, as_json: Json = False) -> None:
    """Xem một việc: đương sự, khoản, trạng thái, hạn, tác nghiệp làm được và vì sao không."""
    on = settings.CLOCK.today()
    with refusing():
        by = _viewer(as_, on)
        reach = offices.reach(by, "matter", "read", on)
        matter_id = _find(number, by, on)
        calendar = load_calendar(offices.calendar_overrides(by.unit, on))
        file = queries.file(reach, matter_id, on=on, calendar=calendar)
        offered = offers(load_case(matter_id, by=by, on=on), file.terms)
    sys.stdout.write(
        json.dumps(_answer(file, offered, on), ensure_ascii=False) + "\n"
        if as_json
        else _text(file, offered, on)
    )


@app.command()
def act(
    number: Number,
    code: Annotated[str, typer.Argument(metavar="TÁC-NGHIỆP", help="Mã tác nghiệp, ví dụ notice_valid.")],
    *,
    as_: As,
    on: Annotated[str, typer.Option("--on", help="Ngày của tác nghiệp, dạng 2025-09-30.")],
    sets: Annotated[list[str] | None, typer.Option("--set", help="Trường=giá trị; lặp lại được.")] = None,
    key: Annotated[str, typer.Option("--key", help="Mã của lần gửi: gửi lại không ghi hai lần.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ nói sẽ ghi gì, không ghi.")] = False,
    as_json: Json = False,
) -> None:
    """Thực hiện một tác nghiệp như trên trang của việc. Mã thoát 2 khi bị từ chối."""
    today = settings.CLOCK.today()
    with refusing():
        by, wanted = _viewer(as_, today), catalogue.act(code)
        day = _day(on)
        raw: dict[str, Any] = dict(_pair(one) for one in sets or ())
        if wanted.signer != "head":
            raw["on"] = day
        elif day > today:
            raise Refusal("law", f"ngày {vn(day)} ở sau ngày làm việc hiện tại {vn(today)}.", "on")
        else:
            today = day  # a paper is drafted on its day and counts from its issue
        matter_id = _find(number, by, today)
        answer = (
            _would(code, matter_id, raw, by, today)
            if dry_run
            else _done(perform_one(code, matter_id, raw, by=by, on=today, key=key and f"cli:{key}"), by)
        )
    said = json.dumps(answer, ensure_ascii=False) if as_json else "\n".join(answer["sentences"])
    sys.stdout.write(said + "\n")


def _would(code: str, matter_id: int, raw: dict[str, Any], by: Viewer, on: date) -> dict[str, Any]:
    _, judged = judge_all(catalogue.act(code), [matter_id], raw, by=by, on=on)[matter_id]
    if not isinstance(judged, Judged):
        raise judged
    day = None if judged.act.signer == "head" else judged.intake.first_day
    said = [*sentences(judged), *_closed(by, day)]
    return {"done": False, "matter": matter_id, "sentences": said}


def _closed(by: Viewer, day: date | None) -> list[str]:
    """The closed edition that a fact of this day comes too late for, if there is one."""
    said = late_facts.sentence_for(by.agency, day)
    return [said] if said else []


def _done(outcome: Outcome, by: Viewer) -> dict[str, Any]:
    return {
        "done": True,
        "matter": outcome.matter_id,
        "paper": outcome.paper,
        "sentences": [outcome.sentence, *_closed(by, outcome.first_day)],
    }


def _viewer(username: str, on: date) -> Viewer:
    found = offices.viewer_named(username, on)
    if not found.roles:
        raise Refusal(
            "input",
            f"không có tài khoản «{username}» đang giữ chức vụ ngày {vn(on)}. Kiểm tra tên đăng nhập.",
        )
    return found


def _find(number: str, by: Viewer, on: date) -> int:
    """The one matter of that number or id inside the reach."""
    reach = offices.reach(by, "matter", "read", on)
    if number.isdecimal() and len(number) < 19:
        rows = queries.page(reach, queries.Filters(ids=(int(number),)), limit=1).rows
    else:
        found = queries.page(reach, queries.Filters(text=number), limit=50).rows
        rows = tuple(row for row in found if row.number == number)
    if not rows:
        raise Refusal("reach", UNKNOWN)
    if len(rows) > 1:
        years = ", ".join(f"{row.decided_on.year} (mã {row.id})" for row in rows)
        raise Refusal("input", f"có {len(rows)} việc số {number}: {years}. Gọi lại với mã của việc.")
    return rows[0].id


def _day(text: str) -> date:
    try:
        return typed.day(text)
    except ValueError as error:
        raise Refusal("input", str(error), "on") from None


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise Refusal("input", f"«{text}» chưa đúng dạng trường=giá trị, ví dụ amount=5.000.000.")
    return name, value


def _answer(file: MatterFile, offered: tuple[Offer, ...], on: date) -> dict[str, Any]:
    row = file.row
    return {
        "id": row.id,
        "number": row.number,
        "decided_on": row.decided_on.isoformat(),
        "stage": row.stage,
        "stage_label": row.stage_on(on),
        "state": legal_state(row.stage, [step.code for step in file.steps]),
        "ground": row.ground,
        "since": row.stage_since.isoformat(),
        "officer": row.officer,
        "office": row.office,
        "due": row.due,
        "collected": row.collected,
        "outstanding": row.outstanding,
        "parties": [
            {"no": one.no, "role": one.role, "name": one.name, "id_number": one.id_number}
            for one in file.parties
        ],
        "steps": [{"on": one.on.isoformat(), "act": one.code, "ground": one.ground} for one in file.steps],
        "terms": [
            {"rule": one.rule, "act": one.act, "due": one.due and one.due.isoformat()} for one in file.terms
        ],
        "acts": [
            {
                "act": one.act.code,
                "label": one.act.label,
                "basis": one.basis,
                "possible": one.possible,
                "refusal": one.refusal.sentence if one.refusal else "",
            }
            for one in offered
        ],
    }


def _text(file: MatterFile, offered: tuple[Offer, ...], on: date) -> str:
    row = file.row
    state = legal_state(row.stage, [step.code for step in file.steps])
    lines = [
        f"{row.number} ngày {vn(row.decided_on)}: {row.stage_on(on)} [{state}] từ {vn(row.stage_since)}",
        f"  còn phải thi hành {dotted(row.outstanding)} đồng / {dotted(row.due)} đồng",
        *(f"  {one.no}. {one.role}: {one.name}{_masked(one.id_number)}" for one in file.parties),
        *(f"  hạn {one.rule}: {one.act}, {vn(one.due) if one.due else 'đang dừng'}" for one in file.terms),
        "  làm được:",
        *(f"    {one.act.code}: {one.act.label} ({one.basis})" for one in offered if one.possible),
    ]
    return "\n".join(lines) + "\n"


def _masked(number: str | None) -> str:
    if number is None:
        return ", số định danh được che"
    return f", {number}" if number else ""
