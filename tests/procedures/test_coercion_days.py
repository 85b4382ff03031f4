"""The plan of a coercion: one act on the matter and in its day; its papers keep the layout of Decree 30."""

from datetime import UTC, date, datetime

import pytest
from tests.cast import BAN, BINH, LAN, TRUONG, VAN, gather, viewer
from tests.coordination.coercions import LETTER, ON, SAID, a_matter_of_lans, opened, seen, take
from tests.documents.papers import PIN
from tests.procedures.acts.scene import case, do, refusal, stages

from thihanh.coordination import links, replying
from thihanh.documents import making, nd30, queries
from thihanh.documents import operations as documents
from thihanh.dossiers import queries as dossiers
from thihanh.dossiers.loading import load
from thihanh.matters.asking import Refusal
from thihanh.procedures import issuing, proceedings

DAY = date(2026, 9, 28)
TODAY = "07/09/2026"
PLAN = {"planned_on": "28/09/2026", "hour": "8", "venue": "Phường Hồng Gai", "on": TODAY}
PAPERS = {
    "letter": LETTER,
    "request": {
        **{name: LETTER[name] for name in ("body", "body_name", "measure", "time", "venue", "forces")},
        "sent_to": "Viện kiểm sát nhân dân khu vực 1",
    },
    "notice": {"measure": "hand_over", "time": "8 giờ ngày 28/09/2026", "venue": "Phường Hồng Gai",
               "amount": "15.000.000"},
    "meeting": {"content": "Công an phường thống nhất; mỗi lực lượng rõ việc", "measure": "hand_over",
                "attendees": "Công an phường\nỦy ban nhân dân phường"},
    "result": SAID["result"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def ready(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    gather()


@pytest.fixture
def matter() -> int:
    return a_matter_of_lans()


def planned(matter: int, **more: str) -> str:
    """A decision to coerce and its plan; the decision's step."""
    do("coerce", matter, {"measure": "seize", "on": TODAY}, on=TODAY)
    decision = str(case(matter, on=TODAY).last_step("coerce").id)
    do("plan_sent", matter, {**PLAN, "measure": decision, **more}, on=TODAY)
    return decision


def days(matter: int) -> list[int]:
    return list(dossiers.of_matters([matter], ["coercion_day"]).get(matter, ()))


def perform(number: int, step: str, raw: dict[str, object], *, by=LAN, on: date = ON) -> proceedings.Outcome:
    return proceedings.perform(number, step, raw, by=viewer(by), on=on)


def issued(paper: int) -> None:
    documents.check([paper], by=viewer(BINH), on=ON)
    documents.sign([paper], by=viewer(TRUONG), on=ON, pin=PIN)
    (done,) = issuing.issue([paper], by=viewer(VAN), on=ON)
    assert done.done, done.sentence


def test_the_plan_of_a_matter_opens_its_day_with_it(matter: int) -> None:
    decision = planned(matter, method="Kê biên, niêm phong", forces="Không", amount="3.000.000")
    (number,) = days(matter)
    found = seen(number)
    assert (found.state, found.matters, found.values["measure"]) == ("planned", (matter,), "seize")
    plan = found.taken("plan")[0]
    assert plan.values["decision"] == int(decision)
    assert plan.paper_id is not None
    said = queries.content(plan.paper_id).values["extra"]
    assert (said["time"], said["amount"], said["method"]) == (
        *("8 giờ ngày 28/09/2026", 3_000_000),
        "Kê biên, niêm phong",
    )
    assert nd30.check_docx(making.docx_of(queries.content(plan.paper_id))) == []
    assert found.last("cost_estimate") == 3_000_000
    assert found.last("planned_on") == DAY


def test_a_day_prepared_before_takes_the_plan_and_none_is_opened(matter: int) -> None:
    number = opened(matter=matter)
    planned(matter, with_force="1")
    assert days(matter) == [number]
    assert (seen(number).state, [one.step for one in seen(number).steps]) == ("planned", ["open", "plan"])


def test_while_the_police_are_asked_no_plan_is_sent(matter: int) -> None:
    number = opened(matter=matter)
    do("coerce", matter, {"measure": "seize", "on": TODAY}, on=TODAY)
    decision = str(case(matter, on=TODAY).last_step("coerce").id)
    issued(perform(number, "letter", LETTER).paper)
    refused = refusal("plan_sent", matter, {**PLAN, "measure": decision, "with_force": "1"}, on=TODAY)
    assert "đang «chờ công an trả lời»" in refused.sentence


def test_approved_in_the_dossier_is_approved_on_the_matter_once(matter: int) -> None:
    number = opened(matter=matter, force="")
    planned(matter)
    assert stages(matter)[-1] == "plan_waiting"
    perform(number, "approve", {}, by=TRUONG)
    assert stages(matter)[-1] == "in_progress"
    assert seen(number).state == "approved"
    assert (
        refusal("plan_approved", matter, {"approved_by": "head", "on": TODAY}, on=TODAY).question == "state"
    )


def test_approval_recorded_on_the_matter_is_so_in_the_dossier(matter: int) -> None:
    planned(matter)
    (number,) = days(matter)
    do("plan_approved", matter, {"approved_by": "head", "on": TODAY}, on=TODAY)
    assert (seen(number).state, seen(number).steps[-1].step) == ("approved", "approval")


def test_no_act_goes_round_the_chair(matter: int) -> None:
    planned(matter, with_force="1")
    (number,) = days(matter)
    told = {"approved_by": "committee", "on": TODAY}
    assert "Trưởng Ban Chỉ đạo chưa quyết định" in refusal("plan_approved", matter, told, on=TODAY).sentence
    issued(perform(number, "letter", LETTER).paper)
    take(number, "disagree")
    take(number, "decide", by=BAN)
    do("plan_approved", matter, told, on=TODAY)
    assert seen(number).state == "approved"
    assert stages(matter)[-1] == "in_progress"


def test_every_paper_of_the_day_passes_the_checker(matter: int) -> None:
    number = opened(matter=matter)
    made: dict[str, int] = {}
    made["letter"] = perform(number, "letter", PAPERS["letter"]).paper
    issued(made["letter"])
    take(number, "answer")
    planned(matter, with_force="1")
    perform(number, "approve", {}, by=TRUONG)
    made["request"] = perform(number, "request", PAPERS["request"]).paper
    issued(made["request"])
    for step in ("notice", "meeting"):
        made[step] = perform(number, step, PAPERS[step]).paper
    made["result"] = perform(number, "result", PAPERS["result"], on=DAY).paper
    assert seen(number, DAY).state == "done"
    for step, paper in made.items():
        content = queries.content(paper)
        assert nd30.check_docx(making.docx_of(content)) == [], step
        assert content.matter_id == matter, step
    said = queries.content(made["letter"]).values
    rows = {row["text"]: row["detail"] for row in said["rows"]}
    assert {
        "Mức độ phức tạp",
        "Số người đề nghị công an cử",
        "Phương tiện, công cụ",
        "Kinh phí dự kiến",
    } <= set(rows)
    assert said["extra"]["result"] == LETTER["result"]


def test_the_police_answer_by_their_link_and_see_their_letter_alone(matter: int) -> None:
    number = opened(matter=matter)
    with pytest.raises(Refusal, match="không còn chờ trả lời"):
        links.issue(number, by=viewer(LAN), on=ON)
    issued(perform(number, "letter", LETTER).paper)
    link = links.issue(number, by=viewer(LAN), on=ON)
    shown = replying.shown(link.id, on=ON)
    assert shown.term is not None
    assert (shown.body, shown.term.rule, shown.term.due) == (
        *("Công an phường Hồng Gai", "DL-52"),
        date(2026, 9, 10),
    )
    for part in ("8 giờ ngày 28/09/2026", "Một xe chuyên dụng", "Đã vận động ba lần"):
        assert part in shown.content
    assert "Trần Văn Thử" not in shown.content
    assert "Lan chỉ huy" not in shown.content
    now = datetime(2026, 9, 8, 2, tzinfo=UTC)
    replying.reply(
        link.id, {"result": "refused", "reason": "Trùng lễ hội"}, caller="x", now=now, on=date(2026, 9, 8)
    )
    found = load([number])[number]
    assert (found.state, found.steps[-1].actor) == ("disagreed", f"link:{link.id}")
    with pytest.raises(replying.Closed):
        replying.shown(link.id, on=date(2026, 9, 8))
