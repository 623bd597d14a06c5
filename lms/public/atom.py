"""Feeds in Atom (RFC 4287): what is new among what everybody may read, for feed readers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement

from flask import Response, request

from lms.addresses import address_of
from lms.people.signing_in import academy
from lms.public.writing import LANGUAGE, document, line, moment, written

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    path: str
    title: str
    summary: str
    language: str
    author: str | None
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What stands at `path` about the page `about`; `since` is when it last changed while there are no entries."""

    path: str
    about: str
    title: str
    subtitle: str
    language: str
    since: datetime
    entries: list[Entry]

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=self.since).astimezone(UTC)


def feed_answer(feed: Feed):
    """The feed; whoever has it already is only told so."""
    body = _written(feed)
    response = Response(body, content_type="application/atom+xml; charset=utf-8")
    response.set_etag(sha256(body).hexdigest())
    response.last_modified = feed.updated
    response.headers["Cache-Control"] = "public, no-cache"
    return response.make_conditional(request)


def _written(feed: Feed) -> bytes:
    root = document("feed", ATOM, **{LANGUAGE: feed.language})
    line(root, "id", address_of(feed.about))
    line(root, "title", feed.title)
    line(root, "subtitle", feed.subtitle)
    line(root, "updated", moment(feed.updated))
    _link(root, "self", "application/atom+xml", feed.path)
    _link(root, "alternate", "text/html", feed.about)
    line(SubElement(root, "author"), "name", academy().name)
    for entry in feed.entries:
        element = SubElement(root, "entry", {LANGUAGE: entry.language})
        line(element, "id", address_of(entry.path))
        line(element, "title", entry.title)
        _link(element, "alternate", "text/html", entry.path)
        line(element, "published", moment(entry.published))
        line(element, "updated", moment(entry.updated))
        if entry.author:
            line(SubElement(element, "author"), "name", entry.author)
        line(element, "summary", entry.summary)
    return written(root)


def _link(parent: Element, relation: str, kind: str, path: str) -> None:
    SubElement(parent, "link", {"rel": relation, "type": kind, "href": address_of(path)})
