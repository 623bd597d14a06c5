"""From the pages of a source to the course they make: languages, pairs, modules and order."""

import posixpath
from dataclasses import dataclass

from flask_babel import gettext as _

from courses.interchange import outlines, places
from courses.interchange.arranging import PlannedLesson, PlannedModule, arrange
from courses.interchange.outlines import Outline, first_paragraph, learned, read_contents
from courses.interchange.pages import Page, read_page
from lms.interchange.actions import NothingToImport
from lms.interchange.languages import commonest_language, is_spoken, say_languages
from lms.interchange.places import language_and_key
from lms.interchange.receipts import Receipt
from lms.interchange.trees import Tree
from lms.interchange.wording import number_of, readable


@dataclass
class Plan:
    """What will be made. `about` are files kept for their terms and credits, `assets` all other files."""

    title: str
    language: str
    summary: str
    outcomes: str
    modules: list[PlannedModule]
    assets: list[str]
    about: list[str]
    fronts: set[str]  # pages that became the course page

    @property
    def lessons(self) -> list[PlannedLesson]:
        return [lesson for module in self.modules for lesson in module.lessons]

    @property
    def pages(self) -> list[Page]:
        return [page for lesson in self.lessons for page in lesson.pages.values()]

    @property
    def steps(self) -> int:
        return len(self.assets) + len(self.about) + len(self.pages)


def make_plan(tree: Tree, receipt: Receipt, *, title: str = "", language: str = "", name: str = "") -> Plan:
    """Read every page and decide where it goes; whatever does not go anywhere is in the receipt."""
    for path in tree.system:
        receipt.refuse(_("file"), path, _("It belongs to a computer, not to the course."))
    settings = outlines.read_configuration(tree, receipt)
    about, pages = _read_pages(tree, receipt)
    fronts = [page for page in pages if places.is_front(page.key)]
    say_languages(pages, language or settings.language)
    pages = [page for page in pages if is_spoken(page, receipt)]
    fronts = [page for page in fronts if page in pages]
    main = language or settings.language or commonest_language([page for page in pages if page not in fronts] or pages)
    lessons = _paired([page for page in pages if page not in fronts], receipt)
    outline, front = _outline(tree, settings, fronts, lessons, main)
    modules = arrange(lessons, fronts, outline, main, receipt)
    front_page = front or next(iter(modules[0].lessons[0].pages.values()), None) if modules else None
    if not modules:
        raise NothingToImport(
            _("There is no Markdown page for learners in it, so there is nothing to make a course of.")
        )
    return Plan(
        title=title or outline.title or readable(name or tree.name) or _("Imported course"),
        language=main,
        summary=first_paragraph(front_page.intro) if front_page else "",
        outcomes=learned(front.intro) if front else "",
        modules=modules,
        assets=[path for path in tree.paths if _is_asset(path, tree, receipt)],
        about=about,
        fronts={page.path for page in fronts},
    )


def _read_pages(tree: Tree, receipt: Receipt) -> tuple[list[str], list[Page]]:
    known, about, pages = set(tree.paths), [], []
    for path in tree.paths:
        _language, key = language_and_key(path, known)
        if path not in tree.pages():
            if places.is_about_source(path):
                about.append(path)
        elif posixpath.basename(path).lower() in outlines.CONTENTS and "/" not in path:
            receipt.change(
                _("contents"), path, _("The order of the lessons was taken from it; it is no lesson itself.")
            )
        elif places.is_for_makers(key):
            receipt.refuse(_("page"), path, _("It is for those who make the course, not for learners."))
        elif places.is_about_source(key) and not places.is_front(key):
            about.append(path)
        elif page := read_page(path, tree.read(path), known, receipt):
            pages.append(page)
    return about, pages


def _paired(pages: list[Page], receipt: Receipt) -> dict[str, PlannedLesson]:
    """Lessons by key. Translations whose names are translated too are paired by folder and number."""
    lessons: dict[str, PlannedLesson] = {}
    for page in pages:
        lesson = lessons.setdefault(page.key, PlannedLesson(page.key))
        if page.language in lesson.pages:
            why = _(
                "Another page is already this lesson in this language: %(page)s.", page=lesson.pages[page.language].path
            )
            receipt.refuse(_("page"), page.path, why)
            continue
        lesson.pages[page.language] = page
    for key in [key for key, lesson in lessons.items() if len(lesson.pages) == 1]:
        lesson = lessons[key]
        language, page = next(iter(lesson.pages.items()))
        twins = [
            other
            for other in lessons.values()
            if other is not lesson
            and language not in other.pages
            and page.said_language
            and page.number
            and posixpath.dirname(other.key) == posixpath.dirname(key)
            and number_of(posixpath.basename(other.key)) == page.number
        ]
        if len(twins) == 1:
            twins[0].pages[language] = page
            del lessons[key]
    return lessons


def _outline(tree: Tree, settings: Outline, fronts: list[Page], lessons, main: str) -> tuple[Outline, Page | None]:
    """What the source says of its order: its configuration, else a table of contents, else its front page."""
    known = set(tree.paths)

    def key_of(path: str) -> str:
        return language_and_key(path, known)[1]

    found = [settings]
    for path in (path for path in tree.paths if path.lower() in outlines.CONTENTS):
        found.append(read_contents(path, tree.read(path).decode("utf-8", "replace"), tree, key_of))
    front = next((page for page in fronts if page.language == main), fronts[0] if fronts else None)
    outline = Outline(title=settings.title, language=settings.language)
    for page in fronts:
        contents = read_contents(page.path, page.intro, tree, key_of)
        if len(_keys(contents.order, key_of, lessons)) > 1:
            outline.listing.add(page.path)
        if page is front:
            found.append(contents)
            outline.numbered = contents.numbered
        else:
            outline.numbered_elsewhere[page.language] = contents.numbered
    for candidate in found:
        order = _keys(candidate.order, key_of, lessons)
        if len(order) > 1:
            outline.order = order
            outline.groups = {key_of(path): name for path, name in candidate.groups.items() if key_of(path) in lessons}
            break
    if front and front.title.lower() not in ("index", "readme"):
        outline.title = outline.title or front.title
    return outline, front


def _keys(paths: list[str], key_of, lessons) -> list[str]:
    return list(dict.fromkeys(key for key in map(key_of, paths) if key in lessons))


def _is_asset(path: str, tree: Tree, receipt: Receipt) -> bool:
    if path in tree.pages() or path.lower() in outlines.CONFIGURATIONS or places.is_about_source(path):
        return False
    if places.is_for_staff(path):
        receipt.refuse(_("file"), path, _("It stands among what is written for those who teach."))
        return False
    return True
