"""What every address answers to every role, and which addresses take a form."""

from collections.abc import Callable

from django.urls import URLPattern

from tests import cast
from tests.cast import Person
from thihanh.offices.policy import Extent, policy
from thihanh.web.urls import urlpatterns

NEAR: dict[Extent | None, int] = {None: 0, "own": 1, "office": 2, "province": 3, "country": 4}
ROLES = tuple({one.role: one for one in reversed(cast.EVERYBODY)}.values())
"""One person of every role."""
MISSING = 999_999_999

Expected = Callable[[Person], int]


def reaches(person: Person, object_: str, action: str, distance: int = 1) -> bool:
    """Whether the person's one role goes as far as the thing stands (1 own … 4 another province)."""
    return NEAR[policy().extent(person.role, object_, action)] >= distance


def from_lan(person: Person) -> int:
    """How far a matter of Lan stands from the person."""
    if person == cast.LAN:
        return 1
    return 2 if person.unit == cast.LAN.unit else 3 if person.code[:2] == "22" else 4


def everybody(_: Person) -> int:
    return 200


def with_right(*rights: tuple[str, str]) -> Expected:
    return lambda person: 200 if all(reaches(person, *right) for right in rights) else 403


def seen(person: Person) -> int:
    return 200 if reaches(person, "matter", "read", from_lan(person)) else 404


def exported(person: Person) -> int:
    return seen(person) if reaches(person, "export", "make") else 403


def acting(action: str) -> Expected:
    def expected(person: Person) -> int:
        if seen(person) == 404:
            return 404
        return 200 if reaches(person, "matter", action, from_lan(person)) else 403

    return expected


def entry_seen(person: Person) -> int:
    return 200 if reaches(person, "trail", "read") and seen(person) == 200 else 404


def run_seen(person: Person) -> int:
    if not reaches(person, "import", "dry_run"):
        return 403
    return 200 if reaches(person, "import", "dry_run", 3) and person.code[:2] == "22" else 404


def only_posted(_: Person) -> int:
    return 404


def file_seen(person: Person) -> int:
    """The e-file goes with the matter, for who may read papers."""
    if seen(person) == 404:
        return 404
    return 200 if reaches(person, "paper", "read") else 403


def nothing_chosen(person: Person) -> int:
    return 302 if reaches(person, "paper", "read") else 404


def asks_for(missing: int, *rights: tuple[str, str]) -> Expected:
    """Who has the right is told what is missing from the address."""
    return lambda person: missing if with_right(*rights)(person) == 200 else 403


