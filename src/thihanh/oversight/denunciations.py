"""Denunciations (tố cáo): the denouncer is known to few, the accused and those under him know nothing.

Who denounces, where he lives and his handwriting are secret values: read only with «identify». No other text
of the dossier may hold them, so that titles, searches, files and papers cannot tell.
"""

from typing import Final

from thihanh.dossiers.kinds import Asked, Clock, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier, clocks
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.names import fold
from thihanh.offices.states import ROLES
from thihanh.oversight.shared import CHANNELS, RESULTS, RIGHT, check_not_after, flags

POSTS: Final = (
    Choice("head", "Thủ trưởng cơ quan"),
    Choice("deputy", "Phó Thủ trưởng cơ quan"),
    Choice("unit_head", "Trưởng phòng"),
    Choice("officer", "Chấp hành viên, công chức khác"),
)
CATEGORIES: Final = (
    Choice("procedure", "Vi phạm trình tự, thủ tục thi hành án"),
    Choice("money", "Vi phạm về thu, chi, quản lý tiền, tài sản"),
    Choice("corruption", "Có dấu hiệu tham nhũng, tiêu cực"),
    Choice("conduct", "Đạo đức, thái độ công vụ"),
    Choice("other", "Nội dung khác"),
)
SECRETS: Final = ("denouncer", "address", "handwriting")
_SHORTEST = 4
"""A shorter text says too little of anybody to be looked for."""
_OPEN = frozenset({"received", "resolving"})


def kept_from(dossier: Dossier) -> tuple[str, ...]:
    """The accused; the unit that one of them leads; everybody where the agency's head is accused."""
    values = dossier.values
    accused = [str(values.get("accused") or ""), *map(str, _more(values))]
    post = values.get("accused_post")
    if post == "head":
        accused.append(dossier.agency)
    elif post == "deputy":
        accused += [f"{dossier.agency}:{role}" for role in ROLES if role != "province_head"]
    elif post == "unit_head":
        accused.append(str(values.get("accused_unit") or ""))
    return tuple(dict.fromkeys(one for one in accused if one))


def _more(values: Values) -> tuple[object, ...]:
    more = values.get("accused_more")
    return more if isinstance(more, tuple) else ()


def check_silent(dossier: Dossier | None, values: Values) -> None:
    """Raises Refusal where an open text tells who denounced; the sentence does not repeat it."""
    told = [values.get(name) or (dossier.last(name) if dossier else None) for name in SECRETS]
    secrets = [fold(one) for one in told if isinstance(one, str) and len(fold(one)) >= _SHORTEST]
    for name, value in values.items():
        if name in SECRETS or not isinstance(value, (str, tuple)):
            continue
        text = fold(value if isinstance(value, str) else " ".join(map(str, value)))
        if any(one in text for one in secrets):
            raise Refusal(
                "law",
                "ô này ghi tên, địa chỉ hoặc bút tích của người tố cáo, phải giữ bí mật "
                "(điểm b khoản 2 Điều 108 Luật THADS 2025). Viết «người tố cáo».",
                name,
            )


