"""What statements add to read a question with its ladder, and which questions wait."""

from sqlalchemy import Integer, Select, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from discussions.answering.models import AnswerLadder, AnswerRequest, LadderPlace, OfficeHours
from discussions.following.models import Follow, SpaceFollow
from discussions.models import Space, Topic
from lms.people.models import User

IS_OPEN_QUESTION = and_(
    Topic.kind == "question",
    Topic.accepted_post_id.is_(None),
    Topic.closed_at.is_(None),
    Topic.deleted_at.is_(None),
)
# The first answer of a person stops the clock; closing, removing, merging and accepting stop it too.
IS_WAITING = and_(IS_OPEN_QUESTION, Topic.first_answer_at.is_(None))
_steps = (
    select(
        func.concat(
            AnswerLadder.peers_hours,
            ",",
            AnswerLadder.experience_hours,
            ",",
            AnswerLadder.manager_hours,
            ",",
            cast(AnswerLadder.in_office_hours, Integer),
        )
    )
    .where(AnswerLadder.space_id == Topic.space_id)
    .correlate(Topic)
)
_office = select(
    func.concat(OfficeHours.days, ",", OfficeHours.opens, ",", OfficeHours.closes, ",", OfficeHours.timezone)
).where(OfficeHours.id == 1)
_owner, _manager = aliased(User), aliased(User)

# For lists too, so without a join; nothing is looked up for what does not wait.
CLOCK = (
    case((IS_WAITING, _steps.scalar_subquery())).label("ladder"),
    case((IS_WAITING, _office.scalar_subquery())).label("office"),
)
LADDER = (
    *CLOCK,
    AnswerLadder.manager_id,
    func.coalesce(LadderPlace.rung, 0).label("rung"),
    LadderPlace.owner_id,
)
NAMES = (
    select(_owner.name).where(_owner.id == LadderPlace.owner_id).scalar_subquery().label("owner_name"),
    select(_manager.name).where(_manager.id == AnswerLadder.manager_id).scalar_subquery().label("manager_name"),
    select(func.count())
    .where(AnswerRequest.topic_id == Topic.id, AnswerRequest.ended_at.is_(None))
    .correlate(Topic)
    .scalar_subquery()
    .label("asked"),
)


def has_muted(user_id, topic_id, space_id):
    """Whether somebody muted a topic, or its space without a choice of their own for the topic."""
    own = (Follow.user_id == user_id, Follow.topic_id == topic_id)
    of_space = exists().where(
        SpaceFollow.user_id == user_id, SpaceFollow.space_id == space_id, SpaceFollow.level == "muted"
    )
    return or_(
        exists().where(*own, Follow.level == "muted"),
        and_(of_space, ~exists().where(*own, Follow.chosen)),
    )


def with_ladder(statement: Select) -> Select:
    """Join the ladder of the space and the place of the topic; for a statement of topics in spaces."""
    return statement.outerjoin(AnswerLadder, AnswerLadder.space_id == Space.id).outerjoin(
        LadderPlace, LadderPlace.topic_id == Topic.id
    )
