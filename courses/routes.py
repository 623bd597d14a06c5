"""Pages of courses and lessons: the catalogue, a course, a lesson, what changed in it, and what learners send."""

from flask import Blueprint, abort
from flask_babel import gettext as _
from flask_login import current_user

from courses import actions, policies, queries
from courses.catalogue import queries as catalogue
from courses.changes import queries as changes
from courses.forms import CompletionForm, PlaceForm
from courses.kinds import READ, completion_of
from courses.public.pages import course_page
from courses.public.queries import is_offered
from courses.screens import asked_language, is_course_visible, kept_language, lesson_screen, outline_for
from courses.stopping import stopped_at
from lms.access import get_or_404, require
from lms.database import now
from lms.markup import stored
from lms.pages import render, then_show
from lms.people.signing_in import academy, ask_or_404, public
from lms.public.pages import PublicPage, gone, show_to_all
from lms.revisions.difference import difference

bp = Blueprint("courses", __name__)
THE_END = 100  # percent of a lesson


@bp.get("/courses")
@public
def show_courses():
    description = _(
        "The courses of %(academy)s: what they are about, for whom, and how long they take.", academy=academy().name
    )
    show_to_all(PublicPage(path="/courses", title=_("Courses"), description=description, is_shared=False))
    others = catalogue.find_other_courses(current_user)
    return render(
        "courses/courses.html",
        mine=catalogue.find_my_courses(current_user),
        offered=[course for course in others if course.is_published],
        drafts=[course for course in others if not (course.is_published or course.is_template)],
        templates=[course for course in others if course.is_template],
    )


@bp.get("/courses/<int:course_id>")
@public
def show_course(course_id):
    course = queries.find_course_page(current_user, course_id) or ask_or_404()
    if course.archived_at and current_user.is_anonymous:
        return gone()
    outline = outline_for(course, course.id, course.language, with_needs=True)
    progress = outline.progress(course.completed_at)
    resume = outline.resume(course.last_lesson_id)
    teaches = policies.reads_ahead(current_user, course.people_audience_id) and not progress.is_started
    if course.audience_kind == "public" and is_offered(course):
        show_to_all(course_page(course, outline))
    return render(
        "courses/course.html",
        course=course,
        outline=outline,
        progress=progress,
        resume=resume,
        stopped_at=stopped_at(current_user, resume) if resume and current_user.is_authenticated else None,
        teaches=teaches,
        learns=bool(course.enrolment_id) and not teaches,
        can_follow=policies.can_follow_course(current_user, course),
        can_leave=policies.can_leave_course(current_user, course),
        outcomes=stored(course.outcomes_html),
        kept_language=kept_language(),
    )


@bp.post("/courses/<int:course_id>/enrolment")
def follow_course(course_id):
    course = get_or_404(queries.courses_visible_to(current_user), course_id)
    require(policies.can_follow_course(current_user, course))
    actions.enrol(course.id, current_user.id)
    step = outline_for(course, course.id, course.language).resume()
    if step is None:
        return then_show("courses.show_course", course_id=course.id)
    return then_show("courses.show_lesson", lesson_id=step.id)


@bp.post("/courses/<int:course_id>/leaving")
def leave_course(course_id):
    course = queries.find_course_page(current_user, course_id) or abort(404)
    require(policies.can_leave_course(current_user, course))
    actions.leave_course(course.id, current_user.id)
    return then_show(
        "courses.show_course", course_id=course.id, toast=_("This course is no longer among yours. Your place is kept.")
    )


@bp.get("/lessons/<int:lesson_id>")
@public
def show_lesson(lesson_id):
    lesson = queries.find_lesson_page(current_user, lesson_id, asked_language()) or ask_or_404()
    if lesson.course_archived_at and current_user.is_anonymous:
        return gone()
    if not policies.can_read_lesson(current_user, lesson, now()):
        return _not_open_page(lesson)
    return lesson_screen(lesson)


@bp.post("/lessons/<int:lesson_id>/completion")
def complete_lesson(lesson_id):
    lesson = _readable_lesson(lesson_id)
    require(policies.can_complete_by_hand(lesson))
    form = CompletionForm()
    if not form.validate() or not _is_of_lesson(form.revision, lesson.id):
        return lesson_screen(lesson, form=form, status=422)
    actions.complete_lesson(current_user, lesson, revision_id=form.revision.data)
    outline = outline_for(lesson, lesson.course_id, lesson.course_language)
    following, step = outline.after(lesson.id), outline.step(lesson.id)
    toast = _("Lesson %(number)s is done.", number=step.number)
    if following is None:
        return then_show("courses.show_course", course_id=lesson.course_id, toast=toast)
    return then_show("courses.show_lesson", lesson_id=following.id, language=kept_language(), toast=toast)


@bp.post("/lessons/<int:lesson_id>/reopening")
def reopen_lesson(lesson_id):
    lesson = _readable_lesson(lesson_id)
    require(policies.can_complete_by_hand(lesson))
    actions.reopen_lesson(current_user, lesson)
    return then_show(
        "courses.show_lesson", lesson_id=lesson.id, language=kept_language(), toast=_("Marked as not done yet.")
    )


@bp.post("/lessons/<int:lesson_id>/rereading")
def reread_lesson(lesson_id):
    lesson = _readable_lesson(lesson_id)
    actions.reread_lesson(current_user, lesson)
    return then_show(
        "courses.show_lesson", lesson_id=lesson.id, language=kept_language(), toast=_("Marked as read again.")
    )


@bp.post("/lessons/<int:lesson_id>/place")
def record_place(lesson_id):
    lesson = _readable_lesson(lesson_id)
    form = PlaceForm()
    if not form.validate():
        return "", 422
    if lesson.enrolment_id:
        actions.record_place(current_user, lesson, form.block.data, form.percent.data)
        if form.percent.data == THE_END and completion_of(lesson) is READ:
            actions.complete_lesson(current_user, lesson)
    return "", 204


@bp.get("/lessons/<int:lesson_id>/changes")
def show_changes(lesson_id):
    lesson = _readable_lesson(lesson_id)
    change = changes.find_change(current_user, lesson.id)
    return render(
        "courses/changes.html",
        lesson=lesson,
        change=change,
        rows=difference(change.old, change.new) if change else [],
        kept_language=kept_language(),
    )


def _not_open_page(lesson):
    """What keeps the lesson from this person, and the way to what they can do about it."""
    outline = outline_for(lesson, lesson.course_id, lesson.course_language, with_needs=True)
    return render(
        "courses/not_open.html",
        status=403,
        lesson=lesson,
        outline=outline,
        opens_at=None if policies.is_open(lesson.opens_at, now()) else lesson.opens_at,
        needs=outline.needs_of(lesson.id),
        is_visible=is_course_visible(lesson),
        kept_language=kept_language(),
    )


def _readable_lesson(lesson_id: int):
    lesson = queries.find_lesson_page(current_user, lesson_id, asked_language()) or abort(404)
    require(policies.can_read_lesson(current_user, lesson, now()))
    return lesson


def _is_of_lesson(field, lesson_id: int) -> bool:
    if field.data is None or queries.is_revision_of(field.data, lesson_id):
        return True
    field.errors = [*field.errors, _("This page was not one of this lesson. Reload it and try again.")]
    return False
