"""One demo academy per run, a copy of it for every file of tests, and visits to it in one Chromium."""

import fcntl
import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.academy import Academy
from tests.browser.places import Places
from tests.browser.visiting import WATCH_POLICY, Manner, Visit

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# Debian's; the shell draws the same pages without a browser around them, which takes a third less time.
CHROMIUMS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
ROLES = ("trainee", "alumna", "mentor", "facilitator", "author", "editor", "manager", "admin", "outsider")
LOCALES = {"en": "en-GB", "nl": "nl-NL"}


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        found = next((str(path) for path in CHROMIUMS if path.exists()), None)
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def prepared(chromium, tmp_path_factory):
    """A demo academy, closed, and what each role's browser keeps after signing in at its door; shared by all workers.

    Whoever writes tests may set BROWSER_ACADEMY to a folder in which it is kept from one run to the next.
    """
    base = tmp_path_factory.getbasetemp()
    shared = Path(os.environ.get("BROWSER_ACADEMY") or (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base))
    folder, signed_in = shared / "demo-academy", shared / "signed-in.json"
    with (shared / "demo-academy.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not signed_in.exists():
            academy = Academy(folder, demo=True).open()
            try:
                states = {role: _sign_in(chromium, academy, role) for role in ROLES}
            finally:
                academy.close()
            signed_in.write_text(json.dumps(states))
    return Academy(folder, demo=True), json.loads(signed_in.read_text())


def _sign_in(chromium, academy, role):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(academy.address + "/sign-in")
    page.locator(f'form:has(input[name="role"][value="{role}"]) button').click()
    page.wait_for_url(academy.address + "/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="module")
def manner(request) -> Manner:
    """How the visitors of these tests visit; journeys ask for each manner in turn."""
    return getattr(request, "param", Manner())


@pytest.fixture(scope="module")
def academy(prepared, manner, tmp_path_factory):
    """The demo academy, open, for the tests of one file in one manner."""
    original, _ = prepared
    academy = original.copy_to(tmp_path_factory.mktemp("academy") / "instance")
    if manner.locale != "en":
        academy.rows("UPDATE users SET locale = :locale", locale=manner.locale)
        academy.rows("UPDATE academy SET locale = :locale", locale=manner.locale)
    academy.open()
    yield academy
    academy.close()
    assert academy.failures() == []


@pytest.fixture
def page_as(chromium, prepared, academy, manner):
    """Open a browser as somebody of the demo: `page_as("trainee")`, or `page_as(None)` for a guest."""
    visits, contexts = [], []

    def visit(role=None, *, javascript=manner.javascript, width=1280, height=900, theme="light", locale=manner.locale):
        context = chromium.new_context(
            base_url=academy.address,
            storage_state=prepared[1][role] if role else None,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            color_scheme=theme,
            locale=LOCALES[locale],
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        if javascript:
            context.add_init_script(WATCH_POLICY)
        contexts.append(context)
        visits.append(Visit(context.new_page(), academy.address, Manner(javascript, locale)))
        return visits[-1]

    yield visit
    complaints = [complaint for visit in visits for complaint in visit.complaints]
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def places(academy):
    return Places(academy)


@pytest.fixture
def looked_at(page_as, places):
    """Open a page as a role; fails with what the judge finds wrong with it."""

    def look(role, address, status=200, *, judge):
        visit = page_as(role, width=360)
        with visit.expecting(*([status] if status >= 400 else [])):
            answer = visit.opens(places(address))
        assert answer.status == status
        visit.page.wait_for_load_state("networkidle")
        wrong = judge(visit.page, visit.manner.locale)
        assert not wrong, f"{visit.page.url}\n" + "\n".join(wrong)

    return look


def pytest_collection_modifyitems(items):
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
