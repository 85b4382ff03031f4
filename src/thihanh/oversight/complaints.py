"""Complaints (khiếu nại): intake, acceptance, decision, effect, in two tiers and under both laws.

The second tier is a dossier of its own, linked to the first: the central agency decides it, and what is
recorded here is that the file went up and what came back.
"""

from thihanh.dossiers.kinds import Clock, Field, Kind, Step, Values
from thihanh.oversight.complaint_rules import (
    RESOLVING_FACTS,
    SECURITY,
    STAGES,
    after_decision,
    check_accepted,
    check_decided,
    check_effective,
    check_extended,
    check_pause,
    check_received,
    check_refused,
    check_result,
    check_second_decided,
    check_stopped,
    check_suspended,
    in_force,
    is_settled,
    lacks_second,
)
from thihanh.oversight.shared import CHANNELS, RESULTS, check_not_after, of_law

_OPEN = frozenset({"received", "resolving", "paused"})


def _title(values: Values) -> str:
    return f"{values['subject']}{' (lần hai)' if values.get('second_complaint') else ''}"


def _tags(values: Values) -> tuple[str, ...]:
    return tuple(one.label.lower() for one in STAGES if one.code == values["stage"])


_REASON = Field("reason", "Lý do", "long")
_TO = Field("counterpart", "Gửi", "text", personal=True, longest=200,
            default=lambda dossier: dossier.last("complainant") if dossier else None)  # fmt: skip
_RESULT = (
    Field("result", "Kết luận nội dung khiếu nại", "choice", choices=RESULTS),
    Field("content", "Nội dung giải quyết", "long", longest=8_000),
    Field("remedy", "Việc phải sửa, hủy, bồi thường", "long", required=False),
)

RECEIVE = Step(
    "receive",
    "Nhận đơn khiếu nại",
    "nhận đơn",
    to="received",
    right="receive",
    fields=(
        Field("subject", "Khiếu nại về việc", "text", longest=200),
        Field("complainant", "Người khiếu nại", "text", personal=True, longest=200),
        Field("address", "Địa chỉ", "text", required=False, personal=True, longest=300),
        Field("against", "Quyết định, hành vi bị khiếu nại", "text", longest=300),
        Field("of_officer", "Người có quyết định, hành vi", "officer", required=False),
        Field("content", "Nội dung đơn", "long", longest=8_000, personal=True),
        Field("stage", "Giai đoạn bị khiếu nại", "choice", choices=STAGES),
        Field("knew_on", "Ngày nhận, biết quyết định, hành vi", "date"),
        Field("received_on", "Ngày nhận đơn", "date"),
        Field("channel", "Cách nhận", "choice", choices=CHANNELS),
        Field("people", "Số người cùng khiếu nại", "number", required=False),
        Field("representatives", "Số người đại diện", "number", required=False),
        Field("obstacle", "Có trở ngại khách quan, bất khả kháng", "bool", required=False),
        Field("obstacle_reason", "Trở ngại, từ ngày đến ngày", "text", required=False),
        Field("second_complaint", "Khiếu nại lần hai", "bool", required=False),
        Field("first_result", "Quyết định lần đầu (số, ngày)", "text", required=False),
        Field("matters", "Việc thi hành án", "matters", required=False),
        Field("dossiers", "Từ hồ sơ (số)", "dossier", required=False),
    ),
    check=check_received,
    article="L08 Đ.140; L25 Đ.96",
    note="Lần hai: ngày biết là ngày nhận được quyết định lần đầu.",
)

