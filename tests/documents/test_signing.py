"""Signatures: authorised with a PIN, refused before anything is signed, verified in words."""

import io
import json
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pikepdf
import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.generic import TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from thihanh.cli.main import run
from thihanh.documents import pdf
from thihanh.documents.lettering import face
from thihanh.documents.problems import Refused
from thihanh.documents.rendering import docx
from thihanh.documents.samples import sample
from thihanh.documents.signing import authority, tokens
from thihanh.documents.signing.authority import Holder, KeyRefused
from thihanh.documents.signing.keys import MOST_WRONG_PINS, KeyStore
from thihanh.documents.signing.pades import sign_pdf, sign_place
from thihanh.documents.signing.seen import moment
from thihanh.documents.signing.verify import Trust, verify_pdf

HANOI = timezone(timedelta(hours=7))
AT = datetime(2026, 11, 20, 9, 15, 30, tzinfo=HANOI)
PIN = "246810"
PHUONG = Holder("22.0032", "Lý Thị Phương", "Thi hành án dân sự tỉnh Quảng Ninh")
SEAL = Holder("seal-22", "Thi hành án dân sự tỉnh Quảng Ninh")
DIGEST = "d" * 64


@pytest.fixture(scope="module")
def issued_keys(tmp_path_factory):
    """Making keys takes time; every test works on its own copy."""
    made = KeyStore(tmp_path_factory.mktemp("issued") / "keys")
    made.create(PHUONG, PIN, at=AT)
    made.create(SEAL, PIN, at=AT, holding="agency")
    return made


@pytest.fixture
def store(issued_keys, tmp_path):
    return KeyStore(shutil.copytree(issued_keys.folder, tmp_path / "keys"))


@pytest.fixture(scope="module")
def paper():
    """A decision as PDF; a blank page where there is no LibreOffice."""
    if not pdf.missing():
        return pdf.convert(docx(sample("QD-HOAN", "R25")))
    blank = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(595, 842))
        file.save(blank)
    return blank.getvalue()


def signed(store, paper):
    store.authorise(PHUONG.code, PIN, [DIGEST], at=AT)
    key = store.authorised_key(PHUONG.code, DIGEST, at=AT)
    return sign_pdf(paper, signer=key, agency=store.seal(SEAL.code, at=AT), at=AT)


def trust(store):
    return Trust(store.roots(), store.revoked())


def values(verdict):
    return {row.label: (row.value, row.ok) for row in verdict.rows}


def test_a_paper_signed_by_its_signer_and_the_agency_is_found_good(store, paper):
    verdict = verify_pdf(signed(store, paper), trust(store))
    said = values(verdict)
    assert verdict.ok
    assert verdict.signers == (PHUONG.name, SEAL.name)
    assert said["Người ký"] == (f"{PHUONG.name} – {PHUONG.organisation}", None)
    assert said["Người ký: thời điểm ký"] == ("20/11/2026 09:15:30 +07:00 (giờ máy ký ghi)", True)
    assert said["Cơ quan (văn thư): thay đổi sau khi ký"] == ("không có", True)
    assert said["Người ký: loại chứng thư"][0] == "thử nghiệm, không có giá trị pháp lý"


def test_what_is_seen_of_a_signature_stands_where_the_paper_keeps_room(store, paper):
    place = sign_place(paper)
    with pikepdf.open(io.BytesIO(signed(store, paper))) as file:
        boxes = {
            str(one.T): [float(edge) for edge in one.Rect]
            for page in file.pages
            for one in page.get("/Annots", [])
            if one.get("/FT") == "/Sig"
        }
        subfilters = {str(one.SubFilter) for one in file.objects if _is_signature(one)}
    hand, seal = boxes["NguoiKy"], boxes["CoQuan"]
    assert subfilters == {"/ETSI.CAdES.detached"}
    assert (hand[0] + hand[2]) / 2 == pytest.approx(place.x, abs=1)
    assert hand[3] == pytest.approx(place.y - 4, abs=1)
    covered = seal[2] - hand[0]
    assert seal[0] < hand[0]
    assert covered == pytest.approx((hand[2] - hand[0]) / 3, abs=2)


