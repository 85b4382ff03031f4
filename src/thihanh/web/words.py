"""Vietnamese words for the code names that pages must show: facts of a deadline, clocks, covered fields,
acts of the record."""

from thihanh.dossiers.kinds import kinds
from thihanh.law.terms import fact_names, step_names
from thihanh.procedures import catalogue

FIELDS = {"id_number": "số định danh", "address": "địa chỉ"}


SOURCE_PHRASES = (
    ("local press on", "báo địa phương về"),
    ("press report on", "bài báo về"),
    ("press report, national 6 months 2025", "bài báo về toàn quốc 6 tháng 2025"),
    ("Q1 of work year", "quý I năm công tác"),
    ("6 months", "6 tháng"),
    ("(address not retained)", "(không giữ được địa chỉ)"),
    ("search result without address", "kết quả tìm kiếm không kèm địa chỉ"),
    ("signed", "ký tên"),
    (
        "derived: 2022 rates minus published year-on-year point change",
        "suy ra: tỷ lệ năm 2022 trừ mức tăng đã công bố, điểm %",
    ),
    ("and a second report with due/eligible amounts", "và bài thứ hai có tiền phải thi hành, có điều kiện"),
    ("press of", "báo ngày"),
)
"""How the notes of origin beside published rows read in Vietnamese."""


ACTS = {
    "alert.subscribe": "theo dõi một ngưỡng",
    "alert.end": "bỏ theo dõi một ngưỡng",
    "alert.read": "ghi lần báo của ngưỡng",
    "matter.registered": "vào sổ",
    "matter.updated_by_file": "bổ sung theo tệp",
    "register.imported": "nhập sổ thụ lý",
    "published.imported": "nhập số đã công bố",
    "published.corrected": "thay số đã công bố",
    "register.heading_saved": "lưu tiêu đề riêng",
    "matter.verified": "ghi kết quả xác minh",
    "matter.stage_corrected": "sửa trạng thái",
    "matter.liabilities_stated": "ghi người cùng chịu nghĩa vụ",
    "matter.instalments_stated": "ghi các kỳ",
    "judgment.received": "nhận bản án",
    "judgment.completed": "nhận đủ hồ sơ bản án",
    "request.received": "nhận yêu cầu",
    "request.supplement_asked": "đề nghị bổ sung yêu cầu",
    "request.supplemented": "nhận nội dung bổ sung",
    "request.refused": "từ chối yêu cầu",
    "request.accepted": "ra quyết định theo yêu cầu",
    "request.withdrawn": "rút yêu cầu",
    "office.reference_loaded": "nạp danh mục đơn vị",
    "office.officer_appointed": "bổ nhiệm",
    "office.post_assigned": "giao chức vụ",
    "office.post_ended": "thôi giữ chức vụ",
    "office.officer_renamed": "sửa họ tên",
    "office.leave_recorded": "ghi vắng mặt",
    "office.leave_cancelled": "rút đợt vắng mặt",
    "office.day_overridden": "ghi ngày riêng của đơn vị",
    "office.day_withdrawn": "rút ngày riêng của đơn vị",
    "account.logged_in": "đăng nhập",
    "account.logged_out": "đăng xuất",
    "account.login_failed": "đăng nhập không thành",
    "account.password_changed": "đổi mật khẩu",
    "account.mfa_enabled": "bật xác thực hai lớp",
    "account.mfa_disabled": "tắt xác thực hai lớp",
    "account.mfa_failed": "sai mã xác thực hai lớp",
    "account.recovery_codes_made": "lập mã khôi phục",
    "account.recovery_code_used": "dùng mã khôi phục",
    "account.opened": "mở tài khoản",
    "account.closed": "đóng tài khoản",
    "account.password_set": "đặt mật khẩu",
    "account.sessions_ended": "kết thúc các phiên",
    "account.feed_opened": "mở địa chỉ lịch việc",
    "account.feed_closed": "đóng địa chỉ lịch việc",
    "paper.drafted": "soạn văn bản",
    "paper.submitted": "trình văn bản",
    "paper.revised": "sửa dự thảo",
    "paper.checked": "kiểm tra văn bản",
    "paper.returned": "trả lại văn bản",
    "paper.signed": "ký văn bản",
    "paper.recalled": "rút văn bản về",
    "paper.abandoned": "bỏ dự thảo",
    "paper.issued": "phát hành văn bản",
    "paper.made": "lập văn bản",
    "paper.pdf_made": "tạo PDF của văn bản",
    "file.received": "đưa bản quét vào hồ sơ",
    "template.proposed": "đề xuất bản mẫu",
    "template.approved": "duyệt bản mẫu",
    "meeting.agenda.built": "dựng chương trình kỳ họp",
    "meeting.agenda.add": "thêm mục vào chương trình kỳ họp",
    "meeting.agenda.drop": "bỏ mục khỏi chương trình kỳ họp",
    "meeting.agenda.restore": "đưa mục trở lại chương trình kỳ họp",
    "meeting.agenda.words": "sửa lời mục của chương trình kỳ họp",
    "meeting.agenda.order": "đổi thứ tự chương trình kỳ họp",
    "template.refused": "không duyệt bản mẫu",
    "office.power_granted": "giao quyền ký",
    "office.power_ended": "chấm dứt quyền ký",
    "matter.address_covered": "che, thôi che địa chỉ công khai",
    "target.assigned": "ghi quyết định giao chỉ tiêu",
    "target.withdrawn": "rút quyết định giao chỉ tiêu ghi nhầm",
    "target.indicators": "ban hành bộ chỉ tiêu",
    "target.evidence": "ghi kết quả chỉ tiêu kèm chứng cứ",
    "target.emulation_rules": "ban hành bảng chấm điểm thi đua",
    "target.score_self": "tự chấm điểm thi đua",
    "target.score_verified": "thẩm định điểm thi đua",
    "target.score_council": "hội đồng xếp loại thi đua",
    "edition.confirmed": "chốt số liệu",
    "edition.closed": "khóa sổ, lập ấn bản",
    "edition.signed": "ký ấn bản",
    "draw.committed": "cam kết trước khi bốc thăm",
    "draw.drawn": "bốc thăm phân công",
    "draw.applied": "giao việc theo kết quả bốc thăm",
    "sample.committed": "cam kết trước khi rút mẫu",
    "sample.drawn": "rút mẫu",
    "matter.assigned": "giao việc",
    "office.kin_declared": "khai người thân thích",
    "person.merged": "ghi là cùng một người",
    "person.parted": "tách thành hai người",
    "unit.established": "ghi biên chế được giao",
    "office.kin_withdrawn": "rút khai người thân thích",
    "report.made": "lập báo cáo",
    "report.part_written": "viết một phần báo cáo",
    "contact.stated": "ghi liên hệ của cơ quan",
    "custody.answered": "ghi trả lời của nơi giam",
    "answers.published": "công bố bảng trả lời phối hợp",
    "meeting.delays": "lập bảng ngày chậm của kỳ họp",
    "service.opened": "lập nơi phải thông báo",
    "service.started": "bắt đầu tống đạt",
    "service.recorded": "ghi kết quả tống đạt",
    "service.sent": "kênh đã nhận văn bản",
    "service.send_failed": "kênh chưa nhận văn bản",
}

