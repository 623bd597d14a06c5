"""Whatever is completed, edited, published, added, removed and withdrawn, in whatever order: progress stays within
0 and 100 percent, and a course once completed stays so, with the moment at which it was."""

import contextlib

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from courses import actions as learning
from courses.changes.since import what_changed
from courses.editing.actions import publish_text, withdraw_lesson
from courses.editing.drafts.actions import change_lesson, follow_rule
from courses.editing.outline.actions import remove_lesson, remove_module, restore_lesson, restore_module
from courses.models import Enrolment, Lesson, LessonProgress, Module
from courses.opening.actions import Circle, remove_condition
from courses.opening.queries import conditions_of
from courses.queries import find_lesson_page, get_outline, progress_of
from lms.database import db
from tests.factories.courses import let_learn, make_course_of, make_lesson, revise, text_of
from tests.factories.opening import opens_after

ACTS = (
    "complete", "reopen", "reread", "edit", "add", "add a draft", "publish", "withdraw", "remove", "restore", "require",
    "make optional", "remove the module", "restore the module", "read to the end", "complete by reading",
    "complete by hand", "wait for another", "wait for nothing",
)  # fmt: skip
steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), max_size=16)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
@example([("complete", 1), ("remove the module", 0), ("make optional", 0), ("restore the module", 0)])
@example([("complete", 1), ("remove", 1), ("make optional", 0), ("restore", 1)])
@example([("complete", 1), ("withdraw", 1), ("remove", 0), ("publish", 1)])
@example([("complete", 1), ("make optional", 1), ("remove", 0), ("require", 1)])
def test_no_sequence_breaks_progress_or_takes_a_completion_away(cast, steps):
    course, lessons = make_course_of(2)
    let_learn(course, cast.alumna)
    module = db.session.scalars(db.select(Module).filter_by(course_id=course.id)).one()
    completed_at = None
    for act, number in steps:
        before = done_by(cast.alumna)
        do(cast, act, module, lessons, number)
        db.session.flush()
        db.session.expire_all()
        assert before <= done_by(cast.alumna) or act == "reopen"
        completed_at = check(cast.alumna.viewer, course, completed_at)
    db.session.rollback()


def done_by(person) -> set[int]:
    """The lessons somebody is done with."""
    done = db.select(LessonProgress.lesson_id).where(LessonProgress.completed_at.is_not(None))
    return set(db.session.scalars(done.filter_by(user_id=person.id)))


def do(cast, act: str, module: Module, lessons: list[Lesson], number: int) -> None:
    lesson, author, viewer = lessons[number % len(lessons)], cast.author.user, cast.alumna.viewer
    is_here = lesson.removed_at is None and module.removed_at is None
    if act == "complete" and find_lesson_page(viewer, lesson.id, "en"):
        learning.complete_lesson(viewer, lesson)
    elif act == "reopen":
        learning.reopen_lesson(viewer, lesson)
    elif act == "reread":
        learning.reread_lesson(viewer, lesson)
    elif act == "edit" and is_here:
        revise(lesson, f"Other words, {number}.", why="Because.")
    elif act in ("add", "add a draft") and module.removed_at is None:
        lessons.append(make_lesson(module, published=act == "add"))
    elif act == "publish" and is_here:
        publish_text(text_of(lesson), by=author)
    elif act == "withdraw" and is_here:
        withdraw_lesson(lesson, by=author)
    elif act == "remove" and is_here:
        remove_lesson(lesson, by=author)
    elif act == "restore" and lesson.removed_at and module.removed_at is None:
        restore_lesson(lesson, by=author)
    elif act in ("require", "make optional"):
        change_lesson(lesson, minutes=5, is_required=act == "require")
    elif act == "read to the end" and find_lesson_page(viewer, lesson.id, "en"):
        learning.record_place(viewer, lesson, "b1", 100)
    elif act in ("complete by reading", "complete by hand"):
        completed_by = "read" if act == "complete by reading" else "hand"
        change_lesson(lesson, minutes=5, is_required=lesson.is_required, completed_by=completed_by)
        follow_rule(lesson.id)
    elif act == "wait for another":
        with contextlib.suppress(Circle):
            opens_after(lesson, lessons[(number + 1) % len(lessons)])
    elif act == "wait for nothing":
        for condition in conditions_of(lesson.course_id):
            remove_condition(condition)
    elif act == "remove the module" and module.removed_at is None:
        remove_module(module, by=author)
    elif act == "restore the module" and module.removed_at:
        restore_module(module, by=author)


def check(viewer, course, completed_at):
    """What everybody is shown of this person's progress; when they completed the course."""
    row = db.session.scalars(db.select(Enrolment).filter_by(course_id=course.id, user_id=viewer.id)).one()
    if completed_at:
        assert row.completed_at == completed_at
    shown = progress_of(course.id, [viewer.id])[viewer.id]
    outline = get_outline(
        viewer, course.id, language="en", course_language="en", people_audience_id=course.people_audience_id
    )
    own = outline.progress(row.completed_at)
    for progress in (shown, own):
        assert 0 <= progress.done <= progress.total
        assert 0 <= progress.percent <= 100
    assert (own.done, own.total) == (shown.done, shown.total)
    assert 0 <= own.new <= own.total - own.done
    assert 0 <= own.ring <= 100
    assert own.ring == 100 or not row.completed_at
    if own.total and own.done == own.total:
        assert row.completed_at
    entries = what_changed(viewer)
    assert len({entry.id for entry in entries}) == len(entries)
    return row.completed_at