def _is_signature(one):
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Sig" and "/SubFilter" in one


def test_the_letters_of_a_seen_signature_are_embedded_vietnamese(store, paper):
    with pikepdf.open(io.BytesIO(signed(store, paper))) as file:
        named = {
            str(one.FontName)
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one
        }
    assert {"/THADSS+LiberationSerif-Italic", "/THADSS+LiberationSerif-Bold"} <= named
    letters = face("Italic")
    assert all(ord(letter) in letters.glyphs for letter in "Lý Thị Phương Nguyễn Đặng Quỳnh Ưỡ ẢẴỮ")


def test_one_changed_byte_is_found(store, paper):
    good = signed(store, paper)
    spoiled = bytearray(good)
    spoiled[good.index(b"stream") + 120] ^= 1
    verdict = verify_pdf(bytes(spoiled), trust(store))
    assert not verdict.ok
    assert values(verdict)["Người ký: nội dung"] == ("đã bị thay đổi hoặc chữ ký giả", False)


def test_a_page_added_after_signing_is_found(store, paper):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(store, paper)))
    writer.root["/Lang"] = TextStringObject("en")
    writer.update_root()
    changed = io.BytesIO()
    writer.write(changed)
    verdict = verify_pdf(changed.getvalue(), trust(store))
    assert not verdict.ok
    assert values(verdict)["Cơ quan (văn thư): thay đổi sau khi ký"] == (
        "tệp bị thêm, sửa sau chữ ký này",
        False,
    )


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"not a pdf", b"%PDF-1.7\n" + b"x" * 5000])
def test_a_strange_file_is_not_good_and_breaks_nothing(content):
    verdict = verify_pdf(content, Trust())
    assert not verdict.ok
    assert verdict.rows


def test_a_file_without_signature_says_so(paper):
    assert [(row.value, row.ok) for row in verify_pdf(paper, Trust()).rows] == [
        ("tệp không có chữ ký số nào", False)
    ]


def test_a_signature_of_an_unknown_authority_is_not_trusted(store, paper, tmp_path):
    elsewhere = KeyStore(tmp_path / "elsewhere")
    elsewhere.create(PHUONG, PIN, at=AT)
    verdict = verify_pdf(signed(store, paper), trust(elsewhere))
    value, ok = values(verdict)["Người ký: nơi cấp chứng thư"]
    assert (verdict.ok, ok) == (False, False)
    assert value.endswith("(không được tin cậy ở đây)")


def test_nothing_is_signed_that_its_signer_has_not_authorised(store):
    with pytest.raises(KeyRefused, match=r"^Trạng thái: .*chưa được người ký cho phép ký"):
        store.authorised_key(PHUONG.code, DIGEST, at=AT)


def test_an_authorisation_holds_for_its_content_alone_and_can_be_taken_back(store):
    store.authorise(PHUONG.code, PIN, [DIGEST], at=AT)
    assert store.authorised_key(PHUONG.code, DIGEST, at=AT).certificate.name == PHUONG.name
    with pytest.raises(KeyRefused):
        store.authorised_key(PHUONG.code, "e" * 64, at=AT)
    store.withdraw(PHUONG.code, DIGEST)
    with pytest.raises(KeyRefused):
        store.authorised_key(PHUONG.code, DIGEST, at=AT)


def test_an_authorisation_written_by_another_hand_is_not_believed(store):
    store.authorise(PHUONG.code, PIN, [DIGEST], at=AT)
    file = store._authorisation(PHUONG.code, DIGEST)
    forged = store._authorisation(PHUONG.code, "e" * 64)
    forged.parent.mkdir(parents=True, exist_ok=True)
    forged.write_text(json.dumps({**json.loads(file.read_text()), "digest": "e" * 64}))
    with pytest.raises(KeyRefused):
        store.authorised_key(PHUONG.code, "e" * 64, at=AT)


