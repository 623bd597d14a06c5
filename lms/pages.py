"""Pages: one template for page and fragment, redirects after success, panels, and the headers of every response."""

import json
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, abort, flash, g, get_flashed_messages, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_htmx import HTMX
from flask_login import current_user
from jinja2_fragments.flask import render_block
from markupsafe import Markup
from werkzeug.local import LocalProxy
from werkzeug.routing import IntegerConverter

from lms import drawings
from lms.assets import asset
from lms.moments import day, moment

htmx = HTMX()

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}


LARGEST_NUMBER = 2**63 - 1  # what a database can hold; more than that names nothing


class Number(IntegerConverter):
    """A number in an address; one too large for any database leads nowhere instead of breaking its driver."""

    def __init__(self, url_map, **options):
        super().__init__(url_map, **{"max": LARGEST_NUMBER, **options})


class Panels:
    """How a lower room shows something of a higher one: app.py says which function fills which place."""

    def __init__(self):
        self._shown: dict[str, list[Callable]] = defaultdict(list)

    def show(self, place: str, panel: Callable) -> None:
        self._shown[place].append(panel)

    def __call__(self, place: str, *subjects, **more) -> Markup:
        return Markup("").join(Markup(panel(*subjects, **more)) for panel in self._shown.get(place, ()))

    def first(self, place: str, *subjects, **more):
        """The answer of the first panel that has one: for places that hold a single thing, and for figures."""
        for panel in self._shown.get(place, ()):
            if answer := panel(*subjects, **more):
                return Markup(answer) if isinstance(answer, str) else answer
        return None

    def merged(self, place: str, *subjects, **more) -> dict:
        """What all panels of a place say by the id of a thing, such as the marks of lessons."""
        return {key: words for panel in self._shown.get(place, ()) for key, words in panel(*subjects, **more).items()}


def init_app(app: Flask, panels: Panels) -> None:
    htmx.init_app(app)
    app.url_map.converters["int"] = Number
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(
        panel=panels,
        asset=asset,
        drawn=drawings,
        rooms=app.blueprints,
        moment=moment,
        day=day,
        viewer=current_user,
        locale=LocalProxy(lambda: str(get_locale() or "en")),
    )
    environment.globals["parts"] = environment.get_template("parts.html").module
    app.after_request(_add_headers)


def render(template: str, *, fragments=frozenset(), status: int = 200, **context):
    """The whole page; or only the block named after the element htmx asks for, when the view offers it."""
    target = htmx_target()
    if target in fragments:
        fragment = render_block(template, target, **context)
        # Only a whole page has a place for what was flashed; a fragment sends it along.
        sentences = get_flashed_messages()
        return with_toast(fragment, " ".join(sentences), status) if sentences else (fragment, status)
    return render_template(template, **context), status


def htmx_target() -> str | None:
    """The id of the element htmx will fill; htmx 4 sends `tag#id`."""
    if not htmx:
        return None
    return (request.headers.get("HX-Target") or "").rpartition("#")[2] or None


def then_show(endpoint: str, *, toast: str | None = None, anchor: str | None = None, **values):
    """After success: 303 to the page that shows the result. htmx follows it and picks its fragment there."""
    location = url_for(endpoint, _anchor=anchor, **values)
    return then_go(location, toast=toast)


def then_go(location: str, *, toast: str | None = None):
    """303 to an address of ours; the toast is shown on the next page."""
    if toast:
        flash(toast)
    if remember := g.get("remember_location"):
        remember(location)
    if htmx and htmx_target() is None:
        return "", 200, {"HX-Redirect": location}
    return redirect(location, 303)


def with_toast(body, sentence: str, status: int = 200):
    """A fragment answered straight away, with its sentence as an event for the toast region."""
    return body, status, {"HX-Trigger": json.dumps({"toast": {"text": sentence}})}


def not_found():
    """The same answer for what does not exist and for what this person may not know of."""
    abort(404)


def number(text: str) -> int:
    """The number somebody sent, for `request.args.get(…, type=number)`; nothing when it is none or too large."""
    value = int(text)
    if not 0 <= value <= LARGEST_NUMBER:
        raise ValueError("no such number")
    return value


def local_address(address: str | None, otherwise: str = "/") -> str:
    """The address when it stays on this site, else the other one: no open redirects."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return otherwise
    if any(ord(letter) < 33 or letter == "\\" for letter in address):
        return otherwise
    parts = urlsplit(address)
    return otherwise if parts.scheme or parts.netloc else address


def add_static_headers(headers, path, url) -> None:
    """Static files carry the same promises as pages."""
    for name, value in HEADERS.items():
        headers[name] = value
    if path.endswith("speculation.json"):
        headers["Content-Type"] = "application/speculationrules+json"


def let_frames_in(hosts) -> None:
    """This one page may show frames of these hosts."""
    g.frame_hosts = sorted(hosts)


def let_be_found() -> None:
    """Search engines may keep this one answer; every other asks them to leave it out."""
    g.is_for_search_engines = True


def _add_headers(response):
    headers = response.headers
    if not g.get("is_for_search_engines") or response.status_code >= 400:
        headers["X-Robots-Tag"] = "noindex"
    given = {name for name, _value in headers}
    for name, value in HEADERS.items():
        if name not in given:
            headers.add(name, value)
    if (hosts := g.get("frame_hosts")) and "Content-Security-Policy" not in given:
        frames = " ".join(["frame-src 'self'", *(f"https://{host}" for host in hosts)])
        headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace("frame-src 'self'", frames)
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    headers.setdefault("Vary", "HX-Request, HX-Target, Cookie")
    headers.setdefault("Cache-Control", "no-store")
    if response.mimetype == "text/html":
        headers.setdefault("Speculation-Rules", f'"{asset("speculation.json")}"')
    return response
