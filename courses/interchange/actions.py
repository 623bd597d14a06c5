"""Every write of bringing a course in, and of undoing it."""

import re
from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from courses.editing import actions as editing
from courses.editing import indexing
from courses.editing.outline.actions import rename_module
from courses.editing.uploads.files import LESSON_FILES
from courses.events import CourseRemoved
from courses.interchange.pages import Page
from courses.interchange.planning import Plan
from courses.models import (
    Course,
    CourseImport,
    Enrolment,
    Lesson,
    LessonFile,
    LessonProgress,
    LessonRevision,
    LessonText,
    Module,
)
from lms.access import STAFF, Audience, AudienceMember
from lms.admin.audit import audit
from lms.database import db, now
from lms.events import publish
from lms.files.models import File
from lms.interchange.actions import InUse, KeptFiles, begin_import, end_import
from lms.interchange.receipts import Receipt
from lms.interchange.rewriting import Addresses, count_links, files_shown, rewrite
from lms.interchange.trees import Tree

QUESTION = re.compile(r"(?m)^:{3,}[ \t]*question[ \t]+#?[0-9]+[ \t]*:*$")


def start_import(
    *, source_name: str, source_key: str = "", title: str = "", language: str = "", by=None
) -> CourseImport:
    """Write down that somebody brings a course in; the work itself follows."""
    row = CourseImport(title=title, options={"title": title, "language": language})
    return begin_import(row, source_name=source_name, source_key=source_key, by=by)


def build_course(row: CourseImport, plan: Plan, tree: Tree, receipt: Receipt, *, by=None) -> Iterator[None]:
    """Make the course, one file or page at a time; yields after each, so that callers can show how far it is."""
    course = editing.create_course(
        title=plan.title, language=plan.language, summary=plan.summary, outcomes=plan.outcomes, by=by
    )
    row.course_id = course.id
    addresses = Addresses(tree, "lesson")
    addresses.pages = {page.path: page for page in plan.pages}
    addresses.places = dict.fromkeys(plan.fronts, f"/courses/{course.id}")
    addresses.without_headings = plan.fronts
    lessons = _make_outline(course, plan, addresses, receipt, by)
    files = KeptFiles(tree, addresses, LESSON_FILES, receipt, by)
    shown = _first_lessons(plan, tree)
    for path in sorted([*plan.assets, *plan.about], key=lambda path: path not in shown):
        lesson = lessons[shown.get(path, plan.lessons[0].key)]
        if files.keep(path, lesson) and path not in shown:
            why = _("No page shows it; it stands among the files of the lesson “%(lesson)s”.", lesson=_title_of(lesson))
            receipt.change(_("file"), path, why)
        yield
    for planned in plan.lessons:
        for page in planned.pages.values():
            _write_page(page, lessons[planned.key], addresses, receipt, by)
            yield
    receipt.made = {"id": course.id, "title": course.title, "url": f"/courses/{course.id}"}
    why = _(
        "Its lessons are published for the people of the course; its page is seen by staff alone until an author publishes it."
    )
    receipt.change(_("course"), course.title, why)


def finish_import(row: CourseImport, receipt: Receipt) -> None:
    end_import(row, receipt)
    audit("course imported", object_kind="course", object_id=row.course_id)


def undo_import(row: CourseImport, *, by) -> None:
    """Take the course away again, if nobody has used it; InUse when something of somebody's would be lost."""
    course = db.session.get(Course, row.course_id) if row.course_id else None
    if course is None:
        row.undone_at = row.undone_at or now()
        return
    if reason := _use_of(course, row):
        raise InUse(reason)
    try:
        with db.session.begin_nested():
            row.course_id = None
            remove_course(course)
    except IntegrityError as error:
        # Rooms above hold on to the course: a cohort, a conversation.
        raise InUse(_("A cohort or a conversation already belongs to this course.")) from error
    row.undone_at = now()
    audit("import undone", actor=by, object_kind="course_import", object_id=row.id)