def test_a_wrong_pin_signs_nothing_and_the_fifth_locks_the_key(store):
    for left in range(MOST_WRONG_PINS - 1, -1, -1):
        with pytest.raises(KeyRefused, match=rf"^Quyền: mã PIN không đúng, còn {left} lần"):
            store.authorise(PHUONG.code, "000000", [DIGEST], at=AT)
    with pytest.raises(KeyRefused, match=r"^Quyền: khóa ký bị khóa"):
        store.authorise(PHUONG.code, PIN, [DIGEST], at=AT)


def test_guesses_at_once_are_counted_one_by_one(store):
    def guess(number: int) -> str:
        try:
            store.authorise(PHUONG.code, f"{number:06d}", [DIGEST], at=AT)
        except KeyRefused as refused:
            return "wrong" if "không đúng" in refused.sentence else "locked"
        return "signed"

    with ThreadPoolExecutor(12) as many:
        answers = list(many.map(guess, range(12)))
    assert sorted(answers) == ["locked"] * (12 - MOST_WRONG_PINS) + ["wrong"] * MOST_WRONG_PINS
    assert not store._authorisation(PHUONG.code, DIGEST).exists()


def test_a_right_pin_forgets_the_wrong_ones(store):
    for _ in range(2):
        for _ in range(MOST_WRONG_PINS - 1):
            with pytest.raises(KeyRefused):
                store.authorise(PHUONG.code, "000000", [DIGEST], at=AT)
        assert store.authorise(PHUONG.code, PIN, [DIGEST], at=AT).name == PHUONG.name


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (
            AT + timedelta(days=731),
            r"^Pháp luật: chứng thư chữ ký số của Lý Thị Phương đã hết hạn ngày 19/11/2028",
        ),
        (AT - timedelta(days=30), r"^Pháp luật: chứng thư .* chỉ có hiệu lực từ ngày 19/11/2026"),
    ],
)
def test_a_certificate_out_of_its_time_is_refused_before_anything(store, at, sentence):
    with pytest.raises(KeyRefused, match=sentence):
        store.authorise(PHUONG.code, PIN, [DIGEST], at=at)
    assert not store._authorisation(PHUONG.code, DIGEST).exists()


def test_a_revoked_certificate_is_refused_and_what_it_signed_before_stays_good(store, paper):
    good = signed(store, paper)
    store.revoke(PHUONG.code, at=AT + timedelta(days=1))
    with pytest.raises(KeyRefused, match=r"đã bị thu hồi ngày 21/11/2026"):
        store.authorise(PHUONG.code, PIN, ["e" * 64], at=AT + timedelta(days=2))
    verdict = verify_pdf(good, trust(store))
    assert verdict.ok
    assert values(verdict)["Người ký: chứng thư bị thu hồi"] == ("21/11/2026 (sau khi ký)", True)
    before = replace_revocation(store, AT - timedelta(days=1))
    assert not verify_pdf(good, before).ok


def replace_revocation(store, at):
    return Trust(store.roots(), dict.fromkeys(store.revoked(), at))


def test_an_expired_certificate_signs_no_file_even_when_the_key_is_at_hand(store, paper):
    key = store.own_key(PHUONG.code, PIN, at=AT)
    old = replace(key, certificate=replace(key.certificate, until=AT - timedelta(days=1)))
    with pytest.raises(Refused, match="đã hết hạn"):
        sign_pdf(paper, signer=old, agency=None, at=AT)


def test_nobody_signs_with_a_key_that_is_not_there_or_is_no_seal(store):
    with pytest.raises(KeyRefused, match=r"chưa có chứng thư chữ ký số cho «22.9999»"):
        store.authorise("22.9999", PIN, [DIGEST], at=AT)
    with pytest.raises(KeyRefused, match="không phải khóa của cơ quan"):
        store.seal(PHUONG.code, at=AT)


