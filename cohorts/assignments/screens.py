"""The pages of work handed in, as every route shows them again: writing it, and reading it with what was said about it."""

from flask import request
from flask_babel import get_locale
from flask_login import current_user

from cohorts.assignments import policies, queries, words
from cohorts.assignments.actions import sequence_now
from cohorts.assignments.comments.queries import comments_of
from cohorts.assignments.files import SUBMISSION_FILES
from cohorts.assignments.forms import CommentForm, RatingForm, WorkForm, feedback_form
from cohorts.assignments.grading import grade_of
from cohorts.assignments.peers.queries import counts_of, find_round
from courses.assignments.queries import due_for, extension_of, find_rubric, settings_of
from courses.policies import can_read_lesson
from courses.queries import find_lesson_page
from lms.access import get_or_404, require
from lms.database import now
from lms.drafts.queries import find_draft
from lms.markup import stored
from lms.pages import not_found, number, render
from lms.people.queries import Face


def language() -> str:
    return str(get_locale() or "en")


def assignment_or_404(lesson_id: int):
    """The lesson, when it asks for work and has opened for the viewer."""
    lesson = find_lesson_page(current_user, lesson_id, language())
    if lesson is None or lesson.kind != "assignment" or not can_read_lesson(current_user, lesson, now()):
        not_found()
    return lesson


def place_of(lesson):
    """The viewer's cohort for a lesson, when they may hand in for it."""
    cohort = queries.find_place(current_user, lesson.course_id)
    require(policies.can_write(current_user, cohort.phase if cohort else None))
    return cohort


def closing_of(lesson, cohort) -> str:
    """Why nothing can be handed in any more; empty as long as it can."""
    extension = extension_of(lesson.id, current_user.id)
    return words.closed(cohort) if policies.is_closed(cohort, extension, now()) else ""


def write_screen(lesson, cohort, *, form: WorkForm | None = None, newer=None, status: int = 200):
    """`newer` is what was kept meanwhile from another page, where what the form brings would overwrite it."""
    submission = queries.find_submission(lesson.id, current_user.id, cohort.id if cohort else None)
    draft = queries.find_version(submission, submission.number + 1) if submission else None
    shown = draft or queries.find_version(submission, submission.number if submission else 0)
    if form is None:
        form = WorkForm(formdata=None, body=shown.body if shown else "", links="\n".join(shown.links) if shown else "")
    form.sequence.data = max(sequence_now(), (shown.sequence + 1) if shown else 0)
    settings = settings_of(lesson.id)
    return render(
        "cohorts/assignments/write.html",
        status=status,
        lesson=lesson,
        cohort=cohort,
        submission=submission,
        draft=draft,
        form=form,
        newer=newer,
        files=SUBMISSION_FILES.files_of(shown) if shown else [],
        settings=settings,
        rubric=find_rubric(settings.rubric_id),
        due_at=due_for(lesson.id, cohort.audience_id if cohort else None, current_user.id),
        moment_now=now(),
        closing=closing_of(lesson, cohort),
    )


def submission_or_404(submission_id: int):
    submission = get_or_404(queries.submissions_visible_to(current_user), submission_id)
    return submission, queries.around(submission, current_user, language())


def chosen_version(submission):
    """The version the address names, else the last one in."""
    versions = queries.versions_of(submission, current_user)
    if not versions:
        not_found()
    asked = request.args.get("version", type=number)
    if asked is None:
        return versions[0], versions
    return next((one for one in versions if one.number == asked), None) or not_found(), versions


def judging_form(version, mine=None, *, is_sent: bool = False):
    """Feedback on one version, with what the viewer typed of it before."""
    place = version.draft_place
    draft = find_draft(current_user, place)
    return feedback_form(find_rubric(version.rubric_id), place=place, draft=draft, feedback=mine, is_sent=is_sent)


def submission_screen(submission, beside, *, status: int = 200, **forms):
    version, versions = chosen_version(submission)
    settings, moment = settings_of(submission.lesson_id), now()
    grades = policies.can_grade(current_user, beside.phase, submission)
    judges = policies.can_judge_self(current_user, submission, settings)
    round_ = find_round(submission.lesson_id, submission.cohort_id)
    rows = queries.feedback_of(submission, current_user)
    mine = queries.find_feedback(version, current_user.id) if grades or judges else None
    lesson_id = request.args.get("lesson", type=number)
    before, after = queries.neighbours(submission, current_user, lesson_id) if grades else (None, None)
    rubrics = {row.Feedback.rubric_id: None for row in rows} | {version.rubric_id: None}
    rubrics = {rubric_id: find_rubric(rubric_id) for rubric_id in rubrics}
    return render(
        "cohorts/assignments/submission.html",
        status=status,
        submission=submission,
        beside=beside,
        face=Face.of(beside.id, beside.name, beside.photo_key),
        is_mine=submission.user_id == current_user.id,
        version=version,
        versions=versions,
        html=stored(version.html),
        files=SUBMISSION_FILES.files_of(version),
        rows=[_shown(row, round_, grades, place) for place, row in enumerate(rows, 1)],
        rubrics=rubrics,
        former=queries.former_feedback([row.Feedback.id for row in rows]),
        stored=stored,
        grade=grade_of(queries.judged([submission.id]).get(submission.id, [])),
        comments=[
            (said, Face.of(said.author_id, name, key)) for said, name, key in comments_of(submission, current_user)
        ],
        can_remove=lambda said: policies.can_remove_comment(current_user, said),
        can_restore=lambda said: policies.can_restore_comment(current_user, said, moment),
        comment_form=forms.get("comment_form") or CommentForm(formdata=None),
        feedback_form=forms.get("feedback_form") or (judging_form(version, mine) if grades or judges else None),
        rating_form=lambda feedback: (
            forms["rating_form"]
            if forms.get("rated") == feedback.id
            else RatingForm(
                formdata=None,
                prefix=f"f{feedback.id}-",
                data={"rating": str(feedback.rating) if feedback.rating else None, "words": feedback.rating_words},
            )
        ),
        can_rate=lambda feedback: policies.can_rate(current_user, submission, feedback),
        extension_form=forms.get("extension_form"),
        mine=mine,
        grades=grades,
        judges=judges,
        round=round_,
        counts=counts_of(submission),
        before=before,
        after=after,
        lesson_id=lesson_id,
        words=words,
        moment_now=moment,
    )


def _shown(row, round_, grades: bool, place: int):
    """(feedback, version, who it is from as the viewer may know it)."""
    feedback, version, name, key = row
    is_hidden = feedback.role == "peer" and round_ is not None and round_.is_anonymous and not grades
    return (
        feedback,
        version,
        Face.of(None, words.reviewer(place), None) if is_hidden else Face.of(feedback.author_id, name, key),
    )
