"""What a link can lead to here, and the one form of a title under which it is found."""

import re
import unicodedata

from flask import current_app

PLACE = re.compile(r"(https?://[^/\s]+)?/(lesson|article)s/(\d{1,15})(?:[/?#]\S*)?")


def place_of(address: str) -> tuple[str, int] | None:
    """(kind, number) of the lesson or article an address of this academy leads to."""
    found = PLACE.fullmatch(address)
    if found is None or found[1] not in (None, current_app.config["PUBLIC_URL"]):
        return None
    return found[2], int(found[3])


def title_key(title: str) -> str:
    """Titles that differ in capitals, spaces or ways of writing a letter are one; databases would not agree on that."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())
