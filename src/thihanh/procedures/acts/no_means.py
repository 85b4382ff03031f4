"""Chưa có điều kiện thi hành án: the decision on a ground, and the acts of its publication.

Our own public list follows the state of the matter by itself; the acts here are what the law asks of people
besides. What happens when means stay away for long stands in ``procedures.without_means``.
"""

from thihanh.law.notation import vn
from thihanh.law.publication import publication
from thihanh.matters.asking import Refusal
from thihanh.matters.intake import Intake
from thihanh.matters.states import label
from thihanh.matters.steps import StepRow
from thihanh.procedures import without_means
from thihanh.procedures.act import Act, Field, Values
from thihanh.procedures.case import Case
from thihanh.procedures.offers import from_law
from thihanh.procedures.said import text

_UNSOLD, _PERSONAL, _THING = frozenset({"N-g"}), frozenset({"N-c", "N-đ"}), frozenset({"N-2", "N-d"})
_FROM = frozenset(
    {
        "verifying",
        "in_progress",
        "nothing_left",
        "collateral_only",
        "asset_blocked",
        "asset_not_ready",
        "unsold_after_second_cut",
    }
)


# Quyết định.


def finding(case: Case, ground: str = "") -> StepRow | None:
    """The latest verification that found a ground (this one, where named) and that nothing contradicts."""
    latest = case.last_step("verify")
    if latest is None or latest.facts.get("result") == "in_progress":
        return None
    found = [step for step in case.steps_of("verify") if step.facts.get("ground_found")]
    named = [step for step in found if not ground or step.facts["ground_found"] == ground]
    return named[-1] if named else None


def _finding_there(case: Case) -> None:
    if finding(case) is None:
        raise Refusal(
            "state",
            f"việc {case.number} chưa có kết quả xác minh nào thấy căn cứ chưa có điều kiện, hoặc lần xác "
            "minh gần nhất thấy có điều kiện. Xác minh và ghi kết quả trước khi trình quyết định.",
        )


def _check_ground(case: Case, values: Values) -> None:
    ground = text(values, "ground")
    if finding(case, ground) is None:
        stands = finding(case)
        named = stands.facts["ground_found"] if stands else ""
        raise Refusal(
            "law",
            f"kết quả xác minh chứng minh căn cứ «{named}», không phải «{ground}». Chọn đúng căn cứ đã xác "
            "minh, hoặc xác minh thêm rồi trình.",
            "ground",
        )
    kinds = {one.kind for one in case.obligations}
    if ground in _PERSONAL and "act" not in kinds:
        raise Refusal(
            "law",
            f"căn cứ «{ground}» chỉ dùng cho nghĩa vụ phải tự mình thực hiện hoặc giao người; việc "
            f"{case.number} không có nghĩa vụ như vậy. Chọn căn cứ khác.",
            "ground",
        )
    if ground in _THING and not kinds & {"property_return", "other"}:
        raise Refusal(
            "law",
            f"căn cứ «{ground}» chỉ dùng cho nghĩa vụ trả vật đặc định, giấy tờ; việc {case.number} không có "
            "nghĩa vụ như vậy. Chọn căn cứ khác.",
            "ground",
        )
    if ground in _UNSOLD and not case.steps_of("auction_failed", "price_reduced"):
        raise Refusal(
            "law",
            f"căn cứ «{ground}» cần tài sản đã bán mà không thành; việc {case.number} chưa có lần bán không "
            "thành nào. Ghi kết quả bán trước, hoặc chọn căn cứ khác.",
            "ground",
        )


def _no_means(case: Case, values: Values) -> Intake:
    found = finding(case, text(values, "ground"))
    facts: dict[str, str | int | bool] = {"verification": str(found.id)} if found else {}
    return case.intake(
        stages=(case.to_stage("no_means", values),), steps=(case.step("no_means", values, facts=facts),)
    )


# Công khai.


def published(case: Case) -> StepRow | None:
    """The publication that stands, if any."""
    last = case.last_step("publish", "publication_ended")
    return last if last and last.code == "publish" else None


def _not_published(case: Case) -> None:
    if stands := published(case):
        raise Refusal(
            "state",
            f"thông tin của việc {case.number} đã công khai ngày {vn(stands.on)}. Nếu có thay đổi, "
            "hãy cập nhật.",
        )


def _publish(case: Case, values: Values) -> Intake:
    facts: dict[str, str | int | bool] = {"portal": True}
    commune = text(values, "commune")
    if commune:
        facts["commune"] = True
    return case.intake(steps=(case.step("publish", values, counterpart=commune, facts=facts),))


def _is_published(case: Case) -> None:
    if published(case) is None:
        raise Refusal(
            "state",
            f"việc {case.number} chưa công khai, hoặc việc công khai đã chấm dứt. Mở diễn biến để xem.",
        )


def _updated(case: Case, values: Values) -> Intake:
    facts = {"change": text(values, "change")}
    return case.intake(steps=(case.step("publication_updated", values, facts=facts),))


def _may_end(case: Case) -> None:
    _is_published(case)
    if case.stage in publication().stages:
        raise Refusal(
            "law",
            f"việc {case.number} vẫn «{label(case.stage)}» nên còn phải công khai; chỉ chấm dứt khi có điều "
            "kiện, đình chỉ, thi hành xong hoặc kết thúc khác. Nếu thông tin sai, hãy cập nhật.",
        )


