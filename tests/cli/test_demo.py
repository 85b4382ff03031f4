"""The demonstration shows every part of the work: loaded once, small, and looked at from every side."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.web.conftest import Standing
from thihanh.cli import demo
from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration import books, guide, requests
from thihanh.cli.demonstration.cast import TODAY, UNIT, by_name
from thihanh.cli.demonstration.held_back import hold_back
from thihanh.coordination import publishing
from thihanh.documents import queries as papers
from thihanh.documents import template_versions
from thihanh.documents.states import STATES
from thihanh.dossiers.kinds import kinds
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import Filters as Dossiers
from thihanh.dossiers.queries import Row, terms, within
from thihanh.matters import draws, identity, listing, receipts, request_rows
from thihanh.matters.listing import Filters
from thihanh.offices import powers
from thihanh.offices.queries import EVERYTHING, reach
from thihanh.oversight import samples
from thihanh.procedures.assignment.draw import verify
from thihanh.registers import publication
from thihanh.reports import operations as reports
from thihanh.reports.kinds.catalogue import kind_of
from thihanh.statistics.watch_loop import followed, offices_of
from thihanh.steering import agendas
from thihanh.synthetic.generator import generate
from thihanh.targets.emulation import commendations, scores
from thihanh.targets.schemes import scheme

pytestmark = pytest.mark.django_db
SCALE = 0.14
NOT_YET_ENDED = {"committee", "inspection", "inspection_plan", "oversight_session"}
"""Kinds whose dossiers live longer than the weeks that are played."""


@pytest.fixture(scope="module", autouse=True)
def loaded(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """A small province with its weeks of work, in one transaction that is taken back at the end."""
    home: Path = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as changed, django_db_blocker.unblock():
        changed.setattr(settings, "CLOCK", Standing(TODAY))
        for name, folder in (("VAR_DIR", ""), ("MEDIA_ROOT", "files"), ("KEY_STORE", "keys")):
            changed.setattr(settings, name, home / folder)
        changed.setitem(os.environ, "THIHANH_ANCHOR_FILE", str(home / "anchors.log"))
        everything = transaction.atomic()
        everything._from_testcase = True  # as Django's own test case: what must be outermost may stand inside
        with everything:
            demo.load(SCALE)
            yield
            transaction.set_rollback(True)


def counted(statement: str) -> Counter[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return Counter(dict(cursor.fetchall()))


def test_papers_stand_in_every_state_of_the_queue():
    found = counted("SELECT state, count(*) FROM documents_queue GROUP BY state")
    assert set(found) == set(STATES)


def test_some_papers_wait_for_service_and_one_failed():
    found = counted("SELECT state, count(*) FROM documents_service_state GROUP BY state")
    assert {"waiting", "failed", "served"} <= set(found)
    assert found["served"] > found["waiting"] > 0


def test_what_the_scenes_decided_reached_the_procuracy_in_time():
    late = counted("SELECT rule, count(*) FROM matters_term WHERE due_on < '2025-09-30' GROUP BY rule")
    assert late["DL-12"] == 0


def test_one_draw_can_be_run_again_and_one_is_committed():
    drawn, committed = [], []
    for row in draws.draws(EVERYTHING):
        (drawn if row.file else committed).append(row)
    assert len(committed) >= 1
    findings = verify(drawn[0].file)
    assert findings
    assert all(finding.holds for finding in findings)


def test_powers_of_every_kind_and_a_leave():
    assert {row.kind for row in powers.powers(EVERYTHING)} == {"assign", "order", "authorise"}
    assert counted("SELECT officer, count(*) FROM offices_absence GROUP BY officer")


def test_the_middle_of_life_is_there():
    steps = counted("SELECT code, count(*) FROM matters_step GROUP BY code")
    lived = {"delegate", "succeed", "resume", "no_means", "exemption_sent", "secure"}
    assert lived <= set(steps)


def test_the_office_is_shown_who_may_be_one_person():
    seen = reach(by_name("truong.kv1"), "person", "match", TODAY)
    assert identity.candidates(seen) or identity.merges(seen)


def test_every_office_follows_most_of_its_watched_matters_and_a_few_are_missing():
    rows = followed("22", TODAY, reach=reach(by_name("truong.thads"), "watchlist", "read", TODAY))
    offices = offices_of(rows)
    assert all(one.lacking <= one.watched // 2 for one in offices)
    assert {row.state for row in rows} >= {"no_plan", "no_report", "followed"}


def test_one_office_is_judged_and_another_waits():
    found = scores(EVERYTHING, "22", 2025)
    steps = {unit: [row.step for row in found if row.unit == unit] for unit in ("22.KV01", "22.KV02")}
    assert steps == {"22.KV01": ["self"], "22.KV02": ["self", "verified", "council"]}
    assert commendations(found, scheme("22", TODAY))


def test_the_public_list_has_rows():
    assert publication.page(publication.Asked("22", TODAY)).total > 0


def test_requests_wait_in_their_states_and_judgments_without_a_decision():
    states = {row.state for row in request_rows.requests(EVERYTHING)}
    assert {"refused", "supplement_asked", "received"} <= states
    assert any(not row.complete for row in receipts.receipts(EVERYTHING))


def test_a_template_waits_for_a_second_person():
    assert [one.move for one in template_versions.versions(EVERYTHING)] == [""]


def test_a_matter_that_begins_again_keeps_every_party():
    _, held = hold_back(generate("22", 2025, demo.SEED, SCALE))
    parties = counted("SELECT matter_id::text, count(*) FROM matters_party GROUP BY matter_id")
    born = [row for row in listing.every(EVERYTHING, Filters(office=OFFICE)) if "CTHADS" in row.number]
    own = [one for one in held.beginnings if one.office == OFFICE]
    assert sorted(parties[str(row.id)] for row in born) == sorted(len(one.parties) for one in own)


def test_what_everybody_is_shown_first_opens_for_him():
    pages = guide.by_person()
    assert set(pages) == {username for username, _ in demo._roles()}
    for username, links in pages.items():
        assert links, username
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        for link in links:
            assert client.get(link.path).status_code == 200, (username, link)


def test_a_second_loading_keeps_what_is_there(capsys):
    before = papers.waiting(EVERYTHING)
    demo.load(SCALE)
    assert "đã có" in capsys.readouterr().out
    assert papers.waiting(EVERYTHING) == before


def dossiers(code: str) -> list[Row]:
    return list(within(EVERYTHING, Dossiers(kinds=(code,)), TODAY, limit=500))


def test_every_kind_of_dossier_lives_and_where_the_weeks_allow_has_ended():
    for kind in kinds():
        ended = [row.state in kind.ended for row in dossiers(kind.code)]
        assert not all(ended), kind.code
        assert any(ended) or kind.code in NOT_YET_ENDED, kind.code


def test_terms_of_dossiers_are_kept_and_missed_by_us_and_by_bodies():
    found = {(row.of, row.late(TODAY), row.met_on is None) for row in terms("22") if row.due}
    assert found == {
        (of, late, running) for of in ("us", "body") for late in (True, False) for running in (True, False)
    }


def test_requests_stand_in_every_state_and_one_waits_for_its_link():
    assert {row.state for row in dossiers("request")} >= {
        "waiting", "reminded", "reminded_again", "escalated", "answered", "done", "withdrawn"
    }  # fmt: skip
    assert "interim" in {one.step for row in dossiers("request") for one in load([row.id])[row.id].steps}
    assert publishing.published(UNIT, TODAY)
    link = requests.reply_link()
    assert link is not None
    path, code = link
    client = Client()
    assert client.get(path).status_code == 200
    opened = client.post(path, {"code": code}, follow=True)
    assert "Xe đứng tên người phải thi hành án" in opened.content.decode()


def test_a_meeting_was_concluded_and_the_next_has_its_agenda():
    meetings = dossiers("meeting")
    assert {row.state for row in meetings} == {"concluded", "planned"}
    assert all(agenda.items for row in meetings if (agenda := agendas.built(row.id)))
    assert all(agendas.built(row.id) for row in meetings)
    points = dossiers("directive")
    assert {row.state for row in points} == {"assigned", "done"}
    assert any(row.late(TODAY) for row in points)


def test_a_sample_of_an_inspection_is_drawn_again():
    by = by_name("thamtra")
    first = next(row for row in dossiers("inspection") if row.state == "following")
    (drawn,) = samples.samples(first.id, viewer=by, on=TODAY)
    assert drawn.picked
    assert all(one.holds for one in samples.again(drawn, "22"))


def test_prepared_reports_wait_for_the_worker_and_can_be_made():
    with connection.cursor() as cursor:
        cursor.execute("select args->'what'->>0 from procrastinate_jobs where task_name = 'reports.make'")
        asked = {row[0] for row in cursor.fetchall()}
    assert asked == {kind_of(letter).slug for letter in books.PREPARED}
    committee = reports.Asked("C", books.UNIT, books.YEAR, books.LAST)
    head = by_name("truong.thads")
    settled = reports.settle(committee, by=head, on=TODAY)
    assert settled.edition
    written = reports.written(settled, reports.gather(settled, by=head, on=TODAY))
    assert reports.keep(settled, written, by=head.actor, on=TODAY)
