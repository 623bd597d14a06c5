"""Grading answers anew by a mended question: at once where there are few, bit by bit in a job where there are many."""

from courses.questions.models import QuestionVersion
from courses.quizzes import actions, queries
from courses.quizzes.models import Quiz, Regrading
from courses.quizzes.notices import tell_regraded
from courses.quizzes.results.queries import answers_to_regrade, count_to_regrade, worth_by
from lms.database import db, now
from lms.jobs import enqueue, job
from lms.people.models import User

AT_ONCE = 200  # answers; more than these are a job, so that nobody waits for them


def begin_regrading(quiz: Quiz, version: QuestionVersion, *, reason: str, by) -> Regrading:
    """Give the answers to a question the grade its mended version gives them; former grades are kept beside them."""
    total = count_to_regrade(quiz.lesson_id, version)
    row = Regrading(
        lesson_id=quiz.lesson_id,
        question_id=version.question_id,
        version_id=version.id,
        reason=reason.strip(),
        made_by=by.id,
        total=total,
        done=0,
        changed=0,
    )
    db.session.add(row)
    db.session.flush()
    if total > AT_ONCE:
        enqueue("regrade", regrading_id=row.id)
    else:
        _regrade_some(row)
        row.finished_at = now()
        db.session.flush()
    return row


@job("regrade")
def regrade(regrading_id: int) -> None:
    """The whole of it, kept after every part; a second run goes on where the first one stopped."""
    row = db.session.get_one(Regrading, regrading_id)
    while row.finished_at is None:
        if not _regrade_some(row):
            row.finished_at = now()
        db.session.commit()


def _regrade_some(row: Regrading) -> int:
    """Look at some answers that were not looked at yet; how many."""
    version = db.session.get_one(QuestionVersion, row.version_id)
    answers = answers_to_regrade(row.lesson_id, version, AT_ONCE)
    changed = set()
    for answer in answers:
        after = worth_by(version, answer)
        if after is not None and answer.is_overruled:
            answer.automatic = after  # what a person gave goes on counting
        elif after is not None:
            actions.change_grade(answer, after, by=row.made_by, reason=row.reason, version_id=version.id)
            changed.add(answer.attempt_id)
            row.changed += 1
        answer.graded_version_id = version.id
    row.done += len(answers)
    db.session.flush()
    by = db.session.get(User, row.made_by) if row.made_by else None
    for attempt_id in sorted(changed):
        attempt = queries.get_attempt(attempt_id)
        before = attempt.percent
        actions.settle(attempt)
        tell_regraded(attempt, before, reason=row.reason, by=by)
    return len(answers)
