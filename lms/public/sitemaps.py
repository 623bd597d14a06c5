"""Sitemaps (sitemaps.org 0.9, with the languages of a page as search engines read them) and the rules for robots."""

from xml.etree.ElementTree import Element, SubElement

from lms.addresses import address_of
from lms.public.kinds import Entry, Kind
from lms.public.writing import XHTML, document, line, moment, written

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# What pages are made of, and what tells of them.
FOR_ALL = ("/$", "/static/", "/brand.css", "/card.png", "/files/", "/sitemap.xml", "/sitemaps/")


def index_of(parts: list[Entry]) -> bytes:
    """The list of all parts."""
    root = document("sitemapindex", SITEMAP)
    for part in parts:
        _place(root, "sitemap", part)
    return written(root)


def sitemap_of(entries: list[Entry]) -> bytes:
    """One part."""
    root = document("urlset", SITEMAP)
    for entry in entries:
        place = _place(root, "url", entry)
        for language, path in sorted(entry.alternates.items()):
            told = {"rel": "alternate", "hreflang": language, "href": address_of(path)}
            SubElement(place, f"{{{XHTML}}}link", told)
    return written(root)


def robots_of(kinds: list[Kind]) -> str:
    """What robots may open: the kinds of pages guests read any of, and nothing at all when there are none."""
    if not kinds:
        return "User-agent: *\nDisallow: /\n"
    listed = sorted({path for kind in kinds for path in (kind.path, kind.folder)})
    allowed = "".join(f"Allow: {path}\n" for path in (*FOR_ALL, *listed))
    return f"User-agent: *\n{allowed}Disallow: /\n\nSitemap: {address_of('/sitemap.xml')}\n"


def _place(root: Element, name: str, entry: Entry) -> Element:
    place = SubElement(root, name)
    line(place, "loc", address_of(entry.path))
    line(place, "lastmod", moment(entry.updated_at) if entry.updated_at else "")
    return place
