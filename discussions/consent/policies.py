"""Who may propose to show posts elsewhere, and what may become of a proposal; decided from what is loaded."""

from datetime import datetime

from discussions.policies import leads, takes_part
from lms.access import Viewer


def can_propose(viewer: Viewer, topic) -> bool:
    """The facilitators of a cohort, for what was said in it."""
    return topic.space_kind == "cohort" and takes_part(viewer, topic) and leads(viewer, topic)


def can_be_echo(topic, cohort, moment: datetime) -> bool:
    """A conversation about a lesson is an echo of it when the training is over."""
    return topic.lesson_id is not None and cohort.is_over(moment)


def can_follow(viewer: Viewer, proposal) -> bool:
    """Those who lead the cohort see how a proposal stands, and take it back."""
    return leads(viewer, proposal)