STEPS = (
    RECEIVE,
    Step(
        "accept",
        "Thụ lý",
        "thụ lý",
        after=frozenset({"received"}),
        to="resolving",
        check=check_accepted,
        fields=(_TO, Field("assigned", "Giao xác minh", "officer", required=False)),
        holder="assigned",
        article="L08 Đ.148; L25 Đ.104",
        paper="TB-KN-THU-LY",
        signer="head",
    ),
    Step(
        "refuse",
        "Không thụ lý",
        "trả lời không thụ lý",
        after=frozenset({"received"}),
        to="refused",
        fields=(_TO, Field("ground", "Căn cứ", "choice", choices=of_law("complaint_refused")), _REASON),
        check=check_refused,
        article="L08 Đ.141; L25 Đ.97",
        paper="TB-KN-KHONG-THU-LY",
        signer="head",
    ),
    Step(
        "forward",
        "Chuyển đơn",
        "chuyển đơn",
        after=frozenset({"received"}),
        to="forwarded",
        fields=(_TO, Field("to_body", "Chuyển đến", "text"), _REASON),
        article="L08 Đ.142; L25 Đ.98",
        paper="TB-KN-CHUYEN",
        signer="head",
    ),
    Step(
        "verify",
        "Xác minh",
        "ghi xác minh",
        after=frozenset({"resolving"}),
        fields=(
            Field("means", "Cách xác minh", "text"),
            Field("findings", "Kết quả", "long", longest=8_000),
            Field("files", "Tài liệu", "files", required=False),
        ),
    ),
    Step(
        "dialogue",
        "Đối thoại",
        "ghi đối thoại",
        after=frozenset({"resolving"}),
        fields=(Field("met_on", "Ngày đối thoại", "date"), Field("minutes", "Kết quả", "long")),
    ),
    Step(
        "extend",
        "Kéo dài thời hạn",
        "kéo dài thời hạn",
        after=frozenset({"resolving"}),
        fields=(
            Field(
                "complex", "Vụ việc phức tạp", "bool", False, default=lambda d: bool(d and d.last("complex"))
            ),
            Field(
                "remote_area",
                "Vùng sâu, vùng xa",
                "bool",
                False,
                default=lambda d: bool(d and d.last("remote_area")),
            ),
            _REASON,
        ),
        check=check_extended,
        article="L08 Đ.146; L25 Đ.102",
    ),
    Step(
        "pause_enforcement",
        "Tạm dừng thi hành",
        "tạm dừng việc thi hành",
        after=frozenset({"resolving"}),
        fields=(Field("until", "Đến hết ngày", "date"), _REASON),
        check=check_pause,
        article="L25 Đ.101.1b",
        note="Việc thi hành án được hoãn bằng tác nghiệp của việc ấy.",
    ),
    Step(
        "suspend",
        "Tạm đình chỉ giải quyết",
        "tạm đình chỉ",
        after=frozenset({"resolving"}),
        to="paused",
        fields=(Field("ground", "Căn cứ", "choice", choices=of_law("complaint_paused")), _REASON),
        check=check_suspended,
        article="L25 Đ.105.2",
        paper="QD-KN-TAM-DINH-CHI",
        signer="head",
    ),
    Step(
        "resume",
        "Tiếp tục giải quyết",
        "tiếp tục giải quyết",
        after=frozenset({"paused"}),
        to="resolving",
        fields=(_REASON,),
        article="L25 Đ.105.3",
    ),
    Step(
        "withdraw",
        "Rút khiếu nại",
        "ghi rút khiếu nại",
        after=_OPEN,
        to="withdrawn",
        fields=(Field("withdrawn_on", "Ngày nhận đơn rút", "date"),),
        check=lambda dossier, values, asked: check_not_after(values, "withdrawn_on", asked),
        article="L25 Đ.105.4",
    ),
    Step(
        "stop",
        "Đình chỉ giải quyết",
        "đình chỉ giải quyết",
        after=frozenset({"resolving", "paused"}),
        to="stopped",
        fields=(Field("ground", "Căn cứ", "choice", choices=of_law("complaint_stopped")), _REASON),
        check=check_stopped,
        article="L25 Đ.105.4",
        paper="QD-KN-DINH-CHI",
        signer="head",
    ),
    Step(
        "decide",
        "Ra quyết định giải quyết",
        "ra quyết định giải quyết",
        after=frozenset({"resolving"}),
        to=after_decision,
        fields=(_TO, *_RESULT),
        check=check_decided,
        article="L08 Đ.150; L25 Đ.105",
        paper="QD-KN-GIAI-QUYET",
        signer="head",
    ),
    Step(
        "receive_decision",
        "Nhận quyết định lần hai",
        "ghi quyết định lần hai",
        after=frozenset({"received", "resolving", "paused"}),
        to=in_force,
        fields=(
            Field("decision_no", "Số quyết định", "text", longest=60),
            Field("decision_on", "Ngày quyết định", "date"),
            *_RESULT,
        ),
        check=check_second_decided,
        waits=lacks_second,
        article="L08 Đ.142; L25 Đ.98.2",
        note="Quyết định lần hai có hiệu lực ngay.",
    ),
    Step(
        "send",
        "Gửi quyết định",
        "ghi gửi quyết định",
        after=frozenset({"decided", "effective"}),
        fields=(Field("recipients", "Gửi đến", "text"),),
        article="C13",
    ),
    Step(
        "publish",
        "Công khai quyết định",
        "ghi công khai",
        after=frozenset({"decided", "effective"}),
        fields=(Field("place", "Nơi công khai", "text"),),
        article="C13",
    ),
    Step(
        "deliver",
        "Người khiếu nại nhận quyết định",
        "ghi ngày nhận quyết định",
        after=frozenset({"decided", "effective"}),
        fields=(Field("delivered_on", "Ngày nhận", "date"),),
        check=lambda dossier, values, asked: check_not_after(values, "delivered_on", asked),
        article="L08 Đ.140; L25 Đ.96.3",
    ),
    Step(
        "second",
        "Có khiếu nại lần hai",
        "ghi khiếu nại lần hai",
        after=frozenset({"decided", "effective"}),
        to="second_tier",
        article="L08 Đ.142; L25 Đ.98.2",
        waits=is_settled,
    ),
    Step(
        "final",
        "Có kết quả lần hai",
        "ghi kết quả lần hai",
        after=frozenset({"second_tier"}),
        to=in_force,
        fields=_RESULT,
        check=check_result,
        article="L08 Đ.142; L25 Đ.98.2",
    ),
    Step(
        "effective",
        "Quyết định có hiệu lực",
        "ghi hiệu lực",
        after=frozenset({"decided"}),
        to=in_force,
        check=check_effective,
        article="L25 Đ.105.5",
    ),
    Step(
        "carry_out",
        "Thi hành xong quyết định",
        "ghi thi hành xong",
        after=frozenset({"effective"}),
        to="closed",
        fields=(
            Field("evidence", "Việc đã làm", "long"),
            Field("files", "Tài liệu", "files", required=False),
        ),
    ),
)
_ENDINGS = ("decide", "receive_decision", "stop", "withdraw")
_STOPS = (("suspend", "resume"),)
_TIER = ("second_complaint", "complex", "remote_area")