def remove_course(course: Course) -> None:
    """Remove a course nobody has used, with everything in it."""
    lessons = select(Lesson.id).where(Lesson.course_id == course.id)
    texts = select(LessonText.id).where(LessonText.lesson_id.in_(lessons))
    files = select(LessonFile.file_id).where(LessonFile.lesson_id.in_(lessons))
    for lesson in db.session.scalars(select(Lesson).where(Lesson.course_id == course.id)):
        indexing.forget_lesson(lesson)
    indexing.forget_course(course)
    people, course_id = course.people_audience_id, course.id
    publish(CourseRemoved(course_id))
    db.session.execute(update(File).where(File.id.in_(files)).values(deleted_at=now(), audience_id=STAFF))
    db.session.execute(delete(LessonFile).where(LessonFile.lesson_id.in_(lessons)))
    db.session.execute(update(LessonText).where(LessonText.lesson_id.in_(lessons)).values(revision_id=None))
    db.session.execute(delete(LessonRevision).where(LessonRevision.lesson_text_id.in_(texts)))
    db.session.execute(delete(LessonText).where(LessonText.lesson_id.in_(lessons)))
    modules = select(Module.id).where(Module.course_id == course_id)
    db.session.execute(update(Module).where(Module.copied_from_id.in_(modules)).values(copied_from_id=None))
    db.session.execute(update(Course).where(Course.copied_from_id == course_id).values(copied_from_id=None))
    db.session.execute(delete(Lesson).where(Lesson.course_id == course_id))
    db.session.execute(delete(Module).where(Module.course_id == course_id))
    db.session.execute(delete(Course).where(Course.id == course_id))
    db.session.execute(delete(AudienceMember).where(AudienceMember.audience_id == people))
    db.session.execute(delete(Audience).where(Audience.id == people))
    db.session.expunge(course)


def _use_of(course: Course, row: CourseImport) -> str:
    lessons = select(Lesson.id).where(Lesson.course_id == course.id)
    if db.session.scalar(select(Enrolment.id).where(Enrolment.course_id == course.id).limit(1)):
        return _("Somebody follows this course already. Put it in the archive instead.")
    if db.session.scalar(select(LessonProgress.user_id).where(LessonProgress.lesson_id.in_(lessons)).limit(1)):
        return _("Somebody reads its lessons already. Put it in the archive instead.")
    written = select(LessonText.id).where(
        LessonText.lesson_id.in_(lessons), LessonText.draft_saved_at > row.finished_at if row.finished_at else False
    )
    if db.session.scalar(written.limit(1)):
        return _("Somebody has worked on its lessons since. Put it in the archive instead.")
    return ""


def _make_outline(course: Course, plan: Plan, addresses: Addresses, receipt: Receipt, by) -> dict[str, Lesson]:
    lessons = {}
    for planned_module in plan.modules:
        module = editing.add_module(course, planned_module.title)
        if planned_module.titles:
            rename_module(module, module.title, titles=planned_module.titles)
        receipt.count("modules")
        for planned in planned_module.lessons:
            page = planned.pages.get(plan.language) or next(iter(planned.pages.values()))
            lesson = editing.add_lesson(
                module,
                title=page.title,
                short_title=page.short_title,
                language=page.language,
                minutes=next((one.minutes for one in planned.pages.values() if one.minutes), None),
                is_required=page.is_required,
                import_key=planned.key,
                by=by,
            )
            for other in planned.pages.values():
                if other is not page:
                    editing.add_text(lesson, language=other.language, title=other.title, body="", by=by)
                addresses.places[other.path] = f"/lessons/{lesson.id}"
            lessons[planned.key] = lesson
            receipt.count("lessons")
    return lessons


def _first_lessons(plan: Plan, tree: Tree) -> dict[str, str]:
    """Path of a file → key of the first lesson that shows it."""
    found: dict[str, str] = {}
    for planned in plan.lessons:
        for page in planned.pages.values():
            for path, _words in files_shown(page, tree):
                found.setdefault(path, planned.key)
    return found


def _write_page(page: Page, lesson: Lesson, addresses: Addresses, receipt: Receipt, by) -> None:
    _report_questions(page, receipt)
    body = rewrite(page, addresses, receipt)
    text = db.session.scalars(
        select(LessonText).where(LessonText.lesson_id == lesson.id, LessonText.language == page.language)
    ).one()
    text = editing.save_draft(
        text, title=page.title, short_title=page.short_title, body=body, version=text.draft_version, by=by
    )
    receipt.count("pages")
    receipt.count("links", count_links(body, "lesson"))
    if page.is_draft:
        receipt.change(_("page"), page.path, _("It says it is a draft, so it is not published yet."))
    else:
        editing.publish_text(text, by=by)


def _report_questions(page: Page, receipt: Receipt) -> None:
    if QUESTION.search(page.body):
        why = _("Its question stands in another bank. Write the number of one of this course, or readers see none.")
        receipt.change(_("question"), page.path, why)


def _title_of(lesson: Lesson) -> str:
    return db.session.scalar(select(LessonText.draft_title).where(LessonText.lesson_id == lesson.id).limit(1)) or ""
