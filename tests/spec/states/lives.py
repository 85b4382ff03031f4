"""Lives that reach every legal state of a matter and every act of the catalogue, drawn line by line.

A line is a day, an act with what is said, and the state the matter is then in. ``test_lives.py`` lives them;
``docs/states/reached.md`` prints who reaches what.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: How a life begins: kind of the matter, its day, what is owed, who delegated it here.
BIRTHS: Mapping[str, tuple[str, str, str]] = {
    "nợ theo yêu cầu": ("on_request", "debt", ""),
    "án phí chủ động": ("ex_officio", "court_fee", ""),
    "tiêu hủy vật chứng": ("ex_officio", "confiscation", ""),
    "nhận ủy thác": ("on_request", "debt", "40"),
}
_NOTICED = """
03/07/2026 assign officer=22.0001 -> MT-2
06/07/2026 notice_valid channel=post proof=BP-1 -> MT-3
"""
_FOUND = 'content="Đã xác minh tại nơi cư trú"'
_MEANS = f"20/07/2026 verify occasion=first means=direct {_FOUND} result=in_progress -> MT-5\n"

LIVES: Mapping[str, tuple[str, str, str]] = {
    "từ quyết định đến lưu trữ, tài sản bán đấu giá": (
        "nợ theo yêu cầu",
        "02/07/2026",
        f"""
02/07/2026 send_to_procuracy -> MT-1
03/07/2026 assign officer=22.0001 -> MT-2
06/07/2026 open_file -> MT-2
06/07/2026 notice_valid channel=post proof=BP-1 -> MT-3
10/07/2026 settlement content="Trả dần" until=15/07/2026 -> MT-3
16/07/2026 settlement_broken reason="Chưa trả kỳ đầu" -> MT-3
{_MEANS}
20/07/2026 secure measure=freeze cause=risk -> MT-6
21/07/2026 coerce measure=seize -> MT-7
21/07/2026 secure_lifted measure={{secure}} reason="Đã cưỡng chế" -> MT-5
22/07/2026 coerce measure=seize -> MT-7
22/07/2026 plan_sent measure={{coerce}} planned_on=27/07/2026 hour=8 venue=Xã -> MT-8
24/07/2026 plan_approved approved_by=head -> MT-7
27/07/2026 seize asset_kind=registered asset=Xe hour=8 -> MT-9
28/07/2026 value_contract counterpart=A -> MT-10
29/07/2026 value_result amount=4000000 valued_by=firm -> MT-10
06/08/2026 auction_contract counterpart=B amount=4000000 -> MT-11
20/08/2026 auction_failed -> MT-12
24/08/2026 price_reduced former_amount=4000000 amount=3600000 -> MT-12
25/08/2026 auction_contract counterpart=B amount=3600000 -> MT-11
07/09/2026 auction_won amount=3700000 -> MT-13
14/09/2026 buyer_paid amount=3700000 -> MT-14
16/09/2026 delivered counterpart=buyer hour=9 -> MT-15
17/09/2026 collected obligation=1 amount=5000000 -> MT-15
21/09/2026 refund party=1 obligation=1 amount=100000 -> MT-15
22/09/2026 done -> MT-43
22/09/2026 confirmation_requested party=2 -> MT-43
23/09/2026 confirm_result content="Đã thi hành xong" -> MT-43
30/09/2026 listed_to_procuracy -> MT-43
01/10/2026 file_closed folios=42 complete=1 -> MT-43
05/10/2026 archive -> MT-50
""",
    ),
    "chưa có điều kiện, công khai, rồi có điều kiện": (
        "nợ theo yêu cầu",
        "02/07/2026",
        f"""{_NOTICED}
17/07/2026 verify_request_sent holder=bank counterpart=NH party=2 content=TK account_information=1 -> MT-3
17/07/2026 verify_answer request={{verify_request_sent}} -> MT-3
20/07/2026 verify occasion=first means=direct {_FOUND} result=unchanged -> MT-4
21/07/2026 verify_delegated counterpart=44 -> MT-4
03/08/2026 verify_delegated_answer request={{verify_delegated}} content="Không có tài sản" -> MT-4
04/08/2026 verify occasion=conflict means=direct {_FOUND} result=ground_found ground_found=N-a -> MT-5
07/08/2026 no_means ground=N-a -> MT-20
10/08/2026 publish commune=Xã -> MT-20
02/09/2026 new_information source=creditor about="thửa đất mới" -> MT-20
03/09/2026 publication_updated change=identity -> MT-20
08/09/2026 verify occasion=new_information means=direct {_FOUND} result=in_progress -> MT-20
10/09/2026 conditions_found -> MT-5
11/09/2026 publication_ended -> MT-5
14/09/2026 commune_ended -> MT-5
""",
    ),
    "sổ theo dõi riêng và trở lại": (
        "án phí chủ động",
        "13/01/2025",
        f"""
