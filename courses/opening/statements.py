"""Whether a lesson is open to somebody, as parts of statements over `lessons` and `modules`; they bind user_id and audiences.

What is asked about many people at once takes their column in place of `user_id`."""

from sqlalchemy import and_, bindparam, case, exists, func, or_, select

from courses.models import Course, Enrolment, Lesson, LessonProgress, Module, ModuleRelease
from courses.opening.models import EarlyOpening, LessonScore, OpeningCondition
from lms.database import UtcDateTime

BY_COURSE, BY_MODULE, BY_LESSON = 1, 2, 3  # what an early opening was given for

courses, lessons, modules, releases = (table.__table__ for table in (Course, Lesson, Module, ModuleRelease))
conditions = OpeningCondition.__table__.alias("conditions")
_early = EarlyOpening.__table__.alias("early")
_begun, _done, _left = (LessonProgress.__table__.alias(name) for name in ("begun", "done", "left_undone"))
_score, _finished = LessonScore.__table__.alias("score"), Enrolment.__table__.alias("finished")
_after, _after_module = lessons.alias("after_lesson"), modules.alias("module_of_after")
_inside, _inside_module = lessons.alias("inside"), modules.alias("module_inside")
_ME = bindparam("user_id")

# The first day any of a person's audiences has for a module; a module without one is open.
MY_RELEASES = (
    select(func.min(releases.c.opens_at))
    .where(releases.c.module_id == modules.c.id, releases.c.audience_id.in_(bindparam("audiences", expanding=True)))
    .scalar_subquery()
)


def _given(me):
    """The widest thing the person was given early that the lesson is in; nothing otherwise."""
    widest = case(
        (_early.c.lesson_id.is_not(None), BY_LESSON), (_early.c.module_id.is_not(None), BY_MODULE), else_=BY_COURSE
    )
    is_around = or_(
        and_(_early.c.module_id.is_(None), _early.c.lesson_id.is_(None)),
        _early.c.module_id == modules.c.id,
        _early.c.lesson_id == lessons.c.id,
    )
    found = select(func.min(widest)).where(_early.c.user_id == me, _early.c.course_id == modules.c.course_id, is_around)
    return found.correlate_except(_early).scalar_subquery()


GIVEN = _given(_ME)


def _is_taught(lesson, module):
    return and_(lesson.c.published_at.is_not(None), lesson.c.removed_at.is_(None), module.c.removed_at.is_(None))


_AFTER_IS_TAUGHT = exists().where(
    _after.c.id == conditions.c.after_lesson_id, _after_module.c.id == _after.c.module_id,
    _is_taught(_after, _after_module),
)  # fmt: skip


def _is_unmet(me):
    """What was taken out of the course, or is not published, cannot be done, and nobody waits for it.

    Told what they are about, these parts find `me` also where it is the column of a statement around them."""
    is_done = exists().where(
        _done.c.lesson_id == conditions.c.after_lesson_id, _done.c.user_id == me, _done.c.completed_at.is_not(None)
    )
    score_is_reached = exists().where(
        _score.c.lesson_id == conditions.c.after_lesson_id,
        _score.c.user_id == me,
        _score.c.percent >= conditions.c.percent,
    )
    is_undone = ~exists().where(
        _left.c.lesson_id == _inside.c.id, _left.c.user_id == me, _left.c.completed_at.is_not(None)
    ).correlate_except(_left)
    something_is_left = exists().where(
        _inside.c.module_id == conditions.c.after_module_id, _inside_module.c.id == _inside.c.module_id,
        _is_taught(_inside, _inside_module), _inside.c.is_required, is_undone,
    )  # fmt: skip
    is_done, score_is_reached = is_done.correlate_except(_done), score_is_reached.correlate_except(_score)
    return or_(
        and_(
            conditions.c.after_lesson_id.is_not(None),
            _AFTER_IS_TAUGHT,
            case((conditions.c.percent.is_(None), ~is_done), else_=~score_is_reached),
        ),
        and_(conditions.c.after_module_id.is_not(None), something_is_left),
    )


def is_waiting(me):
    """Something is to be done first. Who began a lesson goes on with it, and who completed the course keeps all of it."""
    return and_(
        exists().where(
            or_(conditions.c.lesson_id == lessons.c.id, conditions.c.module_id == modules.c.id), _is_unmet(me)
        ),
        _given(me).is_(None),
        ~exists().where(_begun.c.lesson_id == lessons.c.id, _begun.c.user_id == me),
        ~exists().where(
            _finished.c.course_id == modules.c.course_id, _finished.c.user_id == me,
            _finished.c.completed_at.is_not(None),
        ),
    )  # fmt: skip


IS_WAITING, IS_UNMET = is_waiting(_ME), _is_unmet(_ME)

UNMET = (
    select(
        conditions.c.lesson_id, conditions.c.module_id, conditions.c.after_lesson_id, conditions.c.after_module_id,
        conditions.c.percent,
    )
    .where(conditions.c.course_id == bindparam("course_id"), IS_UNMET)
    .order_by(conditions.c.id)
)  # fmt: skip

_MOMENT = bindparam("moment", type_=UtcDateTime())
_MAY_OPEN_LATER = select(releases.c.module_id).where(
    releases.c.audience_id.in_(bindparam("audiences", expanding=True)), releases.c.opens_at > _MOMENT
)
_HAVE_CONDITIONS = select(OpeningCondition.course_id)
_IS_LATER = and_(lessons.c.module_id.in_(_MAY_OPEN_LATER), MY_RELEASES > _MOMENT, GIVEN.is_(None))
NOT_OPEN = (
    select(lessons.c.id, courses.c.people_audience_id, case((_IS_LATER, True), else_=False).label("is_later"))
    .join(modules, modules.c.id == lessons.c.module_id)
    .join(courses, courses.c.id == lessons.c.course_id)
    .where(or_(_IS_LATER, and_(lessons.c.course_id.in_(_HAVE_CONDITIONS), IS_WAITING)))
    .order_by(lessons.c.id)
)
NOT_OPEN_AMONG = NOT_OPEN.where(lessons.c.id.in_(bindparam("lesson_ids", expanding=True)))
