"""Who may flag, review, change a decision and appeal, decided from what is loaded."""

from discussions.policies import leads, takes_part
from lms.access import Viewer


def can_set_rules(viewer: Viewer) -> bool:
    return viewer.has_role("manager")


def can_flag(viewer: Viewer, topic, post) -> bool:
    """Anybody who takes part, about the words of somebody else that stand."""
    return takes_part(viewer, topic) and post.deleted_at is None and post.author_id != viewer.id


def can_review(viewer: Viewer, topic, post) -> bool:
    """Whoever leads, except about their own words: they would learn who flagged them."""
    return takes_part(viewer, topic) and leads(viewer, topic) and post.author_id != viewer.id


def can_see_review(viewer: Viewer, topic, post) -> bool:
    return post.author_id == viewer.id or can_review(viewer, topic, post)


def can_decide(viewer: Viewer, review, *, has_colleague: bool) -> bool:
    """The first decision is anybody's; another one, also on an appeal, takes another pair of eyes where there is one."""
    return review.decided_by is None or review.decided_by != viewer.id or not has_colleague


def can_appeal(viewer: Viewer, review, post) -> bool:
    """Once, by the author, about a decision that went against them."""
    went_against = review.state == "decided" and review.decision in ("hide", "mend")
    return post.author_id == viewer.id and went_against and review.appealed_at is None


def can_mend(viewer: Viewer, review, post) -> bool:
    """Who was asked to change hidden words does it here, and they stand again at once."""
    was_asked = review.state == "decided" and review.decision == "mend"
    return post.author_id == viewer.id and was_asked and post.hidden_at is not None
