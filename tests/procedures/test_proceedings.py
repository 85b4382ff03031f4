"""A dossier's step that is a paper: drafted, checked, signed, judged again on issue; no secret enters it."""

from dataclasses import replace
from datetime import date

import pytest
from tests.builders import a_matter
from tests.cast import BINH, BY, HOA, LAN, MINH, TRUONG, VAN, gather, viewer
from tests.documents.hostile_files import pdf
from tests.documents.papers import PIN
from tests.dossiers.sending import SENDING, a_sending

from thihanh.documents import making, nd30, queries
from thihanh.documents import operations as documents
from thihanh.documents.attachments import Upload, kept
from thihanh.documents.inspection.formats import FileRefused
from thihanh.dossiers import kinds, operations
from thihanh.dossiers.kinds import Field, Step
from thihanh.dossiers.operations import New
from thihanh.dossiers.queries import Filters, kept_among, page, seen
from thihanh.dossiers.values import Wrong
from thihanh.matters.asking import Refusal
from thihanh.matters.operations import register_many
from thihanh.offices.policy import Denied
from thihanh.procedures import issuing, proceedings
from thihanh.trail.models import Entry
from thihanh.trail.operations import KeyReused

ON = date(2025, 9, 30)
SENT = {
    "content": "Đề nghị bảo vệ buổi làm việc",
    "until": "15/10/2025",
    "copies": "1200",
    "sender": "Vô Hình",
}


