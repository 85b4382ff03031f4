"""The baseline: a decision issued as plain Django would write it, row by row through the ORM, the same rows.

It asks nothing of the law, derives nothing and proves nothing: every row it writes is a copy of one that the
product wrote for another decision, under new numbers. The trigger of the record's table chains its entries
like the product's, and the PDF is asked for by the same queue.
"""

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from thihanh.documents.models import Content, Counter, Folio, Move, Queue, Service, ServiceState
from thihanh.documents.pdf_jobs import ask_for_pdf
from thihanh.matters.models import (
    Assignment,
    Current,
    Matter,
    Name,
    Obligation,
    Party,
    Person,
    Position,
    StageFact,
    StepFact,
    TagFact,
    TermRow,
)
from thihanh.money.models import Posting
from thihanh.trail.models import Entry, Once, Seal

_NAMED_BY: dict[type[models.Model], str] = {Person: "person_id", Service: "service_id"}
_OF_MATTER = (Party, Obligation, Assignment, StageFact, StepFact, TagFact, Position, TermRow, Name, Current)


@login_required
@transaction.atomic
def issue(request: HttpRequest, paper_id: int) -> HttpResponse:
    key = request.POST["key"]
    Once.objects.create(key=key, digest="0" * 64)
    paper = Queue.objects.select_for_update().get(pk=paper_id)
    list(Content.objects.filter(paper_id=paper_id))
    pattern = _pattern()
    (move,) = pattern[Move]
    counter = Counter.objects.select_for_update().get(agency=move.agency, series=move.series, year=move.year)
    counter.last += 1
    counter.save(force_update=True)
    new = _Numbers(paper_id, counter.last)
    new.entries(pattern[Entry])
    for model, rows in pattern.items():
        if model is not Entry:
            for row in rows:
                new.copy(row)
    paper.state, paper.number, paper.matter_id = "issued", counter.last, new.of["matter_id"]
    paper.moves += 1
    paper.save(force_update=True)
    ask_for_pdf([paper_id])
    Once.objects.filter(key=key).update(result=f'{{"number":{counter.last}}}')
    return redirect("/")


@cache
def _pattern() -> dict[type[models.Model], list[Any]]:
    """The rows of the first decision the product issued, by table, in the order they can be written."""
    paper = Queue.objects.filter(state="issued", act="decide").order_by("paper_id")[0]
    matter = paper.matter_id
    parties = Party.objects.filter(matter_id=matter)
    services = Service.objects.filter(paper_id=paper.pk)
    move = Move.objects.filter(paper_id=paper.pk, move="issued")
    rows: dict[type[models.Model], list[Any]] = {
        Entry: list(Entry.objects.filter(pk__in=_entries(matter, services, move))),
        Matter: list(Matter.objects.filter(pk=matter)),
        Person: list(Person.objects.filter(pk__in=parties.values("person_id"))),
        **{model: list(model.objects.filter(matter_id=matter)) for model in _OF_MATTER},
        Posting: list(Posting.objects.filter(subject=matter)),
        Move: list(move),
        Folio: list(Folio.objects.filter(paper_id=paper.pk)),
        Service: list(services),
        ServiceState: list(ServiceState.objects.filter(service_id__in=services.values("id"))),
    }
    return rows


def _entries(matter: int | None, services: Any, move: Any) -> set[int]:
    stated = (Matter.objects.filter(pk=matter), services, move, Folio.objects.filter(matter_id=matter))
    return {entry for rows in stated for entry in rows.values_list("entry_id", flat=True)}


class _Numbers:
    """What a copy of the pattern is called: old numbers to new ones."""

    def __init__(self, paper_id: int, number: int) -> None:
        self.paper_id, self.number = paper_id, number
        self.of: dict[str, int] = {"paper_id": paper_id}
        self._renamed: dict[tuple[str, int], int] = {}

    def entries(self, pattern: list[Entry]) -> None:
        for row in pattern:
            subject = f"{row.subject.partition(':')[0]}:plain-{self.paper_id}"
            values = {
                name: getattr(row, name) for name in ("act", "effective_on", "known_on", "actor", "payload")
            }
            Entry.objects.create(id=0, subject=subject, **values)
            found: Entry = Entry.objects.filter(subject=subject).latest("seq")
            Seal.objects.create(entry_id=found.pk, seal=b"0" * 32)
            self._renamed["entry_id", row.pk] = found.pk

    def copy(self, row: models.Model) -> None:
        values = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
        for name in ("entry_id", "person_id", "service_id"):
            if (old := values.get(name)) is not None:
                values[name] = self._renamed[name, old]
        if "id" in values:
            values["id"] = self._next(type(row), row.pk)
        for name in ("matter_id", "paper_id"):
            if values.get(name) is not None:
                values[name] = self.of[name]
        if isinstance(row, Matter | Current):
            values["number"] = f"{self.number}/plain"
        if isinstance(row, Posting):
            values["subject"] = self.of["matter_id"]
        if isinstance(row, Move):
            values["number"] = self.number
            values["code"] = f"plain-{self.paper_id}"
        type(row)(**values).save(force_insert=True)

    def _next(self, model: type[models.Model], old: int) -> int:
        sequence = "matters_matter_seq" if model is Matter else "matters_fact_seq"
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(%s) + 1000000000", [sequence])
            found = int(cursor.fetchone()[0])
        if model is Matter:
            self.of["matter_id"] = found
        if model in _NAMED_BY:
            self._renamed[_NAMED_BY[model], old] = found
        return found


urlpatterns = [path("trinh-ky/<int:paper_id>/phat-hanh/", issue)]