14/01/2025 assign officer=22.0001 -> MT-2
05/02/2025 notice_valid channel=post proof=1 -> MT-3
03/03/2025 verify occasion=first means=direct {_FOUND} result=ground_found ground_found=N-1 -> MT-5
07/03/2025 no_means ground=N-1 -> MT-20
03/09/2025 verify occasion=periodic means=direct {_FOUND} result=unchanged -> MT-20
09/03/2026 to_register -> MT-21
04/05/2026 verify occasion=new_information means=direct {_FOUND} result=in_progress -> MT-21
08/05/2026 conditions_found -> MT-5
""",
    ),
    "gửi lại yêu cầu": (
        "nợ theo yêu cầu",
        "13/01/2025",
        f"""
14/01/2025 assign officer=22.0001 -> MT-2
05/02/2025 notice_valid channel=post proof=1 -> MT-3
03/03/2025 verify occasion=first means=direct {_FOUND} result=ground_found ground_found=N-1 -> MT-5
07/03/2025 no_means ground=N-1 -> MT-20
03/09/2025 verify occasion=periodic means=direct {_FOUND} result=unchanged -> MT-20
03/03/2026 verify occasion=periodic means=direct {_FOUND} result=unchanged -> MT-20
06/07/2026 return_request -> MT-44
""",
    ),
    "hoãn, tạm đình chỉ, tạm dừng, sửa đổi, đình chỉ": (
        "nợ theo yêu cầu",
        "02/07/2026",
        f"""{_NOTICED}
07/07/2026 law_override rule=DL-19 regime=R08 reason="Theo hướng dẫn chuyển tiếp" -> MT-3
07/07/2026 conflict_declared party=2 relation=sibling -> MT-3
08/07/2026 change_officer officer=22.0002 requested_on=07/07/2026 reason="Người giữ việc khai quan hệ" -> MT-3
20/07/2026 verify occasion=first means=direct {_FOUND} result=in_progress -> MT-5
20/07/2026 watch_plan causes=cause:no_buyer plan="Định giá lại" until=30/09/2026 -> MT-5
21/07/2026 postpone ground=H-c extent=whole document_on=21/07/2026 basis=agreement until=31/07/2026 -> MT-30
03/08/2026 resume ended_on=31/07/2026 why=time_over -> MT-33
04/08/2026 suspend ground=T-2 document_on=04/08/2026 authority=court_supreme -> MT-31
10/08/2026 resume ended_on=10/08/2026 why=ground_over -> MT-33
11/08/2026 pause ground=P-obstacle document_on=11/08/2026 reason=Bão -> MT-32
17/08/2026 resume ended_on=14/08/2026 why=ground_over -> MT-33
18/08/2026 amend ground=R-2 obligation=1 amount=4000000 reason="Ghi sai số" content="Sửa số tiền" -> MT-33
19/08/2026 terminate_part ground=C-4 obligations=1 amount=1000000 document_on=19/08/2026 fees_paid=1 -> MT-33
31/08/2026 watch_report period=08/2026 result="Các bên đã thỏa thuận" -> MT-33
03/09/2026 terminate ground=C-4 extent=whole document_on=03/09/2026 fees_paid=1 -> MT-40
""",
    ),
    "ủy thác tài sản, rồi cả việc": (
        "nợ theo yêu cầu",
        "02/07/2026",
        f"""{_NOTICED}{_MEANS}
21/07/2026 delegate_asset counterpart=44 asset_kind=real_estate asset=Nhà -> MT-5
27/07/2026 receive_asset_delegation counterpart=44 number=15/QĐ decided_on=24/07/2026 -> MT-5
10/08/2026 delegation_result counterpart=44 complete=1 -> MT-5
11/08/2026 delegate extent=whole counterpart=44 cause=debtor local_assets_handled=1 -> MT-41
13/08/2026 delegation_forwarded counterpart=44 received_on=12/08/2026 -> MT-41
14/08/2026 withdraw of=decision ground=R-1d content="Thu hồi" consequence="Không còn giá trị" -> MT-41
""",
    ),
    "trả lại ủy thác": (
        "nhận ủy thác",
        "02/07/2026",
        f"""{_NOTICED}
