"""Which channel a paper may take, what an attempt may come to, and from which day a notice counts. Pure."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import day
from thihanh.deadlines import load_calendar
from thihanh.documents.service.rules import (
    Attempt,
    Duty,
    Outcome,
    ServiceRefused,
    check_fits,
    check_may_record,
    check_may_start,
    offered,
)
from thihanh.documents.service.states import Event, next_step, standing
from thihanh.law.regimes import REGIMES, regime_on
from thihanh.law.service import RESULTS, channel_rule, channels, permitted

OLD, NEW = day("03/03/2025"), day("03/08/2026")
CALENDAR = load_calendar()


def duty(kind: str = "QD-THA-YC", issued: date = NEW, party: int | None = 2) -> Duty:
    return Duty(1, 1, kind, issued, party, "" if party else "procuracy")


def events(*said: tuple[int, str, str, str]) -> tuple[Event, ...]:
    """(attempt, channel, result, day) → events in order."""
    out: list[Event] = []
    for place, (attempt, channel, result, on) in enumerate(said):
        when = day(on)
        ordinal = sum(one.attempt == attempt for one in out) + 1
        out.append(Event(place, 0, attempt, ordinal, channel, regime_on(when), result, when, when, "22.0001"))
    return tuple(out)


@pytest.mark.parametrize("kind", ["QD-THA-CD", "QD-THA-YC"])
@pytest.mark.parametrize("regime", REGIMES)
def test_the_enforcement_decision_itself_never_goes_by_an_electronic_channel(kind, regime):
    order = permitted(kind, regime).order
    assert order[0] == "in_person"
    assert not [code for code in order if channels()[code].electronic]
    day_of = NEW if regime == "R25" else OLD
    for code in ("vneid", "email"):
        with pytest.raises(ServiceRefused, match="Pháp luật: "):
            check_may_start(duty(kind, day_of), (), Attempt(code, day_of), day_of)


def test_from_july_2026_other_papers_go_by_vneid_first_and_before_it_nobody_knows_vneid():
    assert next(one.channel.code for one in offered(duty("QD-HOAN"), (), NEW)) == "vneid"
    assert channel_rule("vneid", "R08") is None
    with pytest.raises(ServiceRefused, match=r"luật áp dụng ngày 03/03/2025 \(R08\) chưa có kênh «VNeID»"):
        check_may_start(duty("QD-HOAN", OLD), (), Attempt("vneid", OLD), OLD)


@pytest.mark.parametrize("kind", ["QD-BAO-DAM", "QD-CUONG-CHE", "QD-TAM-HOAN-XC"])
def test_security_and_coercion_decisions_go_by_express_post_or_by_hand(kind):
    order = permitted(kind, "R25").order
    assert {"express_post", "in_person"} <= set(order)
    assert not {"post", "email", "private_office"} & set(order)
    with pytest.raises(ServiceRefused, match="không được gửi qua «Thư điện tử»"):
        check_may_start(duty(kind), (), Attempt("email", NEW), NEW)


def test_posting_comes_only_after_a_failed_direct_service_or_an_unknown_address():
    posting = Attempt("posting", NEW)
    with pytest.raises(ServiceRefused, match="chỉ «Niêm yết công khai» khi không rõ địa chỉ"):
        check_may_start(duty(), (), posting, NEW)
    failed = events((1, "in_person", "queued", "03/08/2026"), (1, "in_person", "absent", "03/08/2026"))
    assert check_may_start(duty(), failed, posting, NEW).channel.code == "posting"
    unknown = replace(posting, basis="biên bản xác minh 12/BB", address_unknown=True)
    assert check_may_start(duty(), (), unknown, NEW).after_failed
    with pytest.raises(ServiceRefused):
        check_may_start(duty(), (), replace(unknown, basis=""), NEW)
    assert "posting" not in [one.channel.code for one in offered(duty(), (), NEW)]
    assert "posting" in [one.channel.code for one in offered(duty(), failed, NEW)]


@pytest.mark.parametrize("channel", ["media", "abroad"])
def test_media_and_mutual_assistance_ask_what_justifies_them(channel):
    with pytest.raises(ServiceRefused, match="cần nêu"):
        check_may_start(duty(), (), Attempt(channel, NEW), NEW)
    assert check_may_start(duty(), (), Attempt(channel, NEW, basis="đơn yêu cầu 03/08/2026"), NEW)


VALID = [
    # channel, events of the attempt, regime, the day of valid notice
    ("vneid", [("queued", "03/08/2026"), ("sent", "04/08/2026")], "R25", "04/08/2026"),
    ("in_person", [("delivered", "05/03/2025")], "R08", "05/03/2025"),
    ("in_person", [("refused", "05/08/2026")], "R25", "05/08/2026"),
    ("post", [("handed_over", "03/08/2026"), ("delivered", "07/08/2026")], "R25", "07/08/2026"),
    ("posting", [("handed_over", "03/03/2025"), ("posted", "05/03/2025")], "R08", "05/03/2025"),
    ("posting", [("handed_over", "03/08/2026"), ("posted", "05/08/2026")], "R25", "05/08/2026"),
    ("media", [("first_issue", "03/08/2026"), ("second_issue", "04/08/2026")], "R25", "04/08/2026"),
    ("abroad", [("handed_over", "03/08/2026"), ("published", "04/02/2027")], "R25", "04/02/2027"),
]  # fmt: skip


@pytest.mark.parametrize(("channel", "happened", "regime", "valid"), VALID)
def test_the_day_of_valid_notice_by_channel_and_regime(channel, happened, regime, valid):
    told = [replace(one, regime=regime) for one in events(*((1, channel, *one) for one in happened))]
    found = standing(told)
    assert found.state == "served"
    assert found.valid is not None
    assert found.valid.on == day(valid)
    assert found.valid.article
    assert f"{day(valid):%d/%m/%Y}" in found.valid.words


def test_one_issue_in_a_newspaper_is_not_enough_and_the_second_comes_later():
    first = events((1, "media", "queued", "03/08/2026"), (1, "media", "first_issue", "04/08/2026"))
    assert standing(first).state == "in_progress"
    same_day = Outcome("second_issue", day("04/08/2026"), "báo số 2")
    with pytest.raises(ServiceRefused, match="phải sau lần thứ nhất"):
        check_may_record(duty(), first, same_day, day("10/08/2026"), CALENDAR)
    next_day = replace(same_day, on=day("05/08/2026"))
    assert check_may_record(duty(), first, next_day, day("10/08/2026"), CALENDAR) is None


def test_publication_on_the_ministrys_portal_waits_six_months():
    sent = events((1, "abroad", "queued", "03/08/2026"), (1, "abroad", "handed_over", "03/08/2026"))
    early = Outcome("published", day("01/10/2026"), "trang đăng")
    with pytest.raises(
        ServiceRefused, match="chưa hết thời gian chờ kết quả ủy thác tư pháp, hết ngày 03/02/2027"
    ):
        check_may_record(duty(), sent, early, day("10/10/2026"), CALENDAR)
    late = replace(early, on=day("03/02/2027"))
    assert check_may_record(duty(), sent, late, day("05/02/2027"), CALENDAR) is None


@pytest.mark.parametrize(
    ("issued", "posted", "too_early", "over"),
    [
        (OLD, "05/03/2025", "14/03/2025", "15/03/2025"),  # 10 days
        (NEW, "05/08/2026", "11/08/2026", "12/08/2026"),  # 07 days
    ],
)
def test_a_posting_lasts_as_long_as_its_regime_says_and_is_valid_from_its_first_day(
    issued, posted, too_early, over
):
    told = events((1, "posting", "queued", posted), (1, "posting", "posted", posted))
    assert standing(told).valid.on == day(posted)
    with pytest.raises(ServiceRefused, match="thời gian niêm yết còn đến hết"):
        check_may_record(
            duty(issued=issued), told, Outcome("ended", day(too_early)), day("01/12/2026"), CALENDAR
        )
    ended = Outcome("ended", day(over))
    assert check_may_record(duty(issued=issued), told, ended, day("01/12/2026"), CALENDAR) is None


def test_a_result_needs_its_channel_its_day_and_its_proof():
    rule = channel_rule("in_person", "R25")
    with pytest.raises(ServiceRefused, match="chỉ có các kết quả"):
        check_fits("in_person", rule, Outcome("posted", NEW, "x"))
    with pytest.raises(ServiceRefused, match="bằng chứng: biên bản giao nhận"):
        check_fits("in_person", rule, Outcome("delivered", NEW))
    with pytest.raises(ServiceRefused, match="chỉ có các kết quả"):
        check_fits("in_person", rule, Outcome("given_up", NEW, "x"))
    started = events((1, "in_person", "queued", "05/08/2026"))
    for wrong, why in (
        (day("04/08/2026"), "sớm hơn việc đã ghi"),
        (day("09/08/2026"), "ở sau hôm nay"),
        (day("01/08/2026"), "sớm hơn ngày ban hành"),
    ):
        with pytest.raises(ServiceRefused, match=why):
            check_may_record(duty(), started, Outcome("delivered", wrong, "BB"), day("06/08/2026"), CALENDAR)


def test_no_second_attempt_while_one_runs_and_none_after_valid_notice():
    running = events((1, "post", "queued", "03/08/2026"), (1, "post", "handed_over", "03/08/2026"))
    with pytest.raises(ServiceRefused, match="lần 1 qua «Bưu chính» chưa có kết quả"):
        check_may_start(duty(), running, Attempt("in_person", NEW), NEW)
    served = events((1, "post", "delivered", "03/08/2026"))
    with pytest.raises(ServiceRefused, match="đã được thông báo hợp lệ ngày 03/08/2026"):
        check_may_start(duty(), served, Attempt("in_person", NEW), NEW)


RESULT = st.sampled_from(sorted(RESULTS))


@given(st.lists(st.tuples(st.integers(1, 3), RESULT, st.integers(0, 30)), max_size=9))
def test_a_valid_notice_is_never_lost_and_its_day_is_one_of_its_events(said):
    told = [
        Event(n, 0, attempt, n + 1, "abroad", "R25", result, OLD + timedelta(after), OLD, "x")
        for n, (attempt, result, after) in enumerate(sorted(said, key=lambda one: one[0]))
    ]
    found = standing(told)
    valid = [one for one in told if one.result in ("delivered", "published")]
    assert (found.state == "served") == bool(valid)
    if valid:
        assert found.valid.on == min(one.on for one in valid)
        more = Event(99, 0, 9, 1, "abroad", "R25", "returned", OLD + timedelta(99), OLD, "x")
        assert standing([*told, more]).valid.on <= found.valid.on
    assert next_step(found.state, "abroad", [one.result for one in told])
