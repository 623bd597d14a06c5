"""Cards: the picture that stands beside a shared link, drawn from the academy's brand and the title of the page."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import typst
from flask import Response, current_app, request
from flask_limiter.util import get_remote_address

from lms.addresses import address_of
from lms.admin.brand import PAPER_LIGHT, brand_from, to_hex
from lms.admin.queries import get_academy
from lms.files.storage import Folder
from lms.limits import Allowance
from lms.markup import excerpt
from lms.pages import not_found
from lms.people.signing_in import academy
from lms.typesetting import logo_of, typeset

WIDTH, HEIGHT = 1200, 630  # pixels; what Open Graph asks for
TEMPLATE = Path(__file__).with_name("card.typ")
LOOK = 1  # rises when cards are drawn otherwise
MOST_LETTERS = 160
MOST_KEPT = 1_000
# What was drawn once is kept, so only new cards spend of these.
DRAWN = Allowance.of("cards drawn", "600/hour")
DRAWN_FOR_ONE = Allowance.of("cards drawn for an address", "120/hour")
HEADERS = {
    "Cache-Control": "public, no-cache",  # asked for anew each time: what is withdrawn has no card
    "Cross-Origin-Resource-Policy": "cross-origin",  # it is made to be shown by others
}


@dataclass(frozen=True, slots=True)
class Card:
    """`path` is where it is fetched; `over` stands in small letters above the title."""

    path: str
    title: str
    over: str = ""
    language: str = "en"

    @property
    def key(self) -> str:
        """Names what can be seen on it, the academy's look included: another look, another key."""
        here = academy()
        seen = [LOOK, here.name, here.brand_version, here.logo_url, asdict(self)]
        return sha256(json.dumps(seen).encode()).hexdigest()

    @property
    def address(self) -> str:
        """With the key in it, so that who keeps an older picture fetches the new one."""
        return address_of(f"{self.path}{'&' if '?' in self.path else '?'}v={self.key[:12]}")


def academy_card() -> Card:
    """The card of pages that have none of their own."""
    return Card("/card.png", academy().name, language=academy().locale)


def card_answer(card: Card | None):
    """The picture, 404 when guests read no such page, or 429 after very many new ones."""
    if card is None:
        not_found()
    response = Response(mimetype="image/png", headers=HEADERS)
    response.set_etag(card.key)
    if not request.if_none_match.contains(card.key):
        kept = Folder(current_app.config["INSTANCE"] / "cards")
        if not kept.path(card.key).exists():
            if not (DRAWN_FOR_ONE.spend(get_remote_address()) and DRAWN.spend()):
                return "", 429, {"Retry-After": "3600"}
            _make_room(kept)
            kept.put(card.key, draw(card))
        response.data = kept.path(card.key).read_bytes()
    return response.make_conditional(request)


def draw(card: Card) -> bytes:
    """A PNG of 1200 × 630; a logo that cannot be drawn is left out."""
    row = get_academy()
    words = {
        "title": excerpt(card.title, MOST_LETTERS),
        "over": excerpt(card.over, MOST_LETTERS // 2),
        "academy": row.name,
        "language": card.language,
        "colour": brand_from(row.brand_colour).hex,  # corrected until it can be read on the paper
        "paper": to_hex(PAPER_LIGHT),
    }
    logo = logo_of(row)
    try:
        return _drawn(words, logo)
    except typst.TypstError:
        if not logo:
            raise
        return _drawn(words, None)


def _drawn(words: dict, logo: bytes | None) -> bytes:
    return typeset(TEMPLATE, words | {"has_logo": bool(logo)}, {"logo": logo or b""}, format="png", ppi=72)


def _make_room(kept: Folder) -> None:
    """The oldest go when there are as many as are kept."""
    keys = list(kept.keys())
    if len(keys) >= MOST_KEPT:
        for key in sorted(keys, key=lambda key: kept.path(key).stat().st_mtime)[: MOST_KEPT // 10]:
            kept.delete(key)
