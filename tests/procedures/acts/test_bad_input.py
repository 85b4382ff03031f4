"""Whatever comes in wrong is one clear sentence that says which question refused; nothing changes."""

import pytest
from tests import cast
from tests.builders import a_matter
from tests.cast import Person
from tests.procedures.acts.scene import (
    KV1,
    KV2,
    a_running_matter,
    do,
    issued,
    refusal,
    register,
    signed,
    stages,
    steps,
)

pytestmark = pytest.mark.django_db
NOTICE = {"on": "10/01/2025", "channel": "in_person", "proof": "BB-01"}
POSTPONED = {
    "ground": "H-c",
    "document_on": "18/02/2025",
    "basis": "creditor",
    "until": "20/05/2025",
}


@pytest.fixture
def world(db) -> dict[str, int]:
    """Lan's matters by where they stand, one of Hoa, one of another province."""
    cast.gather()
    names = ("decided", "assigned", "running", "done", "hoa", "other province")
    built = (
        a_matter("100/QĐ", "06/01/2025").owing(5_000_000).held_by("", KV1),
        a_running_matter("101/QĐ").then("assigned", "07/01/2025"),
        a_running_matter("102/QĐ").then("voluntary", "10/01/2025").then("in_progress", "21/01/2025"),
        a_running_matter("103/QĐ").then("in_progress", "21/01/2025").then("done", "10/02/2025"),
        a_matter("201/QĐ", "06/01/2025").owing(1_000).held_by(cast.HOA.code, KV2),
        a_matter("301/QĐ", "06/01/2025", agency="44").owing(1_000).held_by(cast.XUAN.code, "44.KV01"),
    )
    return dict(zip(names, register(*built), strict=True))


Wrong = tuple[str, Person, str, str, dict[str, str], str]
CASES: list[Wrong] = [
    # out of order
    (
        "assigned",
        cast.LAN,
        "resume",
        "24/02/2025",
        {"ended_on": "20/02/2025", "why": "ground_ended"},
        "Trạng thái: việc 101/QĐ đang «Đã phân công», không bị hoãn, tạm đình chỉ hay tạm dừng nên không "
        "có gì để tiếp tục; thi hành bình thường.",
    ),
    (
        "running",
        cast.LAN,
        "notice_valid",
        "24/02/2025",
        {**NOTICE, "on": "24/02/2025"},
        "Trạng thái: việc 102/QĐ đang «Có điều kiện – đang thi hành» nên chưa ghi thông báo hợp lệ được; chỉ "
        "làm được khi việc ở «Đã ra quyết định», «Đã phân công». Mở hồ sơ để xem các bước làm được bây giờ.",
    ),
    (
        "decided",
        cast.LAN,
        "open_file",
        "24/02/2025",
        {},
        "Quyền: Chấp hành viên không được thực hiện tác nghiệp việc thi hành án (cùng phòng); chỉ Chấp hành "
        "viên đang giữ mới làm được. Đề nghị người giữ làm, hoặc phân công, chuyển giao trước.",
    ),
    # closed
    (
        "done",
        cast.LAN,
        "collected",
        "24/02/2025",
        {"obligation": "1", "amount": "5.000"},
        "Trạng thái: việc 103/QĐ đã kết thúc «Thi hành xong» ngày 10/02/2025, không còn ghi thu được. Nếu "
        "ngày hoặc cách kết thúc ghi sai, hãy sửa trạng thái đó trước.",
    ),
    # foreign
    (
        "hoa",
        cast.LAN,
        "collected",
        "24/02/2025",
        {"obligation": "1", "amount": "500"},
        "Phạm vi: không tìm thấy việc này trong phạm vi được xem. Kiểm tra số quyết định, hoặc hỏi đơn vị "
        "đang giữ việc.",
    ),
    (
        "other province",
        cast.TRUONG,
        "assign",
        "24/02/2025",
        {"officer": cast.LAN.code},
        "Phạm vi: không tìm thấy việc này trong phạm vi được xem. Kiểm tra số quyết định, hoặc hỏi đơn vị "
        "đang giữ việc.",
    ),
    # the wrong post
    (
        "running",
        cast.TAM,
        "collected",
        "24/02/2025",
        {"obligation": "1", "amount": "5.000"},
        "Quyền: Kế toán không được thực hiện tác nghiệp việc thi hành án (cùng phòng); chỉ Chấp hành viên "
        "đang giữ mới làm được. Đề nghị người giữ làm, hoặc phân công, chuyển giao trước.",
    ),
    (
        "decided",
        cast.LAN,
        "assign",
        "24/02/2025",
        {"officer": cast.LAN.code},
        "Quyền: Chấp hành viên không được phân công, chuyển giao việc thi hành án (cùng phòng). Hãy đề nghị "
        "người có quyền: Cục trưởng Cục THADS, Phó Cục trưởng Cục THADS, Trưởng phòng Nghiệp vụ, Chi cục "
        "trưởng Chi cục THADS.",
    ),
    # a ground of the other law, no ground, one that nobody knows
    (
        "running",
        cast.LAN,
        "postpone",
        "24/02/2025",
        {**POSTPONED, "ground": "H-e"},
        "Pháp luật: căn cứ «H-e» là của R25, không dùng được theo luật áp dụng ngày 24/02/2025 (R08). Căn cứ "
        "được dùng: H-a, H-b, H-c, H-d, H-g, H-h, H-i, H-k, H-2.",
    ),
    (
        "running",
        cast.LAN,
        "postpone",
        "24/02/2025",
        {**POSTPONED, "ground": ""},
        "Dữ liệu: Cần ghi «Căn cứ» để hoãn thi hành án.",
    ),
    # days
    (
        "assigned",
        cast.LAN,
        "notice_valid",
        "24/02/2025",
        {**NOTICE, "on": "03/01/2025"},
        "Pháp luật: ngày 03/01/2025 sớm hơn ngày ra quyết định thi hành án 06/01/2025 của việc 101/QĐ; không "
        "thể ghi thông báo hợp lệ trước khi có quyết định. Kiểm tra lại ngày.",
    ),
    (
        "assigned",
        cast.LAN,
        "notice_valid",
        "24/02/2025",
        {**NOTICE, "on": "25/02/2025"},
        "Pháp luật: ngày 25/02/2025 ở sau ngày làm việc hiện tại 24/02/2025; chỉ ghi việc đã xảy ra. Ghi "
        "đúng ngày, hoặc đợi đến ngày đó.",
    ),
    (
        "assigned",
        cast.LAN,
        "notice_valid",
        "24/02/2025",
        {**NOTICE, "on": "06/01/2025"},
        "Pháp luật: ngày 06/01/2025 sớm hơn trạng thái mới nhất «Đã phân công» ngày 07/01/2025 của việc "
        "101/QĐ; ghi thông báo hợp lệ không thể chen vào trước. Ghi đúng ngày, hoặc sửa trạng thái đã ghi.",
    ),
    # what cannot be read
    (
        "running",
        cast.LAN,
        "collected",
        "24/02/2025",
        {"obligation": "7", "amount": "5.000"},
        "Dữ liệu: Việc 102/QĐ không có khoản số 7 cho «Khoản»; chọn lại khoản.",
    ),
    (
        "running",
        cast.LAN,
        "collected",
        "24/02/2025",
        {"obligation": "1", "amount": "năm triệu"},
        "Dữ liệu: «năm triệu» ở «Số tiền (đồng)» không phải là số đồng. Ghi chữ số, ví dụ 1.284.500.000.",
    ),
    (
        "running",
        cast.LAN,
        "collected",
        "24/02/2025",
        {"obligation": "1", "amount": "0"},
        "Dữ liệu: «Số tiền (đồng)» phải lớn hơn 0 đồng.",
    ),
]


