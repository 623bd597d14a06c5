"""What the directory of people tells of conversations the reader reads: answers, those that helped, and thanks."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, select

from discussions.models import Post, Topic
from discussions.reacting.models import Thanks
from lms.access import Viewer, visible
from lms.people.directory.evidence import Evidence


def _said(viewer: Viewer) -> Select:
    """What people say, and where."""
    return (
        select(Post.author_id.label("user_id"), Topic.title)
        .join(Topic, Topic.id == Post.topic_id)
        .where(
            Topic.deleted_at.is_(None),
            Post.deleted_at.is_(None),
            Post.hidden_at.is_(None),
            visible(Topic.audience_id, viewer),
        )
    )


def _accepted(viewer: Viewer) -> Select:
    return _said(viewer).where(Topic.accepted_post_id == Post.id, Topic.author_id != Post.author_id)


def _answers(viewer: Viewer) -> Select:
    return _said(viewer).where(Topic.kind == "question", Topic.author_id != Post.author_id)


def _thanks(viewer: Viewer) -> Select:
    return _said(viewer).join(Thanks, Thanks.post_id == Post.id)


ANSWERED = Evidence(
    name="answered",
    choice=_l("Answered questions"),
    said=lambda number: ngettext("%(num)d answer that was accepted", "%(num)d answers that were accepted", number),
    things=_accepted,
)
REPLIED = Evidence(
    name="replied",
    choice=_l("Answers to questions of others"),
    said=lambda number: ngettext("%(num)d answer given", "%(num)d answers given", number),
    things=_answers,
    is_usual=False,
)
THANKED = Evidence(
    name="thanked",
    choice=_l("Thanks for what you wrote"),
    said=lambda number: ngettext("thanked once", "thanked %(num)d times", number),
    things=_thanks,
    is_usual=False,
)
