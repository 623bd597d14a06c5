"""The signed address that stops the mails one mail was of; whoever has the mail may stop them, and nothing else."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from lms.addresses import address_of
from lms.people.models import User


def stop_headers(reader: User, what: list[str]) -> dict[str, str]:
    """The headers of RFC 8058: mail readers show a button that stops these mails."""
    return {
        "List-Unsubscribe": f"<{address_of(stop_path(reader, what))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }


def stop_path(reader: User, what: list[str]) -> str:
    """`what` holds reasons, or `digest:daily`: to what a person goes back when they undo it."""
    return f"/mails/stop/{_serializer().dumps([reader.id, *what])}"


def read_stop(token: str) -> tuple[int, list[str]] | None:
    """(the person, what is stopped); None for a token we did not sign."""
    try:
        user_id, *what = _serializer().loads(token)
    except BadSignature:
        return None
    return user_id, what


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="stop mails")
