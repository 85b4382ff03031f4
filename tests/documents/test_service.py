"""Service from issue to valid notice: duties, attempts through channels, retries, the record, the reach."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from tests import cast
from tests.builders import a_matter, day
from tests.cast import viewer
from tests.documents.papers import a_paper
from thihanh.documents import issuing
from thihanh.documents.service import adapters, operations, queries, sending
from thihanh.documents.service.projections import rebuild
from thihanh.documents.service.rules import Attempt, Outcome, ServiceRefused
from thihanh.documents.service.sending import Try
from thihanh.matters.operations import register_many
from thihanh.matters.queries import histories_of
from thihanh.matters.steps import steps_of
from thihanh.offices.policy import Denied
from thihanh.offices.queries import reach
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures import serving
from thihanh.trail.operations import KeyReused, check

pytestmark = pytest.mark.django_db
TODAY = day("03/03/2025")
LATER = day("10/03/2025")
NOW = datetime(2025, 3, 3, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def matter(db) -> int:
    cast.gather()
    return known(a_debt().owed_to("Phạm Thị Hoa"))


def a_debt() -> a_matter:
    return a_matter("101/QĐ-CTHADS", "03/03/2025").held_by(cast.LAN.code, cast.LAN.unit).owing(5_000_000)


def known(built: a_matter) -> int:
    (matter_id,) = register_many([built.intake], by=cast.LAN.code)
    return matter_id


def issued(matter_id: int, code: str = "QD-THA-CD", on: date = TODAY) -> int:
    """A paper of the matter, issued on the day."""
    with transaction.atomic():
        ready = issuing.take_own([a_paper(matter_id, code, on=on)], by=viewer(cast.LAN), on=on)
        issuing.mark_issued(ready, by=viewer(cast.LAN), on=on)
    return ready[0].paper_id


def duties(paper_id: int) -> dict[str, queries.Row]:
    return {one.role or one.body: one for one in queries.of_paper(paper_id)}


def row(service_id: int) -> queries.Row:
    return queries.rows(EVERYTHING, [service_id])[0]


def start(*ids: int, channel: str = "in_person", on: date = TODAY, key: str = "", basis: str = ""):
    return operations.start(ids, Attempt(channel, on, basis), by=viewer(cast.LAN), on=on, key=key)


def result(service_id: int, code: str, on: date = TODAY, reference: str = "BB 12", **more):
    return serving.record(
        [service_id], Outcome(code, on, reference), by=viewer(cast.LAN), on=max(on, LATER), **more
    )


def jobs() -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args::text, scheduled_at FROM procrastinate_jobs "
            "WHERE task_name = 'documents.service_send' "
            "ORDER BY id"
        )
        return [{**json.loads(args), "at": at} for args, at in cursor.fetchall()]


def a_try(job: dict) -> Try:
    return Try(job["service"], job["attempt"], job["account"], TODAY, NOW, job["waited"])


def test_issuing_a_paper_opens_a_duty_for_each_addressee_with_its_own_clock(matter):
    found = duties(issued(matter))
    assert set(found) == {"creditor", "debtor", "procuracy"}
    assert {one.state for one in found.values()} == {"waiting"}
    assert (found["debtor"].due_rule, found["debtor"].due_on) == ("DL-13", day("06/03/2025"))
    assert (found["procuracy"].due_rule, found["procuracy"].due_on) == ("DL-12", day("06/03/2025"))
    assert found["debtor"].addressee == "Đỗ Văn Ánh"
    assert found["debtor"].matter_number == "101/QĐ-CTHADS"


def test_the_state_as_creditor_is_nobody_to_be_served(db):
    cast.gather()
    matter = known(a_debt())
    assert set(duties(issued(matter))) == {"debtor", "procuracy"}


def test_a_channel_that_is_down_delays_the_paper_and_gives_up_after_its_last_try(matter):
    debtor = duties(issued(matter))["debtor"].id
    adapters.switch(["in_person"], fail=True)
    start(debtor)
    waits = []
    while row(debtor).state == "sending":
        job = jobs()[-1]
        sending.transmit(a_try(job))
        if row(debtor).state == "sending":
            waits.append((jobs()[-1]["at"] - NOW).total_seconds() / 60)
    assert waits == [1, 5, 15, 60, 240, 720]
    assert (row(debtor).state, row(debtor).last_result) == ("failed", "given_up")
    adapters.switch(["in_person"], fail=False)
    start(debtor)
    sending.transmit(a_try(jobs()[-1]))
    assert (row(debtor).state, row(debtor).last_result, row(debtor).attempt) == (
        "in_progress",
        "handed_over",
        2,
    )
    assert check(facts=True).ok


def test_one_try_that_came_back_is_not_delivered_twice(matter):
    debtor = duties(issued(matter))["debtor"].id
    start(debtor)
    (job,) = jobs()
    first = sending.transmit(a_try(job))
    again = sending.transmit(a_try(job))
    assert first.services == (debtor,)
    assert again.services == ()
    (event, handed) = queries.events_of([debtor])[debtor]
    assert (event.result, handed.result, handed.reference) == ("queued", "handed_over", f"THU-{debtor}-1")


def test_an_electronic_paper_waits_for_its_signed_file_without_a_failed_try(matter):
    paper = issued(matter, "QD-HOAN")
    creditor = duties(paper)["creditor"].id
    start(creditor, channel="email", basis="đơn của đương sự ngày 03/03/2025")
    sending.transmit(a_try(jobs()[-1]))
    waiting = row(creditor)
    assert (waiting.state, waiting.tries, jobs()[-1]["waited"]) == ("sending", 0, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO documents_file (id, entry_id, paper_id, matter_id, role, sha256, media, size, "on", '
            "known_on, actor, salt, name) SELECT nextval('documents_fact_seq'), entry_id, %s, NULL, 'pdf', "
            "repeat('a', 64), 'application/pdf', 1, %s, %s, '', '', '' FROM documents_paper WHERE id = %s",
            [paper, TODAY, TODAY, paper],
        )
    sent = sending.transmit(a_try(jobs()[-1]))
    assert [one.service_id for one in sent.served] == [creditor]
    assert row(creditor).valid_on == TODAY


def test_a_decision_validly_served_on_the_debtor_starts_the_voluntary_period(matter):
    paper = duties(issued(matter))
    start(paper["debtor"].id)
    followed = result(paper["debtor"].id, "delivered", LATER)
    assert [(one.done, one.sentence) for one in followed.acts] == [
        (True, "Đã ghi thông báo hợp lệ việc 101/QĐ-CTHADS, ngày 10/03/2025.")
    ]
    last = histories_of([matter])[matter][-1]
    assert (last.stage, last.on) == ("voluntary", LATER)
    (step,) = steps_of([matter])[matter]
    assert (step.code, step.on, step.facts["channel"]) == ("notice_valid", LATER, "in_person")


def test_with_two_debtors_the_period_runs_from_the_last_of_them():
    from dataclasses import replace

    cast.gather()
    built = (
        a_matter("102/QĐ-CTHADS", "03/03/2025").held_by(cast.LAN.code, cast.LAN.unit).owing(5_000_000).intake
    )
    second = replace(built.parties[1], no=3, name="Đỗ Thị Bưởi", id_number="")
    (matter_id,) = register_many([replace(built, parties=(*built.parties, second))], by=cast.LAN.code)
    debtors = [one.id for one in queries.of_paper(issued(matter_id)) if one.role == "debtor"]
    later, earlier = Attempt("in_person", LATER), Attempt("in_person", day("05/03/2025"))
    assert result(debtors[1], "delivered", LATER, attempt=later).acts == ()
    followed = result(debtors[0], "refused", day("05/03/2025"), attempt=earlier)
    assert [one.done for one in followed.acts] == [True]
    assert histories_of([matter_id])[matter_id][-1].on == LATER


def test_an_act_that_is_refused_does_not_take_the_service_back(matter):
    paper = duties(issued(matter))
    first = result(paper["debtor"].id, "delivered", LATER, attempt=Attempt("in_person", LATER))
    assert first.acts[0].done
    again = duties(issued(matter, "QD-THA-CD", LATER))
    followed = result(again["debtor"].id, "delivered", LATER, attempt=Attempt("in_person", LATER))
    assert [one.question for one in followed.acts] == ["state"]
    assert row(again["debtor"].id).state == "served"


def test_sending_to_the_procuracy_is_its_own_act(matter):
    paper = duties(issued(matter))
    followed = result(paper["procuracy"].id, "delivered", LATER, attempt=Attempt("in_person", LATER))
    assert [one.done for one in followed.acts] == [True]
    assert [one.code for one in steps_of([matter])[matter]] == ["send_to_procuracy"]


def test_the_same_request_twice_starts_one_attempt_and_another_body_is_refused(matter):
    debtor = duties(issued(matter))["debtor"].id
    assert start(debtor, key="k1") == start(debtor, key="k1")
    assert len(queries.events_of([debtor])[debtor]) == 1
    with pytest.raises(KeyReused):
        start(debtor, channel="post", key="k1")


def test_a_batch_starts_whole_or_not_at_all_and_names_the_paper_that_refused(matter):
    papers = duties(issued(matter))
    result(papers["creditor"].id, "delivered", TODAY, attempt=Attempt("in_person", TODAY))
    ids = [papers["debtor"].id, papers["creditor"].id]
    with pytest.raises(ServiceRefused, match=r"Trạng thái: \d+/QĐ-CTHADS: .* Không dòng nào được ghi"):
        start(*ids)
    assert row(papers["debtor"].id).state == "waiting"
    assert jobs() == []


def test_an_empty_channel_takes_the_first_that_the_law_offers(matter):
    papers = duties(issued(matter))
    operations.start(
        [papers["debtor"].id, papers["procuracy"].id], Attempt("", TODAY), by=viewer(cast.LAN), on=TODAY
    )
    assert (row(papers["debtor"].id).channel, row(papers["procuracy"].id).channel) == ("in_person", "email")


def test_who_may_record_and_who_may_see(matter):
    debtor = duties(issued(matter))["debtor"].id
    attempt = Attempt("in_person", TODAY)
    with pytest.raises(Denied, match="Quyền: "):
        operations.start([debtor], attempt, by=viewer(cast.MINH), on=TODAY)
    with pytest.raises(Denied):
        operations.start([debtor], attempt, by=viewer(cast.TAM), on=TODAY)
    for stranger in (cast.HOA, cast.XUAN, cast.CUC):
        with pytest.raises(LookupError):
            operations.start([debtor], attempt, by=viewer(stranger), on=TODAY)
        seen = reach(viewer(stranger), "service", "read", TODAY)
        assert queries.page(seen, queries.Filters()).rows == ()
        assert queries.counts(seen, queries.Filters()) == {}
    assert operations.start([debtor], attempt, by=viewer(cast.THU), on=TODAY).services == (debtor,)


def test_the_lists_go_by_state_and_due_day_in_pages_of_their_key(matter):
    for _ in range(3):
        issued(matter, "QD-HOAN")
    mine = reach(viewer(cast.LAN), "service", "read", TODAY)
    assert queries.counts(mine, queries.Filters()) == {"waiting": 9}
    seen: list[int] = []
    after = ""
    while True:
        found = queries.page(mine, queries.Filters(states=("waiting",)), after=after, limit=4)
        seen += [one.id for one in found.rows]
        after = found.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == 9
    overdue = queries.Filters(overdue_on=day("10/03/2025"))
    assert len(queries.page(mine, overdue).rows) == 9


def test_the_projection_is_what_the_events_say(matter):
    papers = duties(issued(matter))
    start(papers["debtor"].id)
    result(papers["creditor"].id, "delivered", TODAY, attempt=Attempt("in_person", TODAY))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM documents_service_state ORDER BY service_id")
        before = cursor.fetchall()
        assert rebuild() == 3
        cursor.execute("SELECT * FROM documents_service_state ORDER BY service_id")
        assert cursor.fetchall() == before
