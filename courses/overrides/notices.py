"""The sentences that reach somebody for whom a lesson counts as done, or no longer does, in their language."""

from flask_babel import force_locale, gettext

from courses.models import Lesson
from courses.quizzes.queries import lesson_of
from lms.access import own_audience_of
from lms.database import now
from lms.notifications.actions import notify
from lms.notifications.languages import locale_of


def tell_counted(lesson: Lesson, user_id: int, reason: str, *, by) -> None:
    language = locale_of(user_id)
    with force_locale(language):
        title = gettext("“%(lesson)s” counts as done", lesson=lesson_of(lesson.id, language).title)
    _tell(lesson, user_id, title, reason, by=by)


def tell_taken_back(lesson: Lesson, user_id: int, *, by) -> None:
    language = locale_of(user_id)
    with force_locale(language):
        title = gettext("“%(lesson)s” no longer counts as done", lesson=lesson_of(lesson.id, language).title)
        excerpt = gettext("It is done when you have done what it asks.")
    _tell(lesson, user_id, title, excerpt, by=by)


def _tell(lesson: Lesson, user_id: int, title: str, excerpt: str, *, by) -> None:
    notify(
        [user_id], "given", audience_id=own_audience_of(user_id), actor=by, thread=f"counted:{lesson.id}",
        thing=f"counted:{lesson.id}:{now():%Y%m%d%H%M%S%f}", title=title, url=f"/lessons/{lesson.id}#task",
        excerpt=excerpt,
    )  # fmt: skip
