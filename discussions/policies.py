"""Who may do what in a space, with a topic or with a post, decided from what is loaded.

Spaces, topics and rows of topics carry `space_kind` and `viewer_phase`: the phase of the viewer in the space's cohort.
"""

from datetime import datetime, timedelta

from cohorts.models import INSIDE
from cohorts.policies import leads_elsewhere
from lms.access import Viewer

UNDO = timedelta(days=30)


def takes_part(viewer: Viewer, place) -> bool:
    """Whether the person belongs where they read; an administrator on a visit to a cohort only reads."""
    return viewer.is_authenticated and (place.space_kind != "cohort" or place.viewer_phase in INSIDE)


def leads(viewer: Viewer, place) -> bool:
    """Whether the person guides this conversation: a cohort's own facilitator, elsewhere the staff for people."""
    if place.space_kind == "cohort":
        return place.viewer_phase == "facilitator"
    return leads_elsewhere(viewer)


def can_start(viewer: Viewer, space, kind: str = "discussion") -> bool:
    """Announcements are for who leads; everything else is for everybody."""
    return takes_part(viewer, space) and (kind != "announcement" or leads(viewer, space))


def can_reply(viewer: Viewer, topic) -> bool:
    return takes_part(viewer, topic) and (topic.closed_at is None or leads(viewer, topic))


def can_close(viewer: Viewer, topic) -> bool:
    """An announcement can always be replied to, so nobody closes one."""
    is_theirs = topic.author_id == viewer.id or leads(viewer, topic)
    return takes_part(viewer, topic) and is_theirs and topic.kind != "announcement"


def can_pin(viewer: Viewer, topic) -> bool:
    return takes_part(viewer, topic) and leads(viewer, topic)


def can_accept(viewer: Viewer, topic) -> bool:
    """Whoever asked says which answer helped; so may who leads, for askers who forget."""
    is_theirs = topic.author_id == viewer.id or leads(viewer, topic)
    return takes_part(viewer, topic) and is_theirs and topic.kind == "question"


def can_contradict(viewer: Viewer, topic, post) -> bool:
    """Whoever takes part may say that the accepted answer says otherwise than an article."""
    return takes_part(viewer, topic) and post.deleted_at is None and post.id == topic.accepted_post_id


def can_say_me_too(viewer: Viewer, topic) -> bool:
    return takes_part(viewer, topic) and topic.kind == "question" and topic.author_id != viewer.id


def can_thank(viewer: Viewer, topic, post) -> bool:
    return takes_part(viewer, topic) and post.deleted_at is None and post.author_id != viewer.id


def can_edit(viewer: Viewer, topic, post) -> bool:
    is_theirs = post.author_id == viewer.id or leads(viewer, topic)
    return takes_part(viewer, topic) and is_theirs and post.deleted_at is None


can_delete = can_edit


def can_restore(viewer: Viewer, topic, post, moment: datetime) -> bool:
    """Thirty days long, for whoever removed it and for who leads; what a review hid only a review puts back."""
    if post.deleted_at is None or post.hidden_at is not None or moment - post.deleted_at > UNDO:
        return False
    return takes_part(viewer, topic) and (post.deleted_by == viewer.id or leads(viewer, topic))


def can_see_history(viewer: Viewer, topic, post, moment: datetime) -> bool:
    """What a post said before is open to its readers; of a removed one, to who can bring it back."""
    return post.deleted_at is None or can_restore(viewer, topic, post, moment)
