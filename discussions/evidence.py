"""What the directory of people tells of answers: those that helped whoever asked, in conversations the reader reads."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, select

from discussions.models import Post, Topic
from lms.access import Viewer, visible
from lms.people.directory.evidence import Evidence


def _answers(viewer: Viewer) -> Select:
    return (
        select(Post.author_id.label("user_id"), Topic.title)
        .join(Topic, Topic.id == Post.topic_id)
        .where(
            Topic.accepted_post_id == Post.id,
            Topic.author_id != Post.author_id,
            Topic.deleted_at.is_(None),
            Post.deleted_at.is_(None),
            Post.hidden_at.is_(None),
            visible(Topic.audience_id, viewer),
        )
    )


ANSWERED = Evidence(
    name="answered",
    choice=_l("Answered questions"),
    said=lambda number: ngettext("%(num)d answer that was accepted", "%(num)d answers that were accepted", number),
    things=_answers,
)
