"""How courses react: authors of the academy are among the people of every course, and a changed lesson is told to articles."""

from sqlalchemy import select

from courses.events import LessonPublished
from courses.models import Course
from courses.renewing import show_again
from knowledge.doubts.actions import note_change
from knowledge.events import ArticlesNamed
from lms.access import grant, revoke
from lms.database import db
from lms.people.events import RoleGranted, RoleTaken


def let_author_in(event: RoleGranted) -> None:
    if event.role == "author":
        for audience_id in db.session.scalars(select(Course.people_audience_id)).all():
            grant(audience_id, event.user_id)


def let_author_out(event: RoleTaken) -> None:
    """Cohorts let their members in again afterwards; whoever made a course keeps it."""
    if event.role != "author":
        return
    others = select(Course.people_audience_id).where(Course.created_by.is_distinct_from(event.user_id))
    for audience_id in db.session.scalars(others).all():
        revoke(audience_id, event.user_id)


def doubt_articles(event: LessonPublished) -> None:
    """Who vouched for an article that depends on the lesson looks at it again."""
    note_change("lesson", event.lesson_id)


def name_articles(event: ArticlesNamed) -> None:
    """Lessons that name an article lead to it as soon as all their readers read it, and no longer than that."""
    show_again([number for kind, number in event.texts if kind == "lesson"])