def _resolving(stage: str) -> tuple[Clock, ...]:
    """The term to resolve, by the stage of what is complained of; that of security extends by KN-04."""
    needs, given = (f"stage={stage}",), RESOLVING_FACTS[stage]
    if stage in SECURITY:
        first = Clock("KN-03", starts=("accept",), met=(*_ENDINGS, "extend"), needs=needs, given=given,
                      facts=("second_complaint",), stops=_STOPS)  # fmt: skip
        later = Clock("KN-04", starts=("extend",), met=_ENDINGS, after="KN-03", needs=needs, stops=_STOPS)
        return first, later
    return (Clock("KN-03", starts=("accept", "extend"), met=_ENDINGS, from_step="accept", needs=needs,
                  given=given, facts=_TIER, stops=_STOPS),)  # fmt: skip


COMPLAINT = Kind(
    code="complaint",
    label="Khiếu nại",
    object="complaint",
    prefix="KN",
    group="grievance",
    states={
        "received": "chờ xem xét thụ lý",
        "resolving": "đang giải quyết",
        "paused": "tạm đình chỉ giải quyết",
        "decided": "đã có quyết định, chờ hiệu lực",
        "second_tier": "đang khiếu nại lần hai",
        "effective": "quyết định có hiệu lực, phải thi hành",
        "closed": "đã kết thúc",
        "forwarded": "đã chuyển",
        "refused": "không thụ lý",
        "withdrawn": "đã rút",
        "stopped": "đã đình chỉ",
    },
    ended=frozenset({"closed", "forwarded", "refused", "withdrawn", "stopped"}),
    steps=STEPS,
    clocks=(
        Clock(
            "KN-02",
            starts=("receive",),
            met=("accept", "refuse", "forward", "withdraw", "receive_decision"),
            from_="received_on",
            facts=("second_complaint",),
        ),
        *(clock for stage in RESOLVING_FACTS for clock in _resolving(stage)),
        Clock("KN-05", starts=("decide",), met=("send",), facts=("second_complaint",)),
        Clock("KN-06", starts=("decide",), met=("publish",)),
        Clock(
            "KN-01",
            starts=("deliver",),
            met=("second", "effective"),
            from_="delivered_on",
            given=("second_complaint",),
            of="body",
        ),
    ),
    title=_title,
    tags=_tags,
    article="L08 Đ.140; L25 Đ.96",
)
KINDS = (COMPLAINT,)