07/07/2026 delegation_returned ground=R-1b content="Trả lại" -> MT-42
""",
    ),
    "thu hồi quyết định": (
        "nợ theo yêu cầu",
        "02/07/2026",
        f"""{_NOTICED}
07/07/2026 withdraw of=decision ground=R-1a content="Thu hồi" consequence="Không còn giá trị" -> MT-42
""",
    ),
    "hủy quyết định": (
        "nợ theo yêu cầu",
        "02/07/2026",
        f"""{_NOTICED}
17/07/2026 cancel of=decision ground=R-3 counterpart=central_head document_on=16/07/2026 content=Hủy \
consequence=Hết -> MT-42
""",
    ),
    "chuyển giao nghĩa vụ, kết thúc khác": (
        "nợ theo yêu cầu",
        "02/07/2026",
        f"""{_NOTICED}{_MEANS}
21/07/2026 heirs_notified former_party=2 -> MT-5
24/08/2026 succeed former_party=2 cause=death document_on=21/07/2026 heirs_agreed=1 reason="Có người kế" \
new_party="Đỗ Thị Bích | 022185000777 | 1985 | Hạ Long" -> MT-5
25/08/2026 exit_ban party=2 reason="Có dấu hiệu bỏ trốn" -> MT-5
28/08/2026 end_other ground=E-3e document_on=27/08/2026 -> MT-44
""",
    ),
    "miễn án phí": (
        "án phí chủ động",
        "13/01/2025",
        f"""
14/01/2025 assign officer=22.0001 -> MT-2
05/02/2025 notice_valid channel=post proof=1 -> MT-3
03/03/2025 verify occasion=first means=direct {_FOUND} result=ground_found ground_found=N-1 -> MT-5
07/03/2025 no_means ground=N-1 -> MT-20
06/07/2026 verify occasion=periodic means=direct {_FOUND} result=unchanged -> MT-20
07/07/2026 exemption_file obligation=1 relief=waive amount=5000000 special=1 proposer=agency \
counterpart=TAND reason="Hoàn cảnh đặc biệt khó khăn" -> MT-20
08/07/2026 exemption_view agrees=1 -> MT-20
09/07/2026 exemption_sent papers=proposal,copies,verification,proof,procuracy_view -> MT-20
10/07/2026 exemption_accepted -> MT-20
24/07/2026 exemption_decided outcome=waived amount=5000000 -> MT-20
28/07/2026 terminate ground=C-5 extent=whole document_on=24/07/2026 -> MT-40
""",
    ),
    "tình trạng của tài sản": (
        "nợ theo yêu cầu",
        "02/07/2026",
        f"""{_NOTICED}{_MEANS}
21/07/2026 trustee document_on=21/07/2026 -> MT-34
22/07/2026 asset_not_ready document_on=22/07/2026 -> MT-34
23/07/2026 collateral_only document_on=23/07/2026 -> MT-5
24/07/2026 asset_blocked document_on=24/07/2026 -> MT-5
27/07/2026 nothing_left document_on=27/07/2026 -> MT-5
""",
    ),
    "vật chứng chờ cơ quan nhận": (
        "tiêu hủy vật chứng",
        "02/07/2026",
        f"""{_NOTICED}{_MEANS}
21/07/2026 exhibit_waiting document_on=21/07/2026 -> MT-34
""",
    ),
}
#: The acts that make a matter, lived from its intake in ``test_lives.py``.
BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    "test_a_judgment_and_a_request_become_a_matter": ("IN-1", "IN-2", "IN-3", "decide", "MT-1"),
    "test_a_request_is_refused": ("IN-2", "IN-3", "IN-4"),
    "test_what_was_delegated_here_becomes_a_matter": ("receive_delegation", "MT-1"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a life: what is done, by its act, and the state after it."""

    told: str
    code: str
    state: str


def lines(told: str) -> Iterator[Line]:
    for line in filter(None, (one.strip() for one in told.splitlines())):
        done, _, state = line.rpartition(" -> ")
        yield Line(done, done.split()[1], state)
