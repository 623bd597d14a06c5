"""Lessons rendered again: the words stay as their authors published them, only the HTML is made anew."""

from collections.abc import Iterable

from sqlalchemy import select

from courses.editing.indexing import index_lesson
from courses.editing.rendering import keep_titles_of, render_text
from courses.models import Lesson, LessonRevision, LessonText
from lms.database import db
from lms.markup import RENDERER_VERSION, Rendered
from lms.renewing import renews


@renews("lessons")
def renew_lessons(limit: int) -> int:
    outdated = (
        select(LessonText, Lesson)
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .where(LessonText.revision_id.is_not(None), LessonText.renderer_version < RENDERER_VERSION)
        .order_by(LessonText.id)
        .limit(limit)
    )
    texts = db.session.execute(outdated).all()
    for text, lesson in texts:
        for revision in db.session.scalars(select(LessonRevision).filter_by(lesson_text_id=text.id)):
            _render(text, revision, lesson)
        text.renderer_version = RENDERER_VERSION
    db.session.flush()
    return len(texts)


def show_again(lesson_ids: Iterable[int]) -> None:
    """What the published texts of these lessons name is found anew, for those who read them now."""
    stands = (
        select(LessonText, LessonRevision, Lesson)
        .join(LessonRevision, LessonRevision.id == LessonText.revision_id)
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .where(Lesson.id.in_(lesson_ids), LessonRevision.body.contains("[["))
        .order_by(LessonText.id)
        .with_for_update(of=LessonText)
    )
    changed: dict[int, Lesson] = {}
    db.session.flush()
    for text, revision, lesson in db.session.execute(stands, execution_options={"populate_existing": True}).all():
        before, rendered = text.html, _render(text, revision, lesson)
        keep_titles_of(text, rendered, lesson)
        if text.html != before:
            changed[lesson.id] = lesson
    db.session.flush()
    for lesson in changed.values():
        if lesson.published_at and lesson.removed_at is None:
            index_lesson(lesson)


def _render(text: LessonText, revision: LessonRevision, lesson: Lesson) -> Rendered:
    rendered = render_text(revision.body, text.language, lesson)
    revision.html = rendered.html
    if revision.id == text.revision_id:
        text.html = rendered.html
        text.blocks = [[block.key, block.text] for block in rendered.blocks]
        text.headings = [[heading.level, heading.text, heading.slug] for heading in rendered.headings]
    return rendered
