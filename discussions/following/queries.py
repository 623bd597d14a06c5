"""Every SELECT about following: who follows a topic how closely, and what somebody chose for a space."""

from discussions.following.levels import effective
from discussions.following.models import SpaceFollow
from discussions.following.statements import FOLLOWERS
from lms.database import db
from lms.reading import read


def followers_of(topic) -> dict[int, str]:
    """Everybody who said how they follow the topic or its space → the level that holds for them."""
    own, of_space = {}, {}
    for row in read(FOLLOWERS, topic_id=topic.id, space_id=topic.space_id):
        if row.is_of_space:
            of_space[row.user_id] = row.level
        else:
            own[row.user_id] = (row.level, row.chosen)
    return {
        user_id: effective(*own.get(user_id, (None, None)), of_space.get(user_id)) for user_id in own.keys() | of_space
    }


def level_chosen(viewer, space_id: int) -> str | None:
    """What the viewer chose for a space."""
    row = db.session.get(SpaceFollow, (viewer.id, space_id))
    return row.level if row else None
