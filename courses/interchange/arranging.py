"""Which module each lesson belongs to, what the modules are called, and in which order everything stands."""

import posixpath
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext

from courses.interchange import places
from courses.interchange.outlines import Outline
from courses.interchange.pages import Page, is_empty
from lms.interchange.receipts import Receipt
from lms.interchange.trees import natural
from lms.interchange.wording import number_of, readable, without_ornaments

ENOUGH_FOR_A_LESSON = 60  # words of a front page that are more than an introduction to a list
PLAIN_FOLDERS = frozenset("episodes lessons chapters pages docs content src course lessen hoofdstukken".split())


@dataclass
class PlannedLesson:
    key: str
    pages: dict[str, Page] = field(default_factory=dict)  # language → page


@dataclass
class PlannedModule:
    title: str
    titles: dict[str, str] = field(default_factory=dict)
    lessons: list[PlannedLesson] = field(default_factory=list)


def arrange(lessons, fronts, outline: Outline, main: str, receipt: Receipt) -> list[PlannedModule]:
    modules: dict[str, PlannedModule] = {}
    folder_pages = {key: lesson for key, lesson in lessons.items() if places.is_folder_page(key)}
    for key in sorted(lessons, key=lambda key: _place(key, lessons[key], outline)):
        lesson = lessons[key]
        folder = posixpath.dirname(key)
        if key in folder_pages and _only_introduces(lesson):
            for page in lesson.pages.values():
                receipt.change(
                    _("page"), page.path, _("It only names its folder, so it became the title of the module.")
                )
            continue
        name, title, titles = _home(key, folder, lessons, outline, folder_pages, main)
        module = modules.setdefault(name, PlannedModule(title, titles))
        module.lessons.append(lesson)
    _place_fronts(modules, fronts, outline, receipt)
    return [module for module in modules.values() if module.lessons]


def _place(key: str, lesson: PlannedLesson, outline: Outline):
    """Sorts lessons: as the outline says, then as the page asks, then by name; a folder's own page first."""
    asked = next((page.order for page in lesson.pages.values() if page.order is not None), None)
    folder = posixpath.dirname(key)
    listed = [index for index, other in enumerate(outline.order) if posixpath.dirname(other) == folder]
    by_folder = (listed[0] if listed else len(outline.order), natural(f"{folder}/x")[:-1])
    own = outline.order.index(key) if key in outline.order else len(outline.order)
    is_own_page = not places.is_folder_page(key)
    return (*by_folder, own, is_own_page, asked is None, asked or 0, natural(posixpath.basename(key)))


def _home(key, folder, lessons, outline: Outline, folder_pages, main: str):
    """(name to group by, title, titles in other languages) of the module a lesson belongs to."""
    number = number_of(posixpath.basename(key))
    folders = {posixpath.dirname(other) for other in lessons}
    if folder and len(folders) > 1:
        own = next((lesson for other, lesson in folder_pages.items() if posixpath.dirname(other) == folder), None)
        if own:
            titles = {language: page.title for language, page in own.pages.items()}
            title = titles.get(main) or next(iter(titles.values()))
            return f"folder {folder}", title, {code: name for code, name in titles.items() if code != main}
        return f"folder {folder}", outline.groups.get(key) or _folder_title(folder), {}
    if len(number) > 1 and all(
        len(number_of(posixpath.basename(other))) > 1 for other in lessons if other not in folder_pages
    ):
        elsewhere = outline.numbered_elsewhere
        titles = {code: names[number[0]] for code, names in elsewhere.items() if number[0] in names}
        return (
            f"number {number[0]}",
            outline.numbered.get(number[0]) or _("Module %(number)d", number=number[0]),
            titles,
        )
    if outline.has_groups and key in outline.groups:
        return f"group {outline.groups[key]}", outline.groups[key], {}
    return "all", _("Lessons"), {}


def _folder_title(folder: str) -> str:
    names = folder.split("/")
    if names[-1].lower() in PLAIN_FOLDERS:
        return _("Lessons")
    if names[-1].lower() == "learners":
        return _("More for learners")
    return without_ornaments(": ".join(readable(name) for name in names if name.lower() not in PLAIN_FOLDERS))


def _place_fronts(modules: dict[str, PlannedModule], fronts: list[Page], outline: Outline, receipt: Receipt) -> None:
    """A front page that lists the lessons makes the course page; one that tells a story is the first lesson too."""
    story = PlannedLesson("")
    for page in fronts:
        words = len(page.intro.split())
        if page.path in outline.listing or words < ENOUGH_FOR_A_LESSON:
            why = ngettext(
                "Title, introduction, what you learn and order were taken from it for the course page; of its %(num)d word the rest speaks about the source.",
                "Title, introduction, what you learn and order were taken from it for the course page; of its %(num)d words the rest speaks about the source.",
                words,
            )
            receipt.change(_("front page"), page.path, why)
        elif page.language in story.pages:
            receipt.refuse(_("front page"), page.path, _("The course has another front page already."))
        else:
            story.key = story.key or page.key
            if page.title.lower() in ("index", "readme"):
                page.title = _("About this course")
            story.pages[page.language] = page
    if story.pages:
        first = next(iter(modules.values()), None)
        if first is None:
            first = modules.setdefault("all", PlannedModule(_("Lessons")))
        first.lessons.insert(0, story)


def _only_introduces(lesson: PlannedLesson) -> bool:
    return all(is_empty(page) or len(page.body.split()) < ENOUGH_FOR_A_LESSON for page in lesson.pages.values())
