"""The SELECT about first steps: which a newcomer has taken, in the cohort they joined last."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, or_, select

from cohorts.ground.models import IntakeAnswer, IntakeQuestion
from cohorts.models import Cohort, Membership
from discussions.following.models import SpaceFollow
from discussions.models import Post, Space, Topic
from discussions.welcome.models import WelcomeEnd
from lms.access import Viewer
from lms.people.models import User
from lms.reading import read

NEW_FOR = timedelta(days=30)  # so long after joining somebody is new

_ME = bindparam("viewer_id")
_SAID = select(Post.id).join(Topic, Topic.id == Post.topic_id).where(Post.author_id == _ME, Post.deleted_at.is_(None))
_FIRST_STEPS = (
    select(
        Cohort.id.label("cohort_id"),
        Cohort.name,
        Space.id.label("space_id"),
        exists().where(User.id == _ME, or_(User.headline != "", User.ask_me_about != "")).label("has_profile"),
        _SAID.where(Topic.space_id == Space.id).correlate(Space).exists().label("has_greeted"),
        or_(
            Membership.shares_nothing_at.is_not(None),
            exists().where(IntakeAnswer.user_id == _ME, IntakeAnswer.cohort_id == Cohort.id),
            ~exists().where(IntakeQuestion.cohort_id == Cohort.id, IntakeQuestion.removed_at.is_(None)),
        ).label("has_told"),
        exists().where(SpaceFollow.user_id == _ME, SpaceFollow.space_id == Space.id).label("has_followed"),
        _SAID.where(Topic.author_id != _ME, Post.number > 1).exists().label("has_answered"),
    )
    .join(Membership, Membership.cohort_id == Cohort.id)
    .join(Space, Space.cohort_id == Cohort.id)
    .where(
        Membership.user_id == _ME,
        Membership.phase.in_(("trainee", "mentor")),
        Membership.joined_at > bindparam("since"),
        ~exists().where(WelcomeEnd.user_id == _ME),
    )
    .order_by(Membership.joined_at.desc(), Membership.id.desc())
    .limit(1)
)


def find_first_steps(viewer: Viewer, moment: datetime):
    """cohort_id, name, space_id and which steps are taken; None for who is not new or put them away."""
    return read(_FIRST_STEPS, viewer_id=viewer.id, since=moment - NEW_FOR).one_or_none()
