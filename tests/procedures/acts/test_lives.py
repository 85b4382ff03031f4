"""Lives of matters under both laws, each lived through its acts, with the terms that then run.

The dates stand here as counted by hand from the calendars of the years: a term's first day is not counted,
its last day rolls off a day off, a Saturday that is worked is a working day.
"""

from collections.abc import Sequence

import pytest
from tests import cast
from tests.procedures.acts.lives import a_life, live, running

pytestmark = pytest.mark.django_db

#: Under R25: decided Thursday 02/07/2026, noticed on Monday: the voluntary period ends Thursday 16/07.
NEW = """
03/07/2026 assign officer=22.0001
06/07/2026 notice_valid channel=post proof=BP-1
"""
#: Under R08: decided Monday 13/01/2025, noticed 05/02: the period ends Saturday 15/02, so Monday 17/02.
OLD = """
14/01/2025 assign officer=22.0001
05/02/2025 notice_valid channel=post proof=BP-1
"""
NEW_DECIDED, OLD_DECIDED = "02/07/2026", "13/01/2025"


def verify(on: str, result: str, more: str = "", occasion: str = "first") -> str:
    said = f'occasion={occasion} means=direct content="Đã xác minh nơi cư trú" result={result} {more}'
    return f"{on} verify {said}\n"


def means(on: str) -> str:
    return verify(on, "in_progress")


def found(on: str, ground: str, more: str = "") -> str:
    return verify(on, "ground_found", f"ground_found={ground} {more}")


def postponed(on: str, until: str) -> str:
    return f"{on} postpone ground=H-c extent=whole document_on={on} basis=agreement until={until}\n"


def resumed(on: str, ended: str) -> str:
    return f"{on} resume ended_on={ended} why=ground_over\n"


SENT = "{} send_to_procuracy\n"

