"""Chromium runs nothing of what hostile texts become, even without a content security policy."""

import pytest

from lms.markup import render, render_html
from tests.lms.test_sanitiser_vectors import hostile

ADDRESS = "http://leerkring.test/"
BATCH = 400
WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch"])
  window[name] = (...given) => { window.ran.push(name + ": " + given.join(" ")); };
document.addEventListener("securitypolicyviolation", event => window.ran.push("policy: " + event.blockedURI));
"""
STIR = """
() => {
  document.addEventListener("click", event => event.preventDefault(), true);
  for (const part of document.querySelectorAll("article")) part.innerHTML = part.innerHTML;
  for (const details of document.querySelectorAll("details")) details.open = true;
  const kinds = ["mouseover", "mouseenter", "mousemove", "pointerover", "pointerenter", "focus", "focusin", "click", "load", "error", "toggle"];
  for (const element of document.querySelectorAll("article *")) {
    if (element.protocol === "javascript:" || element.namespaceURI === "http://www.w3.org/2000/svg")
      window.ran.push("kept: " + element.outerHTML);
    for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
  }
}
"""


@pytest.fixture
def visit(chromium):
    """Show pieces of HTML on one page and answer everything that ran, was fetched elsewhere or opened."""
    context = chromium.new_context()
    context.add_init_script(WATCH)

    def show(pieces):
        wrong = []
        page = context.new_page()
        body = "".join(f"<article>{piece}</article>" for piece in pieces)
        document = f"<!doctype html><meta charset=utf-8><title>x</title><body>{body}"

        def answer(route):
            if route.request.url == ADDRESS:
                route.fulfill(body=document, content_type="text/html")
            elif route.request.url.startswith(ADDRESS):
                route.fulfill(status=404, body="")
            else:
                wrong.append(f"fetched: {route.request.url}")
                route.abort()

        page.route("**/*", answer)
        page.on("dialog", lambda dialog: (wrong.append("dialog"), dialog.dismiss()))
        page.on("popup", lambda popup: wrong.append(f"popup: {popup.url}"))
        page.goto(ADDRESS)
        page.evaluate(STIR)
        page.wait_for_load_state("networkidle")
        wrong += page.evaluate("window.ran")
        if page.url != ADDRESS:
            wrong.append(f"went to {page.url}")
        page.close()
        return wrong

    yield show
    context.close()


@pytest.mark.browser
def test_the_page_notices_what_runs(visit):
    assert visit(["<img src=x onerror=alert(1)>"])
    assert visit(["<img src='https://elsewhere.example/x'>"])
    assert visit(["<a href='javascript:1'>x</a>"])


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "way",
    [
        lambda text: render(text, profile="post", mention=lambda word: ("/people/1", word)).html,
        lambda text: (
            render(f"::: tip\n> {text}\n\n| {text} |\n|---|\n\n$${text}$$\n\n[a]({text})", instructor=True).html
        ),
        lambda text: render_html(text).html,
    ],
    ids=["post", "inside", "package"],
)
def test_nothing_runs_and_nothing_is_fetched_from_elsewhere(visit, way):
    made = [way(text) for text in hostile()]
    for start in range(0, len(made), BATCH):
        assert visit(made[start : start + BATCH]) == []
