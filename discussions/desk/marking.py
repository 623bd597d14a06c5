"""The mark of a guest who found an answer: a random name in a signed cookie, kept for as long as an answer may be taken back."""

import secrets

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from discussions.asking.actions import STAYS

COOKIE = "asker"


def guest_of_request() -> str | None:
    """The name this browser was given; None when it has none, or an old one, or one that we did not sign."""
    try:
        return _serializer().loads(request.cookies.get(COOKIE, ""), max_age=int(STAYS.total_seconds()))
    except BadSignature:
        return None


def new_guest() -> str:
    return secrets.token_urlsafe(18)


def with_mark(response, guest: str):
    """The answer, after which the browser keeps the name for seven days from now."""
    response = current_app.make_response(response)
    response.set_cookie(
        COOKIE, _serializer().dumps(guest), max_age=int(STAYS.total_seconds()), httponly=True, samesite="Lax",
        secure=request.is_secure, path="/",
    )  # fmt: skip
    return response


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="asker")
