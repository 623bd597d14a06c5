"""Every SELECT about passages: those a person may know of, where one can go, and who hears of it."""

from sqlalchemy import Select, and_, false, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from courses.editing.queries import lessons_found_by
from courses.models import Course, Lesson, LessonText, Module
from courses.passages.models import LessonPassage
from courses.queries import course_is_visible
from knowledge.giving import given_to
from knowledge.models import Article
from knowledge.writing.queries import is_written_by
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import RoleGrant, User

PAGE = 50
MOST_COURSES = 200
_decider = aliased(User)


def passages_visible_to(viewer: Viewer) -> Select:
    """What somebody proposed themselves, what is of an article they write, and, to authors, what is for a course they see."""
    writes = and_(visible(Article.audience_id, viewer), is_written_by(viewer))
    edits = (
        and_(course_is_visible(viewer), visible(Article.audience_id, viewer)) if viewer.has_role("author") else false()
    )
    return (
        select(LessonPassage)
        .join(LessonPassage.article)
        .join(Article.collection)
        .join(LessonPassage.course)
        .options(contains_eager(LessonPassage.article), contains_eager(LessonPassage.course))
        .where(or_(LessonPassage.proposed_by == (viewer.id or 0), writes, edits))
    )


def passages_of(article_id: int, before: int | None = None):
    """What was proposed of an article, the newest first: a page, and one more where there is one."""
    return _lines(LessonPassage.article_id == article_id, before)


def passages_for(course_id: int, before: int | None = None):
    """The same of what is proposed for a course."""
    return _lines(LessonPassage.course_id == course_id, before)


def count_open(course_id: int) -> int:
    which = (LessonPassage.course_id == course_id, LessonPassage.state == "open")
    return db.session.scalar(select(func.count()).where(*which))


def possible_courses(viewer: Viewer) -> list[tuple[int, str]]:
    """(id, title) of the courses a person sees."""
    statement = select(Course.id, Course.title).where(course_is_visible(viewer), Course.archived_at.is_(None))
    return db.session.execute(statement.order_by(func.lower(Course.title), Course.id).limit(MOST_COURSES)).all()


def possible_texts(course_id: int) -> list[tuple[int, str, str]]:
    """(id, title, language) of every text of the lessons of a course, in its order."""
    statement = (
        select(LessonText.id, LessonText.draft_title, LessonText.language)
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(Lesson.course_id == course_id, Lesson.removed_at.is_(None), Module.removed_at.is_(None))
        .order_by(Module.position, Module.id, Lesson.position, Lesson.id, LessonText.language)
    )
    return db.session.execute(statement).all()


def names_behind(passage: LessonPassage) -> list[str]:
    """Who wrote the article, then whoever else's words became part of it."""
    author = select(User.name).join(Article, Article.created_by == User.id).where(Article.id == passage.article_id)
    given = given_to(passage.article_id)
    others = (
        select(User.name)
        .join(given, given.c.author_id == User.id)
        .group_by(User.id, User.name)
        .order_by(func.min(given.c.revision_id), User.id)
    )
    return list(dict.fromkeys([*db.session.scalars(author), *db.session.scalars(others)]))


def who_decides(course: Course) -> list:
    """(id, locale) of the authors who wrote in a course; where nobody did, of all authors."""
    authors = select(RoleGrant.user_id).where(RoleGrant.role == "author")
    wrote = select(LessonText.draft_by).join(Lesson, Lesson.id == LessonText.lesson_id)
    wrote = wrote.where(Lesson.course_id == course.id)
    people = select(User.id, User.locale).where(User.is_active, User.id.in_(authors)).order_by(User.id)
    theirs = or_(User.id.in_(wrote), User.id == (course.created_by or 0))
    return db.session.execute(people.where(theirs)).all() or db.session.execute(people).all()


def find_lesson(viewer: Viewer, lesson_id: int | None):
    """(id, title) of the lesson that took a passage over, for who edits it or reads it; else None."""
    which = lessons_found_by(viewer).where(Lesson.id == (lesson_id or 0)).with_only_columns(Lesson.id)
    found = select(LessonText.lesson_id.label("id"), func.min(LessonText.draft_title).label("title"))
    return db.session.execute(found.where(LessonText.lesson_id.in_(which)).group_by(LessonText.lesson_id)).one_or_none()


def known_to(viewer: Viewer, passage_ids) -> set[int]:
    """Of these passages those a person may still read."""
    known = passages_visible_to(viewer).where(LessonPassage.id.in_(list(passage_ids)))
    return {passage.id for passage in db.session.scalars(known)}


def _lines(which, before: int | None):
    statement = (
        select(
            LessonPassage.id,
            LessonPassage.state,
            LessonPassage.why,
            LessonPassage.reason,
            LessonPassage.proposed_at,
            func.coalesce(func.nullif(Article.title, ""), Article.draft_title).label("article_title"),
            Course.title.label("course_title"),
            User.name.label("proposer"),
            _decider.name.label("decider"),
        )
        .join(Article, Article.id == LessonPassage.article_id)
        .join(Course, Course.id == LessonPassage.course_id)
        .join(User, User.id == LessonPassage.proposed_by)
        .outerjoin(_decider, _decider.id == LessonPassage.decided_by)
        .where(which)
        .order_by(LessonPassage.id.desc())
        .limit(PAGE + 1)
    )
    return db.session.execute(statement if before is None else statement.where(LessonPassage.id < before)).all()