LIVES: Sequence[tuple[str, str, str, Sequence[str]]] = [
    (
        "the decision is to be sent and told, the file opened",
        NEW_DECIDED,
        "03/07/2026 assign officer=22.0001",
        # Saturday and Sunday 04, 05/07 are off
        [
            "DL-10 03/07/2026 07/07/2026",
            "DL-12 02/07/2026 07/07/2026",
            "DL-13 02/07/2026 07/07/2026",
        ],
    ),
    (
        "nine days after a voluntary period end on a Saturday",
        NEW_DECIDED,
        NEW,
        ["DL-18 06/07/2026 16/07/2026", "DL-19 16/07/2026 27/07/2026"],
    ),
    (
        "ten days end on the Sunday of Tết; the next term starts from the rolled day",
        "08/01/2025",
        "09/01/2025 assign officer=22.0001\n16/01/2025 notice_valid channel=post proof=1",
        ["DL-18 16/01/2025 03/02/2025", "DL-19 03/02/2025 13/02/2025"],
    ),
    (
        "a voluntary period over 01/07/2026 is the old law's, the verification after it the new law's",
        "18/06/2026",
        "19/06/2026 assign officer=22.0001\n22/06/2026 notice_valid channel=post proof=1",
        ["DL-18 22/06/2026 02/07/2026 I", "DL-19 02/07/2026 13/07/2026"],
    ),
    (
        "a verification whose time began under the old law keeps its ten days",
        "12/06/2026",
        "12/06/2026 assign officer=22.0001\n15/06/2026 notice_valid channel=post proof=1",
        ["DL-18 15/06/2026 25/06/2026", "DL-19 25/06/2026 06/07/2026 I"],
    ),
    (
        "a postponement stops the voluntary period; its own clocks run",
        NEW_DECIDED,
        NEW + postponed("10/07/2026", "10/08/2026"),
        ["DL-12 10/07/2026 15/07/2026", "DL-18 06/07/2026 –", "DL-38 10/08/2026 17/08/2026"],
    ),
    (
        "after 32 days of standing still the seven days left are counted, then nine from there",
        NEW_DECIDED,
        NEW
        + postponed("10/07/2026", "10/08/2026")
        + SENT.format("10/07/2026")
        + resumed("11/08/2026", "10/08/2026")
        + SENT.format("11/08/2026"),
        ["DL-18 06/07/2026 17/08/2026", "DL-19 17/08/2026 26/08/2026"],
    ),
    (
        "two stops, one upon the other, are added and counted once",
        NEW_DECIDED,
        NEW
        + postponed("10/07/2026", "10/09/2026")
        + "20/07/2026 suspend ground=T-2 document_on=17/07/2026 authority=court_supreme\n"
        + resumed("03/08/2026", "03/08/2026")
        + "05/08/2026 pause ground=P-obstacle document_on=05/08/2026 reason=Bão\n"
        + resumed("10/08/2026", "10/08/2026")
        + SENT.format("10/08/2026"),
        # counted: 07-09/07 (3), 03-04/08 (2), then 10-14/08 (5); not counted: 10/07-02/08, 05-09/08
        ["DL-18 06/07/2026 14/08/2026", "DL-19 14/08/2026 24/08/2026"],
    ),
    (
        "a ground found is decided in five working days",
        OLD_DECIDED,
        OLD + found("03/03/2025", "N-1"),
        ["DL-25 03/03/2025 10/03/2025"],
    ),
    (
        "without means: published in five days, verified anew in six months of the last one, a year to wait",
        OLD_DECIDED,
        OLD + found("03/03/2025", "N-1") + "07/03/2025 no_means ground=N-1\n" + SENT.format("07/03/2025"),
        [
            "DL-21 03/03/2025 03/09/2025",
            "DL-26 07/03/2025 14/03/2025",
            "DL-31 07/03/2025 07/03/2026",
        ],
    ),
    (
        "in prison for two years or more: a year, and two",
        OLD_DECIDED,
        OLD
        + found("03/03/2025", "N-1", "prison_over_2_years=1")
        + "07/03/2025 no_means ground=N-1\n"
        + SENT.format("07/03/2025"),
        [
            "DL-21 03/03/2025 03/03/2026",
            "DL-26 07/03/2025 14/03/2025",
            "DL-31 07/03/2025 07/03/2027 I",
        ],
    ),
    (
        "an unknown address under the old law: the same",
        OLD_DECIDED,
        OLD
        + found("03/03/2025", "N-3", "address_unknown=1")
        + "07/03/2025 no_means ground=N-3\n"
        + SENT.format("07/03/2025"),
        [
            "DL-21 03/03/2025 03/03/2026",
            "DL-26 07/03/2025 14/03/2025",
            "DL-31 07/03/2025 07/03/2027 I",
        ],
    ),
    (
        "under the new law two years whatever the reason",
        NEW_DECIDED,
        NEW + found("03/08/2026", "N-a") + "07/08/2026 no_means ground=N-a\n" + SENT.format("07/08/2026"),
        [
            "DL-21 03/08/2026 03/02/2027",
            "DL-26 07/08/2026 14/08/2026",
            "DL-31 07/08/2026 07/08/2028",
        ],
    ),
    (
        "decided under the old law, verified under the new: each clock by its own day",
        "02/03/2026",
        "03/03/2026 assign officer=22.0001\n04/03/2026 notice_valid channel=post proof=1\n"
        + found("01/06/2026", "N-1")
        + "05/06/2026 no_means ground=N-1\n05/06/2026 publish commune=Xã\n05/06/2026 send_to_procuracy\n"
        + verify("05/10/2026", "unchanged", occasion="periodic"),
        ["DL-21 05/10/2026 05/04/2027", "DL-31 05/06/2026 05/06/2027 I"],
    ),
    (
        "a standstill does not begin the two years anew",
        OLD_DECIDED,
        OLD
        + found("03/03/2025", "N-1")
        + "07/03/2025 no_means ground=N-1\n07/03/2025 publish\n"
        + postponed("01/04/2025", "30/05/2025")
        + resumed("02/06/2025", "30/05/2025")
        + SENT.format("02/06/2025"),
        ["DL-21 03/03/2025 03/09/2025", "DL-31 07/03/2025 07/03/2026"],
    ),
    (
        "what another agency found is a verification: the six months begin anew",
        OLD_DECIDED,
        OLD
        + found("03/03/2025", "N-1")
        + "07/03/2025 no_means ground=N-1\n07/03/2025 publish\n"
        + "04/08/2025 verify_delegated counterpart=44\n04/08/2025 send_to_procuracy\n"
        + '18/08/2025 verify_delegated_answer request={verify_delegated} content="Không có tài sản"\n',
        ["DL-21 18/08/2025 18/02/2026", "DL-31 07/03/2025 07/03/2026"],
    ),
    (
        "means found: the publication ends on the portal in three working days",
        NEW_DECIDED,
        NEW
        + found("03/08/2026", "N-a")
        + "07/08/2026 no_means ground=N-a\n12/08/2026 publish commune=Xã\n"
        + verify("20/10/2026", "in_progress", occasion="periodic")
        + "22/10/2026 conditions_found\n22/10/2026 send_to_procuracy",
        ["DL-28 22/10/2026 27/10/2026"],
    ),
    (
        "and in the commune in two working days of being told",
        NEW_DECIDED,
        NEW
        + found("03/08/2026", "N-a")
        + "07/08/2026 no_means ground=N-a\n12/08/2026 publish commune=Xã\n"
        + verify("20/10/2026", "in_progress", occasion="periodic")
        + "22/10/2026 conditions_found\n22/10/2026 send_to_procuracy\n26/10/2026 publication_ended",
        ["DL-29 26/10/2026 28/10/2026"],
    ),
    (
        "under the old law two working days, also over the change",
        "02/03/2026",
        "03/03/2026 assign officer=22.0001\n04/03/2026 notice_valid channel=post proof=1\n"
        + found("01/06/2026", "N-1")
        + "05/06/2026 no_means ground=N-1\n05/06/2026 publish\n"
        + verify("29/06/2026", "in_progress", occasion="new_information")
        + "30/06/2026 conditions_found\n30/06/2026 send_to_procuracy",
        ["DL-28 30/06/2026 02/07/2026 I"],
    ),
    (
        "new information on a published debtor: verify in ten days, update in three working days",
        NEW_DECIDED,
        NEW
        + found("03/08/2026", "N-a")
        + "07/08/2026 no_means ground=N-a\n07/08/2026 send_to_procuracy\n12/08/2026 publish\n"
        + '09/11/2026 new_information source=protest about="thửa đất mới"',
        [
            "DL-20 09/11/2026 16/11/2026",
            "DL-21 03/08/2026 03/02/2027",
            "DL-22 09/11/2026 19/11/2026",
            "DL-27 09/11/2026 12/11/2026",
            "DL-31 07/08/2026 07/08/2028",
        ],
    ),
    (
        "verification asked of others runs while the matter stands still; Saturday 22/08/2026 is worked",
        NEW_DECIDED,
        NEW
        + means("20/07/2026")
        + "03/08/2026 verify_delegated counterpart=44 real_estate_or_registered=1 complex=1\n"
        + "20/08/2026 verify_request_sent holder=registry counterpart=VP party=2 content=Nhà\n"
        + "20/08/2026 verify_request_sent holder=bank counterpart=B party=2 content=T account_information=1\n"
        + postponed("21/08/2026", "30/10/2026")
        + SENT.format("21/08/2026"),
        [
            "DL-23 20/08/2026 20/08/2026",
            "DL-23 20/08/2026 24/08/2026",
            "DL-24 03/08/2026 17/09/2026",
            "DL-38 30/10/2026 06/11/2026",
        ],
    ),
    (
        "a demanded postponement: three months of the demand, then five working days to go on",
        NEW_DECIDED,
        NEW
        + means("20/07/2026")
        + "05/10/2026 postpone ground=H-2 extent=whole document_on=01/10/2026 authority=court_supreme\n"
        + SENT.format("05/10/2026"),
        ["DL-37 01/10/2026 01/01/2027", "DL-38 01/01/2027 08/01/2027"],
    ),
    (
        "an explanation of the judgment is waited for thirty days of the request",
        NEW_DECIDED,
        NEW
        + means("20/07/2026")
        + "31/08/2026 postpone ground=H-g extent=whole document_on=03/08/2026\n"
        + SENT.format("31/08/2026"),
        ["DL-93 03/08/2026 03/09/2026"],
    ),
    (
        "security waits until coercion has its grounds, then ten days",
        NEW_DECIDED,
        NEW
        + "06/07/2026 secure measure=freeze cause=risk\n06/07/2026 send_to_procuracy\n"
        + means("20/07/2026"),
        ["DL-45 20/07/2026 30/07/2026"],
    ),
    (
        "the auction contract of the new law waits for the re-valuation window",
        NEW_DECIDED,
        NEW
        + means("20/07/2026")
        + "21/07/2026 coerce measure=seize\n21/07/2026 send_to_procuracy\n"
        + "24/07/2026 seize asset_kind=registered asset=Xe hour=9\n28/07/2026 value_contract counterpart=A\n"
        + "03/08/2026 value_result amount=3000000 valued_by=firm",
        ["DL-61 03/08/2026 10/08/2026", "DL-64 10/08/2026 17/08/2026"],
    ),
    (
        "that of the old law counts ten days from the price",
        OLD_DECIDED,
        OLD
        + means("18/02/2025")
        + "20/02/2025 coerce measure=seize\n20/02/2025 send_to_procuracy\n"
        + "24/02/2025 seize asset_kind=registered asset=Xe hour=9\n27/02/2025 value_contract counterpart=A\n"
        + "03/03/2025 value_result amount=3000000 valued_by=firm",
        ["DL-61 03/03/2025 10/03/2025", "DL-64 03/03/2025 13/03/2025"],
    ),
    (
        "a house is auctioned in 45 days; nobody came: two and five working days",
        NEW_DECIDED,
        NEW
        + means("20/07/2026")
        + "21/07/2026 coerce measure=seize\n21/07/2026 send_to_procuracy\n"
        + "28/07/2026 seize asset_kind=real_estate asset=Nhà hour=9 notice_on=22/07/2026\n"
        + "29/07/2026 value_contract counterpart=A\n03/08/2026 value_result amount=3000000 valued_by=firm\n"
        + "17/08/2026 auction_contract counterpart=B amount=3000000",
        ["DL-65 17/08/2026 01/10/2026"],
    ),
    (
        "the reduction of the new law",
        NEW_DECIDED,
        NEW
        + means("20/07/2026")
        + "21/07/2026 coerce measure=seize\n21/07/2026 send_to_procuracy\n"
        + "24/07/2026 seize asset_kind=registered asset=Xe hour=9\n28/07/2026 value_contract counterpart=A\n"
        + "03/08/2026 value_result amount=3000000 valued_by=firm\n"
        + "17/08/2026 auction_contract counterpart=B amount=3000000\n28/08/2026 auction_failed",
        # 31/08 to 02/09 are off
        ["DL-68 28/08/2026 04/09/2026", "DL-69 28/08/2026 09/09/2026"],
    ),
    (
        "paid in full: the price into deposit in ten days, the asset delivered in sixty",
        NEW_DECIDED,
        NEW
        + means("20/07/2026")
        + "20/07/2026 coerce measure=seize\n20/07/2026 send_to_procuracy\n"
        + "21/07/2026 seize asset_kind=registered asset=Xe hour=9\n22/07/2026 value_contract counterpart=A\n"
        + "23/07/2026 value_result amount=3000000 valued_by=firm\n"
        + "24/07/2026 auction_contract counterpart=B amount=3000000\n28/07/2026 auction_won amount=3100000\n"
        + "31/07/2026 buyer_paid amount=3100000",
        ["DL-76 31/07/2026 10/08/2026", "DL-77 31/07/2026 29/09/2026"],
    ),
    (
        "heirs have thirty days, rolled over 02/09",
        NEW_DECIDED,
        NEW + means("20/07/2026") + "03/08/2026 heirs_notified former_party=2",
        ["DL-35 heirs_notice 03/08/2026 03/09/2026"],
    ),
    (
        "money comes in: paid out in ten days",
        NEW_DECIDED,
        NEW + means("20/07/2026") + "24/08/2026 collected obligation=1 amount=1000000",
        ["DL-80 24/08/2026 03/09/2026"],
    ),
    (
        "an asset handled elsewhere: the agency there decides in five working days",
        NEW_DECIDED,
        NEW
        + means("20/07/2026")
        + "28/08/2026 delegate_asset counterpart=44 asset_kind=real_estate asset=Nhà\n"
        + SENT.format("28/08/2026"),
        ["DL-41 receiving_decision 28/08/2026 09/09/2026"],
    ),
    (
        "a party's kin declared under the old law: another officer in five working days",
        "20/04/2026",
        "20/04/2026 assign officer=22.0001\n21/04/2026 notice_valid channel=post proof=1\n"
        "28/04/2026 conflict_declared party=2 relation=sibling",
        # 30/04 and 01/05 are off
        [
            "DL-11 28/04/2026 07/05/2026",
            "DL-18 21/04/2026 04/05/2026",
            "DL-19 04/05/2026 14/05/2026",
        ],
    ),
    (
        "the matter chose the old law for its verification",
        NEW_DECIDED,
        NEW + '07/07/2026 law_override rule=DL-19 regime=R08 reason="Theo hướng dẫn chuyển tiếp"',
        ["DL-18 06/07/2026 16/07/2026", "DL-19 16/07/2026 27/07/2026 I"],
    ),
    (
        "performed: paid out, listed with its month, each decision sent",
        NEW_DECIDED,
        NEW + means("20/07/2026") + "21/07/2026 collected obligation=1 amount=5000000\n22/07/2026 done",
        ["DL-92 31/07/2026 31/08/2026"],
    ),
]


