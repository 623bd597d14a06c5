"""Every write of an author: courses, modules, lessons, their drafts, and what of it is published."""

from datetime import datetime

from sqlalchemy import func, select

from courses.actions import settle_completions
from courses.editing import indexing
from courses.editing.rendering import keep_titles_of, render_text
from courses.editing.uploads.files import LESSON_FILES
from courses.events import CourseCreated, LessonPublished
from courses.kinds import KINDS
from courses.models import Course, Lesson, LessonRevision, LessonText, Module
from lms.access import ACADEMY, STAFF, grant, make_audience
from lms.admin.audit import audit
from lms.database import db, now
from lms.events import publish
from lms.markup import RENDERER_VERSION, render
from lms.people.models import RoleGrant
from lms.revisions import drafts


def create_course(
    *, title: str, language: str, by, summary: str = "", outcomes: str = "", for_whom: str = ""
) -> Course:
    """A new course only staff can see; its people are, for now, the authors and whoever made it."""
    people = make_audience("course", title)
    course = Course(
        audience_id=STAFF,
        people_audience_id=people.id,
        lessons_audience_id=people.id,
        title=title,
        summary=summary,
        outcomes=outcomes,
        outcomes_html=render(outcomes).html,
        for_whom=for_whom,
        language=language,
        created_by=by.id if by else None,
        modules=[],
    )
    db.session.add(course)
    db.session.flush()
    authors = set(db.session.scalars(select(RoleGrant.user_id).where(RoleGrant.role == "author")))
    for user_id in sorted(authors | ({by.id} if by else set())):
        grant(people.id, user_id)
    publish(CourseCreated(course.id))
    return course


def add_module(course: Course, title: str) -> Module:
    """A new module at the end."""
    last = select(func.count()).where(Module.course_id == course.id, Module.removed_at.is_(None))
    module = Module(course_id=course.id, title=title, position=db.session.scalar(last) + 1, lessons=[])
    db.session.add(module)
    db.session.flush()
    return module


def add_lesson(
    module: Module, *, title: str, language: str, body: str = "", by, short_title: str = "", minutes: int | None = None,
    is_required: bool = True, import_key: str = "", kind: str = "page", completed_by: str = "",
) -> Lesson:  # fmt: skip
    """A new lesson at the end of the module, with the first draft of its words; completed as is usual for its kind."""
    course = db.session.get_one(Course, module.course_id)
    last = select(func.count()).where(Lesson.module_id == module.id, Lesson.removed_at.is_(None))
    lesson = Lesson(
        course_id=course.id,
        module_id=module.id,
        audience_id=course.lessons_audience_id,
        position=db.session.scalar(last) + 1,
        minutes=minutes,
        is_required=is_required,
        import_key=import_key,
        kind=kind,
        completed_by=KINDS[kind].completion(completed_by).name,
        texts=[_draft(title, short_title, language, body, by)],
    )
    db.session.add(lesson)
    db.session.flush()
    return lesson


def add_text(lesson: Lesson, *, language: str, title: str, body: str, by, short_title: str = "") -> LessonText:
    """The first draft of a lesson in another language."""
    text = _draft(title, short_title, language, body, by)
    text.lesson_id = lesson.id
    db.session.add(text)
    db.session.flush()
    db.session.expire(lesson, ["texts"])
    return text


def save_draft(
    text: LessonText, *, title: str, short_title: str, body: str, version: int, by, key: str = ""
) -> LessonText:
    """Keep what is being written; Conflict when another page kept something since `version`."""
    words = {"title": title, "short_title": short_title, "body": body}
    return drafts.keep(text, words, version=version, by=by, key=key)


def restore_revision(text: LessonText, revision: LessonRevision, *, by) -> LessonText:
    """Make an old revision the draft again; readers see it when the draft is published."""
    words = {"title": revision.title, "short_title": revision.short_title, "body": revision.body}
    return drafts.replace(drafts.locked(text), words, by=by)


def publish_text(text: LessonText, *, by, why: str = "", at: datetime | None = None) -> LessonRevision:
    """Make the draft what readers see: an immutable revision, searchable from now on. `at` seeds the past."""
    text = drafts.locked(text)
    lesson = db.session.get_one(Lesson, text.lesson_id)
    revision = db.session.get(LessonRevision, text.revision_id) if text.revision_id else None
    if revision is None or revision.body != text.draft_body or text.has_new_names:
        revision = _revise(text, by, why, at or now())
    elif lesson.published_at:
        return revision
    comes_back = lesson.published_at is None
    lesson.published_at = lesson.published_at or at or now()
    db.session.flush()
    if comes_back:
        settle_completions(lesson.course_id)
    LESSON_FILES.adopt(lesson, text.html, Lesson.course_id == lesson.course_id)
    indexing.index_lesson(lesson)
    publish(LessonPublished(lesson.id, text.language, lesson.course_id))
    return revision


def publish_texts(texts: list[LessonText], *, by, why: str = "") -> list[LessonRevision]:
    """Publish several drafts at once, with one sentence why."""
    return [publish_text(text, by=by, why=why) for text in texts]


def withdraw_lesson(lesson: Lesson, *, by) -> None:
    """Readers no longer find the lesson; its drafts, revisions and conversations stay."""
    lesson.published_at = None
    db.session.flush()
    indexing.forget_lesson(lesson)
    settle_completions(lesson.course_id)
    audit("lesson withdrawn", actor=by, object_kind="lesson", object_id=lesson.id, audience_id=lesson.audience_id)


def publish_course(course: Course, *, audience_id: int = ACADEMY, by) -> None:
    """Show the course page and outline to the academy or to everyone; who reads its lessons does not change."""
    course.audience_id, course.published_at = audience_id, course.published_at or now()
    course.version += 1
    db.session.flush()
    indexing.index_course(course)
    audit("course published", actor=by, object_kind="course", object_id=course.id, audience_id=audience_id)


def _draft(title, short_title, language, body, by) -> LessonText:
    return LessonText(
        language=language,
        draft_title=title,
        draft_short_title=short_title,
        draft_body=body,
        draft_by=by.id if by else None,
    )


def _revise(text: LessonText, by, why: str, at: datetime) -> LessonRevision:
    lesson = db.session.get_one(Lesson, text.lesson_id)
    rendered = render_text(text.draft_body, text.language, lesson)
    last = select(func.max(LessonRevision.number)).where(LessonRevision.lesson_text_id == text.id)
    revision = LessonRevision(
        lesson_text_id=text.id,
        number=(db.session.scalar(last) or 0) + 1,
        title=text.draft_title,
        short_title=text.draft_short_title,
        body=text.draft_body,
        html=rendered.html,
        why=why,
        published_by=by.id if by else None,
        published_at=at,
    )
    db.session.add(revision)
    db.session.flush()
    text.revision_id, text.title, text.short_title = revision.id, revision.title, revision.short_title
    text.html = rendered.html
    text.blocks = [[block.key, block.text] for block in rendered.blocks]
    text.headings = [[heading.level, heading.text, heading.slug] for heading in rendered.headings]
    text.renderer_version = RENDERER_VERSION
    keep_titles_of(text, rendered, lesson)
    return revision
