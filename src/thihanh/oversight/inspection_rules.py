"""What steps of inspections and findings are refused for: team, kin, order. Reads, never writes."""

from collections.abc import Callable, Sequence
from datetime import date

from thihanh.dossiers.kinds import Asked, Values
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.law import work_year
from thihanh.law.citations import cite
from thihanh.law.notation import vn
from thihanh.matters.asking import Refusal
from thihanh.matters.kindred import conflicts_of
from thihanh.offices.queries import unit
from thihanh.oversight.findings_of import findings_of

Check = Callable[[Dossier | None, Values, Asked], None]


def year_of(values: Values) -> str:
    """The work year that begins on the day said."""
    first = values.get("year_from")
    return str(work_year(first)) if isinstance(first, date) else ""


def subject(dossier: Dossier | None) -> str:
    """What is inspected, where, of which time, for the papers."""
    if dossier is None:
        return ""
    said = dossier.values
    first, last = said.get("period_from"), said.get("period_to")
    span = f"từ {vn(first)} đến {vn(last)}" if isinstance(first, date) and isinstance(last, date) else ""
    return f"{said.get('title')} tại {unit_name(dossier)}, thời kỳ kiểm tra {span}"


def unit_name(dossier: Dossier | None) -> str:
    """The name of the unit inspected; "" before there is one."""
    if dossier is None:
        return ""
    code = str(dossier.values.get("unit") or "")
    found = unit(code, dossier.opened_on)
    return found.name if found else code


def inspected_by(dossier: Dossier | None) -> str:
    """Who inspects, for a conclusion: the unit itself, a joint team with whom, a team of the agency."""
    if dossier is None:
        return ""
    found = unit(dossier.agency, dossier.opened_on)
    agency = found.name if found else dossier.agency
    level = dossier.values.get("level")
    if level == "self":
        return unit_name(dossier)
    if level == "joint":
        return f"Đoàn kiểm tra liên ngành ({agency} và {dossier.values.get('joint_with')})"
    return f"Đoàn kiểm tra của {agency}"


def inspection(number: object, field: str) -> Dossier:
    """An inspection by its id. Raises Refusal («Dữ liệu») for anything else."""
    found = load([number]).get(number) if isinstance(number, int) else None
    if found is None or found.kind.code != "inspection":
        raise Refusal("input", "không có cuộc kiểm tra này. Chọn lại cuộc kiểm tra.", field)
    return found


def team(dossier: Dossier) -> tuple[str, ...]:
    """Who has an assignment in the inspection now: the leader first."""
    found: dict[str, None] = {}
    for one in dossier.steps:
        for name in ("lead", "member"):
            if code := one.values.get(name):
                found[str(code)] = None
        found.pop(str(one.values.get("excused") or ""), None)
    return tuple(found)


def check_of_team(dossier: Dossier, actor: str, field: str = "") -> None:
    """Raises Refusal («Quyền») for somebody without an assignment in the inspection."""
    if actor not in team(dossier):
        raise Refusal(
            "policy",
            f"{actor} không được phân công trong cuộc kiểm tra {dossier.number_text}; thẩm tra viên chỉ làm "
            f"khi có phân công ({cite('D150 Đ.14.4')}). Phân công thành viên đoàn trước.",
            field,
        )


def check_no_kin(matters: Sequence[int], officer: str, field: str = "matters") -> None:
    """Raises Refusal («Pháp luật») where the officer is kin of a party of one of the matters."""
    barred = [
        number for number, found in conflicts_of(matters, [officer]).items() if any(one.bars for one in found)
    ]
    if barred:
        raise Refusal(
            "law",
            f"có {len(barred)} việc mà đương sự là người thân thích của {officer}; người này không được xem "
            f"hồ sơ đó ({cite('D150 Đ.14.4')}). Giao người khác trong đoàn.",
            field,
        )


def check_last_day(name: str) -> Check:
    """A check that the last day set is not over already."""

    def check(dossier: Dossier | None, values: Values, asked: Asked) -> None:
        last = values.get(name)
        if isinstance(last, date) and last < asked.on:
            raise Refusal("input", f"ngày cuối {vn(last)} đã qua. Ghi ngày từ {vn(asked.on)}.", name)

    return check


def check_plan(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """A re-check names the inspection it goes back to, after its conclusion; a joint one names with whom."""
    if values.get("scope_kind") == "recheck":
        before = inspection(values.get("rechecks"), "rechecks")
        if before.state not in ("following", "closed"):
            raise Refusal(
                "state",
                f"cuộc kiểm tra {before.number_text} {before.kind.states[before.state]}, chưa gửi kết luận "
                "nên chưa phúc tra được.",
                "rechecks",
            )
    if values.get("level") == "joint" and not values.get("joint_with"):
        raise Refusal("input", "kiểm tra liên ngành phải ghi cơ quan cùng kiểm tra.", "joint_with")
    first, last = values["period_from"], values["period_to"]
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise Refusal("input", "thời kỳ kiểm tra kết thúc trước khi bắt đầu. Ghi lại ngày.", "period_to")


def check_excused(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Only somebody of the team is excused."""
    if dossier is not None and values.get("excused") not in team(dossier):
        raise Refusal("input", "người này không có trong đoàn. Chọn lại thành viên.", "excused")


def check_examine(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """Files go to somebody of the team who is no kin of a party."""
    if dossier is not None:
        check_of_team(dossier, str(values["examiner"]), "examiner")
        check_no_kin(ids(values), str(values["examiner"]))


def check_conclude(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """A re-check is concluded when it has looked again at every finding of the first inspection."""
    if dossier is None or dossier.values.get("scope_kind") != "recheck":
        return
    first = dossier.values.get("rechecks")
    left = [
        one.number_text
        for one in findings_of(int(first) if isinstance(first, int) else 0)
        if one.state != "dropped"
        and dossier.id not in {step.values.get("inspection") for step in one.taken("recheck")}
    ]
    if left:
        raise Refusal(
            "law",
            f"phúc tra phải xem lại mọi phát hiện của cuộc trước; còn {len(left)}: {', '.join(left[:5])}. "
            "Ghi kết quả phúc tra từng phát hiện trước.",
        )


def check_close(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """An inspection ends when nothing found is left to be remedied."""
    left = [one.number_text for one in findings_of(dossier.id if dossier else 0) if not one.is_ended]
    if left:
        raise Refusal(
            "state",
            f"còn {len(left)} phát hiện chưa khắc phục xong: {', '.join(left[:5])}. "
            "Xác nhận khắc phục trước.",
        )


def ids(values: Values, name: str = "matters") -> tuple[int, ...]:
    """The ids a value holds."""
    found = values.get(name)
    return tuple(int(one) for one in found) if isinstance(found, tuple) else ()


def not_yet_told(dossier: Dossier) -> tuple[str, ...]:
    """The unit looked at, until the conclusion is sent to it; a unit that checks itself knows all along."""
    unit = str(dossier.values.get("unit") or "")
    if dossier.taken("announce") or dossier.values.get("level") == "self" or "." not in unit:
        return ()
    return (unit,)