@pytest.fixture(autouse=True)
def office(db: None) -> None:
    cast.gather()


@pytest.mark.parametrize(
    ("decided", "told", "runs"), [life[1:] for life in LIVES], ids=[life[0] for life in LIVES]
)
def test_what_runs_on_a_matter_is_what_the_law_counts(decided: str, told: str, runs: Sequence[str]) -> None:
    matter = a_life("901/QĐ", decided, told)
    last = told.strip().splitlines()[-1].split()[0]
    assert running(matter, last) == sorted(runs)


DONE_OLD = OLD + means("18/02/2025") + "03/03/2025 collected obligation=1 amount=5000000\n04/03/2025 done\n"


@pytest.mark.parametrize(
    ("asked", "runs"),
    [
        ("13/04/2026", "DL-91 13/04/2026 20/04/2026"),  # five working days
        ("14/04/2026", "DL-91 14/04/2026 21/04/2026"),  # still five: the resolution starts tomorrow
        ("15/04/2026", "DL-91 15/04/2026 20/04/2026"),  # three
        ("22/04/2026", "DL-91 22/04/2026 28/04/2026"),  # three, over 27/04 off
        ("03/07/2026", "DL-91 03/07/2026 08/07/2026"),  # three by the new law
    ],
)
def test_a_confirmation_takes_three_days_from_15_04_2026(asked: str, runs: str) -> None:
    matter = a_life("902/QĐ", OLD_DECIDED, DONE_OLD)
    live(matter, f"{asked} confirmation_requested party=1")
    assert running(matter, asked) == [runs]
