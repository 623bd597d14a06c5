"""Every SELECT of the queue: what waits where somebody leads, and how quickly people were helped there."""

from datetime import datetime, timedelta

from sqlalchemy import and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from cohorts.models import Membership
from discussions.answering.ladder import LATE
from discussions.answering.models import LadderPlace
from discussions.answering.queue.figures import Answered
from discussions.answering.statements import IS_OPEN_QUESTION, IS_WAITING, LADDER, NAMES, with_ladder
from discussions.models import Post, Space, Topic
from discussions.policies import leads_elsewhere
from discussions.statements import is_led, membership_of
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import RoleGrant, User

PAGE = 25
MOST = 5000  # questions counted for figures
PERIOD, SETTLED = timedelta(days=90), timedelta(hours=72)
PEER_PHASES = ("trainee", "alumnus", "mentor")


def _filters(viewer: Viewer) -> dict:
    return {
        "waiting": IS_WAITING,
        "late": and_(IS_WAITING, LadderPlace.rung == LATE),
        "mine": and_(IS_OPEN_QUESTION, LadderPlace.owner_id == viewer.id),
        "nobody": and_(IS_WAITING, LadderPlace.owner_id.is_(None)),
        "replied": and_(IS_OPEN_QUESTION, Topic.first_answer_at.is_not(None)),
    }


FILTERS = ("waiting", "late", "mine", "nobody", "replied")


def waiting_for(viewer: Viewer, which: str, *, space_id: int | None = None, after: tuple[datetime, int] | None = None):
    """(questions, whether there are more): a page of what waits where the viewer leads or sees to it, the oldest first."""
    is_theirs = or_(is_led(leads_elsewhere(viewer)), LadderPlace.owner_id == viewer.id)
    statement = (
        with_ladder(
            select(
                Topic.id,
                Topic.kind,
                Topic.title,
                Topic.author_id,
                Topic.created_at,
                Topic.first_answer_at,
                Topic.accepted_post_id,
                Topic.closed_at,
                Topic.reply_count,
                Topic.me_too_count,
                User.name.label("author_name"),
                User.photo_key,
                Space.title.label("space_title"),
                *LADDER,
                *NAMES,
            )  # fmt: skip
            .join(Space, Space.id == Topic.space_id)
            .join(User, User.id == Topic.author_id)
        )
        .outerjoin(Membership, membership_of(viewer.id))
        .where(_filters(viewer)[which], visible(Topic.audience_id, viewer), is_theirs)
        .order_by(Topic.created_at, Topic.id)
        .limit(PAGE + 1)
    )
    if space_id is not None:
        statement = statement.where(Space.id == space_id)
    if after is not None:
        statement = statement.where(tuple_(Topic.created_at, Topic.id) > after)
    rows = db.session.execute(statement).all()
    return rows[:PAGE], len(rows) > PAGE


def answered_where(viewer: Viewer, moment: datetime, *, space_id: int | None = None) -> list[Answered]:
    """The questions of the last ninety days, without the last three, where the viewer leads."""
    statement = (
        ASKED.outerjoin(Membership, membership_of(viewer.id))
        .where(
            Topic.created_at > moment - PERIOD,
            Topic.created_at < moment - SETTLED,
            visible(Topic.audience_id, viewer),
            is_led(leads_elsewhere(viewer)),
        )
        .order_by(Topic.created_at.desc())
        .limit(MOST)
    )
    return answered(statement if space_id is None else statement.where(Space.id == space_id))


def answered(statement) -> list[Answered]:
    """Of the questions that ASKED with conditions finds: who asked, how long it took until somebody answered, and whether
    that was a peer."""
    return [
        Answered(
            row.author_id,
            row.first_answer_at - row.created_at if row.first_answer_at else None,
            bool(row.is_peer),
            row.space_id,
        )
        for row in db.session.execute(statement)
    ]


def _asked():
    answer, theirs = aliased(Post), aliased(Membership)
    first = (
        select(func.min(Post.number))
        .where(
            Post.topic_id == Topic.id,
            Post.number > 1,
            Post.deleted_at.is_(None),
            Post.author_id != Topic.author_id,
        )
        .correlate(Topic)
        .scalar_subquery()
    )
    is_peer = or_(
        and_(Space.kind == "cohort", theirs.phase.in_(PEER_PHASES)),
        and_(Space.kind != "cohort", ~exists().where(RoleGrant.user_id == answer.author_id)),
    )
    return (
        select(Topic.author_id, Topic.space_id, Topic.created_at, Topic.first_answer_at, is_peer.label("is_peer"))
        .join(Space, Space.id == Topic.space_id)
        .outerjoin(answer, and_(answer.topic_id == Topic.id, answer.number == first))
        .outerjoin(theirs, and_(theirs.cohort_id == Space.cohort_id, theirs.user_id == answer.author_id))
        .where(Topic.kind == "question", Topic.deleted_at.is_(None))
    )


ASKED = _asked()