@pytest.mark.parametrize("wrong", CASES, ids=[f"{one[2]} on {one[0]}: {one[5][:30]}" for one in CASES])
def test_the_sentence_and_nothing_else(world: dict[str, int], wrong: Wrong) -> None:
    matter, by, code, on, raw, sentence = wrong
    assert refusal(code, world[matter], raw, by=by, on=on).sentence == sentence


def test_a_double_click_is_one_act(world: dict[str, int]) -> None:
    first, second = (do("notice_valid", world["assigned"], NOTICE, on="13/01/2025", key="k") for _ in "12")
    assert first == second
    assert steps(world["assigned"]) == ["notice_valid"]


def test_two_browsers_are_one_act_and_one_sentence(world: dict[str, int]) -> None:
    do("notice_valid", world["assigned"], NOTICE, on="13/01/2025", key="k1")
    refused = refusal("notice_valid", world["assigned"], NOTICE, on="13/01/2025")
    assert refused.sentence.startswith("Trạng thái: việc 101/QĐ đang «Trong thời hạn tự nguyện» nên chưa")


def test_two_browsers_put_one_paper_into_the_queue(world: dict[str, int]) -> None:
    do("postpone", world["running"], POSTPONED, on="24/02/2025", key="k1")
    assert refusal("postpone", world["running"], POSTPONED, on="24/02/2025").sentence == (
        "Trạng thái: văn bản với cùng nội dung của việc 102/QĐ đang trên đường trình ký: «Quyết định về việc "
        "hoãn thi hành án», chờ kiểm tra từ 24/02/2025. Đợi văn bản đó, hoặc rút về rồi trình lại."
    )


def test_a_replayed_issue_numbers_nothing_anew(world: dict[str, int]) -> None:
    paper = do("postpone", world["running"], POSTPONED, on="24/02/2025").paper
    signed(paper, "24/02/2025")
    assert issued(paper, "24/02/2025").number == "01/QĐ-CTHADS"
    again = issued(paper, "24/02/2025")
    assert again.question == "state"
    assert "đang «Đã phát hành»" in again.sentence
    assert stages(world["running"]).count("postponed") == 1


def test_only_the_registry_issues(world: dict[str, int]) -> None:
    paper = do("postpone", world["running"], POSTPONED, on="24/02/2025").paper
    signed(paper, "24/02/2025")
    answer = issued(paper, "24/02/2025", by=cast.LAN)
    assert answer.question == "policy"
    assert answer.sentence.startswith("Quyền: Chấp hành viên không được")
    assert stages(world["running"])[-1] == "in_progress"


def test_a_paper_is_not_issued_before_it_is_signed(world: dict[str, int]) -> None:
    paper = do("postpone", world["running"], POSTPONED, on="24/02/2025").paper
    answer = issued(paper, "24/02/2025")
    assert answer.question == "state"
    assert "đang «Chờ kiểm tra»" in answer.sentence
