"""Pages of reviewing a peer: the work without its writer's name, the rubric, and stepping back."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_login import current_user

from cohorts.assignments import actions, policies, words
from cohorts.assignments import queries as submissions
from cohorts.assignments.files import SUBMISSION_FILES
from cohorts.assignments.forms import feedback_form
from cohorts.assignments.models import Submission, SubmissionVersion
from cohorts.assignments.peers import queries, rounds
from cohorts.assignments.screens import language
from courses.assignments.queries import find_rubric
from lms.access import get_or_404, require
from lms.database import db, now
from lms.drafts.actions import forget_draft, keep_what_was_sent
from lms.drafts.forms import judging_in
from lms.drafts.queries import find_draft
from lms.forms import act_once
from lms.markup import stored
from lms.pages import not_found, render, then_show

bp = Blueprint("peers", __name__)


@bp.get("/peer-reviews/<int:review_id>")
def show_review(review_id):
    review = get_or_404(queries.reviews_once_asked_of(current_user), review_id)
    if _reads(review):
        return _page(review)
    if not _has_words(review):
        not_found()
    return _kept_words(review, _form(review))


@bp.post("/peer-reviews/<int:review_id>/feedback")
def give_review(review_id):
    review = get_or_404(queries.reviews_once_asked_of(current_user), review_id)
    form = _form(review, is_sent=True)
    if not _is_taken(review):
        keep_what_was_sent(current_user, review.draft_place, body=form.body.data or "", rest=judging_in(form))
        db.session.commit()  # the refusal is undone, but what somebody wrote is not
        return _kept_words(review, form, status=409)
    if not form.validate():
        return _page(review, form=form, status=422)
    act_once(form, current_user)
    submission = db.session.get_one(Submission, review.submission_id)
    version = db.session.get_one(SubmissionVersion, review.version_id)
    actions.give_feedback(
        submission, version, author=current_user, role="staff" if _grades(submission) else "peer", choices=form.choices,
        comments=form.comments, body=form.body.data or "",
    )  # fmt: skip
    forget_draft(current_user, review.draft_place)
    return then_show(
        "submissions.peers.show_review", review_id=review.id, toast=_("Thank you. Your review is on its way.")
    )


@bp.post("/peer-reviews/<int:review_id>/refusal")
def step_back(review_id):
    review = get_or_404(queries.reviews_asked_of(current_user), review_id)
    beside = queries.around_review(review, language())
    require(policies.can_step_back(current_user, review, beside.PeerRound, now()))
    rounds.step_back(review)
    return then_show(
        "courses.show_lesson",
        lesson_id=beside.lesson_id,
        toast=_("Good to say so. Somebody else reviews in your place."),
        anchor="task",
    )


def _is_taken(review) -> bool:
    """Whether what is written about it can still be sent."""
    round_ = queries.around_review(review, language()).PeerRound
    return _reads(review) and policies.can_review(current_user, review, round_, now())


def _reads(review) -> bool:
    return queries.find_asked(current_user, review.id) is not None


def _has_words(review) -> bool:
    draft = find_draft(current_user, review.draft_place)
    return draft is not None and not draft.is_empty


def _form(review, mine=None, *, is_sent: bool = False):
    version, place = db.session.get_one(SubmissionVersion, review.version_id), review.draft_place
    draft = find_draft(current_user, place)
    return feedback_form(find_rubric(version.rubric_id), place=place, draft=draft, feedback=mine, is_sent=is_sent)


def _kept_words(review, form, status: int = 200):
    """What somebody wrote that is not taken any more, and why; of the work itself nothing is told."""
    beside = queries.around_review(review, language())
    return render(
        "cohorts/assignments/kept_words.html",
        status=status,
        beside=beside,
        form=form,
        reason=words.why_no_review(review, is_over=not policies.is_open(beside.PeerRound, now())),
    )


def _grades(submission: Submission) -> bool:
    """A facilitator who steps in speaks as one: both names are known, and their word counts as staff's."""
    phase = submissions.around(submission, current_user, language()).phase
    return policies.can_grade(current_user, phase, submission)


def _page(review, *, form=None, status: int = 200):
    beside = queries.around_review(review, language())
    version = db.session.get_one(SubmissionVersion, review.version_id)
    rubric, mine = find_rubric(version.rubric_id), submissions.find_feedback(version, current_user.id)
    can_review = policies.can_review(current_user, review, beside.PeerRound, now())
    return render(
        "cohorts/assignments/peer_review.html",
        status=status,
        review=review,
        round=beside.PeerRound,
        hides_names=beside.PeerRound.is_anonymous and not _grades(db.session.get_one(Submission, review.submission_id)),
        beside=beside,
        version=version,
        html=stored(version.html),
        files=SUBMISSION_FILES.files_of(version),
        rubric=rubric,
        mine=mine,
        mine_html=stored(mine.html) if mine else "",
        feedback_form=(form or _form(review, mine)) if can_review else None,
        kept=_form(review) if not can_review and _has_words(review) else None,
        can_step_back=policies.can_step_back(current_user, review, beside.PeerRound, now()),
        rating_words=words.RATING_WORDS,
    )