@pytest.fixture(autouse=True)
def ready(db, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    gather()
    kinds.register(SENDING)


@pytest.fixture
def matter() -> int:
    held = a_matter("101/QĐ", "15/10/2024").held_by(LAN.code, LAN.unit).owing(1_284_500_000)
    return register_many([held.then("in_progress", "15/11/2024").intake], by=BY)[0]


def perform(number: int, step: str, raw: dict[str, object], **more: object) -> proceedings.Outcome:
    by = more.pop("by", LAN)
    return proceedings.perform(number, step, raw, by=viewer(by), on=ON, **more)


def through_the_queue(paper: int) -> issuing.Issued:
    documents.check([paper], by=viewer(BINH), on=ON)
    documents.sign([paper], by=viewer(TRUONG), on=ON, pin=PIN)
    (issued,) = issuing.issue([paper], by=viewer(VAN), on=ON)
    return issued


def test_the_head_s_step_takes_effect_when_its_paper_is_issued() -> None:
    number = a_sending(LAN, ON)
    outcome = perform(number, "send", SENT | {"on": "29/09/2025"}, key="k")
    assert perform(number, "send", SENT | {"on": "29/09/2025"}, key="k") == outcome
    assert seen(viewer(LAN), number, ON).state == "open"
    issued = through_the_queue(outcome.paper)
    assert issued.done, issued.sentence
    found = seen(viewer(LAN), number, ON)
    last = found.steps[-1]
    assert (found.state, last.step, last.paper_id, last.actor, last.on) == (
        *("sent", "send", outcome.paper, TRUONG.code, ON),
    )
    assert (last.values["copies"], last.values["until"]) == (1200, date(2025, 10, 15))


def test_a_paper_says_the_open_values_and_never_a_secret_one() -> None:
    number = a_sending(LAN, ON)
    paper = perform(number, "send", SENT).paper
    content = queries.content(paper)
    said = str(content.values) + str(content.inputs) + content.title
    assert "Bí Mật" not in said
    assert content.values["extra"]["counterpart"] == "Công an tỉnh Thử"
    assert content.values["extra"]["file_number"] == "GT-01/2025"
    rows = [(row["text"], row["detail"]) for row in content.values["rows"]]
    assert rows == [("Số bản", "1.200"), ("Người đề nghị", "Vô Hình")]
    assert "Vô Hình" not in "".join(str(one.payload) for one in Entry.objects.all())
    assert nd30.check_docx(making.docx_of(content)) == []


def test_a_step_is_judged_again_on_issue() -> None:
    number = a_sending(LAN, ON)
    paper = perform(number, "send", SENT).paper
    with pytest.raises(Refusal, match="đang trên đường trình ký"):
        perform(number, "send", SENT)
    dossier = seen(viewer(LAN), number, ON)
    operations.take_as(
        dossier, dossier.kind.step("send"), SENT, actor=LAN.code, unit=LAN.unit, on=ON, paper=paper
    )
    issued = through_the_queue(paper)
    assert (issued.done, issued.question) == (False, "state")
    assert "đang «đã gửi»" in issued.sentence
    assert queries.content(paper).state == "signed"


def test_an_officer_s_paper_is_numbered_with_the_step_and_filed_with_the_matter(matter: int) -> None:
    number = a_sending(LAN, ON, about=(matter,))
    outcome = perform(number, "minutes", {"place": "phường Hồng Gai", "source": "Bí Mật"})
    content = queries.content(outcome.paper)
    assert (content.state, content.matter_id, content.number_text) == ("issued", matter, "01/CTHADS-NV")
    assert "Bí Mật" not in str(content.values) + str(content.inputs)
    assert content.values["parties"][1]["role"] == "debtor"
    assert seen(viewer(LAN), number, ON).steps[-1].paper_id == outcome.paper


def test_files_are_kept_with_the_step_or_not_at_all() -> None:
    number = a_sending(LAN, ON)
    raw = {"place": "Hồng Gai", "papers": [Upload("trả lời.pdf", pdf())]}
    outcome = perform(number, "minutes", raw, key="f")
    assert perform(number, "minutes", raw, key="f") == outcome
    (file,) = seen(viewer(LAN), number, ON).last("papers")
    assert kept([file])[file].name == "trả lời.pdf"
    with pytest.raises(FileRefused):
        perform(number, "minutes", {"place": "Hồng Gai", "papers": [Upload("a.pdf", b"MZ" + b"0" * 99)]})
    with pytest.raises(KeyReused):
        perform(number, "minutes", {"place": "Bãi Cháy"}, key="f")


def test_who_may_not_and_what_is_missing_is_refused_before_anything_is_drafted() -> None:
    number = a_sending(LAN, ON)
    with pytest.raises(LookupError):
        perform(number, "send", SENT, by=HOA)
    with pytest.raises(Denied):
        perform(number, "send", SENT, by=MINH)
    with pytest.raises(Wrong, match="«Nội dung đề nghị» chưa điền"):
        perform(number, "send", {})
    assert queries.of_act(f"dossier:{number}", "22") == ()


def test_a_dossier_may_be_opened_by_a_paper() -> None:
    opening = replace(SENDING.opening, paper="CV-HO-SO", signer="head", fields=SENDING.opening.fields[:2])
    by_paper = replace(SENDING, code="test_by_paper", steps=(opening, *SENDING.steps[1:]))
    kinds._kinds.setdefault("test_by_paper", by_paper)
    new = New("test_by_paper", {"title": "Mở bằng văn bản", "body": "bank"}, "22", LAN.unit, LAN.code)
    outcome = proceedings.open_(new, by=viewer(LAN), on=ON)
    assert outcome.dossier_id == 0
    assert page(viewer(LAN), Filters(kinds=("test_by_paper",)), ON).total == 0
    assert through_the_queue(outcome.paper).done
    (row,) = page(viewer(LAN), Filters(kinds=("test_by_paper",)), ON).rows
    assert (row.title, row.body) == ("Mở bằng văn bản", "bank")


def test_what_waits_for_a_signature_holds_no_secret() -> None:
    with pytest.raises(ValueError, match="no secret value"):
        Step("x", "X", "x", fields=(Field("source", "S", "text", secret=True),), signer="head")


def test_taking_back_names_its_step_so_that_two_requests_take_one_back() -> None:
    number = a_sending(LAN, ON)
    first = seen(viewer(LAN), number, ON).steps[-1].id
    with pytest.raises(Refusal, match="bước mở hồ sơ"):
        proceedings.take_back(number, first, "ghi nhầm hồ sơ khác", by=viewer(LAN), on=ON)
    with pytest.raises(Refusal, match="không còn là bước gần nhất"):
        proceedings.take_back(number, first - 1, "ghi nhầm hồ sơ khác", by=viewer(LAN), on=ON)
    with pytest.raises(LookupError):
        proceedings.take_back(number, first, "ghi nhầm hồ sơ khác", by=viewer(HOA), on=ON)


def test_a_paper_of_a_dossier_kept_from_somebody_is_kept_from_them_too() -> None:
    kept_kind = replace(SENDING, code="test_kept", kept_from=lambda dossier: (MINH.code, "22:registry"))
    kinds._kinds.setdefault("test_kept", kept_kind)
    new = New("test_kept", {"title": "Về Minh", "body": "bank"}, "22", LAN.unit, LAN.code)
    number = proceedings.open_(new, by=viewer(LAN), on=ON).dossier_id
    paper = perform(number, "send", SENT).paper
    assert (queries.content(paper).office, queries.content(paper).officer) == ("", "")
    assert kept_among(viewer(VAN), [number]) == {number}
    assert kept_among(viewer(BINH), [number]) == set()
