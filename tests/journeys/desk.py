"""What people do with dossiers in the browser: open one, take its steps, sign what a step makes.

Stories press what they see: a step is reached from the dossier's own page, by the words on its button.
"""

import re
from typing import Any

from playwright.sync_api import BrowserContext

from tests import cast
from tests.cast import Person
from tests.journeys.stage import Refused, Said, Stage

FORM = "form.form-narrow"
_PATIENCE = 120_000
"""Milliseconds that a page may take on a loaded machine."""
SEND = "form.form-narrow .actions button.btn-primary"


class Desk(Stage):
    """The stage with the forms of dossiers."""

    def __init__(self, context: BrowserContext, address: str, settings: Any) -> None:
        super().__init__(context, address, settings)
        self.page.set_default_timeout(_PATIENCE)

    def opens_dossier(self, person: Person, kind: str, asked: str = "", /, **fields: Said) -> int:
        """A dossier is opened by its form; its id, or that of the paper that opens it."""
        said = self.opens(person, f"/ho-so/{kind}/moi/{asked}")
        return self.fills_opening(said, **fields)

    def fills_opening(self, said: str, /, **fields: Said) -> int:
        """The opening form stands before whoever sits there."""
        self._put_in(said, fields)
        return _last_id(self.page.url)

    def takes(self, person: Person, dossier: int, label: str, /, **fields: Said) -> int:
        """A step by the words of its button; the id of its paper, 0 where it makes none."""
        self.opens(person, f"/ho-so/{dossier}/")
        before = self._papers()
        button = self.page.locator(".page-head .actions a", has_text=re.compile(f"^{re.escape(label)}$"))
        if not button.count():
            raise Refused(f"no button «{label}»: {self.text('.page-head')}")
        if not button.is_visible():
            self.page.locator(".page-head .actions summary").click()
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            button.click()
        self._put_in(self.text(), fields)
        return next((one for one in self._papers() if one not in before), 0)

    def goes_on(self, person: Person, dossier: int, words: str, /, **fields: Said) -> int:
        """A dossier is opened by the link that another one's page offers; its id."""
        self.opens(person, f"/ho-so/{dossier}/")
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.get_by_role("link", name=words, exact=True).click()
        return self.fills_opening(self.text(), **fields)

    def attempts(self, person: Person, dossier: int, step: str, /, **fields: Said) -> str:
        """The sentence with which a step is refused to whoever goes to its form by the address."""
        try:
            self._put_in(self.opens(person, f"/ho-so/{dossier}/{step}/"), fields)
        except Refused as refused:
            return str(refused)
        raise AssertionError(f"{step} was taken")

    def takes_refused(self, person: Person, dossier: int, label: str, /, **fields: Said) -> str:
        """The sentence with which a step is refused to whoever presses its button."""
        try:
            self.takes(person, dossier, label, **fields)
        except Refused as refused:
            return str(refused)
        raise AssertionError(f"{label} was taken")

    def refused_opening(self, person: Person, kind: str, asked: str = "", /, **fields: Said) -> str:
        """The sentence with which a dossier is not opened."""
        try:
            self.opens_dossier(person, kind, asked, **fields)
        except Refused as refused:
            return str(refused)
        raise AssertionError(f"{kind} was opened")

    def directive(self, person: Person, meeting_page: str) -> int:
        """The first directive of a meeting's conclusion."""
        self.opens(person, meeting_page)
        return _last_id(self.page.locator("#ket-luan a[href^='/ho-so/']").first.get_attribute("href"))

    def linked(self, person: Person, dossier: int) -> int:
        """The first matter a dossier is about."""
        self.opens(person, f"/ho-so/{dossier}/")
        return _last_id(self.page.locator("#ket-noi a[href^='/viec/']").first.get_attribute("href"))

    def public(self, place: str = "22") -> str:
        """The public page of decisions to compel, as somebody without an account reads it."""
        self.context.clear_cookies()
        self.leaves()
        self.page.goto(f"{self.address}/cong-khai/thi-hanh-an-hanh-chinh/?tinh={place}")
        return self.text()

    def fits(self) -> bool:
        """Whether nothing stands beyond the edge of the screen."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    def offered(self, person: Person, dossier: int) -> list[str]:
        """The words on the buttons of the dossier's page."""
        self.opens(person, f"/ho-so/{dossier}/")
        texts = self.page.locator(".page-head .actions a").all_text_contents()
        return [one.strip() for one in texts]

    def presses(self, words: str, /, **fields: Said) -> str:
        """The button of these words is pressed after its form is filled; raises what the page refuses."""
        form = self.page.locator("main form", has=self.page.get_by_role("button", name=words, exact=True))
        self._fill(form, fields)
        return self._send(form.get_by_role("button", name=words, exact=True))

    def follows(self, words: str) -> str:
        """The link of these words; the page it leads to."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.get_by_role("link", name=words, exact=True).first.click()
        return self.text()

    def texts(self, where: str) -> list[str]:
        """The texts of everything that stands there."""
        found = self.page.locator(where).all_text_contents()
        return [re.sub(r"\s+", " ", one).strip() for one in found]

    def signed(self, paper: int, *, issuer: Person = cast.VAN) -> str:
        """Checked by Thẩm, signed by Trường, issued; the paper's page."""
        assert paper, "no paper waits"
        self.checks(cast.THAM, paper)
        self.signs(cast.TRUONG, paper)
        return self._moves(issuer, paper, "phat-hanh")

    def state(self, person: Person, dossier: int) -> str:
        """The dossier's state as its page says it."""
        self.opens(person, f"/ho-so/{dossier}/")
        return self.text(".identity strong")

    def clock(self, person: Person, dossier: int, rule: str) -> str:
        """What the dossier's page says of the term of a rule."""
        self.opens(person, f"/ho-so/{dossier}/")
        rows = self.page.locator("#han tbody tr", has_text=rule)
        return " ".join(re.sub(r"\s+", " ", one).strip() for one in rows.all_text_contents())

    def number(self, person: Person, dossier: int) -> str:
        """The dossier's number."""
        self.opens(person, f"/ho-so/{dossier}/")
        return self.text("h1").split(" ", 1)[0]

    def _put_in(self, said: str, fields: dict[str, Said]) -> None:
        form = self.page.locator(FORM)
        if not form.count():
            raise Refused(said)
        self._fill(form, fields)
        self._send(self.page.locator(SEND))

    def _papers(self) -> list[int]:
        links = self.page.locator("#van-ban a[href^='/trinh-ky/']").all()
        return [_last_id(one.get_attribute("href")) for one in links]


def _last_id(address: str | None) -> int:
    return int(re.findall(r"/(\d+)/", address or "")[-1])