SUBJECTS = {
    "matter": "việc",
    "paper": "văn bản",
    "dossier": "hồ sơ",
    "file": "tệp",
    "request": "yêu cầu",
    "template": "mẫu",
    "account": "tài khoản",
    "officer": "cán bộ",
    "unit": "đơn vị",
    "import": "tệp",
    "published": "số công bố",
    "headings": "tiêu đề riêng của",
    "offices": "danh mục",
    "target": "chỉ tiêu của",
    "edition": "số liệu của",
    "draw": "bốc thăm",
    "receipt": "bản án đã nhận",
    "person": "người",
    "report": "báo cáo",
    "alert": "ngưỡng của",
    "contact": "liên hệ của",
    "published-answers": "bảng trả lời của",
}


def fact(name: str) -> str:
    """A fact's Vietnamese name; the code name where nobody has named it."""
    return fact_names().get(name, name)


def act(code: str) -> str:
    """An act of the record in words; its code where nobody has named it."""
    done = catalogue.acts().get(code.removeprefix("act."))
    if done:
        return done.label[0].lower() + done.label[1:]
    return ACTS.get(code) or _step_of_dossier(code) or code


_DEEDS = {
    "handed_over": "chuyển người giữ",
    "hand_over.refused": "bị từ chối chuyển người giữ",
    "form.refused": "bị từ chối một biểu",
    "link.issued": "cấp liên kết trả lời",
    "link.revoked": "thu hồi liên kết trả lời",
    "link.opened": "cơ quan khác mở liên kết",
    "link.wrong": "nhập sai mã liên kết",
    "link.locked": "liên kết bị tạm khóa",
    "link.refused": "liên kết bị từ chối",
    "link.replied": "cơ quan khác trả lời bằng liên kết",
    "link.again": "gửi lại bằng liên kết, không ghi",
    "proposed": "hệ thống đề nghị đôn đốc",
}
"""What is done with a dossier beside its steps."""


def _step_of_dossier(code: str) -> str:
    """A step of a dossier: its kind and its label; "" for anything else."""
    name, _, rest = code.partition(".")
    kind = next((one for one in kinds() if one.code == name), None)
    if kind is None:
        return ""
    if rest in _DEEDS:
        return f"{kind.label}: {_DEEDS[rest]}"
    step = kind.by_code.get(rest.removesuffix(".voided").removesuffix(".refused"))
    back = "lấy lại bước " if rest.endswith(".voided") else ""
    back = "bị từ chối bước " if rest.endswith(".refused") else back
    return f"{kind.label}: {back}{step.label[0].lower()}{step.label[1:]}" if step else ""


def subject(code: str) -> str:
    """Whose life an entry belongs to: "việc 12443", "số liệu của 22.KV01, 11 tháng năm công tác 2025"."""
    kind, _, rest = code.partition(":")
    if kind == "edition" and rest.count(":") == 2:
        unit, year, month = rest.split(":")
        rest = f"{unit}, {int(month)} tháng năm công tác {year}"
    return f"{SUBJECTS.get(kind, kind)} {rest}"


def field(name: str) -> str:
    """A covered field's Vietnamese name; the code name where nobody has named it."""
    return FIELDS.get(name, name)


def step(name: str) -> str:
    """A clock's Vietnamese name; the code name where nobody has named it."""
    return step_names().get(name, name)
