"""Ban Chỉ đạo: who belongs to it on a day; one meeting with its agenda before and after changes by hand."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thihanh.dossiers import kinds
from thihanh.dossiers.kinds import Step
from thihanh.dossiers.life import Dossier, Running, clocks
from thihanh.dossiers.queries import may_take, seen
from thihanh.law.notation import dotted, read_day, vn
from thihanh.matters import queries as matters
from thihanh.matters.states import label
from thihanh.offices import queries as offices
from thihanh.procedures.register_file.labels import CAUSES, TAGS, label_of
from thihanh.steering import queries
from thihanh.steering.agenda import Hit, Item
from thihanh.steering.agenda_rules import Rule, Rules, loaded
from thihanh.steering.committee import VOTING, Committee
from thihanh.steering.meetings import PAPERS_ON, absent, papers_reasons, planned_on
from thihanh.steering.quarters import ARTICLE, quarters
from thihanh.steering.queries import Meeting
from thihanh.steering.standing import committee_on
from thihanh.web import refusals
from thihanh.web.dossier_words import Telling
from thihanh.web.dossiers import steps_of
from thihanh.web.page import PageRequest, page

_INPUTS = {
    "since": "từ ngày",
    "decided_on": "ngày quyết định",
    "amount": "còn phải thi hành",
    "over": "trên mức",
    "years": "quá",
    "named": "sổ ghi",
    "stage_since": "ở giai đoạn này từ",
    "planned_on": "kế hoạch ghi ngày",
    "due": "hạn đã qua",
    "state": "tình trạng",
    "count": "số hồ sơ",
    "oldest_days": "lâu nhất",
}
_UNITS = {"amount": "đồng", "over": "đồng", "years": "năm", "oldest_days": "ngày"}
_AS_PLANNED = ("Ngày ghi khi lập kỳ họp; quy chế của ngày họp không ấn định số ngày.",)


@dataclass(frozen=True)
class Reason:
    """A rule that put an item on the agenda, with what it was judged on."""

    label: str
    article: str
    mark: str
    inputs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """An item of the agenda in words; ``matters`` are those the viewer may open."""

    no: int
    item: Item
    reasons: tuple[Reason, ...]
    parties: str
    brief: tuple[tuple[str, str], ...]
    matters: tuple[matters.MatterRow, ...]

    @property
    def name(self) -> str:
        """Its title without the day of the decision."""
        return self.item.title.partition(" ngày ")[0]

    @property
    def about(self) -> str:
        """Who it is about: the parties, else the body where the title does not name it."""
        body = str(self.item.facts.get("body_name") or "")
        return self.parties or (body if body != self.item.title else "") or "Tóm tắt"

    @property
    def options(self) -> str:
        """The options a line each, as the form takes them."""
        return "\n".join(self.item.options)


@dataclass(frozen=True)
class PapersDay:
    """A last day for the papers of a meeting: by what, when they went, how it was counted."""

    by: str
    due: date
    met_on: date | None
    reasons: tuple[str, ...]
    article: str = ""
    mark: str = ""


@page
def members(request: PageRequest) -> HttpResponse:
    """The committee of a day (``?ngay=``): its people, decision, working rules and programmes."""
    check_reads(request)
    day = read_day(request.GET.get("ngay", "")) or request.on
    found = committee_on(request.viewer.agency, day)
    establishing = kinds.kind("committee")
    context = {
        "committee": found,
        "day": day,
        "steps": _steps(request, found),
        "voting": VOTING,
        "may_open": request.page.allows(establishing.object, establishing.opening.right),
        "may_plan": request.page.allows("committee", "prepare"),
        "meetings": queries.meetings_of(request.viewer, request.on),
        "quarters": [(one, one.missed(request.on)) for one in quarters(request.viewer, request.on)],
        "quarterly": ARTICLE,
    }
    return render(request, "web/committee_members.html", context)


def _steps(request: PageRequest, found: Committee | None) -> list[Step]:
    if found is None:
        return []
    return steps_of(request, seen(request.viewer, found.id, request.on))


@page
def meeting(request: PageRequest, meeting_id: int) -> HttpResponse:
    """One meeting."""
    return shown(request, meeting_id)


def shown(request: PageRequest, meeting_id: int, problems: tuple[tuple[str, str], ...] = ()) -> HttpResponse:
    """The meeting's page, with what could not be done."""
    found = meeting_of(request, meeting_id)
    dossier = found.dossier
    committee = committee_on(dossier.agency, planned_on(dossier))
    prepares = may_take(request.viewer, dossier, "prepare", request.on)
    of = loaded(found.built.rules) if found.built else None
    asked = _asked(found, of) if of else ()
    context = {
        "found": found,
        "dossier": dossier,
        "state": dossier.kind.states[dossier.state],
        "planned_on": planned_on(dossier),
        "committee": committee,
        "absent": absent(dossier, committee.members) if committee else (),
        "papers": _papers(request, dossier, committee),
        "steps": steps_of(request, dossier),
        "lines": lines_of(request, found, of) if of else (),
        "changes": queries.changes(found) if found.edits else (),
        "asked": [one for one in asked if one[1]],
        "silent": sum(one[1] == 0 for one in asked),
        "may_edit": prepares and dossier.state == "planned",
        "told": Telling(dossier, request.page).done(),
        "problems": problems,
        "sent": request.POST,
    }
    status = 400 if problems else 200
    return render(request, "web/committee_meeting.html", context, status=status)


