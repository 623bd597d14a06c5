"""Every SELECT about reunions: the prompts of a cohort, those whose moment has come, and whether a cohort is quiet."""

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import func, select

from cohorts.models import Cohort, Membership
from discussions.models import Post, Space, Topic
from discussions.reunions.models import ReunionPrompt
from lms.database import db
from lms.people.models import User

QUIET = timedelta(days=14)  # nothing said for so long


def prompts_of(cohort_id: int) -> dict[int, ReunionPrompt]:
    """Months → the prompt, for those that were written."""
    rows = db.session.scalars(select(ReunionPrompt).where(ReunionPrompt.cohort_id == cohort_id))
    return {prompt.months: prompt for prompt in rows}


def find_prompt(cohort_id: int, months: int, *, lock: bool = False) -> ReunionPrompt | None:
    statement = select(ReunionPrompt).filter_by(cohort_id=cohort_id, months=months)
    return db.session.scalars(statement.with_for_update() if lock else statement).one_or_none()


def due_at(cohort, months: int) -> datetime:
    """The morning of the day so many months after the last one, at nine where the cohort is; in UTC."""
    return cohort.midnight(cohort.ends_on + relativedelta(months=months)) + timedelta(hours=9)


def due_prompts(moment: datetime) -> list[tuple[ReunionPrompt, Cohort]]:
    """The prompts that wait and whose moment has come."""
    rows = db.session.execute(
        select(ReunionPrompt, Cohort)
        .join(Cohort, Cohort.id == ReunionPrompt.cohort_id)
        .where(ReunionPrompt.outcome == "")
        .order_by(ReunionPrompt.cohort_id, ReunionPrompt.months)
        .with_for_update(of=ReunionPrompt)
    )
    return [(prompt, cohort) for prompt, cohort in rows if due_at(cohort, prompt.months) <= moment]


def is_quiet(space: Space, moment: datetime) -> bool:
    """Whether nobody said anything in it for two weeks."""
    last = select(func.max(Post.created_at)).join(Topic, Topic.id == Post.topic_id)
    last = db.session.scalar(last.where(Topic.space_id == space.id, Post.deleted_at.is_(None)))
    return last is None or last < moment - QUIET


def find_sender(prompt: ReunionPrompt) -> User | None:
    """Who wrote the prompt, or else who has led the cohort longest; None when nobody leads it."""
    leads = (Membership.user_id == User.id) & (Membership.cohort_id == prompt.cohort_id)
    return db.session.scalars(
        select(User)
        .join(Membership, leads)
        .where(Membership.phase == "facilitator", User.is_active)
        .order_by(User.id != prompt.author_id, Membership.joined_at, Membership.id)
        .limit(1)
    ).one_or_none()
