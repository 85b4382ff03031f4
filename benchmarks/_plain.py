"""The baseline: an act as plain Django would write it, row by row through the ORM, the same rows.

It asks nothing of the law, derives nothing and proves nothing: the positions, terms and list row it writes
are copies of those that stand. The trigger of the record's table chains its entry like the product's.
"""

from django.contrib.auth.decorators import login_required
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from thihanh.law.notation import vn
from thihanh.matters.models import Current, Matter, Party, Position, StageFact, StepFact, TermRow
from thihanh.money.models import Posting
from thihanh.trail.models import Entry, Once, Seal


@login_required
@transaction.atomic
def act(request: HttpRequest, matter_id: int) -> HttpResponse:
    sent = request.POST
    Once.objects.create(key=sent["key"], digest="0" * 64)
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    list(Party.objects.filter(matter_id=matter_id).select_related())
    list(Posting.objects.filter(subject=matter_id))
    last = StageFact.objects.filter(matter_id=matter_id).order_by("-on", "-ordinal")[0]
    day, month, year = sent["on"].split("/")
    on = f"{year}-{month}-{day}"
    entry = _entry(matter, on)
    said = {"entry_id": entry.pk, "matter_id": matter_id, "on": on, "known_on": on}
    StageFact.objects.create(id=_next(), stage="voluntary", ordinal=last.ordinal + 1, **said)
    StepFact.objects.create(id=_next(), code="notice_valid", facts={"channel": sent["channel"]}, **said)
    for model in (Position, TermRow, Current):
        _again(model, matter_id)
    Once.objects.filter(key=sent["key"]).update(result=f'{{"said":"{vn(last.on)}"}}')
    return redirect("/")


def _entry(matter: Matter, on: str) -> Entry:
    subject = f"matter:{matter.pk}"
    days = {"effective_on": on, "known_on": on}
    Entry.objects.create(id=0, subject=subject, act="act.notice_valid", actor="22.0001", payload="{}", **days)
    found: Entry = Entry.objects.filter(subject=subject).latest("seq")
    Seal.objects.create(entry_id=found.pk, seal=b"0" * 32)
    return found


def _next() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('matters_fact_seq')")
        return int(cursor.fetchone()[0])


def _again(model: type[models.Model], matter_id: int) -> None:
    """The rows of a derived table taken away and written anew, one by one."""
    rows = list(model.objects.filter(matter_id=matter_id))
    model.objects.filter(matter_id=matter_id).delete()
    for row in rows:
        row.save(force_insert=True)


urlpatterns = [path("viec/<int:matter_id>/lam/notice_valid/", act)]
