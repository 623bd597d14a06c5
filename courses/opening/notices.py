"""The sentence that reaches somebody for whom lessons were opened early, in their language."""

from flask_babel import force_locale, gettext
from sqlalchemy import select

from courses.models import Course, Lesson, LessonText, Module
from lms.database import db, now
from lms.notifications.actions import notify
from lms.people.models import User


def tell_given(course: Course, user_id: int, *, module: Module | None, lesson: Lesson | None, by) -> None:
    locale = db.session.scalar(select(User.locale).where(User.id == user_id))
    with force_locale(locale):
        if lesson:
            title = gettext("“%(lesson)s” is open for you", lesson=_title_of(lesson))
        elif module:
            title = gettext("“%(module)s” is open for you", module=module.titles.get(locale) or module.title)
        else:
            title = gettext("Every lesson of %(course)s is open for you", course=course.title)
        excerpt = gettext("You do not have to wait for a day, or do something else first.")
    notify(
        [user_id], "given", audience_id=course.people_audience_id, actor=by, thread=f"course:{course.id}",
        thing=f"course:{course.id}:given:{now():%Y%m%d%H%M%S%f}", title=title,
        url=f"/lessons/{lesson.id}" if lesson else f"/courses/{course.id}", excerpt=excerpt,
    )  # fmt: skip


def _title_of(lesson: Lesson) -> str:
    found = select(LessonText.title).where(LessonText.lesson_id == lesson.id, LessonText.revision_id.is_not(None))
    return db.session.scalars(found.order_by(LessonText.language).limit(1)).first() or ""
