"""The SELECTs of who leads a cohort: people who have fallen quiet, and how much is open."""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from cohorts.models import Membership
from discussions.answering.statements import IS_OPEN_QUESTION
from discussions.insights.goals.models import Goal
from discussions.milestones.models import Celebration
from discussions.models import Post, Space, Topic
from discussions.moderation.models import Review
from discussions.reunions.models import ReunionPrompt
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User

AWAY = timedelta(days=21)  # not seen for so long
SETTLED = timedelta(days=14)  # who came later is still finding their way


def quiet_members(cohort, moment: datetime) -> list:
    """id, name, photo_key, last_seen_at, wrote_at, ask_me_about and visibility of those away: who never came first, then the latest gone."""
    wrote_at = (
        select(func.max(Post.created_at))
        .join(Topic, Topic.id == Post.topic_id)
        .join(Space, Space.id == Topic.space_id)
        .where(Space.cohort_id == cohort.id, Post.author_id == User.id, Post.deleted_at.is_(None))
        .correlate(User)
        .scalar_subquery()
    )
    return list(
        db.session.execute(
            select(
                User.id,
                User.name,
                User.photo_key,
                User.last_seen_at,
                User.ask_me_about,
                User.visibility,
                wrote_at.label("wrote_at"),
            )
            .join(Membership, Membership.user_id == User.id)
            .where(
                Membership.cohort_id == cohort.id,
                Membership.phase.in_(("trainee", "alumnus", "mentor")),
                Membership.joined_at < moment - SETTLED,
                User.is_active,
                or_(User.last_seen_at.is_(None), User.last_seen_at < moment - AWAY),
            )
            .order_by(User.last_seen_at.desc().nulls_first(), User.name, User.id)
        )
    )


def count_reported(viewer: Viewer, space_id: int) -> int:
    """Posts of a space that wait for a decision of the viewer; never their own: they would learn who flagged them."""
    return db.session.scalar(
        select(func.count())
        .select_from(Review)
        .join(Post, Post.id == Review.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(
            Topic.space_id == space_id,
            Review.state == "open",
            Post.author_id != viewer.id,
            visible(Topic.audience_id, viewer),
        )
    )


def count_in_name_of(user_id: int, cohort_id: int) -> tuple[int, int, int]:
    """(open goals they see to, 1 when the cohort celebrates in their name, words that wait for after the training)."""
    which = (
        (Goal, Goal.cohort_id == cohort_id, Goal.owner_id == user_id, Goal.closed_at.is_(None)),
        (Celebration, Celebration.cohort_id == cohort_id, Celebration.host_id == user_id),
        (ReunionPrompt, ReunionPrompt.cohort_id == cohort_id, ReunionPrompt.outcome == ""),
    )
    counts = (select(func.count()).select_from(table).where(*of).scalar_subquery() for table, *of in which)
    return tuple(db.session.execute(select(*counts)).one())


def count_open(cohort) -> tuple[int, int]:
    """(questions without an answer, posts under review) in a cohort."""
    questions = (
        select(func.count())
        .select_from(Topic)
        .join(Space, Space.id == Topic.space_id)
        .where(Space.cohort_id == cohort.id, IS_OPEN_QUESTION)
    )
    reviews = (
        select(func.count())
        .select_from(Review)
        .join(Post, Post.id == Review.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(Space, Space.id == Topic.space_id)
        .where(Space.cohort_id == cohort.id, Review.state == "open")
    )
    return db.session.scalar(questions), db.session.scalar(reviews)