def _check_received(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    check_not_after(values, "received_on", asked)
    if asked.actor in (values.get("accused"), *_more(values)):
        raise Refusal("policy", "người bị tố cáo không tiếp nhận đơn tố cáo mình. Chuyển người khác nhận.")
    if values.get("accused_post") == "unit_head" and not values.get("accused_unit"):
        raise Refusal("input", "tố cáo trưởng phòng thì ghi đơn vị của người ấy.", "accused_unit")
    check_silent(None, values)


def _check_accepted(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    if dossier.values.get("accused_post") == "head":
        raise Refusal(
            "law",
            "tố cáo người đứng đầu thuộc thẩm quyền người đứng đầu cơ quan cấp trên "
            "(Điều 110 Luật THADS 2025). Chuyển đơn.",
        )
    check_silent(dossier, values)


def _check_extended(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    assert dossier is not None
    check_silent(dossier, values)
    if flags(dossier, str(values["degree"])):
        raise Refusal("state", "thời hạn đã kéo dài ở mức này rồi.", "degree")
    running = next((one for one in clocks(dossier, asked.calendar) if one.is_open and one.due), None)
    if running is not None and running.due is not None and asked.on > running.due:
        raise Refusal("law", f"thời hạn giải quyết đã hết ngày {vn(running.due)}, không kéo dài được nữa.")


def _silent(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    check_silent(dossier, values)


def _concluded(dossier: Dossier | None, values: Values) -> str:
    return "concluded" if values.get("result") in RIGHT else "closed"


def _title(values: Values) -> str:
    return next((one.label for one in CATEGORIES if one.code == values.get("category")), "Nội dung khác")


_REASON = Field("reason", "Lý do", "long")

RECEIVE = Step(
    "receive",
    "Nhận đơn tố cáo",
    "nhận đơn",
    to="received",
    right="receive",
    fields=(
        Field("category", "Loại nội dung", "choice", choices=CATEGORIES),
        Field("denouncer", "Người tố cáo", "text", secret=True, longest=200),
        Field("address", "Địa chỉ người tố cáo", "text", required=False, secret=True, longest=300),
        Field("handwriting", "Bút tích, dấu hiệu nhận ra đơn", "text", required=False, secret=True),
        Field("accused", "Người bị tố cáo", "officer"),
        Field("accused_post", "Chức vụ của người bị tố cáo", "choice", choices=POSTS),
        Field("accused_unit", "Đơn vị của người bị tố cáo", "unit", required=False),
        Field("accused_more", "Người khác bị tố cáo (mã cán bộ)", "many", required=False),
        Field("content", "Nội dung tố cáo", "long", personal=True, longest=8_000,
              hint="Không ghi tên, địa chỉ người tố cáo."),
        Field("received_on", "Ngày nhận đơn", "date"),
        Field("channel", "Cách nhận", "choice", choices=CHANNELS),
        Field("many_places", "Phải xác minh tại nhiều địa điểm", "bool", required=False),
        Field("matters", "Việc thi hành án", "matters", required=False),
        Field("dossiers", "Từ hồ sơ (số)", "dossier", required=False),
    ),
    check=_check_received,
    article="L25 Đ.108",
    note="Tố cáo người đứng đầu: giao Thẩm tra viên giữ hồ sơ để chuyển lên; người khác không thấy.",
)  # fmt: skip

STEPS = (
    RECEIVE,
    Step(
        "accept",
        "Thụ lý tố cáo",
        "thụ lý",
        after=frozenset({"received"}),
        to="resolving",
        fields=(Field("assigned", "Giao xác minh", "officer", required=False),),
        holder="assigned",
        check=_check_accepted,
        article="L08 Đ.157; L25 Đ.110",
        paper="QD-TC-THU-LY",
        signer="head",
    ),
    Step(
        "refuse",
        "Không thụ lý",
        "ghi không thụ lý",
        after=frozenset({"received"}),
        to="refused",
        fields=(_REASON,),
        check=_silent,
        article="LTC Đ.29",
        mark="K",
    ),
    Step(
        "forward",
        "Chuyển tố cáo",
        "chuyển tố cáo",
        after=frozenset({"received"}),
        to="forwarded",
        fields=(Field("to_body", "Chuyển đến", "text"), _REASON),
        check=_silent,
        article="LTC Đ.24.2",
    ),
    Step(
        "verify",
        "Xác minh",
        "ghi xác minh",
        after=frozenset({"resolving"}),
        fields=(Field("findings", "Kết quả", "long", longest=8_000),
                Field("files", "Tài liệu", "files", required=False)),
        check=_silent,
    ),
    Step(
        "extend_complex",
        "Kéo dài: phức tạp",
        "kéo dài thời hạn",
        after=frozenset({"resolving"}),
        fields=(Field("complex", "Vụ việc phức tạp", "bool"), _REASON),
        check=lambda d, v, a: _check_degree(d, v, a, "complex"),
        article="L08 Đ.157; L25 Đ.110.2",
    ),
    Step(
        "extend_especially",
        "Kéo dài: đặc biệt phức tạp",
        "kéo dài thời hạn",
        after=frozenset({"resolving"}),
        fields=(Field("especially_complex", "Vụ việc đặc biệt phức tạp", "bool"), _REASON),
        check=lambda d, v, a: _check_degree(d, v, a, "especially_complex"),
        article="L08 Đ.157; L25 Đ.110.2",
    ),
    Step(
        "protect",
        "Bảo vệ người tố cáo",
        "ghi biện pháp bảo vệ",
        after=_OPEN | {"concluded"},
        right="identify",
        fields=(Field("measure", "Biện pháp", "long"),
                Field("body_asked", "Cơ quan phối hợp", "text", False)),
        check=_silent,
        article="L25 Đ.108.2b",
    ),
    Step(
        "withdraw",
        "Rút tố cáo",
        "ghi rút tố cáo",
        after=_OPEN,
        to="withdrawn",
        fields=(_REASON,),
        check=_silent,
        article="LTC Đ.33",
        mark="K",
    ),
    Step(
        "conclude",
        "Kết luận nội dung tố cáo",
        "kết luận",
        after=frozenset({"resolving"}),
        to=_concluded,
        fields=(
            Field("result", "Kết luận", "choice", choices=RESULTS),
            Field("content", "Nội dung kết luận", "long", longest=8_000),
        ),
        check=_silent,
        article="L08 Đ.157; L25 Đ.110",
        paper="KL-TC",
        signer="head",
    ),
    Step(
        "handle",
        "Xử lý sau kết luận",
        "ghi xử lý",
        after=frozenset({"concluded"}),
        to="closed",
        fields=(Field("measure", "Xử lý người vi phạm, khắc phục", "long"),
                Field("decision", "Quyết định xử lý (số, ngày)", "text", required=False)),
        check=_silent,
        article="LTC Đ.36",
        mark="K",
        paper="QD-TC-XU-LY",
        signer="head",
    ),
)  # fmt: skip


def _check_degree(dossier: Dossier | None, values: Values, asked: Asked, degree: str) -> None:
    if values.get(degree) is not True:
        raise Refusal("input", "đánh dấu để xác nhận mức kéo dài.", degree)
    _check_extended(dossier, {**values, "degree": degree}, asked)


_ENDINGS = ("conclude", "withdraw")
DENUNCIATION = Kind(
    code="denunciation",
    label="Tố cáo",
    object="denunciation",
    prefix="TC",
    group="grievance",
    states={
        "received": "chờ xem xét thụ lý",
        "resolving": "đang giải quyết",
        "concluded": "đã kết luận, chờ xử lý",
        "closed": "đã kết thúc",
        "forwarded": "đã chuyển",
        "refused": "không thụ lý",
        "withdrawn": "đã rút",
    },
    ended=frozenset({"closed", "forwarded", "refused", "withdrawn"}),
    steps=STEPS,
    clocks=(
        Clock("TC-02", starts=("receive",), met=("accept", "refuse", "forward", "withdraw"),
              from_="received_on", needs=("accused_post=head",)),
        Clock("TC-01", starts=("receive",), met=("accept", "refuse", "forward", "withdraw"),
              from_="received_on", facts=("many_places",)),
        Clock("TC-03", starts=("accept", "extend_complex", "extend_especially"), met=_ENDINGS,
              from_step="accept", facts=("complex", "especially_complex")),
        Clock("TC-04", starts=("conclude",), met=("handle",)),
    ),
    title=_title,
    kept_from=kept_from,
    article="L25 Đ.108",
)  # fmt: skip
KINDS = (DENUNCIATION,)
