"""Every SELECT about when lessons open: what is not open to a person yet, what they wait for, and what was given early."""

from sqlalchemy import Select, or_, select

from courses.models import Lesson
from courses.opening.models import EarlyOpening, OpeningCondition
from courses.opening.statements import NOT_OPEN, NOT_OPEN_AMONG, UNMET, is_waiting, lessons, modules
from courses.policies import reads_ahead
from lms.access import Viewer
from lms.database import db, now
from lms.people.models import User
from lms.reading import read


def lessons_not_open_to(viewer: Viewer) -> list[int]:
    """The lessons this person knows of and does not read yet: their day has not come, or something is to be done first."""
    return [row.id for row in _not_open(NOT_OPEN, viewer)]


def what_keeps(viewer: Viewer, lesson_ids) -> dict[int, str]:
    """Of these lessons the ones this person does not read yet: "later", on a day, or "waiting", after something else."""
    ids = sorted(set(lesson_ids))
    rows = _not_open(NOT_OPEN_AMONG, viewer, lesson_ids=ids) if ids else []
    return {row.id: "later" if row.is_later else "waiting" for row in rows}


def waiting_lessons(user_ids, lesson_ids: Select) -> Select:
    """(user_id, lesson_id) of those of these lessons that wait for something the person has still to do, by its id."""
    among = lesson_ids.subquery()
    has_condition = or_(
        lessons.c.id.in_(select(OpeningCondition.lesson_id)), modules.c.id.in_(select(OpeningCondition.module_id))
    )
    return (
        select(User.id.label("user_id"), lessons.c.id.label("lesson_id"))
        .select_from(lessons)
        .join(modules, modules.c.id == lessons.c.module_id)
        .join(among, among.c.id == lessons.c.id)
        .join(User, User.id.in_(user_ids))
        .where(has_condition, is_waiting(User.id))
    )


def unmet_by(user_id: int | None, course_id: int):
    """What this person has still to do in a course before something else opens; rows name what opens and after what."""
    return read(UNMET, user_id=user_id or 0, course_id=course_id)


def conditions_of(course_id: int) -> list[OpeningCondition]:
    """Everything that opens only after something else, in the order in which it was said."""
    return list(
        db.session.scalars(select(OpeningCondition).filter_by(course_id=course_id).order_by(OpeningCondition.id))
    )


def find_condition(course_id: int, condition_id: int) -> OpeningCondition | None:
    return db.session.scalars(select(OpeningCondition).filter_by(id=condition_id, course_id=course_id)).one_or_none()


def homes_of(course_id: int) -> dict[int, int]:
    """Lesson → its module, of every lesson there ever was: what was removed may come back."""
    return dict(db.session.execute(select(Lesson.id, Lesson.module_id).where(Lesson.course_id == course_id)).all())


def given_early_to(user_id: int, course_id: int) -> list:
    """(what was given, who gave it) of one person in a course, the oldest first."""
    return db.session.execute(
        select(EarlyOpening, User.name)
        .outerjoin(User, User.id == EarlyOpening.given_by)
        .where(EarlyOpening.user_id == user_id, EarlyOpening.course_id == course_id)
        .order_by(EarlyOpening.id)
    ).all()


def _not_open(statement, viewer: Viewer, **among) -> list:
    rows = read(statement, user_id=viewer.id or 0, audiences=sorted(viewer.audiences), moment=now(), **among)
    return [row for row in rows if not reads_ahead(viewer, row.people_audience_id)]
