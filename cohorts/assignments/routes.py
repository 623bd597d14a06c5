"""Pages of work: writing and handing it in, the queue of who grades, and one submission with what was said about it."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.assignments import actions, policies, queries, words
from cohorts.assignments.comments.queries import find_comment
from cohorts.assignments.files import SUBMISSION_FILES
from cohorts.assignments.forms import CommentForm, DraftForm, RatingForm, WorkForm
from cohorts.assignments.grading import grade_of
from cohorts.assignments.peers.routes import bp as peers
from cohorts.assignments.running.routes import bp as running
from cohorts.assignments.screens import (
    assignment_or_404,
    chosen_version,
    closing_of,
    judging_form,
    language,
    place_of,
    submission_or_404,
    submission_screen,
    write_screen,
)
from courses.assignments.queries import settings_of
from lms.access import get_or_404, require
from lms.database import now
from lms.drafts.actions import forget_draft
from lms.files.actions import UploadRefused
from lms.forms import act_once
from lms.limits import Allowance
from lms.markup import render as render_markdown
from lms.markup import stored
from lms.pages import not_found, number, render, then_show
from lms.people.queries import Face

bp = Blueprint("submissions", __name__)
bp.register_blueprint(peers)
bp.register_blueprint(running)
DRAFTS = Allowance.of("submission drafts", "120/minute")
UPLOADS = Allowance.of("submission files", "120/hour")


@bp.get("/lessons/<int:lesson_id>/submission")
def write_submission(lesson_id):
    lesson = assignment_or_404(lesson_id)
    return write_screen(lesson, place_of(lesson))


@bp.post("/lessons/<int:lesson_id>/submission")
def keep_or_submit(lesson_id):
    """One form: keep what is written, take a file away, or hand it in; whatever the button, the words are kept."""
    lesson = assignment_or_404(lesson_id)
    cohort, form = place_of(lesson), WorkForm()
    is_final = request.form.get("act") == "submit"
    closing = closing_of(lesson, cohort) if is_final else ""
    if not form.validate():
        return write_screen(lesson, cohort, form=form, status=422)
    if closing:
        form.body.errors = [closing]
        return write_screen(lesson, cohort, form=form, status=422)
    if is_final and not form.has_work(_held(lesson, cohort)):
        return write_screen(lesson, cohort, form=form, status=422)
    act_once(form, current_user)
    if newer := _newer_words(lesson, cohort, form):
        return write_screen(lesson, cohort, form=form, newer=newer, status=409)
    submission, draft = actions.open_draft(lesson.id, current_user, cohort.id if cohort else None)
    actions.keep_words(draft, body=form.body.data or "", links=form.addresses)
    if refused := _keep_files(lesson, draft, form):
        form.files.errors = refused
        return write_screen(lesson, cohort, form=form, status=422)
    if key := request.form.get("remove"):
        SUBMISSION_FILES.take(draft, SUBMISSION_FILES.find(draft, key) or not_found())
        return then_show("submissions.write_submission", lesson_id=lesson.id, toast=_("Taken away."))
    if not is_final:
        return then_show("submissions.write_submission", lesson_id=lesson.id, toast=_("Kept. Only you can read it."))
    actions.submit(submission, draft, cohort=cohort, writer=current_user)
    toast = _("Handed in, after the due date. That can be seen.") if draft.is_late else _("Handed in.")
    return then_show("submissions.show_submission", submission_id=submission.id, toast=toast)


@bp.post("/lessons/<int:lesson_id>/submission/draft")
def keep_draft(lesson_id):
    """By the page while somebody types. Answered with 204 also when something later was kept already."""
    lesson = assignment_or_404(lesson_id)
    cohort = place_of(lesson)
    if not DRAFTS.spend(str(current_user.id)):
        return "", 429
    form = DraftForm()
    if not form.validate() or form.sequence.data is None:
        return "", 422
    actions.keep_draft(
        lesson.id,
        current_user,
        cohort.id if cohort else None,
        body=form.body.data or "",
        links=form.addresses,
        sequence=form.sequence.data,
    )
    return "", 204


@bp.post("/lessons/<int:lesson_id>/submission/preview")
def preview(lesson_id):
    place_of(assignment_or_404(lesson_id))
    form = DraftForm()
    return stored(render_markdown(form.body.data or "", profile="post").html) if form.body.validate(form) else ("", 422)


@bp.get("/submissions")
def show_queue():
    lesson_id, is_all = request.args.get("lesson", type=number), request.args.get("show") == "all"
    cohort_id = request.args.get("cohort", type=number)
    rows = queries.queue_of(
        current_user, language(), lesson_id=lesson_id, cohort_id=cohort_id, waiting=not is_all,
        after=request.args.get("after", type=number),
    )  # fmt: skip
    shown = rows[: queries.PAGE]
    judged = queries.judged([row.id for row in shown])
    return render(
        "cohorts/assignments/queue.html",
        rows=[(row, Face.of(row.user_id, row.name, row.photo_key), grade_of(judged.get(row.id, []))) for row in shown],
        next_id=shown[-1].id if len(rows) > len(shown) else None,
        waiting=queries.count_waiting(current_user, cohort_id),
        lesson_id=lesson_id,
        cohort_id=cohort_id,
        is_all=is_all,
        words=words,
    )


@bp.get("/submissions/<int:submission_id>")
def show_submission(submission_id):
    return submission_screen(*submission_or_404(submission_id))


@bp.post("/submissions/<int:submission_id>/feedback")
def give_feedback(submission_id):
    """By who grades, or by its writer about themselves where the author asks for that."""
    submission, beside = submission_or_404(submission_id)
    grades = policies.can_grade(current_user, beside.phase, submission)
    require(grades or policies.can_judge_self(current_user, submission, settings_of(submission.lesson_id)))
    version, _versions = chosen_version(submission)
    form = judging_form(version, is_sent=True)
    if not form.validate():
        return submission_screen(submission, beside, feedback_form=form, status=422)
    act_once(form, current_user)
    feedback = actions.give_feedback(
        submission, version, author=current_user, role="staff" if grades else "self", choices=form.choices,
        comments=form.comments, body=form.body.data or "",
    )  # fmt: skip
    forget_draft(current_user, version.draft_place)
    return then_show(
        "submissions.show_submission",
        submission_id=submission.id,
        lesson=request.args.get("lesson", type=number),
        anchor=f"feedback-{feedback.id}",
        toast=_("Kept. %(name)s hears of it.", name=beside.name) if grades else _("Kept."),
    )


@bp.post("/submissions/<int:submission_id>/comments")
def comment(submission_id):
    submission, beside = submission_or_404(submission_id)
    chosen_version(submission)
    form = CommentForm()
    if not form.validate():
        return submission_screen(submission, beside, comment_form=form, status=422)
    act_once(form, current_user)
    said = actions.comment(submission, author=current_user, body=form.body.data)
    return then_show("submissions.show_submission", submission_id=submission.id, anchor=f"comment-{said.id}")


@bp.post("/submissions/<int:submission_id>/comments/<int:comment_id>/removal")
def remove_comment(submission_id, comment_id):
    submission, said = _comment(submission_id, comment_id)
    require(policies.can_remove_comment(current_user, said))
    actions.remove_comment(said)
    toast = _("Removed. You can undo this for 30 days.")
    return then_show(
        "submissions.show_submission", submission_id=submission.id, anchor=f"comment-{said.id}", toast=toast
    )


@bp.post("/submissions/<int:submission_id>/comments/<int:comment_id>/restoration")
def restore_comment(submission_id, comment_id):
    submission, said = _comment(submission_id, comment_id)
    require(policies.can_restore_comment(current_user, said, now()))
    actions.restore_comment(said)
    return then_show("submissions.show_submission", submission_id=submission.id, anchor=f"comment-{said.id}")


@bp.post("/submissions/<int:submission_id>/feedback/<int:feedback_id>/rating")
def rate(submission_id, feedback_id):
    submission, beside = submission_or_404(submission_id)
    feedback = get_or_404(queries.feedback_visible_to(current_user), feedback_id)
    if feedback.submission_id != submission.id:
        not_found()
    require(policies.can_rate(current_user, submission, feedback))
    form = RatingForm(prefix=f"f{feedback.id}-")
    if not form.validate():
        return submission_screen(submission, beside, rating_form=form, rated=feedback.id, status=422)
    actions.rate(feedback, rating=int(form.rating.data), words=form.words.data or "")
    return then_show(
        "submissions.show_submission",
        submission_id=submission.id,
        anchor=f"feedback-{feedback.id}",
        toast=_("Thank you. Your reviewer sees it."),
    )


def _comment(submission_id: int, comment_id: int):
    submission, _beside = submission_or_404(submission_id)
    return submission, find_comment(submission, current_user, comment_id) or not_found()


def _held(lesson, cohort) -> int:
    """How many files stand with what is being written."""
    submission = queries.find_submission(lesson.id, current_user.id, cohort.id if cohort else None)
    if submission is None:
        return 0
    shown = queries.find_version(submission, submission.number + 1) or queries.find_version(
        submission, submission.number
    )
    return len(SUBMISSION_FILES.files_of(shown)) if shown else 0


def _newer_words(lesson, cohort, form: WorkForm):
    """What was kept or handed in from elsewhere after this page was shown, where it says something else."""
    submission = queries.find_submission(lesson.id, current_user.id, cohort.id if cohort else None)
    if submission is None or form.sequence.data is None:
        return None
    kept = queries.find_version(submission, submission.number + 1) or queries.find_version(
        submission, submission.number
    )
    if kept is None or kept.sequence <= form.sequence.data:
        return None
    is_same = (kept.body, kept.links) == (form.body.data or "", form.addresses)
    return None if is_same else kept


def _keep_files(lesson, draft, form: WorkForm) -> list[str]:
    """Sentences about what cannot be kept; empty when everything arrived."""
    if form.chosen and not UPLOADS.spend(str(current_user.id), cost=len(form.chosen)):
        return [_("That is very much at once. Try again in an hour.")]
    settings, refused = settings_of(lesson.id), []
    for file in form.chosen:
        try:
            actions.add_file(
                draft,
                file.read(),
                file.filename,
                is_anonymous=settings.peer_reviews > 0 and settings.is_anonymous,
                by=current_user,
            )
        except UploadRefused as refusal:
            refused.append(_("“%(name)s” did not arrive. %(reason)s", name=file.filename, reason=refusal.reason))
    return refused