GET: dict[str, Expected] = {
    "home": everybody,
    "today": with_right(("matter", "read")),
    "agenda": with_right(("matter", "read")),
    "agenda-address": only_posted,
    "agenda-feed": only_posted,
    "search": everybody,
    "palette": everybody,
    "keys": everybody,
    "matters": with_right(("matter", "read")),
    "choose": asks_for(400, ("matter", "read")),
    "list-view": only_posted,
    "identity": with_right(("person", "match")),
    "watch-loop": with_right(("watchlist", "read")),
    "assignment": with_right(("matter", "assign")),
    "assignment-transfer": asks_for(400, ("matter", "assign")),
    "draw-commit": only_posted,
    "draw": asks_for(404, ("matter", "assign")),
    "draw-file": asks_for(404, ("matter", "assign")),
    "kin": with_right(("matter", "assign")),
    "matters-workbook": with_right(("matter", "read"), ("export", "make")),
    "matter": seen,
    "chronology": seen,
    "chronology-document": exported,
    "do": acting("act"),
    "do-many": asks_for(400, ("matter", "act")),
    "bound": seen,
    "stage": acting("correct"),
    "statistics": with_right(("statistics", "read")),
    "statistics-workbook": with_right(("statistics", "read"), ("export", "make")),
    "movements": with_right(("figure", "read")),
    "drill": with_right(("figure", "drill")),
    **dict.fromkeys(("book", "book-checks", "book-form", "book-compare"), with_right(("statistics", "read"))),
    "book-cell": with_right(("statistics", "read"), ("figure", "drill")),
    **dict.fromkeys(("book-workbook", "book-pdf"), with_right(("statistics", "read"), ("export", "make"))),
    "book-list": with_right(("statistics", "read"), ("figure", "drill"), ("export", "make")),
    **dict.fromkeys(("two-readings", "two-definitions", "audit", "alerts"), with_right(("figure", "read"))),
    **dict.fromkeys(("reading-matters", "audit-matters"), with_right(("figure", "drill"))),
    "dashboard": everybody,
    "meeting": everybody,
    "alert-end": only_posted,
    "targets": with_right(("target", "read")),
    "target-card": with_right(("target", "read")),
    "target-forecast": with_right(("target", "read")),
    "target-decisions": with_right(("target", "read")),
    "target-withdraw": only_posted,
    "target-ranking": with_right(("target", "read")),
    "target-scoring": with_right(("target", "read")),
    "target-scheme": with_right(("target", "read")),
    **dict.fromkeys(("reports", "report-progress"), with_right(("report", "read"))),
    **dict.fromkeys(
        ("report", "report-number", "report-file", "report-part", "report-check"),
        asks_for(404, ("report", "read")),
    ),
    **dict.fromkeys(("editions", "edition-check"), with_right(("edition", "read"))),
    **dict.fromkeys(
        ("edition", "edition-cell", "edition-file", "edition-restated"), asks_for(404, ("edition", "read"))
    ),
    **dict.fromkeys(("edition-confirm", "edition-close", "edition-sign"), only_posted),
    "trends": with_right(("figure", "read")),
    "watch": with_right(("figure", "drill")),
    "intake": with_right(("request", "read")),
    "intake-delegations": with_right(("request", "read")),
    "intake-new-judgment": with_right(("request", "receive")),
    "intake-judgment": asks_for(404, ("request", "read")),
    "intake-judgment-act": only_posted,
    "intake-new-request": with_right(("request", "receive")),
    "intake-request": asks_for(404, ("request", "read")),
    "intake-request-act": only_posted,
    "signing": with_right(("paper", "read")),
    "signing-many": nothing_chosen,
    "paper-pdfs": with_right(("paper", "read")),
    **dict.fromkeys(("paper", "paper-edit", "paper-move", "paper-file", "paper-again"), only_posted),
    **dict.fromkeys(("paper-progress", "paper-sheet"), only_posted),
    "efile": file_seen,
    "efile-file": lambda person: 404 if file_seen(person) == 200 else file_seen(person),
    "efile-bundle": lambda person: 404 if file_seen(person) == 200 else file_seen(person),
    "efile-progress": file_seen,
    "paper-templates": with_right(("template", "read")),
    "paper-template": asks_for(404, ("template", "read")),
    **dict.fromkeys(("paper-template-sample", "paper-template-sheet"), asks_for(404, ("template", "read"))),
    "paper-template-source": with_right(("template", "read")),
    "powers": with_right(("power", "read")),
    **dict.fromkeys(("power-grant", "power-end", "leave", "leave-cancel"), only_posted),
    "check": everybody,
    "check-paper": everybody,
    "service": with_right(("service", "read")),
    "service-start": only_posted,
    "service-one": asks_for(404, ("service", "read")),
    "service-record": only_posted,
    "registers": with_right(("register", "read")),
    "register": with_right(("register", "read")),
    "register-workbook": with_right(("register", "read"), ("export", "make")),
    "procuracy-ended": with_right(("register", "read")),
    "procuracy-ended-workbook": with_right(("register", "read"), ("export", "make")),
    "procuracy-sent": with_right(("register", "read")),
    "public-list": everybody,
    "publication-check": with_right(("register", "read")),
    "publication-cover": acting("act"),
    **dict.fromkeys(("published", "published-rows", "published-series"), everybody),
    "published-row": only_posted,
    "published-import": with_right(("published", "import")),
    "published-template": with_right(("published", "import")),
    "published-run": asks_for(404, ("published", "import")),
    "published-apply": only_posted,
    "published-cancel": only_posted,
    "imports": with_right(("import", "dry_run")),
    "headings": with_right(("import", "dry_run")),
    "import-template": with_right(("import", "dry_run")),
    "import-progress": run_seen,
    "import": run_seen,
    "import-apply": only_posted,
    "import-cancel": only_posted,
    "import-errors": run_seen,
    "dossier-kinds": everybody,
    "administrative": with_right(("administrative", "read")),
    "administrative-list": with_right(("administrative", "read")),
    "administrative-file": only_posted,
    "administrative-public": everybody,
    "committee-members": with_right(("committee", "read")),
    "directive-board": with_right(("directive", "read")),
    **dict.fromkeys(("committee-page", "committee-room"), with_right(("committee", "read"))),
    **dict.fromkeys(("committee-meeting", "committee-agenda", "committee-delays"), only_posted),
    "effects": with_right(("directive", "read")),
    "directive-effect": asks_for(404, ("directive", "read")),
    **dict.fromkeys(("dossiers", "dossiers-workbook", "dossier-open"), only_posted),
    **dict.fromkeys(("dossier", "dossier-back", "dossier-hand-over", "dossier-file"), only_posted),
    "dossier-step": only_posted,
    "coercion-calendar": with_right(("coercion", "read")),
    "coercion-workbook": with_right(("export", "make"), ("coercion", "read")),
    "coercion-costs": only_posted,
    "reply-links": only_posted,
    "reply": everybody,
    **dict.fromkeys(("coordination", "contacts"), with_right(("coordination", "read"))),
    **dict.fromkeys(("delays", "delay-matters"), with_right(("coordination", "read"), ("matter", "read"))),
    "weekly-letters": with_right(("coordination", "letter")),
    "answers-prepare": with_right(("coordination", "publish")),
    **dict.fromkeys(("published-answers", "published-answers-file"), everybody),
    "delays-workbook": with_right(("coordination", "read"), ("matter", "read"), ("export", "make")),
    **dict.fromkeys(("sample", "sample-file"), only_posted),
    **dict.fromkeys(("supervision", "supervision-workbook"), with_right(("supervision", "read"))),
    "control-points": with_right(("inspection", "read")),
    "liability": with_right(("compensation", "read")),
    "receptions": with_right(("reception", "read")),
    "reception-book": with_right(("reception", "read")),
    "staffing": with_right(("post", "read")),
    "inmates": with_right(("matter", "read")),
    "inmates-workbook": with_right(("export", "make")),
    "deadline": everybody,
    "calendar": with_right(("calendar", "read")),
    "calendar-override": with_right(("calendar", "override")),
    "calendar-change": asks_for(404, ("calendar", "override")),
    "calendar-accept": only_posted,
    "calendar-progress": asks_for(404, ("calendar", "override")),
    "law": with_right(("law", "read")),
    "record": with_right(("trail", "verify")),
    "record-check": only_posted,
    "entry": entry_seen,
    "access": with_right(("access_matrix", "read")),
    "accounts": with_right(("account", "read")),
}
"""What a GET answers; an address without a line here fails the test below."""