def _papers(request: PageRequest, dossier: Dossier, committee: Committee | None) -> tuple[PapersDay, ...]:
    """The last days for the papers, by law and by the committee's own rules, each with its why."""
    calendar = request.page.calendar
    last = {one.rule: one for one in clocks(dossier, calendar)}
    own = papers_reasons(committee, planned_on(dossier), calendar) if committee else ()
    found = [
        PapersDay("theo quy chế", run.due, run.met_on, own or _AS_PLANNED)
        if rule == PAPERS_ON
        else PapersDay("theo pháp luật", run.due, run.met_on, *_counted(run))
        for rule, run in last.items()
        if run.due
    ]
    return tuple(sorted(found, key=lambda one: one.due))


def _counted(run: Running) -> tuple[tuple[str, ...], str, str]:
    """The sentences of a count, its article and mark."""
    if run.deadline is None:
        return (), "", ""
    reasons = tuple(step.text for step in run.deadline.steps if step.code != "calendar")
    return reasons, run.deadline.article, run.deadline.mark


def meeting_of(request: PageRequest, meeting_id: int) -> Meeting:
    """The meeting; one out of reach answers as one that does not exist."""
    if meeting_id >= 2**63:
        raise Http404
    try:
        return queries.meeting(request.viewer, meeting_id, request.on)
    except LookupError:
        raise Http404 from None


def check_reads(request: PageRequest) -> None:
    """Raises Denied without the right to read of the committee."""
    if not request.page.allows("committee", "read"):
        raise refusals.not_granted(request.viewer, "committee", "read")


def lines_of(request: PageRequest, found: Meeting, of: Rules) -> tuple[Line, ...]:
    """The items of a meeting's agenda in words, with the matters the viewer may open."""
    if found.agenda is None or found.built is None:
        return ()
    ids = tuple({matter for one in found.agenda.items for matter in one.matters})
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    rows = matters.page(reach, matters.Filters(ids=ids), limit=len(ids) or 1).rows if ids else ()
    known = {row.id: row for row in rows}
    officers = {str(one.facts.get("officer") or "") for one in found.agenda.items} - {""}
    people = offices.names_of(sorted(officers), request.on)
    return tuple(
        Line(
            no,
            one,
            tuple(_reason(hit, of) for hit in one.hits),
            found.built.parties.get(one.key, ""),
            _brief(request, one, people),
            tuple(known[matter] for matter in one.matters if matter in known),
        )
        for no, one in enumerate(found.agenda.items, 1)
    )


def _reason(hit: Hit, of: Rules) -> Reason:
    rule = of.rules[hit.rule]
    inputs = tuple(
        (_INPUTS.get(name, name), _input(name, value, rule)) for name, value in hit.inputs.items() if value
    )
    return Reason(rule.label, rule.article, rule.mark, inputs)


def _input(name: str, value: str | int, rule: Rule) -> str:
    """What a rule was judged on, in words: an amount with its unit, a mark or a state by its name."""
    if isinstance(value, int):
        return f"{dotted(value)} {_UNITS.get(name, '')}".rstrip()
    if name == "named":
        known = label_of(CAUSES, f"cause:{value}") if rule.test == "cause" else label_of(TAGS, value)
        return f"«{known}»"
    if name == "state" and rule.kind:
        return f"«{kinds.kind(rule.kind).states.get(value, value)}»"
    day = read_day(value)
    return vn(day) if day else value


def _brief(request: PageRequest, item: Item, people: dict[str, str]) -> tuple[tuple[str, str], ...]:
    facts = item.facts
    office, officer = str(facts.get("office") or ""), str(facts.get("officer") or "")
    stage = str(facts.get("stage") or "")
    said = (
        ("Đơn vị", request.page.names.offices.get(office, "")),
        ("Người giữ", people.get(officer, officer)),
        ("Giai đoạn", label(stage) if stage else str(facts.get("state") or "")),
        ("Nguyên nhân", _causes(str(facts.get("causes") or ""))),
        ("Cơ quan", str(facts.get("body_name") or "")),
        ("Lý do đưa vào", str(facts.get("reason") or "")),
    )
    return tuple((name, text) for name, text in said if text)


def _asked(found: Meeting, of: Rules) -> tuple[tuple[str, int, int, int], ...]:
    """Each rule: label, how many it found, their đồng, how many stand on the agenda as built."""
    assert found.built is not None
    chosen = [hit.rule for one in found.built.items for hit in one.hits]
    return tuple(
        (rule.label, int(counted["count"]), int(counted["amount"]), chosen.count(code))
        for code, rule in of.rules.items()
        if (counted := found.built.found.get(code)) is not None
    )


def _causes(codes: str) -> str:
    return ", ".join(label_of(CAUSES, code) for code in codes.split())
