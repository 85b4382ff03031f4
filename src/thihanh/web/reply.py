"""Trả lời yêu cầu: the page by which another body answers one request, without an account, also on a phone.

Reading the address tells nothing and changes nothing: mail scanners may open it. A code opens the request; a
signed pass in the form, not a cookie, carries it to the reply. Every refusal is one page in the same words.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import get_client_ip
from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from thihanh.coordination import links, replying
from thihanh.coordination.duties import RESULTS
from thihanh.coordination.links import Tried
from thihanh.coordination.replying import Closed, Shown
from thihanh.documents import attachments
from thihanh.documents.attachments import Upload
from thihanh.documents.inspection.formats import LARGEST, MEGABYTE, FileRefused
from thihanh.dossiers.values import Wrong
from thihanh.law.dated import number
from thihanh.matters.asking import Refusal
from thihanh.offices import queries as offices
from thihanh.offices.queries import Viewer
from thihanh.trail.operations import KeyReused

MOST_FILES = 3
STATUS = {"unknown": 404, "wrong": 404, "closed": 410, "locked": 429}
"""How each refusal answers; its page is the same."""
_PASS = "thihanh.web.reply"
_TYPED = ("result", "content", "reason", "answered_by")
_AGAIN = "Chọn lại tệp rồi gửi."
_FILES = {
    "type": f"chỉ nhận ảnh JPEG, PNG hoặc PDF. Ảnh HEIC của iPhone: chụp màn hình ảnh đó. {_AGAIN}",
    "large": f"tệp nặng quá {LARGEST // MEGABYTE} MB. Chụp lại ở cỡ nhỏ hơn hoặc gửi từng trang. {_AGAIN}",
    "damaged": f"ảnh hoặc PDF bị hỏng hoặc chưa tải lên hết. Chụp lại. {_AGAIN}",
}
"""Refusals of files said for a telephone, by their code; the others say enough."""

Problems = list[tuple[str, str]]
View = Callable[..., HttpResponseBase]


def _sealed(view: View) -> View:
    """No script, no referrer, no index, no copy: what a page needs whose address is a key."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        answer["Cache-Control"] = "no-store"
        return answer

    sealed: View = csrf_exempt(csp_replace({"script-src": [NONE], "connect-src": [NONE]})(door))
    return sealed


@_sealed
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """The cover on a GET; on a POST the request behind the code, then its reply."""
    if request.method != "POST":
        return render(request, "web/reply_cover.html")
    if not _may(request, "reply"):
        return _calm(request, 429)
    if request.POST.get("pass"):
        return _with_pass(request, token)
    if not _digits(request):
        return _calm(request, STATUS["wrong"])
    tried = links.try_code(
        token, _digits(request), caller=_caller(request), now=moment(), on=settings.CLOCK.today()
    )
    if tried.dossier is None:
        return _refused(request, tried)
    asked = replying.shown_of(tried.dossier, on=settings.CLOCK.today())
    return _form(request, asked, signing.dumps(tried.link_id, salt=_PASS))


def _with_pass(request: HttpRequest, token: str) -> HttpResponse:
    """A reply, or its minutes to print, from a form that the code has opened."""
    link = links.known(token)
    if link is None or _link_of(request) != link.id:
        if link is not None:
            _record_refusal(request, link.id)
        return _calm(request, STATUS["closed" if link else "unknown"])
    try:
        asked = replying.shown(link.id, on=settings.CLOCK.today())
    except Closed:
        return _again(request, link.id)
    passed = request.POST["pass"]
    if request.POST.get("buoc") == "bien-ban":
        context = _told(asked) | {"typed": _typed(request), "pass": passed}
        return render(request, "web/reply_minutes.html", context)
    if request.POST.get("buoc") == "quay-lai":
        return _form(request, asked, passed)
    return _reply(request, link.id, asked)


def _reply(request: HttpRequest, link_id: int, asked: Shown) -> HttpResponse:
    passed = request.POST["pass"]
    try:
        receipt = _sent(request, link_id)
    except Wrong as wrong:
        return _form(request, asked, passed, list(wrong.problems))
    except Refusal as refusal:
        return _form(request, asked, passed, [(refusal.field, refusal.sentence)])
    except FileRefused as refused:
        return _form(request, asked, passed, [("files", _on_a_phone(refused))])
    except (Closed, KeyReused):
        _record_refusal(request, link_id)
        return _calm(request, STATUS["closed"])
    return render(request, "web/reply_done.html", {"receipt": receipt})


