"""How a request finds its person: the cookie, flask-login, and the rule that a view is private unless marked public."""

import ipaddress
from collections.abc import Callable
from functools import lru_cache
from types import SimpleNamespace
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, make_response, redirect, render_template, request, session, url_for
from flask_login import LoginManager, current_user
from werkzeug.local import LocalProxy

from lms.access import GUEST, Viewer
from lms.database import SAFE_METHODS
from lms.pages import htmx
from lms.people import queries
from lms.people.models import User
from lms.people.sessions.actions import end_session, note_seen, start_session

login_manager = LoginManager()


def cookie_name() -> str:
    """`__Host-` promises browsers a secure cookie for this host alone; it needs TLS."""
    return "__Host-leerkring" if request.is_secure else "leerkring"


def public(view):
    """Mark a view that guests may open; every other view asks for a sign-in first."""
    view.is_public = True
    return view


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.session_protection = None  # our own session table does this
    login_manager.anonymous_user = lambda: GUEST
    login_manager.request_loader(lambda request: _viewer())
    app.before_request(_keep_demo_here)
    app.before_request(_ask_for_sign_in)
    app.before_request(_note_presence)
    app.jinja_env.globals["academy"] = LocalProxy(academy)


def comes_from_here() -> bool:
    """Whether who asks sits at this very machine; a proxy that names a client elsewhere tells that they do not."""
    return all(_is_loopback(address) for address in (request.remote_addr or "", *request.access_route))


def academy() -> SimpleNamespace:
    """What pages show of the academy; loaded with the viewer."""
    if "academy" not in g:
        _viewer()
    return g.academy


def who_asks() -> Callable[[], Viewer | None]:
    """Asks again, outside of this request, who is signed in with its browser: sessions end, audiences are lost."""
    token = request.cookies.get(cookie_name())

    def ask() -> Viewer | None:
        found = queries.find_signed_in(token) if token else None
        return found[0] if found else None

    return ask


def set_cookie(response, token: str):
    """Put a session token into the browser; `token` opens the account, so nothing else may see it."""
    response.set_cookie(
        cookie_name(), token, max_age=30 * 86400, httponly=True, samesite="Lax", secure=request.is_secure, path="/"
    )
    return response


def sign_browser_in(user: User, location: str):
    """A new session and a new form session, whatever this browser had before, and on to the page."""
    if current_user.session_id is not None:
        end_session(current_user.session_id)
    session.clear()
    token = start_session(user, user_agent=request.user_agent.string, address=request.remote_addr or "")
    return set_cookie(redirect(location, 303), token)


def clear_cookie(response):
    response.delete_cookie(cookie_name(), path="/", secure=request.is_secure, httponly=True, samesite="Lax")
    return response


def _viewer() -> Viewer | None:
    if "viewer" in g:
        return g.viewer
    token = request.cookies.get(cookie_name())
    found = queries.find_signed_in(token) if token else None
    g.viewer, row = found or (None, queries.get_academy_row())
    g.academy = _academy(row)
    return g.viewer


def _academy(row) -> SimpleNamespace:
    if row is None:
        return SimpleNamespace(
            name="Leerkring", locale="en", timezone="Europe/Amsterdam", logo_url=None, brand_version=0, is_demo=False,
            set_up_at=None, allows_join_requests=False, shows_meter=False, video_hosts=[],
        )  # fmt: skip
    return SimpleNamespace(
        name=row.academy_name,
        locale=row.academy_locale,
        timezone=row.academy_timezone,
        logo_url=f"/files/{row.academy_logo_key}/logo" if row.academy_logo_key else None,
        brand_version=row.academy_brand_version,
        is_demo=row.academy_is_demo,
        set_up_at=row.academy_set_up_at,
        allows_join_requests=row.academy_allows_join_requests,
        shows_meter=row.academy_shows_meter,
        video_hosts=row.academy_video_hosts,
    )


def _keep_demo_here():
    """In a demo anybody can be anybody, so it answers no other machine, however it was started."""
    if request.endpoint == "observing.healthz" or comes_from_here() or not academy().is_demo:
        return None
    return render_template("errors/demo.html"), 403


@lru_cache(4096)
def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _ask_for_sign_in():
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or getattr(view, "is_public", False) or request.endpoint == "static":
        return None
    if current_user.is_authenticated:
        return None
    return _to_sign_in()


def _note_presence() -> None:
    """Who reads reports what they read; that is how others see who is here. Pages themselves only read."""
    if request.method not in SAFE_METHODS and current_user.is_authenticated:
        note_seen(current_user)


def ask_or_404():
    """Guests are asked to sign in whether there is something or not: the answer tells them nothing."""
    abort(404 if current_user.is_authenticated else make_response(_to_sign_in()))


def _to_sign_in():
    address = url_for("people.sign_in", next=_page_to_come_back_to())
    if htmx:
        return "", 200, {"HX-Redirect": address}
    return redirect(address, 303)


def _page_to_come_back_to() -> str | None:
    """The page asked for; for what was sent from a page, that page, where its draft still stands."""
    if request.method == "GET" and not htmx:
        return request.full_path.rstrip("?")
    page = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    return f"{page.path}?{page.query}".rstrip("?") if page.netloc == request.host else None
