"""A kind of the tests' own with papers: a letter the head signs, a letter an officer signs, files."""

from datetime import date

from tests.cast import Person, viewer
from thihanh.dossiers.kinds import Clock, Field, Kind, Step
from thihanh.dossiers.operations import New, open_dossier
from thihanh.matters.asking import Choice

BODIES = (Choice("police", "Công an tỉnh Thử"), Choice("bank", "Ngân hàng Thử"))
SENDING = Kind(
    code="test_sending",
    label="gửi thử",
    object="activity",
    prefix="GT",
    states={"open": "đang soạn", "sent": "đã gửi"},
    ended=frozenset(),
    steps=(
        Step(
            "begin",
            "Mở gửi thử",
            "mở",
            to="open",
            fields=(
                Field("title", "Nội dung", "text"),
                Field("body", "Nơi nhận", "body", choices=BODIES),
                Field("source", "Người báo tin", "text", required=False, secret=True),
            ),
        ),
        Step(
            "send",
            "Gửi công văn",
            "gửi",
            after=frozenset({"open"}),
            to="sent",
            fields=(
                Field("content", "Nội dung đề nghị", "long"),
                Field("until", "Trả lời trước ngày", "date", required=False),
                Field("copies", "Số bản", "number", required=False),
                Field("sender", "Người đề nghị", "text", required=False, personal=True),
                Field("papers", "Tệp kèm theo", "files", required=False),
            ),
            paper="CV-HO-SO",
            signer="head",
            article="L25 Đ.10",
        ),
        Step(
            "minutes",
            "Lập công văn tự ký",
            "lập",
            fields=(
                Field("place", "Nơi làm việc", "text"),
                Field("papers", "Tệp kèm theo", "files", required=False),
                Field("source", "Người báo tin", "text", required=False, secret=True),
            ),
            paper="CV-HO-SO-CHV",
            signer="officer",
            with_matter=True,
        ),
    ),
    clocks=(Clock("KN-02", starts=("begin",), met=("send",)),),
    title=lambda values: str(values["title"]),
    body="body",
)


def a_sending(person: Person, on: date, about: tuple[int, ...] = (), **more: object) -> int:
    """One of the person's, open."""
    raw = {"title": "Gửi thử lần một", "body": "police", "source": "Bí Mật Tuyệt Đối", **more}
    new = New("test_sending", raw, agency="22", office=person.unit, officer=person.code, matters=about)
    return open_dossier(new, by=viewer(person), on=on)
