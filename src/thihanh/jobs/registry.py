"""One function for each name the queue knows: it loads, makes one call, and that is all.

The hours of the periodic jobs are UTC, seven behind Hanoi.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from procrastinate.contrib.django import app

from thihanh.coordination import letters
from thihanh.coordination import watching as requests
from thihanh.documents import bundling, making
from thihanh.documents.service import sending
from thihanh.law import work_year
from thihanh.matters import operations as matters
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.procedures import serving
from thihanh.procedures.change_calendar import operations as change_calendar
from thihanh.procedures.change_calendar import queries as changes
from thihanh.procedures.import_register import operations as register
from thihanh.procedures.import_register.preparing import Importer
from thihanh.queue.names import (
    ALERTS,
    ANCHOR,
    ANCHOR_DAILY,
    CHECK,
    DIRECTIVES,
    FORGET,
    HORIZON,
    LETTERS,
    MATTER_BUNDLE,
    PAPER_PDF,
    REGISTER_APPLY,
    REGISTER_CHECK,
    REPORT_MAKE,
    REQUESTS,
    SERVICE_SEND,
    TERMS_RECOMPUTE,
)
from thihanh.queue.operations import CancelledError, reporting
from thihanh.reports import operations as reports
from thihanh.steering import watching as directives
from thihanh.targets import alerts
from thihanh.trail import operations as trail


@app.periodic(cron="*/5 * * * *")
@app.task(name=ANCHOR, lock=ANCHOR, queueing_lock=ANCHOR)
def anchor(timestamp: int = 0) -> None:
    """Every five minutes: anchor what was recorded since."""
    trail.anchor("interval")


@app.periodic(cron="45 16 * * *")
@app.task(name=ANCHOR_DAILY, lock=ANCHOR, queueing_lock=ANCHOR_DAILY)
def anchor_daily(timestamp: int = 0) -> None:
    """At 23:45, also when nothing was recorded: the file outside shows that the day was looked at."""
    trail.anchor("daily")


@app.periodic(cron="15 19 * * *")
@app.task(name=CHECK, lock=CHECK, queueing_lock=CHECK)
def check(timestamp: int = 0) -> None:
    """At 02:15, and whenever asked for: check the record with its facts and keep the result."""
    trail.check(facts=True)


@app.periodic(cron="0 20 * * *")
@app.task(name=FORGET, lock=FORGET, queueing_lock=FORGET)
def forget_keys(timestamp: int = 0) -> None:
    """At 03:00: forget the keys of requests that no browser brings again."""
    trail.forget(settings.REQUEST_KEYS_KEPT)


@app.periodic(cron="30 17 * * *")
@app.task(name=HORIZON, lock=HORIZON, queueing_lock=HORIZON)
def carry_open_matters(timestamp: int = 0) -> None:
    """At 00:30: open matters always reach to the end of the next work year, so that none falls out of one."""
    matters.extend_horizon(work_year=work_year(settings.CLOCK.today()) + 1)


@app.periodic(cron="0 18 * * *")
@app.task(name=ALERTS, lock=ALERTS, queueing_lock=ALERTS)
def read_alerts(timestamp: int = 0) -> None:
    """At 01:00: look at every alert under its subscriber's reach of today; what changed is stated."""
    alerts.evaluate(on=settings.CLOCK.today())


@app.periodic(cron="30 18 * * *")
@app.task(name=REQUESTS, lock=REQUESTS, queueing_lock=REQUESTS)
def watch_requests(timestamp: int = 0) -> None:
    """At 01:30: propose reminders of requests to other bodies, mark those late that nobody reminded."""
    requests.propose(settings.CLOCK.today())


@app.periodic(cron="40 18 * * *")
@app.task(name=DIRECTIVES, lock=DIRECTIVES, queueing_lock=DIRECTIVES)
def watch_directives(timestamp: int = 0) -> None:
    """At 01:40: propose reminders of directives before and after their day, then the committee."""
    directives.propose(settings.CLOCK.today())


@app.periodic(cron="0 23 * * 0")
@app.task(name=LETTERS, lock=LETTERS, queueing_lock=LETTERS)
def propose_letters(timestamp: int = 0) -> None:
    """On Monday at 06:00: propose the week's letters to the bodies that are late with answers."""
    letters.propose(settings.CLOCK.today())


@app.task(name=REGISTER_CHECK)
def register_check(run: int, account: int) -> None:
    """Check a register file that was sent; nothing of it is written."""
    with _told(run, account) as who:
        register.check_kept(run, who)


@app.task(name=REGISTER_APPLY)
def register_apply(run: int, account: int) -> None:
    """Write a register file that was checked and confirmed: whole, or not at all."""
    with _told(run, account) as who:
        register.apply(run, who)


@app.task(name=SERVICE_SEND)
def send_paper(service: int, attempt: int, account: int, waited: int) -> None:
    """Hand one attempt of service to its channel; a channel that is down is tried again later.

    The next try is counted by the real clock, also where the product's day stands still.
    """
    on = settings.CLOCK.today()
    one = sending.Try(service, attempt, account, on, settings.CLOCK.now(), waited)
    serving.transmit(one, by=offices.viewer_of(account, on))


@app.task(name=MATTER_BUNDLE)
def matter_bundle(matter: int, title: str) -> None:
    """Make the e-file of a matter into one PDF; what is in the way has been told by its own key."""
    with suppress(CancelledError):
        bundling.make(matter, title)


@app.task(name=PAPER_PDF)
def paper_pdf(papers: list[int], attempt: int) -> None:
    """Make and sign the PDFs of issued papers; what fails is tried again later and holds up no other."""
    now = settings.CLOCK.now()
    making.make_all(papers, attempt=attempt, on=settings.CLOCK.today(), now=now)


@app.task(name=REPORT_MAKE)
def report_make(what: list[str], numbers: list[int], account: int) -> None:
    """Make a report from its edition or from live figures; what is in the way is told by its own key."""
    on = settings.CLOCK.today()
    asked = reports.Asked(what[0], what[1], *numbers)
    with suppress(CancelledError):
        reports.make(asked, by=offices.viewer_of(account, on), on=on)


@app.task(name=TERMS_RECOMPUTE, lock=TERMS_RECOMPUTE)
def terms_recompute(key: str) -> None:
    """Count the open deadlines anew that an accepted change of day or figure touches."""
    with reporting(changes.job_key(key), message="Tính lại thời hạn") as reporter:
        change_calendar.recompute(key, lambda done, total: reporter.advance(done, total=total))


@contextmanager
def _told(run: int, account: int) -> Iterator[Importer]:
    """The importer as the account stands now; what stops the work has been told by the run itself."""
    on = settings.CLOCK.today()
    viewer = offices.viewer_of(account, on)
    try:
        with reporting(register.job_key(run)) as reporter:
            yield Importer(
                by=viewer.actor,
                on=on,
                viewer=viewer,
                progress=lambda phase, done, total: reporter.advance(done, message=phase, total=total),
            )
    except (register.ImportRefused, register.ImportCancelled, CancelledError, Denied):
        return
