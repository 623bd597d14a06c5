"""How closely a person follows a topic, as a statement says it: the same rule as `levels.effective`."""

from sqlalchemy import bindparam, case, func, literal, select, union_all

from discussions.following.models import Follow, SpaceFollow

VIEWER = bindparam("viewer_id")


def level_of_space(space_id):
    """What the viewer chose for a space; nothing when they chose nothing."""
    mine = (SpaceFollow.user_id == VIEWER, SpaceFollow.space_id == space_id)
    return select(SpaceFollow.level).where(*mine).scalar_subquery()


def level_in(space_id):
    """The viewer's level for a topic of a space; empty when nothing says anything."""
    of_space = level_of_space(space_id)
    return case(
        (Follow.chosen, Follow.level),
        (of_space.in_(("muted", "watching")), of_space),
        else_=func.coalesce(Follow.level, of_space, ""),
    )


# Everybody who said something about a topic or about its space.
FOLLOWERS = union_all(
    select(Follow.user_id, Follow.level, Follow.chosen, literal(False).label("is_of_space")).where(
        Follow.topic_id == bindparam("topic_id")
    ),
    select(SpaceFollow.user_id, SpaceFollow.level, literal(True), literal(True)).where(
        SpaceFollow.space_id == bindparam("space_id")
    ),
)
