"""What a person may do with one post: gathered for its page More, where every noun adds the acts it brings."""

from cohorts.coffee.screens import lets_ask
from discussions import policies
from discussions.moderation.policies import can_flag
from discussions.reacting.words import REACTIONS
from lms.access import Viewer
from lms.database import now


def post_acts(post, viewer: Viewer) -> dict:
    """What `_post_acts.html` and the templates it includes decide by; `post` was loaded with its topic."""
    topic, moment = post.topic, now()
    stands = post.deleted_at is None
    return {
        "post": post,
        "topic": topic,
        "can_reply": stands and policies.can_reply(viewer, topic),
        "can_thank": gives(post, topic) and policies.can_thank(viewer, topic, post),
        "reactions": REACTIONS,
        "can_accept": stands and not post.is_opening and policies.can_accept(viewer, topic),
        "can_have_coffee": stands and lets_ask(viewer, post.author_id),
        "can_contradict": policies.can_contradict(viewer, topic, post),
        "can_edit": policies.can_edit(viewer, topic, post),
        "can_delete": policies.can_delete(viewer, topic, post),
        "can_restore": policies.can_restore(viewer, topic, post, moment),
        "can_flag": can_flag(viewer, topic, post),
        "can_see_history": post.edited_at is not None and policies.can_see_history(viewer, topic, post, moment),
    }


def gives(post, topic) -> bool:
    """A question is helped by “Me too” and by answers; thanks are for what somebody gave."""
    return post.number > 1 or topic.kind != "question"
