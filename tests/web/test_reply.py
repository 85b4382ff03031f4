"""The page of another body: no account, no cookie, nothing told without the code, one answer taken."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import cast
from tests.documents.hostile_files import jpeg, png
from tests.web.conftest import TODAY, Standing
from thihanh.coordination import links, watching
from thihanh.coordination.links import Issued
from thihanh.coordination.models import OpeningFact
from thihanh.documents import attachments
from thihanh.dossiers import queries
from thihanh.dossiers.models import StepFact
from thihanh.dossiers.operations import New, open_dossier

ASKED = {
    "body": "police_commune",
    "body_name": "Công an xã Đông Hải",
    "duty": "DL-23",
    "content": "Nơi cư trú hiện nay của người phải thi hành án",
    "received_on": "30/09/2025",
}
AGREED = {"buoc": "gui", "result": "agreed", "content": "Đang cư trú tại thôn Ba"}
CALM = "Chưa mở được."


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


@pytest.fixture
def one(province) -> Issued:
    return issued(province[0])


def issued(matter: int, **more: str) -> Issued:
    new = New("request", ASKED | more, "22", "22.KV01", cast.LAN.code, matters=(matter,))
    return links.issue(
        open_dossier(new, by=cast.viewer(cast.LAN), on=TODAY), by=cast.viewer(cast.LAN), on=TODAY
    )


def at(found: Issued) -> str:
    return f"/tra-loi/{found.token}/"


def wrong(found: Issued) -> str:
    return f"{(int(found.code) + 1) % 10**6:06d}"


def opened(client: Client, found: Issued) -> dict[str, str]:
    page = client.post(at(found), {"code": found.code})
    passed = re.search(r'name="pass" value="([^"]+)"', page.content.decode())
    assert (page.status_code, passed is not None) == (200, True)
    assert passed
    return {"pass": passed[1]}


def state(number: int = 1) -> str:
    page = queries.page(cast.viewer(cast.LAN), queries.Filters(kinds=("request",)), TODAY, order="oldest")
    return page.rows[number - 1].state


def recorded() -> list[str]:
    return list(OpeningFact.objects.order_by("id").values_list("what", flat=True))


def test_a_mail_scanner_opens_the_address_and_nothing_happens(one: Issued, client: Client) -> None:
    known, unknown = client.get(at(one)), client.get(f"/tra-loi/{'x' * 38}/")
    client.head(at(one))
    assert known.content == unknown.content
    assert (known.status_code, recorded(), state()) == (200, [], "waiting")
    assert "Đông Hải" not in known.content.decode()
    assert opened(client, one)


def test_the_page_gives_no_address_away_and_runs_no_script(one: Issued, client: Client) -> None:
    for answer in (client.get(at(one)), client.post(at(one), {"code": one.code})):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Cache-Control"] == "no-store"
        policy = answer["Content-Security-Policy"]
        assert "script-src 'none'" in policy
        assert "default-src 'none'" in policy
        assert not answer.cookies
        assert "<script" not in answer.content.decode()


def test_the_commune_reads_what_is_asked_by_when_and_why_and_answers(one: Issued, client: Client) -> None:
    page = client.post(at(one), {"code": f"{one.code[:3]} {one.code[3:]}"}).content.decode()
    for words in ("Nơi cư trú hiện nay", "Điều 44", "03/10/2025", "Vì sao?", "YC-01/2025", "Cung cấp đủ"):
        assert words in page, words
    passed = opened(client, one)
    photo = SimpleUploadedFile("bien-ban.jpg", jpeg(400, 300), "image/jpeg")
    done = client.post(at(one), passed | AGREED | {"files": photo})
    assert "Đã nhận trả lời" in done.content.decode()
    assert "nhận lúc 09:00 ngày 30/09/2025" in done.content.decode()
    assert state() == "answered"
    step = StepFact.objects.get(step="answer")
    assert (step.actor, len(attachments.kept(step.values["files"]))) == (f"link:{one.id}", 1)
    assert recorded() == ["opened", "opened", "replied"]


def test_minutes_are_filled_in_for_printing_and_change_nothing(one: Issued, client: Client) -> None:
    sent = opened(client, one) | AGREED | {"buoc": "bien-ban"}
    page = client.post(at(one), sent).content.decode()
    assert "Biên bản cung cấp thông tin" in page
    assert "Đang cư trú tại thôn Ba" in page
    back = client.post(at(one), sent | {"buoc": "quay-lai"}).content.decode()
    assert "Gửi trả lời" in back
    assert "Đang cư trú tại thôn Ba" in back
    assert state() == "waiting"


def test_the_same_reply_twice_acts_once_and_another_is_refused(one: Issued, client: Client) -> None:
    passed = opened(client, one)
    first = client.post(at(one), passed | AGREED)
    again = client.post(at(one), passed | AGREED)
    assert (first.content, again.status_code) == (again.content, 200)
    other = client.post(at(one), passed | AGREED | {"content": "Nội dung khác hẳn"})
    assert (other.status_code, CALM in other.content.decode()) == (410, True)
    assert StepFact.objects.filter(step="answer").count() == 1
    assert client.post(at(one), {"code": one.code}).status_code == 410


def test_forwarded_guessed_ended_and_locked_links_get_one_calm_page(one: Issued, client: Client) -> None:
    asked = {
        404: client.post(f"/tra-loi/{'x' * 38}/", {"code": "123456"}),
        4040: client.post(at(one), {"code": wrong(one)}),
    }
    for _ in range(4):
        client.post(at(one), {"code": wrong(one)})
    asked[429] = client.post(at(one), {"code": one.code})
    cache.clear()
    links.revoke(
        StepFact.objects.get(step="send").dossier_id, "gửi nhầm địa chỉ", by=cast.viewer(cast.LAN), on=TODAY
    )
    asked[410] = client.post(at(one), {"code": one.code})
    assert {answer.status_code for answer in asked.values()} == {404, 410, 429}
    assert [status for status, answer in asked.items() if answer.status_code != int(str(status)[:3])] == []
    assert len({answer.content for answer in asked.values()}) == 1
    assert CALM in asked[404].content.decode()
    assert recorded() == ["refused", *["wrong"] * 5, "locked", "refused"]


def test_a_link_run_out_opens_no_more(one: Issued, client: Client, settings) -> None:
    passed = opened(client, one)
    settings.CLOCK = Standing(one.expires_on + timedelta(days=1))
    assert client.post(at(one), {"code": one.code}).status_code == 410
    assert client.post(at(one), passed | AGREED).status_code == 410
    assert state() == "waiting"


def test_a_pass_is_good_for_its_own_request_alone(one: Issued, province, client: Client) -> None:
    other = issued(province[1], body_name="Công an xã Tây Hải")
    passed = opened(client, one)
    refused = client.post(at(other), passed | AGREED)
    forged = client.post(at(one), {"pass": passed["pass"][:-2] + "xx"} | AGREED)
    assert (refused.status_code, forged.status_code) == (410, 410)
    assert (state(1), state(2)) == ("waiting", "waiting")
    assert recorded() == ["opened", "refused", "refused"]


def test_an_address_that_tries_much_is_slowed(one: Issued, client: Client, settings) -> None:
    settings.REPLY_RATES = {"reply": "3/m/ip", "reply_wrong": "2/m/ip"}
    answers = [client.post(f"/tra-loi/{'y' * 38}/", {"code": "111111"}).status_code for _ in range(5)]
    assert answers == [404, 404, 429, 429, 429]
    assert len(recorded()) <= 3


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("anh.png", png(20_000, 20_000), "bung ra quá lớn"),
        ("anh.jpg", b"<svg onload=alert(1)>", "chỉ nhận ảnh JPEG, PNG hoặc PDF"),
        ("anh.heic", b"\x00\x00\x00\x18ftypheic" + bytes(64), "Ảnh HEIC của iPhone: chụp màn hình"),
        ("anh.jpg", b"PK\x03\x04" + bytes(64), "Chọn lại tệp rồi gửi"),
        ("anh.jpg", jpeg()[:200], "bị hỏng hoặc chưa tải lên hết. Chụp lại"),
        ("anh.jpg", png(), "có đuôi"),
    ],
)
def test_a_photo_bomb_is_refused_and_what_was_typed_stays(
    one: Issued, client: Client, name: str, content: bytes, words: str
) -> None:
    sent = opened(client, one) | AGREED | {"files": SimpleUploadedFile(name, content)}
    answer = client.post(at(one), sent)
    page = answer.content.decode()
    assert (answer.status_code, words in page, "Đang cư trú tại thôn Ba" in page) == (422, True, True)
    assert state() == "waiting"


def test_a_page_left_open_too_long_asks_for_the_code_and_keeps_what_was_typed(
    one: Issued, client: Client, monkeypatch
) -> None:
    sent = opened(client, one) | AGREED
    with monkeypatch.context() as later:
        later.setattr("thihanh.web.reply.number", lambda name, on: -1)
        late = client.post(at(one), sent)
    page = late.content.decode()
    assert (late.status_code, CALM in page, state()) == (410, True, "waiting")
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert kept == {"result": "agreed", "content": "Đang cư trú tại thôn Ba"}
    again = client.post(at(one), kept | {"code": one.code}).content.decode()
    assert ("Đang cư trú tại thôn Ba" in again, 'value="agreed" required checked' in again) == (True, True)


def test_a_request_past_its_last_day_says_that_it_is_still_answered(
    province, client: Client, settings
) -> None:
    found = issued(province[0])
    settings.CLOCK = Standing(TODAY + timedelta(days=20))
    page = client.post(at(found), {"code": found.code}).content.decode()
    assert re.search(r"đã qua \d+ ngày, vẫn trả lời được ở đây", page)


def test_four_files_and_a_refusal_without_reason_are_told(one: Issued, client: Client) -> None:
    many = [SimpleUploadedFile(f"{n}.jpg", jpeg()) for n in range(4)]
    told = client.post(at(one), opened(client, one) | AGREED | {"files": many}).content.decode()
    assert "tối đa 3 tệp" in told
    refused = client.post(at(one), opened(client, one) | {"buoc": "gui", "result": "refused"})
    assert "phải nêu lý do" in refused.content.decode()
    assert state() == "waiting"


def test_the_officer_prints_the_link_once_and_sees_what_was_done(province, browse, client: Client) -> None:
    new = New("request", ASKED, "22", "22.KV01", cast.LAN.code, matters=(province[0],))
    dossier = open_dossier(new, by=cast.viewer(cast.LAN), on=TODAY)
    lan, address = browse(cast.LAN), f"/ho-so/{dossier}/lien-ket/"
    key = re.search(r'name="key" value="(\w+)"', lan.get(address).content.decode())
    assert key
    printed = lan.post(address, {"key": key[1]}).content.decode()
    code = re.search(r'reply-code">(\d{3}) (\d{3})<', printed)
    target = re.search(r"(/tra-loi/[\w-]+/)<", printed)
    assert code
    assert target
    assert "data:image/png;base64," in printed
    assert "chỉ hiện một lần" in lan.post(address, {"key": key[1]}).content.decode()
    assert client.post(target[1], {"code": code[1] + code[2]}).status_code == 200
    seen = lan.get(address).content.decode()
    assert "đã mở" in seen
    assert target[1] not in seen
    gone = lan.post(address, {"lam": "thu-hoi", "reason": "gửi nhầm địa chỉ"}, follow=True).content.decode()
    assert "Đã thu hồi liên kết" in gone
    assert browse(cast.HOA).get(address).status_code == 404


def test_the_time_of_the_receipt_is_of_hanoi(one: Issued, client: Client) -> None:
    client.post(at(one), opened(client, one) | AGREED)
    assert OpeningFact.objects.get(what="replied").at == datetime.fromisoformat("2025-09-30T09:00:00+07:00")


def test_what_the_night_proposes_stands_on_a_page_with_what_to_do(province, browse, settings) -> None:
    new = New("request", ASKED, "22", "22.KV01", cast.LAN.code, matters=(province[0],))
    dossier = open_dossier(new, by=cast.viewer(cast.LAN), on=TODAY)
    assert "Không có yêu cầu nào quá hạn" in browse(cast.LAN).get("/phoi-hop/don-doc/").content.decode()
    later = TODAY + timedelta(days=6)
    watching.propose(later)
    settings.CLOCK = Standing(later)
    page = browse(cast.MINH).get("/phoi-hop/don-doc/").content.decode()
    assert "người giữ hồ sơ làm tiếp" in page
    assert f"/ho-so/{dossier}/reminder_1/" not in page
    offered = browse(cast.BINH).get("/phoi-hop/don-doc/").content.decode()
    assert offered.count(f"/ho-so/{dossier}/reminder_1/") == 1, (
        "under the mark, not among the proposals again"
    )


def test_a_head_states_how_a_body_is_reached(province, browse) -> None:
    head = browse(cast.BINH)
    wrong = head.post("/phoi-hop/lien-he/", {"body": "justice"})
    assert (wrong.status_code, "ghi thư điện tử hoặc điện thoại" in wrong.content.decode()) == (422, True)
    said = {"body": "justice", "email": "sotuphap@tinh.gov.vn"}
    assert "sotuphap@tinh.gov.vn" in head.post("/phoi-hop/lien-he/", said, follow=True).content.decode()
    given = head.get("/phoi-hop/lien-he/?body=ubnd_commune&body_name=Xã Thử").content.decode()
    assert ('value="Xã Thử"' in given, 'value="ubnd_commune" selected' in given) == (True, True)
    assert browse(cast.LAN).post("/phoi-hop/lien-he/", said).status_code == 403
