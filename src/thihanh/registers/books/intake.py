"""Registers 01–03: judgments received, requests received, matters taken on."""

from thihanh.law.lists import listed
from thihanh.law.regimes import REGIMES
from thihanh.matters.standing import in_force
from thihanh.registers.books.parts import CREDITOR, DEBTOR, JUDGMENT, OFFICER, REACHED
from thihanh.registers.register import Column, Register, Source

_CHANNELS = {one.code: one.label for regime in REGIMES for one in listed("request_channels", regime)}
_COURT = {one.code: one.label for regime in REGIMES for one in listed("judgment_channels", regime)}
# Of one judgment, offices may have received it and hold matters of it: a reader learns of his own alone.
_OF_JUDGMENT = (
    "FROM matters_matter m JOIN matters_current k ON k.matter_id = m.id "
    "WHERE m.judgment_id = j.id AND {inside k}"
)
_HELD = (
    f"LEFT JOIN LATERAL (SELECT k.office, k.officer, k.matter_id {_OF_JUDGMENT} "
    "ORDER BY k.matter_id LIMIT 1) c ON TRUE"
)

JUDGMENTS = Register(
    code="01",
    name="Sổ nhận bản án, quyết định",
    day="ngày nhận (ngày bản án nếu chưa ghi ngày nhận)",
    columns=(
        Column("Số nhận", "r.number", "number", 8),
        Column("Ngày nhận", 'r."on"', "day", 12),
        *JUDGMENT,
        Column("Loại án", "j.kind", "judgment", 18),
        Column("Ngày có hiệu lực", "r.effective_on", "day", 12),
        Column("Cách nhận", "coalesce(r.channel, '')", "what", 16),
        Column(
            "Số việc đã ra quyết định",
            f"(SELECT count(*) {_OF_JUDGMENT})",
            "number",
            10,
            total=True,
        ),
    ),
    source=Source(f"""
SELECT j.agency, coalesce(r.office, c.office, '') AS office, coalesce(c.officer, '') AS officer,
    c.matter_id, j.id, coalesce(r."on", j.made_on) AS day, {{columns}}
FROM matters_judgment j
LEFT JOIN LATERAL (SELECT * FROM (SELECT r.*, '' AS officer FROM matters_receipt r
        WHERE r.judgment_id = j.id AND {in_force("matters_receipt", "r")}) r
    WHERE {{inside r}} ORDER BY r.id DESC LIMIT 1) r ON TRUE
{_HELD}"""),
    words=_COURT,
    note="Bản án đưa vào bằng tệp sổ thụ lý chưa có dòng nhận: ngày nhận để trống.",
)

REQUESTS = Register(
    code="02",
    name="Sổ nhận yêu cầu thi hành án",
    day="ngày yêu cầu",
    columns=(
        Column("Số nhận", "x.number", "number", 8),
        Column("Ngày yêu cầu", "x.day", "day", 12),
        Column("Người yêu cầu", "x.requester", width=28),
        Column("Người phải thi hành án", "x.debtor", width=28),
        Column("Số bản án, quyết định", "j.number", width=18),
        Column("Ngày bản án", "j.made_on", "day", 12),
        Column("Cách gửi", "x.channel", "what", 16),
        Column("Xử lý", "x.state", "what", 22),
        Column("Ngày xử lý", "x.state_on", "day", 12),
        Column("Số quyết định thi hành án", "x.decision", width=16),
    ),
    source=Source(f"""
SELECT x.agency, x.office, x.officer, x.matter_id, x.id, x.day, {{columns}}
FROM (
    SELECT q.agency, coalesce(c.office, q.office) AS office, coalesce(c.officer, '') AS officer, c.matter_id,
        q.id * 2 AS id, q."on" AS day, q.number, n.name AS requester, coalesce(d.name, '') AS debtor,
        q.judgment_id, q.channel, e.event AS state, e."on" AS state_on, coalesce(c.number, '') AS decision
    FROM matters_request q
    JOIN matters_person n ON n.id = q.requester_id
    LEFT JOIN matters_person d ON d.id = q.debtor_id
    LEFT JOIN LATERAL (SELECT e.event, e."on", e.matter_id FROM matters_request_event e
        WHERE e.request_id = q.id AND {in_force("matters_request_event", "e")}
        ORDER BY e."on" DESC, e.id DESC LIMIT 1) e ON TRUE
    LEFT JOIN matters_current c ON c.matter_id = e.matter_id
    WHERE {in_force("matters_request", "q")}
    UNION ALL
    SELECT c.agency, c.office, c.officer, c.matter_id, m.id * 2 + 1, m.requested_on, NULL, c.creditor,
        c.debtor,
        m.judgment_id, '', 'accepted', m.decided_on, c.number
    FROM matters_matter m JOIN matters_current c ON c.matter_id = m.id
    WHERE m.kind = 'on_request' AND m.requested_on IS NOT NULL
        AND NOT EXISTS (SELECT FROM matters_request_event e WHERE e.matter_id = m.id)
) x LEFT JOIN matters_judgment j ON j.id = x.judgment_id"""),
    words={
        **_CHANNELS,
        "received": "đã nhận",
        "supplement_asked": "chờ bổ sung",
        "supplemented": "đã bổ sung",
        "refused": "từ chối",
        "accepted": "đã ra quyết định thi hành án",
        "withdrawn": "người yêu cầu rút",
    },
    note="Yêu cầu của việc đưa vào bằng tệp sổ thụ lý chưa có số nhận.",
)

MATTERS = Register(
    code="03",
    name="Sổ thụ lý thi hành án dân sự",
    day="ngày quyết định thi hành án",
    columns=(
        Column("Số quyết định thi hành án", "c.number", width=16),
        Column("Ngày quyết định", "c.decided_on", "day", 12),
        *JUDGMENT,
        DEBTOR,
        CREDITOR,
        Column(
            "Khoản phải thi hành",
            "(SELECT array_agg(o.kind ORDER BY o.no) FROM matters_obligation o "
            f"WHERE o.matter_id = c.matter_id AND {in_force('matters_obligation', 'o')})",
            "kinds",
            26,
        ),
        Column("Phải thi hành (đồng)", "c.due", "money", 18, total=True),
        Column("Đã thu (đồng)", "c.collected", "money", 18, total=True),
        Column("Còn phải thi hành (đồng)", "c.outstanding", "money", 18, total=True),
        OFFICER,
        Column("Kết quả", "c.stage", "stage", 26),
        Column("Từ ngày", "c.stage_since", "day", 12),
        Column("Nhận ủy thác từ", "m.delegated_from", width=20),
    ),
    source=Source(f"""
SELECT {REACHED}, c.matter_id AS id, c.decided_on AS day, {{columns}}
FROM matters_current c
JOIN matters_matter m ON m.id = c.matter_id
JOIN matters_judgment j ON j.id = c.judgment_id
WHERE {{book}}"""),
    books=(
        ("chu-dong", "Chủ động", "c.kind = 'ex_officio'"),
        ("theo-yeu-cau", "Theo yêu cầu", "c.kind = 'on_request'"),
    ),
)

BOOKS = (JUDGMENTS, REQUESTS, MATTERS)