def _ended(case: Case, values: Values) -> Intake:
    stands = published(case)
    facts: dict[str, str | int | bool] = {"cause": case.stage}
    counterpart = stands.counterpart if stands else ""
    if counterpart:
        facts["commune"] = True
    step = case.step("publication_ended", values, counterpart=counterpart, facts=facts)
    return case.intake(steps=(step,))


def _commune_waits(case: Case) -> None:
    ended = case.last_step("publication_ended", "commune_ended")
    if ended is None or ended.code != "publication_ended" or not ended.facts.get("commune"):
        raise Refusal(
            "state",
            f"việc {case.number} không có niêm yết nào ở cấp xã đang chờ gỡ. Chấm dứt công khai trước.",
        )


def _commune_ended(case: Case, values: Values) -> Intake:
    ended = case.last_step("publication_ended")
    counterpart = ended.counterpart if ended else ""
    return case.intake(steps=(case.step("commune_ended", values, counterpart=counterpart),))


_PUBLISHED = frozenset({"no_means", "separate_register"})

ACTS: tuple[Act, ...] = (
    Act(
        code="no_means",
        label="Quyết định về việc chưa có điều kiện thi hành án",
        verb="trình quyết định về việc chưa có điều kiện thi hành án",
        signer="head",
        effect=_no_means,
        check=_check_ground,
        ready=_finding_there,
        articles={"R08": "L08 Đ.44a", "R25": "L25 Đ.38.1"},
        fields=(Field("reason", "Lý do ghi trong quyết định", "long", required=False),),
        stages=_FROM,
        ground="no_means",
        paper="QD-CHUA-DK",
        register="11",
        meets=("DL-25",),
        starts=("DL-12", "DL-21", "DL-26", "DL-31"),
        legal_state="MT-20",
        bulk=True,
    ),
    Act(
        code="publish",
        label="Công khai thông tin người phải thi hành án",
        verb="công khai thông tin",
        signer="clerk",
        effect=_publish,
        ready=_not_published,
        articles={"R08": "D62 Đ.11.1", "R25": "D152 Đ.23.1"},
        fields=(
            Field(
                "commune",
                "Ủy ban nhân dân cấp xã nhận niêm yết",
                "text",
                required=False,
                hint="Bỏ trống nếu chưa gửi được",
            ),
        ),
        right=("service", "record"),
        stages=_PUBLISHED,
        register="11",
        meets=("DL-26",),
        legal_state="MT-20",
        bulk=True,
    ),
    Act(
        code="publication_updated",
        label="Cập nhật thông tin đã công khai",
        verb="cập nhật thông tin đã công khai",
        signer="clerk",
        effect=_updated,
        ready=_is_published,
        articles={"R08": "D62 Đ.11.2", "R25": "D152 Đ.23.2"},
        fields=(Field("change", "Thay đổi", "choice", choices=from_law("publication_changes")),),
        right=("service", "record"),
        stages=_PUBLISHED,
        register="11",
        meets=("DL-27",),
        legal_state="MT-20",
        bulk=True,
    ),
    Act(
        code="publication_ended",
        label="Chấm dứt công khai",
        verb="chấm dứt công khai",
        signer="clerk",
        effect=_ended,
        ready=_may_end,
        articles={"R08": "D62 Đ.11.3", "R25": "D152 Đ.23.2"},
        right=("service", "record"),
        after_end=True,
        register="11",
        meets=("DL-27", "DL-28"),
        starts=("DL-29",),
        legal_state="MT-20",
        bulk=True,
    ),
    Act(
        code="commune_ended",
        label="Cấp xã đã gỡ niêm yết",
        verb="ghi việc gỡ niêm yết",
        signer="clerk",
        effect=_commune_ended,
        ready=_commune_waits,
        articles={"R08": "D62 Đ.11", "R25": "D152 Đ.23.2"},
        right=("service", "record"),
        after_end=True,
        register="11",
        meets=("DL-29",),
        legal_state="MT-20",
        bulk=True,
    ),
    Act(
        code="to_register",
        label="Chuyển sổ theo dõi riêng",
        verb="trình chuyển sổ theo dõi riêng",
        signer="head",
        effect=without_means.to_register,
        check=without_means.check_register,
        articles={"R08": "D62 Đ.9", "R25": "D152 Đ.22"},
        stages=frozenset({"no_means"}),
        paper="TB-CHUYEN-SO",
        register="20",
        meets=("DL-31",),
        legal_state="MT-21",
        bulk=True,
    ),
    Act(
        code="return_request",
        label="Gửi lại yêu cầu thi hành án",
        verb="trình gửi lại yêu cầu thi hành án",
        signer="head",
        effect=without_means.returned,
        check=without_means.check_return,
        articles={"R25": "D152 Đ.22"},
        stages=frozenset({"no_means"}),
        paper="TB-TRA-YC",
        meets=("DL-31",),
        starts=("DL-28", "DL-92"),
        legal_state="MT-44",
        bulk=True,
        note="Việc kết thúc; giữ bản sao hồ sơ và báo Viện kiểm sát. Yêu cầu lại không tính thời hiệu.",
    ),
)
