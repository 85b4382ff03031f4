"""A whole life lived where the viewer may not look: matters, papers, service, requests, draws, kin, powers.

Everything is done through the rooms as people there would do it, and touches what the viewer does see: the
same judgment, the same debtor, a link to a visible matter, the same series of numbers.
"""

from dataclasses import dataclass, replace

from tests import cast
from tests.builders import a_matter, day
from tests.cast import Person, viewer
from tests.coordination.coercions import OPENED as COERCION
from tests.documents.hostile_files import png
from tests.documents.papers import PIN, a_paper
from tests.dossiers.sending import SENDING
from tests.keys import SINCE
from thihanh.documents import efile, issuing, operations, template_versions
from thihanh.documents.attachments import Upload
from thihanh.documents.efile import Sent
from thihanh.documents.keystore import key_store
from thihanh.documents.rendering import delivered
from thihanh.documents.service import operations as service
from thihanh.documents.service import queries as duties
from thihanh.documents.service.rules import Attempt, Outcome
from thihanh.documents.signing.authority import Holder
from thihanh.dossiers.kinds import register
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New, open_dossier
from thihanh.law.lists import listed
from thihanh.matters import identity, receipts, requests
from thihanh.matters.before import NewPerson
from thihanh.matters.intake import Intake, Link, NewJudgment, NewParty, Step
from thihanh.matters.operations import register_many
from thihanh.matters.receipts import Item, NewReceipt
from thihanh.matters.requests import NewRequest
from thihanh.offices import operations as offices
from thihanh.offices import powers
from thihanh.offices.kinship import Person as Kin
from thihanh.offices.kinship import declare_kin
from thihanh.offices.reach import Reach
from thihanh.procedures import deciding, proceedings
from thihanh.procedures.assignment import operations as assignment

TODAY = day("30/09/2025")
NAME, NUMBER = "Quách Thị Vô Hình", "999085001234"
"""A debtor of hidden matters; the number is that of the debtor whom every matter of the builders has."""
BROTHER = Kin("Quách Văn Khuất", "999077007777")


@dataclass(frozen=True)
class Crew:
    """Who does it: an officer, who checks, signs, issues, receives, and heads."""

    officer: Person
    checker: Person
    signer: Person
    registry: Person
    clerk: Person
    head: Person

    @property
    def office(self) -> str:
        return self.officer.unit

    @property
    def agency(self) -> str:
        return self.officer.code[:2]


THU2 = Person("22.0015", "Mạc Thị Thủy", "22.KV02", "clerk", "thuy")
BINH2 = Person("22.0013", "Lưu Văn Bách", "22.KV02", "office_head", "bach", "cao_cap")
DAI = Person("44.0031", "Kiều Văn Đại", "44", "province_head", "dai", "cao_cap")
BAO = Person("44.0003", "Hà Gia Bảo", "44.KV01", "office_head", "bao", "cao_cap")
THUC = Person("44.0005", "Tô Thị Thục", "44.KV01", "clerk", "thuc")
VY = Person("44.0008", "Lâm Thị Vy", "44.KV01", "registry", "vy")
MORE = (THU2, BINH2, DAI, BAO, THUC, VY)
NEXT_DOOR = Crew(cast.HOA, cast.THAM, cast.TRUONG, cast.VAN, THU2, BINH2)
FAR_AWAY = Crew(cast.XUAN, BAO, DAI, VY, THUC, BAO)
CREWS = (NEXT_DOOR, FAR_AWAY)


@dataclass(frozen=True)
class Life:
    """What there is to ask for by number."""

    matter: int
    ended: int
    papers: tuple[int, ...]
    file: int
    services: tuple[int, ...]
    receipt: int
    request: int
    draw: int
    kin: int
    power: int
    absence: int
    merge: int
    persons: tuple[int, int]
    template: int
    dossier: int
    attached: int
    coercion: int


def make_keys() -> None:
    """A key for the head of the other province too."""
    store = key_store()
    if DAI.code not in store.holders():
        store.create(Holder(DAI.code, DAI.name, "THADS tỉnh Quảng Trị"), PIN, at=SINCE)