@pytest.mark.parametrize("code", ["", "../x", "a/b", "authority", "a b"])
def test_a_code_never_leads_out_of_the_store(store, code):
    with pytest.raises(KeyRefused):
        store.certificate(code)


def test_a_short_pin_is_refused(store):
    with pytest.raises(KeyRefused, match="ít nhất 6 ký tự"):
        store.create(PHUONG, "1234", at=AT)


def test_keys_are_readable_by_their_user_alone_and_encrypted(store):
    for file in (store.folder, *store.folder.rglob("*")):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file
    with pytest.raises(KeyRefused, match="sai mật khẩu"):
        authority.read((store.folder / f"{PHUONG.code}.p12").read_bytes(), b"wrong")
    assert store.holders() == (PHUONG.code, SEAL.code)


def test_a_file_that_is_no_pdf_is_refused(store):
    with pytest.raises(Refused, match="không phải tệp PDF"):
        sign_pdf(b"x", signer=store.own_key(PHUONG.code, PIN, at=AT), agency=None, at=AT)


def test_with_a_time_stamp_service_the_signature_carries_its_time(store, paper):
    key = store.own_key(PHUONG.code, PIN, at=AT)
    stamper = DummyTimeStamper(key.signer.signing_cert, key.signer.signing_key, fixed_dt=AT)
    made = sign_pdf(paper, signer=key, agency=None, at=AT, timestamper=stamper)
    plain = sign_pdf(paper, signer=key, agency=None, at=AT)
    assert len(made) > len(plain)
    assert verify_pdf(made, trust(store)).signers == (PHUONG.name,)


def test_times_are_written_with_their_zone():
    assert moment(AT) == "20/11/2026 09:15:30 +07:00"


def test_the_roots_are_certificates_and_include_those_put_into_trust(store):
    (store.folder / "trust").mkdir()
    (store.folder / "trust" / "other.pem").write_bytes(authority.root(at=AT).pem)
    roots = [one for pem in store.roots() for one in load_certs_from_pemder_data(pem)]
    assert len(roots) == 2


def test_without_the_library_of_tokens_a_sentence_says_what_to_install(tmp_path):
    with (
        pytest.raises(KeyRefused, match="cài gói python-pkcs11"),
        tokens.opened(tmp_path, "", "", lambda: PIN),
    ):
        pytest.fail("no token can be open here")


@pytest.fixture
def told(capsys, store, settings):
    """Run ``thihanh documents`` with this store; exit status, what was said, what was complained."""
    settings.KEY_STORE = store.folder

    def ask(*arguments):
        status = run(["documents", *map(str, arguments)])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return ask


def test_the_command_verifies_a_file_without_a_database(told, store, paper, tmp_path):
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    content = signed(store, paper)
    good.write_bytes(content)
    bad.write_bytes(content[:-200] + b" " * 200)
    status, out, _ = told("verify", good, "--offline", "--json")
    answer = json.loads(out)
    assert (status, answer["ok"], answer["file"]) == (0, True, "good.pdf")
    assert {"label", "value", "ok"} == set(answer["rows"][0])
    status, out, _ = told("verify", bad, "--offline")
    assert status == 1
    assert "Kết luận: KHÔNG hợp lệ." in out


def test_the_command_refuses_a_file_that_is_not_there(told, tmp_path):
    status, out, complained = told("verify", tmp_path / "none.pdf", "--offline")
    assert (status, out) == (2, "")
    assert complained.startswith("Không đọc được")


def test_the_command_lists_keys_with_the_days_left(told):
    status, out, _ = told("keys", "--json")
    listed = json.loads(out)["keys"]
    assert status == 0
    assert [one["code"] for one in listed] == [PHUONG.code, SEAL.code]
    assert all(one["trial"] for one in listed)
