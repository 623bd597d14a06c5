"""The one place through which a page says how it is seen from outside; templates/public/_head.html writes it down."""

from dataclasses import dataclass, field
from urllib.parse import quote

from flask import g

from lms.addresses import address_of
from lms.pages import let_be_found, render
from lms.public.cards import Card, academy_card

OPEN_GRAPH_LOCALES = {"en": "en_GB", "nl": "nl_NL"}
SHARED_AT = (
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={address}"),
    ("Bluesky", "https://bsky.app/intent/compose?text={words}"),
    ("WhatsApp", "https://wa.me/?text={words}"),
)


@dataclass(frozen=True, kw_only=True)
class PublicPage:
    """What is told of a page that everybody may read.

    `path` is the one address under which it is known, `alternates` the paths of its languages, its own among them; `kind`
    is that of Open Graph, `data` says in the terms of schema.org what it is, `feed` where its news is read."""

    path: str
    title: str
    description: str = ""
    language: str = ""
    kind: str = "website"
    card: Card | None = None
    alternates: dict[str, str] = field(default_factory=dict)
    feed: str = ""
    data: tuple[dict, ...] = ()
    is_shared: bool = True  # whether it offers links to share it

    @property
    def address(self) -> str:
        return address_of(self.path)

    @property
    def addresses(self) -> dict[str, str]:
        return {language: address_of(path) for language, path in sorted(self.alternates.items())}

    @property
    def feed_address(self) -> str:
        return address_of(self.feed)

    @property
    def picture(self) -> Card:
        return self.card or academy_card()

    @property
    def locale(self) -> str:
        return OPEN_GRAPH_LOCALES.get(self.language, "")

    @property
    def graph(self) -> dict:
        """One document of JSON-LD for everything `data` names."""
        return {"@context": "https://schema.org", "@graph": list(self.data)}

    @property
    def mail_link(self) -> str:
        return f"mailto:?subject={quote(self.title)}&body={quote(self.address)}"

    @property
    def share_links(self) -> list[tuple[str, str]]:
        """Plain links to where people share: nothing of those sites is loaded, and they hear of nobody who does not follow one."""
        values = {"address": quote(self.address, safe=""), "words": quote(f"{self.title} {self.address}", safe="")}
        return [(name, link.format(**values)) for name, link in SHARED_AT]


def show_to_all(page: PublicPage) -> None:
    """The page of this request can be read by everybody, and this is how it is seen from outside."""
    g.public_page = page
    let_be_found()


def gone():
    """For what everybody could read once and was withdrawn since; it says nothing of what it was."""
    return render("public/gone.html", status=410)
