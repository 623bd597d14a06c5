"""The secret address of one person for one thread: who writes to it, from their own address, answers there."""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable

from flask import current_app

_receivers: dict[str, Callable] = {}
ADDRESS = re.compile(r"reply\+(\w{1,20})\.(\d{1,18})\.(\d{1,18})\.([a-z2-7]{24})", re.I | re.A)


def receives(kind: str):
    """Register what takes replies to threads of a kind (`topic:7`): (viewer, number of the thread, mail)."""

    def register(function):
        _receivers[kind] = function
        return function

    return register


def receiver_of(kind: str) -> Callable:
    return _receivers[kind]


def reply_address(user_id: int, thread: str) -> str:
    """Where a reply to a mail about this thread goes; empty when none can be received."""
    kind, _colon, number = thread.partition(":")
    domain = current_app.config["MAIL_REPLY_DOMAIN"]
    if not domain or kind not in _receivers or not number.isdigit():
        return ""
    return f"reply+{kind}.{number}.{user_id}.{_signature(kind, number, user_id)}@{domain}"


def read_address(address: str) -> tuple[int, str, int] | None:
    """(person, kind of thread, its number) of an address we made; None for every other."""
    local, _at, domain = address.strip().strip("<>").rpartition("@")
    found = ADDRESS.fullmatch(local)
    if found is None or domain.lower() != current_app.config["MAIL_REPLY_DOMAIN"].lower():
        return None
    kind, number, user_id, signature = found[1].lower(), found[2], found[3], found[4].lower()
    if kind not in _receivers or not hmac.compare_digest(signature, _signature(kind, number, int(user_id))):
        return None
    return int(user_id), kind, int(number)


def _signature(kind: str, number: str, user_id: int) -> str:
    """In letters that survive mail servers which write addresses in lower case."""
    key, words = current_app.config["SECRET_KEY"].encode(), f"reply by mail|{kind}|{number}|{user_id}".encode()
    return base64.b32encode(hmac.digest(key, words, hashlib.sha256)[:15]).decode().lower()
