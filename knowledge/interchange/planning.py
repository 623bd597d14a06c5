"""From the pages of a source to the articles and collections they make."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from flask_babel import gettext as _

from knowledge.interchange.format import ABOUT, FILES, IMAGES, read_about
from knowledge.interchange.pages import ArticlePage, read_article
from knowledge.models import OPENNESS
from lms.interchange.actions import NothingToImport
from lms.interchange.languages import commonest_language, is_spoken, say_languages
from lms.interchange.receipts import Receipt
from lms.interchange.rewriting import files_shown
from lms.interchange.trees import Tree, is_markdown, natural
from lms.interchange.wording import readable
from lms.languages import NAMES

# Pages that list the others on the site they come from, and pages that say whose work all of it is.
LISTS = frozenset({"_sidebar.md", "_navbar.md", "summary.md", "toc.md"})
ABOUT_SOURCE = frozenset("license licence copying notice authors contributors credits citation provenance".split())
LONGEST_WORDS = {"title": 200, "summary": 600}


@dataclass
class PlannedCollection:
    """Articles that arrive together. `shown`: path of a page → the files it shows, each with what its picture says."""

    title: str
    summary: str = ""
    language: str = ""
    openness: str = ""
    pages: list[ArticlePage] = field(default_factory=list)
    shown: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def files(self) -> dict[str, tuple[ArticlePage, str]]:
        """Path → the first page that shows the file, and what its picture says there."""
        found: dict[str, tuple[ArticlePage, str]] = {}
        for page in self.pages:
            for path, words in self.shown.get(page.path, {}).items():
                found.setdefault(path, (page, words))
        return found


@dataclass
class Plan:
    """`outer` arrives in the collection that was chosen or is made; `inner` in collections within it."""

    outer: PlannedCollection
    inner: list[PlannedCollection]
    language: str
    is_own: bool

    @property
    def collections(self) -> list[PlannedCollection]:
        return [self.outer, *self.inner]

    @property
    def pages(self) -> list[ArticlePage]:
        return [page for collection in self.collections for page in collection.pages]

    @property
    def steps(self) -> int:
        """Each article is written, then published or left a draft; each file is kept."""
        return 2 * len(self.pages) + sum(len(collection.files) for collection in self.collections)

    def pairs(self) -> Iterator[tuple[ArticlePage, ArticlePage]]:
        """Pages that say the same in two languages, by what they say of each other or by their names."""
        by_path, by_key = {page.path: page for page in self.pages}, defaultdict(list)
        for page in self.pages:
            by_key[page.key].append(page)
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(page.pair)))
            if page.pair and path in by_path:
                yield page, by_path[path]
        for one, *others in by_key.values():
            yield from ((one, other) for other in others if other.language != one.language)


def make_plan(
    tree: Tree, receipt: Receipt, *, title: str = "", language: str = "", name: str = "", is_flat: bool = False
) -> Plan:
    """Read every page and decide where it goes; whatever goes nowhere is in the receipt. `is_flat` makes no collections
    within, for a collection that stands in another already."""
    for path in tree.system:
        receipt.refuse(_("file"), path, _("It belongs to a computer, not to the articles."))
    about = read_about(tree)
    pages = _read_pages(tree, bool(about), receipt)
    say_languages(pages, language)
    pages = [page for page in pages if is_spoken(page, receipt)]
    if not pages:
        raise NothingToImport(_("There is no Markdown page in it, so there is nothing to make articles of."))
    title = title or (name if about else readable(name or tree.name)) or _("Imported articles")
    outer = _described(PlannedCollection(_kept(title, "title")), about)
    inner = _placed(pages, outer, tree, bool(about), is_flat, receipt)
    plan = Plan(outer, inner, language or commonest_language(pages), bool(about))
    for collection in plan.collections:
        collection.shown = {page.path: _files_of(page, tree) for page in collection.pages}
    _report_files(plan, tree, receipt)
    return plan


def _read_pages(tree: Tree, is_own: bool, receipt: Receipt) -> list[ArticlePage]:
    known, pages = set(tree.paths), []
    for path in sorted(tree.pages(), key=lambda path: natural(path.rpartition(".")[0])):
        if is_own and path.partition("/")[0] in (IMAGES, FILES):
            continue
        if not is_own and posixpath.basename(path).lower() in LISTS:
            receipt.refuse(_("page"), path, _("It lists the other pages; a collection lists its articles by itself."))
        elif page := read_article(path, tree.read(path), known, is_own, receipt):
            if _is_about_source(page):
                why = _("It says whose work this is, so it is no article. Say it in the words of the collection.")
                receipt.refuse(_("page"), path, why)
            else:
                pages.append(page)
    return pages


def _is_about_source(page: ArticlePage) -> bool:
    stem = posixpath.basename(page.path).rpartition(".")[0].lower()
    return "/" not in page.path and stem in ABOUT_SOURCE and "title" not in page.data


def _placed(pages, outer: PlannedCollection, tree: Tree, is_own: bool, is_flat: bool, receipt: Receipt):
    """Put each page in its collection: the first folder below the one they share makes one."""
    base = "" if is_own else _shared_folder(pages)
    inner: dict[str, PlannedCollection] = {}
    for page in pages:
        folders = [part for part in posixpath.dirname(page.key)[len(base) :].split("/") if part]
        if folders and is_flat:
            why = _("Collections stand two deep at most, so what is in this folder stands with the others.")
            receipt.change(_("folder"), "/".join(folders), why)
        if not folders or is_flat:
            outer.pages.append(page)
            continue
        if len(folders) > 1:
            why = _(
                "Collections stand two deep at most, so it stands in the collection “%(folder)s”.", folder=folders[0]
            )
            receipt.change(_("folder"), "/".join(folders), why)
        inner.setdefault(folders[0], PlannedCollection(readable(folders[0]))).pages.append(page)
    if is_own and not is_flat:
        return _own_order(inner, tree)
    return [inner[folder] for folder in sorted(inner, key=natural)]


def _shared_folder(pages: list[ArticlePage]) -> str:
    folders = [posixpath.dirname(page.key) for page in pages]
    return posixpath.commonpath(folders) if all(folders) else ""


def _own_order(inner: dict[str, PlannedCollection], tree: Tree) -> list[PlannedCollection]:
    """Collections with the words and in the order they had; one without articles is one too."""
    folders = {path.partition("/")[0] for path in tree.paths if path.count("/") == 1 and path.endswith(f"/{ABOUT}")}
    places = {}
    for folder in sorted({*inner, *folders}, key=natural):
        about = read_about(tree, folder)
        collection = inner.setdefault(folder, PlannedCollection(readable(folder)))
        collection.title = _kept(about.get("title"), "title") or collection.title
        _described(collection, about)
        place = about.get("place")
        places[folder] = place if isinstance(place, int) else len(places)
    return [inner[folder] for folder in sorted(places, key=places.get)]


def _files_of(page: ArticlePage, tree: Tree) -> dict[str, str]:
    found: dict[str, str] = {}
    for path, words in files_shown(page, tree):
        if not is_markdown(path) or (page.is_own and path.partition("/")[0] == FILES):
            found[path] = found.get(path) or words
    return found


def _report_files(plan: Plan, tree: Tree, receipt: Receipt) -> None:
    """Every file arrives with an article, or is named."""
    shown = {path for collection in plan.collections for path in collection.files}
    known = {page.path for page in plan.pages}
    named = {entry.where for entry in receipt.refused}
    for path in tree.paths:
        if plan.is_own and posixpath.basename(path) == ABOUT or path in shown | known | named:
            continue
        receipt.refuse(_("file"), path, _("No article shows it or leads to it, so it was left out."))


def _described(collection: PlannedCollection, about: dict) -> PlannedCollection:
    """With what the source says of it; what it does not say, or in words of another time, is empty."""
    collection.summary = _kept(about.get("summary"), "summary")
    collection.language = language if (language := about.get("language")) in list(NAMES) else ""
    collection.openness = openness if (openness := about.get("openness")) in OPENNESS else ""
    return collection


def _kept(words, name: str) -> str:
    return words[: LONGEST_WORDS[name]] if isinstance(words, str) else ""
