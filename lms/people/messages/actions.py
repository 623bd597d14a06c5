"""Every write about messages: writing one, and whether somebody takes them."""

from datetime import datetime

from flask_babel import force_locale, gettext

from lms.access import grant, make_audience
from lms.database import db, now
from lms.notifications.actions import mark_thread_done, notify
from lms.people.blocks.queries import find_block
from lms.people.messages.models import Correspondence, Message
from lms.people.messages.queries import find_correspondence
from lms.people.models import User


def write_to(other_id: int, *, author, body: str, at: datetime | None = None) -> Message:
    """A message, told by inbox and mail; to who blocked its author it does not come. `at` seeds the past, untold."""
    correspondence = find_correspondence(author.id, other_id) or _begin(author.id, other_id)
    is_kept_from_other = find_block(other_id, author.id) is not None
    message = Message(
        correspondence_id=correspondence.id,
        author_id=author.id,
        audience_id=_own_audience(author.id) if is_kept_from_other else correspondence.audience_id,
        body=body.strip(),
        sent_at=at or now(),
    )
    db.session.add(message)
    db.session.flush()
    if at is None:
        mark_thread_done(author.id, correspondence.thread)
        if not is_kept_from_other:
            _tell(correspondence, message, other_id, by=author)
    return message


def choose_contact(user: User, can_be_contacted: bool) -> None:
    """Whether others may write to this person first."""
    user.can_be_contacted = can_be_contacted


def _begin(one: int, other: int) -> Correspondence:
    pair = make_audience("group")
    for user_id in (one, other):
        grant(pair.id, user_id)
    correspondence = Correspondence(lower_id=min(one, other), higher_id=max(one, other), audience_id=pair.id)
    db.session.add(correspondence)
    db.session.flush()
    return correspondence


def _own_audience(user_id: int) -> int:
    own = make_audience("group")
    grant(own.id, user_id)
    return own.id


def _tell(correspondence: Correspondence, message: Message, other_id: int, *, by) -> None:
    with force_locale(db.session.get_one(User, other_id).locale):
        title = gettext("Message from %(name)s", name=by.name)
    notify(
        [other_id], "written", audience_id=message.audience_id, actor=by, thread=correspondence.thread,
        thing=f"message:{message.id}", title=title, url=f"/people/{by.id}/messages", excerpt=message.body,
    )  # fmt: skip
