"""A visit: one person in front of one browser window, who reads and presses, and whose every complaint is written down."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from demo.people import PASSWORD

CATALOGUES = Path(__file__).resolve().parents[2] / "lms" / "translations"
WATCH_POLICY = """
document.addEventListener("securitypolicyviolation", event =>
  console.error(`policy violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
expect.set_options(timeout=15_000)


@dataclass(frozen=True)
class Manner:
    """How somebody visits: with or without scripts, and in which language."""

    javascript: bool = True
    locale: str = "en"

    def __str__(self):
        return f"{self.locale}-{'scripts' if self.javascript else 'plain'}"


MANNERS = (Manner(locale="nl"), Manner(javascript=False))  # each language, and each with and without scripts, once


@cache
def catalogue(locale: str) -> NullTranslations:
    return translation("messages", CATALOGUES, [locale], fallback=True)


class Visit:
    """Words are given in English and looked for in the language of the visit."""

    def __init__(self, page: Page, address: str, manner: Manner):
        self.page, self.address, self.manner = page, address, manner
        self.complaints: list[str] = []
        self._expected: list[int] = []
        self._lost_line = False
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("response", self._weigh)

    def _hear(self, message) -> None:
        # Answers of 400 and more are weighed one by one below; that there is no line is said only while it was taken away.
        known = (
            "the server responded with a status of",
            *(["net::ERR_INTERNET_DISCONNECTED"] if self._lost_line else []),
        )
        if message.type == "error" and not any(words in message.text for words in known):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _weigh(self, response) -> None:
        if response.status in self._expected:
            self._expected.remove(response.status)
        elif response.status >= 400:
            self.complaints.append(f"{response.status} for {response.request.method} {response.url}")

    @contextmanager
    def expecting(self, *statuses: int):
        """Within this block exactly these answers of 400 and more are right."""
        self._expected += statuses
        yield
        self.page.wait_for_load_state()
        assert self._expected == [], f"answers that did not come: {self._expected}"

    @contextmanager
    def without_a_line(self):
        """Within this block nothing of this browser reaches the academy."""
        self._lost_line = True
        self.page.context.set_offline(True)
        yield
        self.page.context.set_offline(False)

    # ---- Words ----

    def words(self, text: str, **values) -> str:
        found = catalogue(self.manner.locale).gettext(text)
        return found % values if values else found

    def plural(self, one: str, many: str, number: int, **values) -> str:
        return catalogue(self.manner.locale).ngettext(one, many, number) % {"num": number, **values}

    # ---- Reading ----

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def opens(self, path: str):
        return self.page.goto(path if path.startswith("http") else self.address + path)

    def sees(self, text: str | re.Pattern, inside: Locator | None = None, **values) -> Locator:
        """The words stand on the page, in sight."""
        text = self.words(text, **values) if isinstance(text, str) else text
        found = (inside or self.page.locator("body")).get_by_text(text).filter(visible=True).first
        expect(found).to_be_visible()
        return found

    def misses(self, text: str, inside: Locator | None = None, **values) -> None:
        found = (inside or self.page.locator("body")).get_by_text(self.words(text, **values)).filter(visible=True)
        expect(found).to_have_count(0)

    def heading(self, text: str, **values) -> Locator:
        found = self.page.get_by_role("heading", name=self.words(text, **values)).first
        expect(found).to_be_visible()
        return found

    # ---- Doing ----

    def link(self, text: str, inside: Locator | None = None, exact: bool = False, **values) -> Locator:
        found = (inside or self.page).get_by_role("link", name=self.words(text, **values), exact=exact)
        return found.filter(visible=True).first

    def button(self, text: str, inside: Locator | None = None, exact: bool = False, **values) -> Locator:
        found = (inside or self.page).get_by_role("button", name=self.words(text, **values), exact=exact)
        return found.filter(visible=True).first

    def field(self, label: str, inside: Locator | None = None, exact: bool = False, **values) -> Locator:
        found = (inside or self.page).get_by_label(self.words(label, **values), exact=exact)
        return found.filter(visible=True).first

    def follows(self, text: str, inside: Locator | None = None, exact: bool = False, **values) -> None:
        self.link(text, inside, exact, **values).click()

    def presses(self, text: str, inside: Locator | None = None, exact: bool = False, **values) -> None:
        self.button(text, inside, exact, **values).click()

    def presses_anyway(self, text: str) -> None:
        """Past the browser's own look at the form: what does the academy say?"""
        button = self.button(text)
        button.evaluate("button => { button.formNoValidate = true }")
        button.click()

    def writes(self, label: str, text: str, inside: Locator | None = None, exact: bool = False) -> None:
        self.field(label, inside, exact).fill(text)

    def unfolds(self, text: str, inside: Locator | None = None, **values) -> None:
        """Open a <details> by the words on it."""
        (inside or self.page).locator("summary").filter(has_text=self.words(text, **values)).filter(
            visible=True
        ).first.click()

    def comes_back_until(self, sight: Locator, times: int = 40) -> None:
        """Without scripts a page of work under way is looked at again, as a person would."""
        for _ in range(times):
            if sight.count():
                return
            self.page.wait_for_timeout(300)
            self.page.reload()
        expect(sight).to_be_visible()

    def signs_in(self, mail_address: str) -> "Visit":
        """As somebody of the demo who has no button at its door."""
        self.opens("/sign-in")
        self.writes("Mail address", mail_address)
        self.writes("Password", PASSWORD)
        self.presses("Sign in", exact=True)
        self.page.wait_for_url(self.address + "/")
        return self

    # ---- Weighing ----

    def has_focus_somewhere(self) -> bool:
        return self.page.evaluate("() => document.activeElement && document.activeElement !== document.body")
