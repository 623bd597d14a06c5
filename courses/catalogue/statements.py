"""The statements behind lists of courses, built once: the one of home is asked with every visit."""

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select

from courses.models import Course, Enrolment, Lesson, LessonProgress, LessonText, Module
from courses.queries import counted_lessons

MOST_COURSES = 100  # a page lists no more; past that, search finds faster than eyes

_VIEWER = bindparam("user_id")
_AUDIENCES = bindparam("audiences", expanding=True)
_IS_VISIBLE = or_(Course.audience_id.in_(_AUDIENCES), Course.people_audience_id.in_(_AUDIENCES))
_IS_FOLLOWED = and_(Enrolment.course_id == Course.id, Enrolment.user_id == _VIEWER, Enrolment.left_at.is_(None))


def _total(statement: Select, figure):
    return statement.with_only_columns(figure).correlate(Course, Enrolment).scalar_subquery()


def _course_rows() -> Select:
    counted = counted_lessons().where(Lesson.course_id == Course.id)
    undone = ~exists().where(
        LessonProgress.lesson_id == Lesson.id,
        LessonProgress.user_id == _VIEWER,
        LessonProgress.completed_at.is_not(None),
    )
    newer = and_(undone, Lesson.published_at > Enrolment.completed_at)
    languages = (
        select(func.aggregate_strings(LessonText.language, ","))
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(Lesson.course_id == Course.id, Lesson.published_at.is_not(None), LessonText.revision_id.is_not(None))
        .where(Lesson.removed_at.is_(None), Module.removed_at.is_(None))
    )
    return select(
        *(getattr(Course, name) for name in ("id", "title", "summary", "language", "published_at", "is_template")),
        Course.people_audience_id,
        Enrolment.completed_at,
        Enrolment.last_lesson_id,
        Enrolment.last_active_at,
        _total(counted, func.count()).label("total"),
        _total(counted.where(undone), func.count()).label("undone"),
        _total(counted.where(newer), func.count()).label("new"),
        _total(counted, func.sum(Lesson.minutes)).label("minutes"),
        languages.correlate(Course).scalar_subquery().label("languages"),
    )


MY_COURSES = (
    _course_rows()
    .join(Enrolment, _IS_FOLLOWED)
    .where(_IS_VISIBLE)
    .order_by(func.coalesce(Enrolment.last_active_at, Enrolment.enrolled_at).desc(), Course.id.desc())
    .limit(MOST_COURSES)
)
OTHER_COURSES = (
    _course_rows()
    .outerjoin(Enrolment, _IS_FOLLOWED)
    .where(_IS_VISIBLE, Course.archived_at.is_(None), Enrolment.id.is_(None))
    .order_by(Course.published_at.is_(None), Course.title, Course.id)
    .limit(MOST_COURSES)
)
