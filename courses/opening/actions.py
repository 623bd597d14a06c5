"""Every write about when lessons open: what must be done first, what one person is given early, and scores reached."""

from sqlalchemy import case, delete

from courses.models import Course, Lesson, Module
from courses.opening import queries
from courses.opening.circles import Node, after_of, has_circle, target_of, would_wait_for_itself
from courses.opening.models import EarlyOpening, LessonScore, OpeningCondition
from courses.opening.notices import tell_given
from lms.admin.audit import audit
from lms.database import db, insert


class Circle(Exception):
    """Two things would wait for each other, so that neither ever opened."""


def set_condition(course: Course, target: Node, after: Node, percent: int | None = None) -> OpeningCondition:
    """`target` opens only after `after`; said again with another percent, that one holds. Raises Circle."""
    db.session.flush()
    db.session.get_one(Course, course.id, with_for_update=True)
    conditions = queries.conditions_of(course.id)
    if would_wait_for_itself(target, after, conditions, queries.homes_of(course.id)):
        raise Circle
    condition = next((one for one in conditions if (target_of(one), after_of(one)) == (target, after)), None)
    if condition is None:
        condition = OpeningCondition(
            course_id=course.id, **{f"{target[0]}_id": target[1], f"after_{after[0]}_id": after[1]}
        )
        db.session.add(condition)
    condition.percent = percent
    db.session.flush()
    return condition


def remove_condition(condition: OpeningCondition) -> None:
    db.session.delete(condition)
    db.session.flush()


def refuse_circle(course_id: int) -> None:
    """After lessons changed their module: raises Circle when something waits for itself now."""
    conditions = queries.conditions_of(course_id)
    if conditions and has_circle(conditions, queries.homes_of(course_id)):
        raise Circle


def give_early(
    course: Course, user_id: int, *, module: Module | None = None, lesson: Lesson | None = None, by, told: bool = True
) -> bool:
    """The person reads a lesson, a module or all of the course from now on; False when they had it given before."""
    values = {
        "course_id": course.id,
        "user_id": user_id,
        "module_id": module.id if module else None,
        "lesson_id": lesson.id if lesson else None,
    }
    row = insert(EarlyOpening).values(**values, given_by=by.id).on_conflict_do_nothing().returning(EarlyOpening.id)
    db.session.flush()
    if db.session.scalar(row) is None:
        return False
    audit("given early", actor=by, object_kind="course", object_id=course.id, user_id=user_id)
    if told:
        tell_given(course, user_id, module=module, lesson=lesson, by=by)
    return True


def take_early_back(course: Course, user_id: int, *, by) -> bool:
    """Days and conditions hold for the person again; what they began or completed stays theirs."""
    which = (EarlyOpening.course_id == course.id, EarlyOpening.user_id == user_id)
    if not db.session.execute(delete(EarlyOpening).where(*which)).rowcount:
        return False
    audit("early opening taken back", actor=by, object_kind="course", object_id=course.id, user_id=user_id)
    return True


def record_score(user_id: int, lesson_id: int, percent: float) -> None:
    """What a person reached in a quiz or an assignment, when it is more than they had."""
    percent = round(max(0.0, min(percent, 100.0)), 6)
    more = insert(LessonScore).excluded.percent > LessonScore.percent
    db.session.flush()
    db.session.execute(
        insert(LessonScore)
        .values(user_id=user_id, lesson_id=lesson_id, percent=percent)
        .on_conflict_do_update(
            index_elements=("user_id", "lesson_id"), set_={"percent": case((more, percent), else_=LessonScore.percent)}
        )
    )
