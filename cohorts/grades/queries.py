"""Every SELECT of the gradebook; the book itself takes eight statements, however many people and things it holds."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from cohorts.assignments.models import Feedback, FeedbackRevision
from cohorts.grades import statements
from cohorts.grades.book import Book, Module, Thing, categories_of, learner_of
from cohorts.grades.cells import Cell, assignment_cell, quiz_cell
from cohorts.grades.models import GradeOverride, Weighting
from cohorts.models import Cohort, Membership
from courses.kinds import GRADED, KINDS
from courses.quizzes.closing import closes_for
from courses.quizzes.models import DEFAULTS, GradeChange, Quiz, QuizAnswer, QuizAttempt, QuizCountsChange
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User
from lms.reading import read

MOST_CHANGES = 200


def load_book(cohort, viewer: Viewer, *, language: str, moment: datetime, user_id: int = 0) -> Book:
    """The grades of everybody who learns in a cohort, or of one person; people by name, things as the course has them."""
    of_cohort = {"cohort_id": cohort.id, "user_id": user_id}
    of_both = of_cohort | {"course_id": cohort.course_id}
    people = read(statements.PEOPLE, **of_cohort)
    attempts = _grouped(read(statements.ATTEMPTS, **of_both))
    submissions = {(row.user_id, row.lesson_id): row for row in read(statements.SUBMISSIONS, **of_cohort)}
    feedback = defaultdict(list)
    for row in read(statements.FEEDBACK, **of_cohort):
        feedback[row.submission_id].append(row)
    overrides = {(row.membership_id, row.lesson_id): row for row in read(statements.OVERRIDES, **of_cohort)}
    extensions = {(row.user_id, row.lesson_id): row.due_at for row in read(statements.EXTENSIONS, **of_both)}
    weighting = read(statements.WEIGHTINGS, cohort_id=cohort.id, most=1).one_or_none()
    kept = {lesson_id for _user_id, lesson_id in (*attempts, *submissions, *overrides)}
    kept |= {number for one in (weighting.categories if weighting else ()) for number in one["lessons"]}
    lessons = read(
        statements.LESSONS, course_id=cohort.course_id, audience_id=cohort.audience_id, language=language
    )  # fmt: skip
    things = _things(lessons, viewer, language, kept)
    categories = categories_of(weighting, things)
    learners = []
    for row in people:
        cells: dict[int, Cell] = {}
        for thing in things:
            key = (row.id, thing.id)
            override = overrides.get((row.membership_id, thing.id))
            if thing.kind.name == "quiz":
                if key in attempts or override:
                    cells[thing.id] = quiz_cell(attempts.get(key, ()), thing.counts, override)
                continue
            submission, due_at = submissions.get(key), extensions.get(key, thing.due_at)
            if submission or override or (due_at and due_at < moment):
                said = feedback[submission.id] if submission else []
                cells[thing.id] = assignment_cell(submission, said, due_at=due_at, moment=moment, override=override)
        learners.append(learner_of(row, cells, categories))
    return Book(things, learners, categories, weighting)


def find_place(viewer: Viewer, membership_id: int):
    """(membership, its cohort, the viewer's own phase there), for who can read the cohort; None for others."""
    own = aliased(Membership)
    return db.session.execute(
        select(Membership, Cohort, own.phase)
        .join(Cohort, Cohort.id == Membership.cohort_id)
        .outerjoin(own, and_(own.cohort_id == Cohort.id, own.user_id == viewer.id))
        .where(Membership.id == membership_id, visible(Cohort.audience_id, viewer))
    ).one_or_none()


def weightings_of(cohort, limit: int = 50) -> list:
    """How the grades of a cohort weighed, the last first, with who chose it."""
    return read(statements.WEIGHTINGS, cohort_id=cohort.id, most=limit)


def last_weighting_id(cohort_id: int) -> int:
    """Of the weights that hold; 0 when nobody chose any."""
    newest = select(Weighting.id).filter_by(cohort_id=cohort_id).order_by(Weighting.id.desc()).limit(1)
    return db.session.scalar(newest) or 0


def grades_set(lesson_id: int, user_id: int | None = None) -> list:
    """user_id and percent of each grade set by hand that holds, of everybody in any cohort or of one person."""
    last = select(func.max(GradeOverride.id)).filter_by(lesson_id=lesson_id).group_by(GradeOverride.membership_id)
    found = (
        select(Membership.user_id, GradeOverride.percent)
        .join(Membership, Membership.id == GradeOverride.membership_id)
        .where(GradeOverride.id.in_(last), GradeOverride.percent.is_not(None))
    )
    if user_id is not None:
        found = found.where(Membership.user_id == user_id)
    return db.session.execute(found.order_by(GradeOverride.id)).all()


def overrides_of(membership_id: int, lesson_id: int) -> list:
    """Each time a grade was set or that was taken back."""
    return db.session.execute(
        select(
            GradeOverride.before, GradeOverride.percent, GradeOverride.reason, GradeOverride.made_at,
            User.name.label("by_name"),
        )
        .outerjoin(User, User.id == GradeOverride.made_by)
        .where(GradeOverride.membership_id == membership_id, GradeOverride.lesson_id == lesson_id)
        .order_by(GradeOverride.id)
        .limit(MOST_CHANGES)
    ).all()  # fmt: skip


def answers_graded(user_id: int, lesson_id: int) -> list:
    """Each grade staff gave to an answer in somebody's attempts, or that changed because its question was mended; with
    when the quiz shows answers."""
    return db.session.execute(
        select(
            QuizAttempt.id.label("attempt_id"), QuizAnswer.position, QuizAnswer.points, GradeChange.before,
            GradeChange.after, GradeChange.reason, GradeChange.made_at, User.name.label("by_name"),
            Quiz.review, closes_for(user_id).label("closes_at"),
        )
        .select_from(GradeChange)
        .join(QuizAnswer, QuizAnswer.id == GradeChange.answer_id)
        .join(QuizAttempt, QuizAttempt.id == QuizAnswer.attempt_id)
        .join(Quiz, Quiz.lesson_id == QuizAttempt.lesson_id)
        .outerjoin(User, User.id == GradeChange.made_by)
        .where(QuizAttempt.user_id == user_id, QuizAttempt.lesson_id == lesson_id, QuizAttempt.is_preview.is_(False))
        .order_by(GradeChange.id)
        .limit(MOST_CHANGES)
    ).all()  # fmt: skip


def counts_changed(lesson_id: int) -> list:
    """Each time an author chose otherwise which attempts at a quiz count, or which mark passes."""
    return db.session.execute(
        select(
            QuizCountsChange.setting, QuizCountsChange.before, QuizCountsChange.after, QuizCountsChange.made_at,
            User.name.label("by_name"),
        )
        .outerjoin(User, User.id == QuizCountsChange.made_by)
        .where(QuizCountsChange.lesson_id == lesson_id)
        .order_by(QuizCountsChange.id)
        .limit(MOST_CHANGES)
    ).all()  # fmt: skip


def judgements_of(submission_id: int) -> list:
    """What was given for a submission in points: (feedback, name of who gave it), and each former state of it."""
    given = db.session.execute(
        select(Feedback, User.name)
        .join(User, User.id == Feedback.author_id)
        .where(Feedback.submission_id == submission_id, Feedback.role.in_(("staff", "peer")))
        .order_by(Feedback.id)
    ).all()
    former = defaultdict(list)
    ids = [feedback.id for feedback, _name in given]
    for row in db.session.scalars(
        select(FeedbackRevision).where(FeedbackRevision.feedback_id.in_(ids)).order_by(FeedbackRevision.id)
    ):
        former[row.feedback_id].append(row)
    return [(feedback, name, former[feedback.id]) for feedback, name in given]


def _grouped(rows) -> dict[tuple[int, int], list]:
    found: dict[tuple[int, int], list] = {}
    for row in rows:
        found.setdefault((row.user_id, row.lesson_id), []).append(row)
    return found


def _things(rows, viewer: Viewer, language: str, kept: set[int]) -> list[Thing]:
    """The graded lessons, numbered as the outline numbers them; what was taken out stays when somebody has a grade for it."""
    modules: dict[int, Module] = {}
    count: dict[int, int] = {}
    things, seen = [], set()
    for row in rows:
        if row.module_id not in modules:
            number = 1 + sum(one.number > 0 for one in modules.values()) if row.module_removed_at is None else 0
            title = (row.module_titles or {}).get(language) or row.module_title
            modules[row.module_id] = Module(row.module_id, number, title)
        if row.id in seen or row.title is None:
            continue
        seen.add(row.id)
        module, number = modules[row.module_id], ""
        if row.published_at and not row.removed_at and module.number:
            count[module.id] = count.get(module.id, 0) + 1
            number = f"{module.number}.{count[module.id]}"
        if row.kind in GRADED and (number or row.id in kept) and viewer.can_see(row.audience_id):
            counts = row.counts or DEFAULTS["counts"]
            mark = DEFAULTS["pass_percent"] if row.pass_percent is None else row.pass_percent
            kind = KINDS[row.kind]
            things.append(Thing(row.id, number, row.title, row.short_title, kind, module, counts, mark, row.due_at))
    return things
