"""The stage of a story: people of the cast who open pages, fill forms and press buttons, day after day.

Everything is done through pages of a real browser; what a story asserts it reads from pages too. Only the
scene is set otherwise: the people, their keys, and files that were there before the story begins.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time
from typing import Any, TypeVar

from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page

from tests import cast
from tests.builders import day
from tests.cast import Person
from tests.keys import PIN
from tests.web.conftest import Standing
from thihanh.documents.keystore import HANOI, key_store
from thihanh.documents.signing.authority import Holder
from thihanh.jobs.registry import paper_pdf
from thihanh.offices.models import Account
from thihanh.queue.names import PAPER_PDF
from thihanh.trail.operations import check

T = TypeVar("T")
Said = str | bool | Sequence[str] | Sequence[Mapping[str, str]]
"""What is put into one field: text or a choice, a tick, several ticks, rows of people."""

ALL = ("*",)
"""Tick every box of the fieldset."""


class Refused(AssertionError):
    """A page refused what the story meant to do."""


UNNUMBERED = ("chưa có số", "không đánh số")
"""What stands for the number of a paper that waits for it, or never bears one."""


class Stage:
    """One browser, one day, whoever sits before it."""

    def __init__(self, context: BrowserContext, address: str, settings: Any) -> None:
        self.context, self.address, self.settings = context, address, settings
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)
        self._sits: Person | None = None
        self._sessions: dict[str, str] = {}
        self.broken: list[str] = []
        self.page.on("pageerror", lambda error: self.broken.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._note)

    def _note(self, answer: Any) -> None:
        if answer.status >= 500:
            self.broken.append(f"{answer.status} {answer.url}")

    # Who and when.

    def on(self, text: str) -> None:
        """The day of what follows; whoever was logged in logs in anew."""
        self.settings.CLOCK = Standing(day(text))
        self._sits, self._sessions = None, {}

    def opens(self, person: Person, path: str) -> str:
        """The person opens a page; its text."""
        self._sit(person)
        self.page.goto(self.address + path, wait_until="domcontentloaded")
        return self.text()

    def _sit(self, person: Person) -> None:
        if self._sits == person:
            return
        if person.username not in self._sessions:
            client = Client()
            client.force_login(Account.objects.get(pk=cast.account_of(person)))
            self._sessions[person.username] = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        self.context.clear_cookies()
        self.context.add_cookies(
            [{"name": "sessionid", "value": self._sessions[person.username], "url": self.address}]
        )
        self._sits = person

    def leaves(self) -> None:
        """Whoever sat before the browser is gone; the next one logs in."""
        self._sits = None

    def renews_keys(self, on: str) -> None:
        """Trial certificates last two years: who signs later gets a new one."""
        self.settings.KEY_STORE = self.settings.VAR_DIR / "keys"
        at = datetime.combine(day(on), time(), HANOI)
        key_store().create(Holder(cast.TRUONG.code, cast.TRUONG.name, "THADS tỉnh Quảng Ninh"), PIN, at=at)

    # Reading.

    def text(self, where: str = "main") -> str:
        """The text of the page as one line; what is folded is read as well."""
        return _line(self.page.locator(where).first.text_content() or "")

    def sees(self, person: Person, path: str, *sentences: str) -> None:
        """The page shows every one of these."""
        found = self.opens(person, path)
        missing = [one for one in sentences if one not in found]
        assert not missing, f"{path} does not show {missing}: {found}"

    def balance(self, person: Person, matter: int) -> dict[str, tuple[str, ...]]:
        """Due, collected, terminated, reduced, delegated and others, left: by obligation, as written."""
        self.opens(person, f"/viec/{matter}/")
        found = {}
        for row in self.page.locator("#khoan tbody tr").all():
            cells = tuple(_line(one) for one in row.locator("td").all_text_contents())
            found[_line(row.locator("th").text_content() or "")] = cells
        return found

    def duties(self, person: Person, matter: int) -> dict[str, str]:
        """What the matter's page says of each open term, by rule."""
        self.opens(person, f"/viec/{matter}/")
        found: dict[str, str] = {}
        for row in self.page.locator("table.duties tbody tr").all():
            rule = _line(row.locator("td[data-label='Quy tắc'] a").first.text_content() or "")
            found[rule] = f"{found.get(rule, '')} {_line(row.text_content() or '')}".strip()
        return found

    def book(self, person: Person, code: str, since: str = "01/01/2025") -> list[str]:
        """The lines of a register, newest first, cell by cell."""
        self.opens(person, f"/so/{code}/?tu={since}")
        rows = self.page.locator("table.register tbody tr").all()
        return [" | ".join(_line(one) for one in row.locator("td").all_text_contents()) for row in rows]

    def events(self, person: Person, matter: int) -> str:
        """What happened, as the matter's page tells it, newest first."""
        self.opens(person, f"/viec/{matter}/")
        return self.text("#dien-bien")

    def papers(self, person: Person, matter: int) -> list[tuple[str, str, str]]:
        """Title, number and state of the papers of a matter, oldest first."""
        self.opens(person, f"/viec/{matter}/")
        rows = self.page.locator("table.papers tbody tr").all()
        cells = [[_line(one) for one in row.locator("th, td").all_text_contents()] for row in rows]
        return [(title, number, state) for title, number, _, state in reversed(cells)]

    def form(self, code: str, unit: str = "22") -> dict[str, str]:
        """The cells of a form that are not empty or zero, by the heads of their columns, in đồng."""
        self.opens(cast.NGHIEP, f"/thong-ke/?bieu={code}&don-vi={unit}&dv-tien=dong")
        table = self.page.locator("table.form-table")
        heads = [_line(one) for one in table.locator("thead tr").first.locator("th").all_text_contents()]
        cells = [_line(one) for one in table.locator("tbody tr").first.locator("td").all_text_contents()]
        shown = dict(zip(heads[1:], cells, strict=True))
        return {name: text for name, text in shown.items() if text not in ("", "0", "–")}

    def numbers(self, person: Person = cast.TRUONG) -> dict[tuple[str, str], list[int]]:
        """The numbers of all issued papers that bear one, in order, by series and year."""
        self.opens(person, "/trinh-ky/?muc=da-phat-hanh")
        found: dict[tuple[str, str], list[int]] = {}
        for row in self.page.locator("table.signing tbody tr").all():
            *_, on, number = (_line(one) for one in row.locator("td").all_text_contents())
            if said := re.fullmatch(r"(\d+)/([^-]+)-.*", number):
                found.setdefault((said[2], on[-4:]), []).append(int(said[1]))
        return {series: sorted(given) for series, given in found.items()}

    def gaps(self, person: Person = cast.TRUONG) -> list[str]:
        """The series in which a number is missing or given twice."""
        return [
            f"{series} {year}: {given}"
            for (series, year), given in self.numbers(person).items()
            if given != list(range(1, len(given) + 1))
        ]

    # Forms.

    def does(self, person: Person, matter: int, act: str, **fields: Said) -> int | None:
        """The one-page act; the id of its paper where it goes into the signing queue."""
        said = self.opens(person, f"/viec/{matter}/lam/{act}/")
        if not self.page.locator("form.form-narrow").count():
            raise Refused(said)
        self._fill(self.page.locator("form.form-narrow"), fields)
        self._send(self.page.locator("form.form-narrow .actions button.btn-primary"))
        waiting = self.page.locator("table.papers tbody tr", has_text="Chờ kiểm tra")
        return _id_of(waiting.locator("th a").first) if waiting.count() else None

    def refused(self, person: Person, matter: int, act: str, **fields: Said) -> str:
        """The sentence with which a page refuses an act."""
        try:
            self.does(person, matter, act, **fields)
        except Refused as refused:
            return str(refused)
        raise AssertionError(f"{act} was done")

    def _fill(self, form: Locator, fields: Mapping[str, Said]) -> None:
        for name, said in fields.items():
            if isinstance(said, bool):
                form.locator(f"[name='{name}']").set_checked(said)
            elif isinstance(said, str):
                self._put(form.locator(f"[name='{name}']"), said)
            elif said and isinstance(said[0], Mapping):
                self._rows(form, name, said)  # type: ignore[arg-type] # -- rows of people
            else:
                boxes = form.locator(f"[name='{name}']")
                for box in boxes.all():
                    box.set_checked(said == ALL or box.get_attribute("value") in said)

    def _rows(self, form: Locator, name: str, rows: Sequence[Mapping[str, str]]) -> None:
        for place, row in enumerate(rows):
            for part, said in row.items():
                self._put(form.locator(f"[name='{name}.{part}']").nth(place), said)

    @staticmethod
    def _put(field: Locator, said: str) -> None:
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(said)
        else:
            field.fill(said)

    def _send(self, button: Locator) -> str:
        """Press a button that sends its form; raises what the page refuses."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            button.click()
        problems = self.page.locator("[data-error-summary]")
        if problems.count():
            raise Refused(_line(problems.first.text_content() or ""))
        if self.page.locator("main h1").count() == 0:
            raise Refused(self.text())
        return self.text()

    # Intake.

    def receives_judgment(
        self, person: Person, *, people: Sequence[Mapping[str, str]], items: Sequence[Mapping[str, str]],
        **head: Said,
    ) -> int:  # fmt: skip
        """A judgment enters register 01; its id."""
        self.opens(person, "/tiep-nhan/ban-an/moi/")
        form = self.page.locator("form.intake-form")
        while form.locator("[name='item.kind']").count() < len(items):
            self._send(form.locator("button", has_text="Thêm dòng khoản"))
        self._fill(form, {**head, "person": people, "item": items})
        self._send(form.locator("button", has_text="Vào sổ 01"))
        return _last_id(self.page.url)

    def receives_request(self, person: Person, judgment: int, **fields: Said) -> int:
        """A request enters register 02; its id."""
        self.opens(person, f"/tiep-nhan/yeu-cau/moi/?ban-an={judgment}")
        form = self.page.locator("form.form-narrow")
        self._fill(form, {"contents": ALL, **fields})
        self._send(form.locator("button", has_text="Vào sổ 02"))
        return _last_id(self.page.url)

    def proposes(self, person: Person, where: str) -> None:
        """The decisions that follow go to signature: ``ban-an/3`` or ``yeu-cau/2``."""
        self.opens(person, f"/tiep-nhan/{where}/")
        self._send(self.page.locator("button", has_text="Trình ký các quyết định đã chọn"))

    def receives_delegation(self, person: Person, on: str) -> None:
        """The receiving decision of the first delegation that waits goes to signature."""
        self.opens(person, "/tiep-nhan/uy-thac/")
        form = self.page.locator("form[action$='/tiep-nhan/uy-thac/']").first
        self._fill(form, {"received_on": on})
        self._send(form.locator("button[type=submit]"))

    def refused_delegation(self, person: Person, on: str) -> str:
        """The sentence with which the page refuses to receive."""
        try:
            self.receives_delegation(person, on)
        except Refused as refused:
            return str(refused)
        raise AssertionError("the delegation was received")

    # A paper's way.

    def _moves(self, person: Person, paper: int, slug: str, pin: str = "") -> str:
        self.opens(person, f"/trinh-ky/{paper}/")
        form = self.page.locator(f"form[action$='/{slug}/']")
        if pin:
            form.locator("[name=pin]").fill(pin)
        return self._send(form.locator("button[type=submit]").last)

    def checks(self, person: Person, paper: int) -> str:
        return self._moves(person, paper, "kiem-tra")

    def signs(self, person: Person, paper: int) -> str:
        return self._moves(person, paper, "ky", PIN)

    def issues(self, person: Person, paper: int) -> int:
        """The paper is issued; the id of its matter."""
        self._moves(person, paper, "phat-hanh")
        return _id_of(self.page.locator(".trail-path a[href^='/viec/']").first)

    def waiting(self, person: Person, tab: str, *, title: str = "") -> list[int]:
        """The papers of a queue, by their titles."""
        self.opens(person, f"/trinh-ky/?muc={tab}")
        rows = self.page.locator("table.signing tbody tr", has_text=title)
        return [_id_of(one) for one in rows.locator("th a").all()]

    def through(self, paper: int | None, *, registry: Person = cast.VAN) -> int:
        """Checked by Thẩm, signed by Trường, issued: the matter's id."""
        assert paper is not None, "no paper waits to be checked"
        self.checks(cast.THAM, paper)
        self.signs(cast.TRUONG, paper)
        return self.issues(registry, paper)

    # PDFs.

    def makes_pdfs(self) -> int:
        """Do what the queue holds for the worker that makes PDFs; how many jobs there were."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'succeeded' "
                "WHERE task_name = %s AND status = 'todo' RETURNING args",
                [PAPER_PDF],
            )
            jobs = [row[0] for row in cursor.fetchall()]
        apart(lambda: [paper_pdf(**(json.loads(one) if isinstance(one, str) else one)) for one in jobs])
        return len(jobs)

    def pdf(self, person: Person, paper: int) -> bytes:
        """The signed PDF of a paper, as the person downloads it from its page."""
        self.opens(person, f"/trinh-ky/{paper}/")
        address = self.page.locator("a[href$='/tai/pdf/']").get_attribute("href") or ""
        return self.context.request.get(self.address + address).body()

    # Many at once.

    def does_with_all(self, person: Person, act: str, filters: str = "") -> str:
        """The act on every matter of the list, by its one tick for the page, previewed and confirmed."""
        self.opens(person, f"/viec/?{filters}")
        self.page.locator("[data-select-page]").check()
        self.page.locator("select[name=lam]").select_option(act)
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator("fieldset.deeds button[type=submit]").click()
        return self._send(self.page.locator("button[name=buoc][value=ghi]"))

    def moves_all(self, person: Person, tab: str, slug: str) -> str:
        """Tick all papers of a queue, look at the preview, confirm with one PIN where one signs."""
        self.opens(person, f"/trinh-ky/?muc={tab}")
        self.page.locator("[data-tick-all]").check()
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator(f"button[formaction$='/{slug}/']").click()
        if slug == "ky":
            self.page.locator("[name=pin]").fill(PIN)
        return self._send(self.page.locator("form.stack button[type=submit]"))

    # Service.

    def serves(
        self, person: Person, matter: int, addressee: str, result: str, on: str, *, paper: str = "",
        **more: Said,
    ) -> str:  # fmt: skip
        """A result of service is recorded for one addressee: ``in_person:delivered`` on a day."""
        self.opens(person, f"/viec/{matter}/")
        rows = self.page.locator("#van-ban tr", has_text=addressee).filter(has_text=paper)
        self.page.goto(
            self.address + (rows.locator("a[href^='/tong-dat/']").last.get_attribute("href") or "")
        )
        form = self.page.locator("form[action$='/ket-qua/']")
        self._fill(form, {"result": result, "day": on, "reference": f"BB {on}", **more})
        return self._send(form.locator("button[type=submit]"))


def sound(stage: Stage) -> bool:
    """No page broke, no number is missing, and the record stands with all its facts."""
    return stage.broken == [] and stage.gaps() == [] and check(facts=True).ok


def apart(work: Callable[[], T]) -> T:
    """Do something in a thread of its own: the browser's loop runs in this one."""

    def done() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as worker:
        return worker.submit(done).result()


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _last_id(address: str) -> int:
    return int(re.findall(r"/(\d+)/", address)[-1])


def _id_of(link: Locator) -> int:
    return _last_id(link.get_attribute("href") or "")
