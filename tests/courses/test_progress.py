"""Progress is what was done of what counts, whatever authors and learners do in whatever order."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses import actions, queries
from courses.catalogue.queries import find_my_courses
from courses.editing.actions import publish_text, withdraw_lesson
from courses.editing.outline.actions import remove_lesson, remove_module, restore_lesson
from courses.models import Enrolment, Lesson, LessonProgress, Module
from lms.database import db
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course, make_course_of, make_lesson, make_module, text_of

STEPS = st.lists(
    st.tuples(
        st.sampled_from(("publish", "publish optional", "draft", "withdraw", "put back", "remove", "restore", "complete",
                         "complete", "complete", "reopen", "read", "remove module")),
        st.integers(0, 5),
    ),
    max_size=14,
)  # fmt: skip


def outline_of(viewer, course):
    return queries.get_outline(
        viewer, course.id, language="en", course_language="en", people_audience_id=course.people_audience_id
    )


def enrolment_of(course, person):
    return db.session.scalars(
        db.select(Enrolment).filter_by(course_id=course.id, user_id=person.id).execution_options(populate_existing=True)
    ).one()


def recounted(course, person) -> tuple[int, int]:
    """Done and total, counted one by one."""
    db.session.expire_all()
    counted = [
        lesson
        for lesson in db.session.scalars(db.select(Lesson).filter_by(course_id=course.id))
        if lesson.published_at
        and not lesson.removed_at
        and lesson.is_required
        and not db.session.get_one(Module, lesson.module_id).removed_at
    ]
    progress = [db.session.get(LessonProgress, (person.id, lesson.id)) for lesson in counted]
    return sum(row is not None and row.completed_at is not None for row in progress), len(counted)


def take(step, lesson, module, cast, viewer):
    by = cast.author
    if step == "publish":
        make_lesson(module)
    elif step == "publish optional":
        make_lesson(module, is_required=False)
    elif step == "draft":
        make_lesson(module, published=False)
    elif lesson is None:
        return
    elif step == "withdraw" and lesson.published_at:
        withdraw_lesson(lesson, by=by)
    elif step == "put back":
        publish_text(text_of(lesson), by=by)
    elif step == "remove" and not lesson.removed_at:
        remove_lesson(lesson, by=by)
    elif step == "restore" and lesson.removed_at:
        restore_lesson(lesson, by=by)
    elif step == "remove module" and not db.session.get_one(Module, lesson.module_id).removed_at:
        remove_module(db.session.get_one(Module, lesson.module_id), by=by)
    elif step == "complete" and lesson.published_at and not lesson.removed_at:
        actions.complete_lesson(viewer, lesson)
    elif step == "reopen":
        actions.reopen_lesson(viewer, lesson)
    elif step == "read":
        actions.record_place(viewer, lesson, "b1", 40)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_ring_is_always_a_recount_and_a_completed_course_stays_so(cast, steps):
    course = make_course()
    first, second = make_module(course), make_module(course, title="Second")
    let_learn(course, cast.trainee)
    viewer, completed_at = cast.trainee.viewer, None
    for step, number in steps:
        lessons = db.session.scalars(db.select(Lesson).filter_by(course_id=course.id).order_by(Lesson.id)).all()
        home = first if number % 2 else second
        take(step, lessons[number % len(lessons)] if lessons else None, home, cast, viewer)
        db.session.flush()
        done, total = recounted(course, cast.trainee)
        enrolment = enrolment_of(course, cast.trainee)
        seen = outline_of(viewer, course).progress(enrolment.completed_at)
        listed = next(row.progress for row in find_my_courses(viewer) if row.id == course.id)
        told = queries.progress_of(course.id, [cast.trainee.id])[cast.trainee.id]
        assert (seen.done, seen.total) == (listed.done, listed.total) == (told.done, told.total) == (done, total)
        assert seen.new == listed.new <= total - done
        assert 0 <= seen.percent <= 100
        assert (seen.percent == 100) == (done == total > 0)
        if completed_at:
            assert enrolment.completed_at == completed_at
            assert seen.ring == listed.ring == 100
        elif enrolment.completed_at:
            assert done == total > 0
        elif step not in ("restore", "put back"):
            assert not done == total > 0
        completed_at = enrolment.completed_at


def test_optional_lessons_do_not_count(cast):
    course, lessons = make_course_of(1)
    make_lesson(make_module(course), is_required=False)
    let_learn(course, cast.trainee)
    actions.complete_lesson(cast.trainee.viewer, lessons[0])
    assert enrolment_of(course, cast.trainee).completed_at is not None


def test_new_lessons_leave_a_completed_course_completed(cast):
    course, lessons = make_course_of(1)
    let_learn(course, cast.alumna)
    actions.complete_lesson(cast.alumna.viewer, lessons[0])
    module = make_module(course)
    make_lesson(module)
    make_lesson(module)
    assert "Completed; 2 new lessons since" in words_of(cast.alumna.get("/courses"))
    assert "Completed; 2 new lessons since" in words_of(cast.alumna.get(f"/courses/{course.id}"))


def test_taking_out_the_last_open_lesson_completes_the_course(cast):
    course, (first, second) = make_course_of(2)
    let_learn(course, cast.trainee, cast.alumna)
    actions.complete_lesson(cast.trainee.viewer, first)
    remove_lesson(second, by=cast.author)
    assert enrolment_of(course, cast.trainee).completed_at is not None
    assert enrolment_of(course, cast.alumna).completed_at is None


def test_resume_is_the_lesson_last_left_unfinished(cast):
    course, lessons = make_course_of(4)
    let_learn(course, cast.trainee)
    viewer = cast.trainee.viewer
    assert outline_of(viewer, course).resume().id == lessons[0].id
    actions.complete_lesson(viewer, lessons[0])
    assert outline_of(viewer, course).resume().id == lessons[1].id
    actions.record_place(viewer, lessons[1], "b1", 10)
    actions.record_place(viewer, lessons[3], "b1", 10)
    actions.record_place(viewer, lessons[1], "b2", 20)
    last = enrolment_of(course, cast.trainee).last_lesson_id
    assert outline_of(viewer, course).resume(last).id == lessons[1].id
    actions.complete_lesson(viewer, lessons[1])
    assert outline_of(viewer, course).resume().id == lessons[3].id


def test_completing_twice_keeps_the_first_moment(cast):
    course, (lesson, other) = make_course_of(2)
    let_learn(course, cast.trainee)
    actions.complete_lesson(cast.trainee.viewer, lesson)
    row = db.session.get_one(LessonProgress, (cast.trainee.id, lesson.id))
    first = row.completed_at
    actions.complete_lesson(cast.trainee.viewer, lesson)
    db.session.refresh(row)
    assert row.completed_at == first


def test_the_past_can_be_told_in_any_order(cast):
    course, lessons = make_course_of(2)
    let_learn(course, cast.trainee)
    early, late = (lesson.published_at for lesson in lessons)
    actions.complete_lesson(cast.trainee.viewer, lessons[1], at=late)
    actions.complete_lesson(cast.trainee.viewer, lessons[0], at=early)
    assert enrolment_of(course, cast.trainee).last_active_at == late


def test_a_lesson_taken_out_and_brought_back_is_still_done(cast):
    course, (lesson, other) = make_course_of(2)
    let_learn(course, cast.trainee)
    actions.complete_lesson(cast.trainee.viewer, lesson)
    remove_lesson(lesson, by=cast.author)
    restore_lesson(lesson, by=cast.author)
    db.session.flush()
    assert outline_of(cast.trainee.viewer, course).progress().done == 1
