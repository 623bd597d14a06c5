"""Every SELECT about goals: those of a scope, one with its history, who can own one, and those the daily round counts."""

from sqlalchemy import Select, and_, func, or_, select

from cohorts.models import Cohort, Membership
from discussions.insights.goals.models import Goal, GoalCount, GoalStep
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import RoleGrant, User

MOST = 200


def goals_visible_to(viewer: Viewer) -> Select:
    """Those of the cohorts the viewer leads, shared ones of those they are in, and the academy's for who keeps the community."""
    leads = select(Membership.cohort_id).where(Membership.user_id == viewer.id, Membership.phase == "facilitator")
    sees = or_(
        and_(Goal.cohort_id.is_not(None), or_(Goal.is_shared, Goal.cohort_id.in_(leads))),
        and_(Goal.cohort_id.is_(None), viewer.has_role("manager")),
    )
    return select(Goal).where(visible(Goal.audience_id, viewer), sees)


def goals_of(viewer: Viewer, cohort_id: int | None) -> list:
    """(goal, name of its owner) of one scope, the first to be reached first, what is closed last."""
    here = Goal.cohort_id == cohort_id if cohort_id is not None else Goal.cohort_id.is_(None)
    return _with_owner(goals_visible_to(viewer).where(here))


def shared_goals_of(viewer: Viewer, cohort_id: int) -> list:
    """The same, of those a cohort is shown and that still stand."""
    shown = (Goal.cohort_id == cohort_id, Goal.is_shared, Goal.closed_at.is_(None))
    return _with_owner(goals_visible_to(viewer).where(*shown))


def _with_owner(statement: Select) -> list:
    return list(
        db.session.execute(
            statement.add_columns(User.name)
            .join(User, User.id == Goal.owner_id)
            .order_by(Goal.closed_at.is_not(None), Goal.due_on, Goal.id)
            .limit(MOST)
        )
    )


def find_goal(viewer: Viewer, goal_id: int, *, lock: bool = False) -> Goal | None:
    statement = goals_visible_to(viewer).where(Goal.id == goal_id)
    return db.session.scalars(statement.with_for_update(of=Goal) if lock else statement).one_or_none()


def name_of(user_id: int) -> str:
    return db.session.scalar(select(User.name).where(User.id == user_id))


def names_of(user_ids) -> dict[int, str]:
    return dict(db.session.execute(select(User.id, User.name).where(User.id.in_(list(user_ids)))).all())


def steps_of(goal: Goal) -> list:
    """(step, name of who took it or None), the latest first."""
    return list(
        db.session.execute(
            select(GoalStep, User.name)
            .outerjoin(User, User.id == GoalStep.by)
            .where(GoalStep.goal_id == goal.id)
            .order_by(GoalStep.id.desc())
            .limit(MOST)
        )
    )


def counts_of(goal: Goal) -> list[GoalCount]:
    """What was counted week by week, the latest first."""
    statement = select(GoalCount).where(GoalCount.goal_id == goal.id).order_by(GoalCount.at.desc(), GoalCount.id.desc())
    return list(db.session.scalars(statement.limit(60)))


def last_count(goal: Goal) -> GoalCount | None:
    return next(iter(counts_of(goal)), None)


def people_to_own(cohort_id: int | None) -> list[tuple[int, str]]:
    """(id, name) of who can see to a goal: the facilitators of the cohort, or who keeps the community of the academy."""
    people = select(User.id, User.name).where(User.is_active)
    if cohort_id is not None:
        people = people.join(Membership, Membership.user_id == User.id)
        people = people.where(Membership.cohort_id == cohort_id, Membership.phase == "facilitator")
    else:
        keeps = select(RoleGrant.user_id).where(RoleGrant.role.in_(("manager", "admin")))
        people = people.where(User.id.in_(keeps))
    return [(row.id, row.name) for row in db.session.execute(people.order_by(User.name, User.id))]


def goals_to_count() -> list:
    """(goal, its cohort or None, locale of its owner) of every goal that is not closed, scope by scope."""
    return list(
        db.session.execute(
            select(Goal, Cohort, User.locale)
            .outerjoin(Cohort, Cohort.id == Goal.cohort_id)
            .join(User, User.id == Goal.owner_id)
            .where(Goal.closed_at.is_(None))
            .order_by(Goal.cohort_id, Goal.days, Goal.id)
            .with_for_update(of=Goal)
        )
    )


def open_goals_of(cohort_id: int) -> list[Goal]:
    """What is set for a cohort and not closed, to be written to."""
    statement = select(Goal).where(Goal.cohort_id == cohort_id, Goal.closed_at.is_(None)).order_by(Goal.id)
    return list(db.session.scalars(statement.with_for_update()))


def count_open_goals(cohort_id: int) -> int:
    """How many are set for a cohort and not closed."""
    which = (Goal.cohort_id == cohort_id, Goal.closed_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(Goal).where(*which))


def open_owned_by(user_id: int, goal_ids) -> set[int]:
    """Which of these goals this person still sees to."""
    its_own = (Goal.id.in_(list(goal_ids)), Goal.owner_id == user_id, Goal.closed_at.is_(None))
    return set(db.session.scalars(select(Goal.id).where(*its_own)))