def _again(request: HttpRequest, link_id: int) -> HttpResponse:
    """What was answered already: the same reply gets its receipt again, any other one is refused."""
    try:
        receipt = replying.reply(
            link_id,
            _typed(request),
            caller=_caller(request),
            now=moment(),
            on=settings.CLOCK.today(),
        )
    except (Closed, KeyReused):
        _record_refusal(request, link_id)
        return _calm(request, STATUS["closed"])
    return render(request, "web/reply_done.html", {"receipt": receipt})


def _sent(request: HttpRequest, link_id: int) -> replying.Receipt:
    """Take the reply with its files. Raises Wrong, Refusal, FileRefused, Closed, KeyReused."""
    on = settings.CLOCK.today()
    found = attachments.examined(_uploads(request))
    raw = _typed(request) | {"files": [str(one.id) for one in found]}
    sender = Viewer(0, "", links.actor_of(link_id), (), "", "")
    return replying.reply(
        link_id,
        raw,
        caller=_caller(request),
        now=moment(),
        on=on,
        keep=lambda: attachments.keep(found, by=sender, on=on),
    )


def _on_a_phone(refused: FileRefused) -> str:
    """Why a file is not taken, with what to do about it where there is a telephone and no scanner."""
    return f"Dữ liệu: {_FILES[refused.code]}" if refused.code in _FILES else refused.sentence


def _uploads(request: HttpRequest) -> list[Upload]:
    sent = [one for one in request.FILES.getlist("files") if one.size]
    if len(sent) > MOST_FILES:
        raise FileRefused("many", f"gửi kèm tối đa {MOST_FILES} tệp. Bỏ bớt rồi gửi lại.")
    return [Upload(one.name or "tep", one.read()) for one in sent]


def _link_of(request: HttpRequest) -> int:
    """The link that the pass was given for; 0 for none, a forged or an old one."""
    lasts = number("coordination.pass_minutes", settings.CLOCK.today()) * 60
    try:
        return int(signing.loads(request.POST["pass"], salt=_PASS, max_age=lasts))
    except (signing.BadSignature, ValueError, TypeError):
        return 0


def _record_refusal(request: HttpRequest, link_id: int) -> None:
    if _may(request, "reply_wrong"):
        now, on = moment(), settings.CLOCK.today()
        replying.refuse(link_id, caller=_caller(request), now=now, on=on)


def _refused(request: HttpRequest, tried: Tried) -> HttpResponse:
    if not _may(request, "reply_wrong"):
        return _calm(request, 429)
    return _calm(request, STATUS[tried.what])


def _calm(request: HttpRequest, status: int) -> HttpResponse:
    """The page of every refusal: the same words, whatever stands behind it; what was typed comes along."""
    typed = [(name, value) for name, value in _typed(request).items() if value]
    return render(request, "web/reply_cover.html", {"refused": True, "typed": typed}, status=status)


def _form(request: HttpRequest, asked: Shown, passed: str, problems: Problems | None = None) -> HttpResponse:
    typed = _typed(request)
    context = _told(asked) | {
        "pass": passed,
        "problems": problems,
        "typed": typed,
        "most_files": MOST_FILES,
        "results": [(code, asked.form.words[code], code == typed["result"]) for code in RESULTS],
    }
    return render(request, "web/reply_form.html", context, status=422 if problems else 200)


def _told(asked: Shown) -> dict[str, object]:
    on = settings.CLOCK.today()
    unit, agency = offices.unit(asked.office or asked.agency, on), offices.unit(asked.agency, on)
    deadline = asked.term.deadline if asked.term else None
    due = asked.term.due if asked.term else None
    return {
        "asked": asked,
        "agency": agency.name if agency else asked.agency,
        "office": unit.name if unit and asked.office != asked.agency else "",
        "due": due,
        "late": (on - due).days if due else 0,
        "why": [one.text for one in deadline.steps if one.code != "calendar"] if deadline else [],
        "on": on,
    }


def _typed(request: HttpRequest) -> dict[str, object]:
    return {name: request.POST.get(name, "").strip() for name in _TYPED}


def _digits(request: HttpRequest) -> str:
    return "".join(one for one in request.POST.get("code", "")[:20] if one in "0123456789")


def moment() -> datetime:
    """The present moment, on the product's day also where the demonstration stands still."""
    on = settings.CLOCK.today()
    return settings.CLOCK.now().replace(year=on.year, month=on.month, day=on.day)


def _caller(request: HttpRequest) -> str:
    return get_client_ip(request) or ""


def _may(request: HttpRequest, action: str) -> bool:
    """Whether the address has asked less than the limit."""
    return bool(ratelimit.consume(request, app="thihanh", action=action, config=settings.REPLY_RATES))
