"""How discussions react to rooms below: courses and cohorts get their space, and anchors follow their passage."""

from sqlalchemy import delete, select, update

from cohorts.events import CohortOpened, CohortRenamed
from cohorts.models import Cohort
from courses.events import CourseCreated, CourseRemoved, CourseRenamed, LessonPublished
from courses.models import Course, LessonText
from discussions.actions import open_space, rename_space
from discussions.anchors.actions import reattach_to_article, reattach_to_lesson
from discussions.charter.models import Charter
from discussions.models import Space
from discussions.renewing import show_again
from knowledge.events import ArticlePublished, ArticlesNamed
from knowledge.models import Article
from lms.database import db


def open_course_space(event: CourseCreated) -> None:
    """All cohorts of a course, those of last year and of next, meet in one space."""
    course = db.session.get_one(Course, event.course_id)
    open_space(
        "course",
        audience_id=course.people_audience_id,
        title=course.title,
        language=course.language,
        course_id=course.id,
    )


def rename_course_space(event: CourseRenamed) -> None:
    its_own = (Space.course_id == event.course_id, Space.kind == "course")
    db.session.execute(update(Space).where(*its_own).values(title=event.title))


def remove_course_space(event: CourseRemoved) -> None:
    """A space in which somebody wrote does not let itself be removed, and then neither does its course."""
    its_own = (Space.course_id == event.course_id, Space.cohort_id.is_(None))
    db.session.execute(delete(Charter).where(Charter.space_id.in_(select(Space.id).where(*its_own))))
    db.session.execute(delete(Space).where(*its_own))


def open_cohort_space(event: CohortOpened) -> None:
    cohort = db.session.get_one(Cohort, event.cohort_id)
    open_space(
        "cohort",
        audience_id=cohort.audience_id,
        title=cohort.name,
        language=cohort.language,
        cohort_id=cohort.id,
        course_id=cohort.course_id,
    )


def rename_cohort_space(event: CohortRenamed) -> None:
    rename_space(cohort_id=event.cohort_id, title=event.name)


def follow_lesson(event: LessonPublished) -> None:
    text = select(LessonText.blocks).filter_by(lesson_id=event.lesson_id, language=event.language)
    reattach_to_lesson(event.lesson_id, event.language, db.session.scalars(text).one())


def follow_article(event: ArticlePublished) -> None:
    blocks = select(Article.blocks).where(Article.id == event.article_id)
    reattach_to_article(event.article_id, db.session.scalars(blocks).one())


def name_articles(event: ArticlesNamed) -> None:
    """Posts that name an article lead to it as soon as all their readers read it, and no longer than that."""
    show_again([number for kind, number in event.texts if kind == "post"])
