"""Every SELECT about the ladder: what stands on it, whose it is, and how a space's ladder is set."""

from datetime import datetime, timedelta

from sqlalchemy import select

from cohorts.models import Membership
from discussions.answering.ladder import LATE
from discussions.answering.models import AnswerLadder, LadderPlace
from discussions.answering.statements import IS_WAITING, LADDER, with_ladder
from discussions.models import Space, Topic
from discussions.moderation.queries import leaders_of
from lms.access import AudienceMember, belongs
from lms.database import db
from lms.people.models import User

FORGOTTEN = timedelta(days=60)  # what waited so long before anybody looked is not brought up any more

_ON_LADDER = with_ladder(
    select(Topic.id, Topic.created_at, *LADDER).join(Space, Space.id == Topic.space_id)
).where(IS_WAITING)  # fmt: skip


def questions_to_move(moment: datetime):
    """The waiting questions that are not on the last rung, each with its ladder."""
    is_below = LadderPlace.rung.is_(None) | (LadderPlace.rung < LATE)
    return db.session.execute(
        _ON_LADDER.where(is_below, Topic.created_at > moment - FORGOTTEN).order_by(Topic.id)
    ).all()


def find_on_ladder(topic_id: int):
    """One waiting question with its ladder; None when it waits no longer."""
    return db.session.execute(_ON_LADDER.where(Topic.id == topic_id)).one_or_none()


def questions_without_owner():
    """(question, its place, the named manager) where whoever saw to a waiting question reads it no longer."""
    return db.session.execute(
        select(Topic, LadderPlace, AnswerLadder.manager_id)
        .join(LadderPlace, LadderPlace.topic_id == Topic.id)
        .outerjoin(AnswerLadder, AnswerLadder.space_id == Topic.space_id)
        .where(IS_WAITING, LadderPlace.owner_id.is_not(None), ~belongs(LadderPlace.owner_id, Topic.audience_id))
        .order_by(Topic.id)
    ).all()


def still_waiting(topic_ids) -> set[int]:
    """Which of these questions still wait."""
    return set(db.session.scalars(select(Topic.id).where(Topic.id.in_(list(topic_ids)), IS_WAITING)))


def find_ladder(space_id: int) -> AnswerLadder | None:
    return db.session.get(AnswerLadder, space_id)


def find_place(topic_id: int) -> LadderPlace | None:
    return db.session.get(LadderPlace, topic_id, populate_existing=True)


def manager_of(topic: Topic, named: int | None) -> int | None:
    """Who sees to a question now: the named manager as long as they read it, else who leads and came first."""
    readers = select(User.id).join(AudienceMember, AudienceMember.user_id == User.id)
    readers = readers.where(AudienceMember.audience_id == topic.audience_id, AudienceMember.until.is_(None))
    if named and db.session.scalar(readers.where(User.id == named, User.is_active)):
        return named
    leaders = sorted(leaders_of(topic) - {topic.author_id})
    return leaders[0] if leaders else None


def people_to_own(space: Space, but: int | None = None) -> list[tuple[int, str]]:
    """(id, name) of who can see to questions of a space: who leads it, and the mentors of its cohort."""
    able = leaders_of(Topic(space_id=space.id, audience_id=space.audience_id))
    mentors = select(Membership.user_id).where(Membership.cohort_id == space.cohort_id, Membership.phase == "mentor")
    if space.cohort_id:
        able |= set(db.session.scalars(mentors))
    rows = db.session.execute(
        select(User.id, User.name)
        .join(AudienceMember, AudienceMember.user_id == User.id)
        .where(AudienceMember.audience_id == space.audience_id, User.id.in_(able - {but}), User.is_active)
        .order_by(User.name, User.id)
    )
    return [(row.id, row.name) for row in rows]