def lived(crew: Crew, visible: int, number: str = "777") -> Life:
    """The whole life; ``visible`` is a matter of the viewer that it touches."""
    matter, done = _matters(crew, visible, number)
    papers = _papers(crew, matter)
    receipt, request = _received(crew, number)
    merge, persons = _merged(crew, number)
    as_head = {"by": crew.head.code, "on": TODAY}
    return Life(
        matter=matter,
        ended=done,
        papers=(*papers, *deciding.propose(receipt, by=viewer(crew.clerk), on=TODAY)),
        file=_scan(crew, matter),
        services=_served(crew, papers[0]),
        receipt=receipt,
        request=request,
        draw=assignment.commit(office=crew.office, by=viewer(crew.head), on=TODAY),
        kin=declare_kin(officer=crew.officer.code, relation="sibling", person=BROTHER, **as_head),
        power=powers.grant(
            powers.NewPower(crew.head.code, "order", ("QD-HOAN",), TODAY, None, "77/GL", crew.office),
            by=viewer(crew.signer),
            on=TODAY,
        ),
        absence=offices.record_leave(
            officer=crew.clerk.code, first_day=TODAY, last_day=TODAY, reason="Nghỉ phép năm", **as_head
        ),
        merge=merge,
        persons=persons,
        template=template_versions.propose(
            template_versions.Proposal("phieu", "phieu.docx", delivered("phieu"), "Đổi chữ ở đầu trang"),
            by=viewer(crew.head),
            on=TODAY,
        )
        if crew is FAR_AWAY
        else 0,
        **_dossier(crew, matter, visible),
    )  # fmt: skip


def _dossier(crew: Crew, matter: int, visible: int) -> dict[str, int]:
    """A dossier about the hidden matter and the visible one: a letter in the queue, one issued, a file."""
    register(SENDING)
    by = viewer(crew.officer)
    raw = {"title": f"Về bà {NAME}", "body": "police", "source": "Bí Mật"}
    where = {"agency": crew.agency, "office": crew.office, "officer": crew.officer.code}
    number = open_dossier(New("test_sending", raw, **where, matters=(matter, visible)), by=by, on=TODAY)
    minutes = {"place": "Chỗ Kín", "papers": [Upload("kin.png", png(11, 12))]}
    proceedings.perform(number, "minutes", minutes, by=by, on=TODAY)
    proceedings.perform(number, "send", {"content": f"Về bà {NAME}", "sender": NAME}, by=by, on=TODAY)
    (file,) = load([number])[number].last("papers")
    return {"dossier": number, "attached": file, "coercion": _coercion(crew, matter)}


def _coercion(crew: Crew, matter: int) -> int:
    """A coercion day of the hidden matter in the month that follows, with force, its costs estimated."""
    by = viewer(crew.officer)
    raw = {**COERCION, "person": NAME, "matters": [matter], "planned_on": "14/10/2025"}
    new = New("coercion_day", raw, crew.agency, crew.office, crew.officer.code)
    number = open_dossier(new, by=by, on=TODAY)
    proceedings.perform(number, "estimate", {"lead": "1", "other_costs": "7.777.000"}, by=by, on=TODAY)
    return number


def a_hidden_matter(crew: Crew, number: str) -> a_matter:
    """One that runs, large and watched."""
    return (
        a_matter(f"{number}/QĐ-CTHADS", "06/01/2021", agency=crew.agency)
        .held_by(crew.officer.code, crew.office)
        .owing(30_000_000_000)
        .tagged("credit")
        .then("voluntary", "10/01/2021")
        .then("in_progress", "24/01/2021")
        .paying(1_000_000, "03/02/2025")
    )


def _matters(crew: Crew, visible: int, number: str) -> tuple[int, int]:
    running = a_hidden_matter(crew, number)
    shared = NewJudgment("1/QĐ-CTHADS/BA", day("07/12/2020"), "TAND khu vực 1", "civil")
    third = NewParty(3, "debtor", "person", NAME, known_on=running.decided, id_number=NUMBER)
    steps = (
        Step(day("20/06/2025"), "watch_plan", day("20/06/2025"), until=day("20/07/2025"),
             facts={"causes": "cause:no_buyer", "plan": "Bán lại"}),
        Step(day("26/09/2025"), "new_information", day("26/09/2025"), facts={"source": "creditor"}),
    )  # fmt: skip
    links = tuple(
        Link(day("06/01/2025"), visible, kind, known_on=day("06/01/2025"))
        for kind in ("requested_again", "separated", "same_judgment")
    )
    first = running._with(
        new=replace(running.intake.new, judgment=shared),
        parties=(*running.intake.parties, third),
        steps=steps,
        links=links,
    )
    done = (
        a_matter(f"{number}1/QĐ-CTHADS", "07/01/2025", agency=crew.agency, kind="on_request")
        .held_by(crew.officer.code, crew.office)
        .owing(4_000_000)
        .then("in_progress", "24/01/2025")
        .then("done", "15/09/2025")
    )
    ids = register_many([first.intake, done.intake], by=crew.officer.code)
    return ids[0], ids[1]


