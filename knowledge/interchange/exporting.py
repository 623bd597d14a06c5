"""Writing a collection down as a folder of Markdown: readable anywhere, and the same again when it comes back."""

import posixpath
import re
import tempfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from knowledge.interchange import queries
from knowledge.interchange.addressing import linked, titles_in
from knowledge.interchange.format import (
    ABOUT,
    FILES,
    FORMAT,
    IMAGES,
    Names,
    address_from,
    named,
    written_about,
    written_page,
)
from knowledge.links.addresses import place_of, title_key
from knowledge.links.queries import targets_of
from knowledge.models import Article, Collection
from knowledge.quotes.marks import without_quotes
from lms.access import Viewer
from lms.database import db
from lms.files.actions import safe_name
from lms.files.models import File
from lms.interchange.receipts import Entry
from lms.interchange.rewriting import edited, readdressed
from lms.revisions.rendering import FILE_ADDRESS

IN_MEMORY = 16 * 1024**2
NOT_DATED = (1980, 1, 1, 0, 0, 0)  # the same words make the same archive, whenever it is made
REST = re.compile(r"[?#].*\Z", re.S)


class Export:
    """What leaves with a collection: of its articles and those within it what this person writes; for None all of it."""

    def __init__(self, collection: Collection, viewer: Viewer | None):
        self.collection = collection
        self.inner = queries.inner_to_export(viewer, collection)
        self._folders = self._name_folders()
        self.articles = queries.articles_to_export([collection, *self.inner])
        self._held = queries.files_to_export(viewer, [collection, *self.inner])
        self._paths = self._name_articles()
        self._bodies: dict[int, str] = {}
        self._shown: dict[str, File] = {}  # path → file
        self._kept_as: dict[str, str] = {}  # hash → path
        self._names = {folder: Names() for folder in (IMAGES, FILES)}
        for article in sorted(self.articles, key=lambda article: self._paths[article.id]):
            self._bodies[article.id] = self._body(article)

    @property
    def files(self) -> list[File]:
        return list(self._shown.values())

    def written(self) -> Iterator[tuple[str, bytes]]:
        """(path, bytes) of every file, in the order of their names."""
        yield from sorted([*self._abouts(), *self._pages()])
        storage = current_app.extensions["storage"]
        for path, file in sorted(self._shown.items()):
            with storage.open(file.key) as stored:
                yield path, stored.read()

    def left_behind(self) -> list[Entry]:
        """What stays here, and why."""
        found = []
        for article in self.articles:
            if article.is_changed:
                why = _("What readers see leaves; what somebody has changed since and not published stays here.")
                found.append(Entry(self._paths[article.id], article.title, why))
            if without_quotes(article.body) != article.body:
                why = _("Its quotations from conversations stay here: their writers said yes to this article alone.")
                found.append(Entry(self._paths[article.id], article.title, why))
        for article_id, key in queries.held_by(self._bodies):
            if (file := self._held.get(key)) and file.sha256 not in self._kept_as:
                found.append(Entry(self._paths[article_id], file.name, _("No text that leaves shows this file.")))
        if number := queries.count_archived([self.collection, *self.inner]):
            words = ngettext("%(num)d article in the archive", "%(num)d articles in the archive", number)
            found.append(Entry("", words, _("The archive stays here. Bring back what should leave.")))
        if number := queries.count_contributions(self._paths):
            words = ngettext("%(num)d contribution by a member", "%(num)d contributions by members", number)
            found.append(
                Entry("", words, _("They stay with the article here; what was taken up in its text leaves with that."))
            )
        if number := queries.count_suggestions(self._paths):
            words = ngettext("%(num)d suggestion", "%(num)d suggestions", number)
            found.append(Entry("", words, _("They are between their writers and who writes here.")))
        return found

    def _name_folders(self) -> dict[int, str]:
        names = Names((IMAGES, FILES))
        return {self.collection.id: ""} | {inner.id: names.give(named(inner.title)) for inner in self.inner}

    def _name_articles(self) -> dict[int, str]:
        names = {collection_id: Names() for collection_id in self._folders}
        return {
            article.id: posixpath.join(
                self._folders[article.collection_id], names[article.collection_id].give(named(article.title), ".md")
            )
            for article in self.articles
        }

    def _abouts(self) -> Iterator[tuple[str, bytes]]:
        """Its title is the name of the archive: who brings it into a collection of another name keeps that name."""
        about = {"format": FORMAT}
        yield ABOUT, written_about(about | _said_of(self.collection))
        for place, inner in enumerate(self.inner, 1):
            words = about | {"title": inner.title} | _said_of(inner) | {"place": place}
            yield f"{self._folders[inner.id]}/{ABOUT}", written_about(words)

    def _pages(self) -> Iterator[tuple[str, bytes]]:
        pairs = self._pairs()
        for article in self.articles:
            data = {"title": article.title}
            if article.summary:
                data["summary"] = article.summary
            data["language"] = article.language
            path = self._paths[article.id]
            if other := pairs.get(article.id):
                data["pair"] = address_from(path, self._paths[other])
            if article.published_at is None:
                data["draft"] = True
            yield path, written_page(data, self._bodies[article.id])

    def _pairs(self) -> dict[int, int]:
        found = {}
        for article in self.articles:
            if article.pair_id in self._paths:
                found[article.id] = article.pair_id
                found.setdefault(article.pair_id, article.id)
        return found

    def _body(self, article) -> str:
        """The text with addresses that lead within the folder, or to this academy from wherever it is read."""
        body, path = without_quotes(article.body), self._paths[article.id]
        return readdressed(self._with_titles(article, body), lambda written: self._address(written, path))

    def _with_titles(self, article, body: str) -> str:
        found = titles_in(body)
        if not found:
            return body
        row = db.session.get_one(Article, article.id)
        targets = targets_of(row, {title_key(title[1]) for title in found})
        here = {key: self._paths[target] for key, target in targets.items() if target in self._paths}
        path = self._paths[article.id]
        return edited(
            body,
            [linked(title, address_from(path, here[key])) for title in found if (key := title_key(title[1])) in here],
        )

    def _address(self, written: str, page: str) -> str | None:
        home = current_app.config["PUBLIC_URL"]
        local = written.removeprefix(home) if written.startswith(f"{home}/") else written
        rest = found[0] if (found := REST.search(local)) else ""
        place = place_of(local.removesuffix(rest))
        if place and place[0] == "article" and place[1] in self._paths:
            return address_from(page, self._paths[place[1]]) + rest
        if (file := FILE_ADDRESS.match(local)) and file[1] in self._held:
            return address_from(page, self._path_of(self._held[file[1]])) + rest
        if local.startswith("/") and not local.startswith("//"):
            return home + local
        return None

    def _path_of(self, file: File) -> str:
        """Where a file stands in the folder; the same bytes stand there once."""
        if file.sha256 not in self._kept_as:
            folder = IMAGES if file.media_type.startswith("image/") else FILES
            path = f"{folder}/{self._names[folder].give_file(safe_name(file.name))}"
            self._kept_as[file.sha256], self._shown[path] = path, file
        return self._kept_as[file.sha256]


def _said_of(collection: Collection) -> dict:
    """What a collection says of itself besides its title."""
    kept = {"language": collection.language, "openness": collection.openness}
    return ({"summary": collection.summary} if collection.summary else {}) | kept


def packed(export: Export) -> BinaryIO:
    """An archive of the export, ready to be read; its caller closes it."""
    # Whoever sends it closes it.
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for path, data in export.written():
            entry = zipfile.ZipInfo(path, NOT_DATED)
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    file.seek(0)
    return file


def file_name(collection: Collection) -> str:
    return f"{safe_name(collection.title)}.zip"
