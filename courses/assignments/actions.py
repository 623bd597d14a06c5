"""Every write about what an assignment asks, how it is judged and by when it is due."""

from datetime import datetime

from sqlalchemy import delete

from courses.assignments.models import Assignment, DueDate, Extension, Rubric
from courses.assignments.queries import find_rubric
from lms.database import db, insert


def change_assignment(
    lesson, *, completed_by: str, peer_reviews: int, is_anonymous: bool, review_days: int, asks_self: bool,
    criteria: list, by,
) -> Assignment:  # fmt: skip
    """Other settings. Other criteria are a new rubric: what was handed in before keeps the one it was written for."""
    settings = db.session.get(Assignment, lesson.id)
    if settings is None:
        settings = Assignment(lesson_id=lesson.id)
        db.session.add(settings)
    settings.completed_by, settings.peer_reviews, settings.is_anonymous = completed_by, peer_reviews, is_anonymous
    settings.review_days, settings.asks_self = review_days, asks_self
    former = find_rubric(settings.rubric_id)
    if criteria != (former.criteria if former else []):
        settings.rubric_id = _keep_rubric(lesson, criteria, by).id if criteria else None
    db.session.flush()
    return settings


def set_due_date(lesson_id: int, audience_id: int, due_at: datetime | None) -> None:
    """By when an audience hands in; None: at any time."""
    _set(DueDate, {"lesson_id": lesson_id, "audience_id": audience_id}, due_at)


def extend(lesson_id: int, user_id: int, due_at: datetime | None, *, by) -> None:
    """More time for one person; None takes it back."""
    _set(Extension, {"lesson_id": lesson_id, "user_id": user_id}, due_at, given_by=by.id)


def _keep_rubric(lesson, criteria: list, by) -> Rubric:
    rubric = Rubric(lesson_id=lesson.id, criteria=criteria, created_by=by.id)
    db.session.add(rubric)
    db.session.flush()
    return rubric


def _set(table, key: dict, due_at: datetime | None, **more) -> None:
    db.session.flush()
    if due_at is None:
        db.session.execute(delete(table).filter_by(**key))
        return
    row = insert(table).values(**key, due_at=due_at, **more)
    db.session.execute(row.on_conflict_do_update(index_elements=list(key), set_={"due_at": due_at, **more}))
