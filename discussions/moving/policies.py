"""Who may move, split and merge conversations, and where to, decided from what is loaded."""

from discussions.policies import leads, takes_part
from lms.access import ACADEMY, PUBLIC, Viewer

KINDS_TO_MERGE = ("discussion", "question", "case")  # others hold votes, stages or notices that have one place


def can_rearrange(viewer: Viewer, place) -> bool:
    return takes_part(viewer, place) and leads(viewer, place)


def is_no_wider(space, source) -> bool:
    """Whether everybody who reads in `space` reads in `source` too, by what the spaces are and not by who happens to be there."""
    if space.audience_id == source.audience_id or source.audience_id == PUBLIC:
        return True
    if source.audience_id == ACADEMY:
        return space.audience_id != PUBLIC
    return source.kind == "course" and space.kind == "cohort" and space.course_id == source.course_id


def can_move(viewer: Viewer, topic, space) -> bool:
    """Both places are theirs to lead, and nobody reads what was not said to them."""
    is_said_here = topic.audience_id == topic.space.audience_id
    return (
        can_rearrange(viewer, topic)
        and can_rearrange(viewer, space)
        and is_said_here
        and is_no_wider(space, topic.space)
    )


def can_merge(viewer: Viewer, topic, into) -> bool:
    """Only among the same readers; a question keeps its answer only in a question."""
    if topic.id == into.id or topic.audience_id != into.audience_id:
        return False
    if topic.kind not in KINDS_TO_MERGE or (topic.kind == "question" and into.kind != "question"):
        return False
    return can_rearrange(viewer, topic) and can_rearrange(viewer, into)