POSTS = {
    "sample", "staffing", "inmates",
    "committee-agenda", "committee-delays",
    "dossier-open", "dossier-step", "dossier-back", "dossier-hand-over",
    "reply-links", "contacts", "weekly-letters", "answers-prepare",
    "published-import", "published-apply", "published-cancel",
    "stage", "imports", "headings", "import-apply", "import-cancel", "calendar-override",
    "calendar-accept", "bound", "intake-delegations",
    "record-check", "agenda-address", "do", "do-many", "list-view", "assignment-transfer", "draw-commit",
    "intake-new-judgment", "intake-judgment-act", "intake-new-request", "intake-request-act",
    "signing-many", "paper-pdfs", "paper-edit", "paper-move", "paper-again", "efile", "efile-bundle",
    "paper-templates", "paper-template", "power-grant", "power-end", "leave", "leave-cancel",
    "service-start", "service-record", "procuracy-ended", "publication-cover", "draw", "kin", "identity",
    "reports", "report-part", "report-check", "target-decisions", "target-withdraw",
    "target-card", "target-scoring", "target-scheme", "alerts", "alert-end",
    "edition-confirm", "edition-close", "edition-sign", "edition-restated", "edition-check",
}  # fmt: skip
"""Addresses that take a form."""

PUBLIC = {"agenda-feed"}
"""Addresses that ask for no log-in but for a secret; without it they are not there."""

COOKIELESS = {"reply"}
"""Forms for anybody that holds a secret address and its code; no cookie vouches for them."""

OPEN = {
    *("public-list", "published-answers", "published-answers-file", "administrative-public"),
    *("check", "check-paper", *COOKIELESS),
}
"""Pages for anybody; without a secret they take no form: 404."""

NAMES = tuple(str(pattern.name) for pattern in urlpatterns if isinstance(pattern, URLPattern))

OF_ONE_THING = (
    *("sample", "sample-file", "administrative-file", "coercion-costs"),
    *("committee-meeting", "committee-agenda", "committee-delays", "directive-effect"),
    *("dossier", "dossier-back", "dossier-hand-over", "reply-links"),
    *("calendar-change", "calendar-accept", "calendar-progress", "draw", "draw-file"),
    *("published-run", "published-apply", "published-cancel", "intake-judgment", "intake-request"),
    *("paper", "paper-edit", "paper-again", "paper-progress", "paper-sheet", "paper-template"),
    *("power-end", "leave-cancel", "target-withdraw", "alert-end", "service-one", "service-record"),
    *("report", "report-number", "report-check"),
    *("edition", "edition-cell", "edition-sign", "edition-restated"),
)
"""Addresses that name one thing by its number; asked for one there is not."""
