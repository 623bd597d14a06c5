"""What programs ask an academy: the rules for robots, the sitemap, and the card of the academy itself."""

from flask import Blueprint, Response, request

from lms.pages import not_found
from lms.people.signing_in import public
from lms.public import queries
from lms.public.cards import academy_card, card_answer
from lms.public.kinds import Entry, kinds
from lms.public.sitemaps import index_of, robots_of, sitemap_of

bp = Blueprint("public", __name__)

LISTS = "pages"  # the part of the sitemap with the first page and the pages that list others


@bp.get("/robots.txt")
@public
def show_robots():
    return Response(robots_of(queries.kinds_with_pages()), mimetype="text/plain")


@bp.get("/sitemap.xml")
@public
def show_sitemap_index():
    parts = _parts()
    listed = [Entry(_address(LISTS, 1), _newest(_lists(parts)))]
    for name, found in parts.items():
        listed += [Entry(_address(name, part.number), part.updated_at) for part in found]
    return _answer(index_of(listed))


@bp.get("/sitemaps/<kind>/<int:number>.xml")
@public
def show_sitemap(kind, number):
    if (kind, number) == (LISTS, 1):
        return _answer(sitemap_of(_lists(_parts())))
    rows = queries.rows_of(kinds[kind], number) if kind in kinds else []
    return _answer(sitemap_of(kinds[kind].entries(rows))) if rows else not_found()


@bp.get("/card.png")
@public
def show_card():
    return card_answer(academy_card())


def _parts() -> dict[str, list[queries.Part]]:
    found = {name: queries.parts_of(kind) for name, kind in kinds.items()}
    return {name: parts for name, parts in found.items() if parts}


def _lists(parts: dict[str, list[queries.Part]]) -> list[Entry]:
    """The first page, and the lists that hold anything: each is as new as the newest thing in it."""
    listed: dict[str, list[queries.Part]] = {}
    for name, found in parts.items():
        listed.setdefault(kinds[name].path, []).extend(found)
    entries = [Entry(path, _newest(found)) for path, found in listed.items()]
    return [Entry("/", _newest(entries)), *entries]


def _newest(things):
    return max((thing.updated_at for thing in things if thing.updated_at), default=None)


def _address(kind: str, number: int) -> str:
    return f"/sitemaps/{kind}/{number}.xml"


def _answer(body: bytes):
    """Whoever has it already is only told so."""
    response = Response(body, content_type="application/xml; charset=utf-8")
    response.add_etag()
    response.headers["Cache-Control"] = "public, no-cache"
    return response.make_conditional(request)
