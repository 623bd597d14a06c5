"""A mail that answers a conversation becomes a reply in it, by the same rules as one written on the page."""

from urllib.parse import quote

from flask_babel import gettext as _

from discussions import policies
from discussions.composing.actions import attach
from discussions.forms import MAX_POST
from discussions.models import Topic
from discussions.moderation.rules import screening
from discussions.moving.queries import find_merged_into
from discussions.posts.actions import reply
from discussions.queries import find_topic
from discussions.slow_mode.words import slow_refusal
from lms.access import Viewer
from lms.files.actions import UploadRefused
from lms.files.forms import MOST_AT_ONCE
from lms.mail_in.addresses import receives
from lms.mail_in.reading import Attachment, Incoming
from lms.mail_in.receiving import MailRefused
from lms.notifications.actions import mark_thread_done
from lms.notifications.queries import things_not_mailed


@receives("topic")
def reply_by_mail(viewer: Viewer, topic_id: int, mail: Incoming) -> None:
    """Post it; MailRefused says what keeps it from being posted."""
    topic = find_topic(viewer, topic_id) or find_topic(viewer, find_merged_into(viewer, topic_id) or 0)
    if topic is None:
        raise MailRefused(_("The conversation is gone, or you can no longer read it."))
    if refusal := _refusal(viewer, topic, mail):
        raise _refused(topic, refusal)
    body = "\n\n".join(filter(None, [mail.text, *(_attached(viewer, topic, file) for file in mail.attachments)]))
    if len(body) > MAX_POST:
        raise _refused(topic, _too_long())
    # Who answers a mail has read that mail, not the whole conversation.
    reply(topic, author=viewer, body=body, seen=0)
    thread = f"topic:{topic.id}"
    mark_thread_done(viewer.id, thread, but=things_not_mailed(viewer.id, thread))


def _refusal(viewer: Viewer, topic: Topic, mail: Incoming) -> str:
    if not policies.takes_part(viewer, topic):
        return _("You can read this conversation, but not write in it.")
    if not policies.can_reply(viewer, topic):
        return _("This conversation is closed, so nobody replies to it any more.")
    if len(mail.text) > MAX_POST:
        return _too_long()
    if len(mail.attachments) > MOST_AT_ONCE:
        return _("Send at most 20 files at once.")
    return slow_refusal(viewer, topic) or screening.refusal(viewer, mail.text)


def _attached(viewer: Viewer, topic: Topic, attachment: Attachment) -> str:
    """The file, kept for the readers of the conversation, as Markdown."""
    try:
        file = attach(attachment.data, attachment.name, alt=attachment.name, audience_id=topic.audience_id, by=viewer)
    except UploadRefused as refusal:
        raise _refused(
            topic, _("“%(name)s” did not arrive. %(reason)s", name=attachment.name, reason=refusal.reason)
        ) from refusal
    words = file.name.replace("[", "(").replace("]", ")")
    return f"{'!' if file.media_type.startswith('image/') else ''}[{words}](/files/{file.key}/{quote(file.name)})"


def _too_long() -> str:
    return _("This is longer than %(max)d characters. Make two replies of it.", max=MAX_POST)


def _refused(topic: Topic, reason: str) -> MailRefused:
    return MailRefused(str(reason), title=topic.title, path=f"/topics/{topic.id}")
