"""Every SELECT about going on elsewhere: where to, and all that a preview says."""

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from cohorts.assignments.models import PeerReview, PeerRound, Submission
from cohorts.audiences.queries import strangers_to, was_said_to
from cohorts.calendar.models import Event
from cohorts.calendar.opening import coming
from cohorts.ground.models import IntakeAnswer
from cohorts.models import INSIDE, Cohort, Membership
from cohorts.moving.models import Going, Preview
from cohorts.practice.models import PracticePlan
from cohorts.roles.models import EarnedRole
from cohorts.surveys.models import Survey, SurveyRound
from cohorts.training.queries import modules_of, openings_of
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User


def destinations(viewer: Viewer, cohort) -> list[Cohort]:
    """The other cohorts of the course that the viewer leads, the latest first."""
    return list(db.session.scalars(_destinations(viewer, cohort).order_by(Cohort.starts_on.desc(), Cohort.id.desc())))


def find_destination(viewer: Viewer, cohort, cohort_id: int | None) -> Cohort | None:
    return db.session.scalars(_destinations(viewer, cohort).where(Cohort.id == cohort_id)).one_or_none()


def preview_of_move(cohort, membership: Membership, into: Cohort) -> Preview:
    """What will happen when one person goes on in another cohort."""
    people = people_of(cohort, into, Membership.id == membership.id)
    theirs = membership.user_id
    works = Submission.user_id == theirs, Submission.number > 0
    review = exists().where(
        PeerReview.round_id == PeerRound.id, PeerReview.reviewer_id == theirs, PeerReview.released_at.is_(None)
    )
    handed_in = exists().where(Submission.lesson_id == PeerRound.lesson_id, Submission.cohort_id == cohort.id, *works)
    obstacles = ["in round"] if _has_round(cohort, or_(review, handed_in)) else []
    if not people:
        obstacles.append("gone")
    elif people[0].there:
        obstacles.append("there already")
    return Preview(
        people=people,
        works=_count(Submission, Submission.cohort_id == cohort.id, *works),
        plans=_count(PracticePlan, *_plans(cohort), PracticePlan.user_id == theirs),
        closes=_closes(into, people),
        roles=_count(
            EarnedRole, EarnedRole.cohort_id == cohort.id, EarnedRole.user_id == theirs, EarnedRole.ended_at.is_(None)
        ),
        shared=_count(
            IntakeAnswer,
            IntakeAnswer.cohort_id == cohort.id,
            IntakeAnswer.user_id == theirs,
            IntakeAnswer.audience_id.is_not(None),
        ),
        openings=_openings(cohort, into),
        obstacles=obstacles,
        state=(cohort.went_into_id, into.went_into_id, into.version),
    )


def preview_of_merge(cohort, into: Cohort) -> Preview:
    """What will happen when a cohort goes on in another."""
    people = people_of(cohort, into, True)
    hosts = [one.user_id for one in people if one.phase == "facilitator"]
    events = list(db.session.scalars(coming(Event.cohort_id == cohort.id)))
    invited = (Membership.cohort_id == cohort.id, Membership.phase == "invited")
    return Preview(
        people=people,
        invited=_count(Membership, *invited),
        works=_count(Submission, Submission.cohort_id == cohort.id, Submission.number > 0),
        plans=_count(PracticePlan, *_plans(cohort)),
        open_rounds=_count(SurveyRound, SurveyRound.survey_id.in_(_surveys(cohort)), SurveyRound.closed_at.is_(None)),
        repeating=_count(Survey, Survey.id.in_(_surveys(cohort)), Survey.rhythm != "", Survey.next_at.is_not(None)),
        closes=_closes(into, people),
        events=[event for event in events if event.host_id in hosts],
        hosted=[event for event in events if event.host_id not in hosts],
        openings=_openings(cohort, into),
        obstacles=["round"] if _has_round(cohort, True) else [],
        state=(
            cohort.went_into_id, into.went_into_id, cohort.version, into.version,
            tuple((row.user_id, row.phase) for row in _members(into)),
        ),
    )  # fmt: skip


def people_of(cohort, into: Cohort, which) -> list[Going]:
    """Who takes part in a cohort, each with the part they have in the other."""
    there = aliased(Membership)
    rows = db.session.execute(
        select(User.id, User.name, Membership.id.label("membership_id"), Membership.phase, there.phase.label("there"))
        .join(Membership, Membership.user_id == User.id)
        .outerjoin(there, and_(there.cohort_id == into.id, there.user_id == User.id, there.phase.in_(INSIDE)))
        .where(Membership.cohort_id == cohort.id, Membership.phase.in_(INSIDE), which)
        .order_by(func.lower(User.name), User.id)
    )
    return [Going(*row) for row in rows]


def invited_to(cohort) -> list[Membership]:
    found = select(Membership).where(Membership.cohort_id == cohort.id, Membership.phase == "invited")
    return list(db.session.scalars(found.order_by(Membership.id)))


def find_member(cohort, membership_id: int) -> tuple[Membership, User] | None:
    """Somebody who takes part in the cohort."""
    row = db.session.execute(
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(Membership.id == membership_id, Membership.cohort_id == cohort.id, Membership.phase.in_(INSIDE))
    ).one_or_none()
    return None if row is None else tuple(row)


def _destinations(viewer: Viewer, cohort) -> Select:
    return (
        select(Cohort)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .where(
            Cohort.course_id == cohort.course_id,
            Cohort.id != cohort.id,
            Cohort.went_into_id.is_(None),
            Membership.user_id == viewer.id,
            Membership.phase == "facilitator",
            visible(Cohort.audience_id, viewer),
        )
    )


def _members(cohort) -> list:
    inside = (Membership.cohort_id == cohort.id, Membership.phase.in_(INSIDE))
    return db.session.execute(select(Membership.user_id, Membership.phase).where(*inside).order_by(Membership.id)).all()


def _closes(into: Cohort, people: list[Going]) -> bool:
    strangers = strangers_to(into.audience_id, [one.user_id for one in people])
    return bool(strangers) and was_said_to(into.audience_id)


def _openings(cohort, into: Cohort) -> list:
    here, there = openings_of(cohort), openings_of(into)
    return [
        (module.title, here.get(module.id), there.get(module.id))
        for module in modules_of(cohort.course_id)
        if here.get(module.id) != there.get(module.id)
    ]


def _has_round(cohort, which) -> bool:
    is_open = (PeerRound.cohort_id == cohort.id, PeerRound.closed_at.is_(None), which)
    return db.session.scalar(select(exists().where(*is_open)))


def _surveys(cohort):
    return select(Survey.id).where(Survey.cohort_id == cohort.id, Survey.removed_at.is_(None))


def _plans(cohort) -> tuple:
    return PracticePlan.cohort_id == cohort.id, PracticePlan.removed_at.is_(None)


def _count(table, *which) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(*which))