def _papers(crew: Crew, matter: int) -> tuple[int, ...]:
    """One in every state; the first is issued, so that it bears a number and opens service."""
    made = replace(a_paper(matter, by=crew.officer, on=TODAY), agency=crew.agency)
    ids = operations.draft_many([made] * 5, by=viewer(crew.officer), on=TODAY, key="", submitted=True)
    draft = operations.draft(made, by=viewer(crew.officer), on=TODAY, key="")
    operations.return_back(ids[4:], by=viewer(crew.checker), on=TODAY, reason="Chưa nêu căn cứ hoãn")
    operations.check(ids[:3], by=viewer(crew.checker), on=TODAY)
    operations.sign(ids[:2], by=viewer(crew.signer), on=TODAY, pin=PIN)
    ready = issuing.numbered(issuing.take_for_issue(ids[:1], by=viewer(crew.registry), on=TODAY))
    issuing.mark_issued(ready, by=viewer(crew.registry), on=TODAY)
    return (*ids, draft)


def _served(crew: Crew, paper: int) -> tuple[int, ...]:
    ids = tuple(one.id for one in duties.of_paper(paper))
    by = viewer(crew.officer)
    service.start(ids[:1], Attempt("in_person", TODAY, ""), by=by, on=TODAY)
    service.record(
        ids[1:2], Outcome("refused", TODAY, "BB 77"), attempt=Attempt("in_person", TODAY, ""), by=by, on=TODAY
    )
    return ids


def _scan(crew: Crew, matter: int) -> int:
    sent = Sent("don.png", png(33, 44), f"Đơn của bà {NAME}", TODAY)
    efile.receive(matter, sent, by=viewer(crew.officer), on=TODAY)
    found = [one.file_id for one in efile.efile(matter) if one.source == "upload"]
    return int(found[0] or 0)


def _received(crew: Crew, number: str) -> tuple[int, int]:
    by = viewer(crew.clerk)
    new = NewReceipt(
        agency=crew.agency,
        office=crew.office,
        judgment=NewJudgment(f"{number}/2025/DS-ST", day("01/08/2025"), "TAND khu vực 7", "civil"),
        on=day("26/09/2025"),
        channel="court_post",
        effective_on=day("01/09/2025"),
        persons=(NewPerson(NAME, id_number=NUMBER), NewPerson("Lê Thị Khuất")),
        items=(
            Item(1, "court_fee", amount=300_000, debtors=(0,), ex_officio=True),
            Item(2, "debt", amount=50_000_000, debtors=(0,), creditors=(1,)),
        ),
    )
    receipt = receipts.register(new, by=by, on=TODAY)
    rows = receipts.receipts(Reach(offices=frozenset({crew.office})))
    asked = NewRequest(
        agency=crew.agency,
        office=crew.office,
        on=day("25/09/2025"),
        received_on=day("29/09/2025"),
        channel="post",
        requester=NewPerson("Lê Thị Khuất"),
        contents=frozenset(one.code for one in listed("request_contents", "R08")),
        debtor=NewPerson(NAME, id_number=NUMBER),
        judgment_id=next(one.judgment_id for one in rows if one.id == receipt),
        items=(2,),
    )
    return receipt, requests.receive(asked, by=by, on=TODAY)


def _merged(crew: Crew, number: str) -> tuple[int, tuple[int, int]]:
    """Two matters of one woman, recorded as one person."""
    made = []
    for n, id_number in ((f"{number}2", "999085009999"), (f"{number}3", "")):
        matter = a_matter(f"{n}/QĐ-CTHADS", "06/02/2025", agency=crew.agency)
        matter = matter.held_by(crew.officer.code, crew.office).owing(2_000_000)
        matter = matter.then("no_means", "20/05/2025", "N-1").then("in_progress", "20/08/2025")
        woman = NewParty(2, "debtor", "person", NAME, matter.decided, id_number=id_number, birth_year=1985)
        told = Step(day("23/05/2025"), "publish", day("23/05/2025"), counterpart="UBND phường Kín")
        made.append(matter._with(parties=(matter.intake.parties[0], woman), steps=(told,)).intake)
    register_many(made, by=crew.officer.code)
    reach = Reach(offices=frozenset({crew.office}))
    pair = next(one for one in identity.candidates(reach) if one.one.number.startswith(f"{number}2/"))
    persons = (pair.one.person_id, pair.other.person_id)
    merge = identity.merge(
        reach=reach, one=persons[0], other=persons[1], agency=crew.agency, reason="Đối chiếu căn cước",
        by=crew.head.code, on=TODAY,
    )  # fmt: skip
    return merge, persons


def a_visible_life(matter: int) -> Intake:
    """What the viewer's own matter has, so that every page has something of one's own to show."""
    return Intake(
        matter_id=matter,
        steps=(Step(day("21/06/2025"), "watch_plan", day("21/06/2025"), until=day("20/12/2025"),
                    facts={"causes": "cause:no_buyer", "plan": "Giảm giá"}),),
    )  # fmt: skip
