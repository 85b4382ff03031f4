"""A link opens one request to whoever has its code, takes one answer, and tells nobody else anything."""

import re
from datetime import datetime, timedelta

import pytest

from tests.cast import BINH, HOA, LAN, MINH, viewer
from tests.coordination.conftest import AGREED, NOW, ON, issued, sent
from thihanh.coordination import links, replying
from thihanh.coordination.links import Issued, Tried
from thihanh.coordination.models import OpeningFact, ReplyLinkFact
from thihanh.coordination.replying import Closed
from thihanh.dossiers import queries
from thihanh.dossiers.operations import take
from thihanh.law.dated import number
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.trail.models import Entry
from thihanh.trail.operations import KeyReused, verify

CALLER = "203.0.113.7"


def tried(one: Issued, code: str = "", *, now: datetime = NOW, token: str = "") -> Tried:
    return links.try_code(token or one.token, code or one.code, caller=CALLER, now=now, on=ON)


def wrong(one: Issued) -> str:
    return f"{(int(one.code) + 1) % 10**6:06d}"


def recorded() -> list[str]:
    return list(OpeningFact.objects.order_by("id").values_list("what", flat=True))


def test_the_right_code_opens_the_request_and_changes_nothing(office: None) -> None:
    dossier = sent()
    one = issued(dossier)
    for _ in range(2):
        assert tried(one) == Tried("opened", one.id)
    assert replying.shown(one.id, on=ON).content == "Có ý kiến về dự thảo kế hoạch cưỡng chế giao nhà"
    assert (queries.seen(viewer(LAN), dossier, ON).state, recorded()) == ("waiting", ["opened", "opened"])


def test_neither_table_nor_record_tells_token_code_or_address(office: None) -> None:
    one = issued(sent())
    tried(one)
    row = ReplyLinkFact.objects.get(id=one.id)
    kept = [str(row.__dict__), str(OpeningFact.objects.get().__dict__)]
    kept += [str(entry.payload) for entry in Entry.objects.all()]
    assert row.selector
    secret = one.token.removeprefix(row.selector)
    told = [word for word in (secret, CALLER) if any(word in text for text in kept)]
    assert told == []
    assert not any(re.search(rf"(?<![0-9a-f]){one.code}(?![0-9a-f])", text) for text in kept)
    assert row.selector not in "".join(kept[2:])
    assert len(secret) * 6 >= 128
    assert verify(facts=True).ok


def test_a_link_runs_out_thirty_days_after_the_answer_was_due(office: None) -> None:
    one = issued(sent())
    due = queries.terms("22", kinds=["request"])[0].due
    assert due
    assert one.expires_on == due + timedelta(days=number("coordination.link_days_after_due", ON))
    late = links.try_code(one.token, one.code, caller=CALLER, now=NOW, on=one.expires_on + timedelta(days=1))
    assert (late.what, recorded()) == ("closed", ["refused"])
    with pytest.raises(Closed):
        replying.shown(one.id, on=one.expires_on + timedelta(days=1))


def test_a_guessed_link_is_refused_and_recorded_with_no_request(office: None) -> None:
    one = issued(sent())
    for token in ("x" * 38, one.token[:-1] + ("A" if one.token[-1] != "A" else "B"), "", "ngắn"):
        assert tried(one, token=token or "-") == Tried("unknown")
    assert set(recorded()) == {"refused"}
    assert set(OpeningFact.objects.values_list("link_id", flat=True)) == {None}


def test_a_forwarded_link_without_its_code_locks_and_the_officer_sees_it(office: None) -> None:
    one = issued(sent())
    for place in range(5):
        assert tried(one, wrong(one), now=NOW + timedelta(minutes=place)).what == "wrong"
    (link,) = links.links_of(queries.terms("22", kinds=["request"])[0].dossier_id)
    soon = NOW + timedelta(minutes=10)
    assert links.locked_now(link, soon, ON)
    assert tried(one, now=soon).what == "locked"
    assert tried(one, now=soon).what == "locked"
    assert recorded() == [*["wrong"] * 5, "locked"]
    assert tried(one, now=NOW + timedelta(minutes=20)).what == "opened"


def test_twenty_wrong_codes_end_a_link_for_good(office: None) -> None:
    one = issued(sent())
    for place in range(20):
        tried(one, wrong(one), now=NOW + timedelta(hours=place))
    assert tried(one, now=NOW + timedelta(days=3)).what == "closed"


def test_a_reply_is_taken_once_and_its_replay_gets_the_same_receipt(office: None) -> None:
    dossier = sent()
    one = issued(dossier)
    tried(one)
    later = NOW + timedelta(minutes=5)
    first = replying.reply(one.id, AGREED, caller=CALLER, now=NOW, on=ON)
    assert replying.reply(one.id, AGREED, caller=CALLER, now=later, on=ON) == first
    with pytest.raises(KeyReused):
        replying.reply(
            one.id, AGREED | {"result": "refused", "reason": "khác"}, caller=CALLER, now=later, on=ON
        )
    assert tried(one).what == "closed"
    answered = queries.seen(viewer(LAN), dossier, ON)
    (step,) = answered.taken("answer")
    assert (answered.state, step.actor, first.number_text) == ("answered", f"link:{one.id}", "YC-01/2026")
    assert recorded() == ["opened", "replied", "refused"]


def test_a_link_answers_its_own_request_alone(office: None) -> None:
    first, second = sent(), sent(body_name="Công an xã Tây Hải")
    one, other = issued(first), issued(second)
    assert tried(one, other.code if other.code != one.code else wrong(one)).what == "wrong"
    replying.reply(one.id, AGREED, caller=CALLER, now=NOW, on=ON)
    assert queries.seen(viewer(LAN), second, ON).state == "waiting"


def test_a_new_link_ends_the_one_before_and_an_end_ends_it(office: None) -> None:
    dossier = sent()
    one = issued(dossier)
    other = issued(dossier)
    assert (tried(one).what, tried(other).what) == ("closed", "opened")
    with pytest.raises(Refusal, match="ít nhất 10 ký tự"):
        links.revoke(dossier, "lộ mã", by=viewer(LAN), on=ON)
    links.revoke(dossier, "gửi nhầm địa chỉ thư", by=viewer(LAN), on=ON)
    assert tried(other).what == "closed"
    with pytest.raises(Closed):
        replying.reply(other.id, AGREED, caller=CALLER, now=NOW, on=ON)


def test_a_link_is_shown_once_and_only_while_an_answer_is_awaited(office: None) -> None:
    dossier = sent()
    links.issue(dossier, by=viewer(LAN), on=ON, key="k")
    with pytest.raises(Refusal, match="chỉ hiện một lần"):
        links.issue(dossier, by=viewer(LAN), on=ON, key="k")
    take(dossier, "answer", AGREED, by=viewer(LAN), on=ON)
    with pytest.raises(Refusal, match="không còn chờ trả lời"):
        issued(dossier)


def test_who_may_issue_a_link(office: None) -> None:
    dossier = sent()
    for who in (MINH, HOA):
        with pytest.raises(Denied):
            links.issue(dossier, by=viewer(who), on=ON)
    links.issue(dossier, by=viewer(BINH), on=ON)
