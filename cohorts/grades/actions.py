"""Every write of the gradebook: other weights, a grade set by hand, and taking that back."""

from cohorts.grades import notices, queries
from cohorts.grades.models import GradeOverride, Weighting
from courses.actions import complete_afterwards
from courses.events import CompletionRuleChanged
from courses.models import Lesson
from courses.opening.actions import record_score
from courses.quizzes.models import DEFAULTS
from courses.quizzes.queries import find_quiz
from courses.quizzes.scoring import has_passed
from lms.admin.audit import audit
from lms.database import db
from lms.people.queries import viewer_of


def choose_weights(cohort, categories: list[dict], *, by, at=None) -> Weighting:
    """From now on the total is made like this; what held before is kept. None at all: every grade counts the same."""
    weighting = Weighting(cohort_id=cohort.id, categories=categories, made_by=by.id)
    if at:
        weighting.made_at = at
    db.session.add(weighting)
    db.session.flush()
    audit("grade weights chosen", actor=by, object_kind="cohort", object_id=cohort.id, audience_id=cohort.audience_id)
    return weighting


def set_grade(
    cohort, thing, learner, *, before: float | None, percent: float | None, reason: str, by, at=None
) -> GradeOverride:
    """This percent counts instead of what the work earned; without one that counts again. `at` seeds the past.

    `learner` and `thing` are of the book of the cohort."""
    override = GradeOverride(
        membership_id=learner.membership_id, lesson_id=thing.id, before=before, percent=percent, reason=reason,
        made_by=by.id,
    )  # fmt: skip
    if at:
        override.made_at = at
    db.session.add(override)
    db.session.flush()
    audit(
        "grade set" if percent is not None else "set grade taken back",
        actor=by, object_kind="lesson", object_id=thing.id, audience_id=cohort.audience_id, user_id=learner.id,
    )  # fmt: skip
    if percent is not None:
        _follow(thing, learner.id, percent, at)
    notices.tell_grade(cohort, thing, learner, override, by=by, at=at)
    return override


def follow_rule(event: CompletionRuleChanged) -> None:
    """Whoever passes a quiz by a grade set by hand is done with it."""
    if event.kind != "quiz":
        return
    lesson, quiz = db.session.get_one(Lesson, event.lesson_id), find_quiz(event.lesson_id)
    mark = quiz.pass_percent if quiz else DEFAULTS["pass_percent"]
    for user_id, percent in queries.grades_set(lesson.id, event.user_id):
        if has_passed(percent, mark):
            complete_afterwards(viewer_of(user_id), lesson)


def _follow(thing, user_id: int, percent: float, at) -> None:
    """What waits for this score opens, and who passes a quiz by it is done with it; neither is ever taken back."""
    record_score(user_id, thing.id, percent)
    if thing.kind.name == "quiz" and has_passed(percent, thing.pass_percent):
        complete_afterwards(viewer_of(user_id), db.session.get_one(Lesson, thing.id), at=at)
