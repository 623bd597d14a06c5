"""Languages: which of ours a page speaks, and in which time zone it tells the time."""

from contextlib import contextmanager

from babel.support import Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, force_locale, get_locale, refresh
from flask_login import current_user

from lms.people.signing_in import academy


class Catalog(Domain):
    """The sentences of every language, found by its language: making the name of a locale took longer than translating."""

    def get_translations(self) -> Translations:
        locale = get_locale()
        if locale is None:
            return super().get_translations()
        if (known := self.cache.get(locale.language)) is None:
            known = self.cache[locale.language] = super().get_translations()
        return known


class Languages(Babel):
    domain_instance = Catalog()


babel = Languages()
COOKIE = "leerkring_language"
NAMES = {"en": "English", "nl": "Nederlands"}


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=choose_locale, timezone_selector=choose_timezone)
    app.jinja_env.globals.update(languages=NAMES)


def choose_locale() -> str | None:
    """The person's own language; for guests the one they chose, else their browser's, else the academy's."""
    if not has_request_context():
        return None  # jobs say themselves whose language they speak
    if current_user.is_authenticated:
        return current_user.locale
    if (chosen := request.cookies.get(COOKIE)) in NAMES:
        return chosen
    return request.accept_languages.best_match(list(NAMES)) or academy().locale


def remember_language(response, language: str):
    """Speak this language to guests in this browser from now on."""
    response.set_cookie(
        COOKIE, language, max_age=365 * 86400, samesite="Lax", secure=request.is_secure, httponly=True, path="/"
    )
    return response


def choose_timezone() -> str | None:
    """The person's own time zone; for guests the academy's."""
    if not has_request_context():
        return g.get("spoken_zone")
    return current_user.timezone if current_user.is_authenticated else academy().timezone


@contextmanager
def speaking_to(person):
    """Outside a request: sentences and moments as this person reads them."""
    g.spoken_zone = person.timezone
    try:
        with force_locale(person.locale):
            refresh()
            yield
    finally:
        g.pop("spoken_zone", None)
        refresh()
