"""A mail that answers a message is a message back, by the same rules as one written on the page."""

from flask_babel import gettext as _

from lms.access import Viewer
from lms.mail_in.addresses import receives
from lms.mail_in.reading import Incoming
from lms.mail_in.receiving import MailRefused
from lms.people.messages import policies
from lms.people.messages.actions import write_to
from lms.people.messages.forms import LONGEST
from lms.people.messages.limits import may_write_now
from lms.people.messages.queries import find_of, find_other


@receives("messages")
def write_by_mail(viewer: Viewer, correspondence_id: int, mail: Incoming) -> None:
    """Pass it on; MailRefused says what keeps it from being passed on."""
    correspondence = find_of(viewer, correspondence_id)
    other = correspondence and find_other(viewer, correspondence.other_than(viewer.id))
    if other is None or not policies.can_write(viewer, other):
        raise MailRefused(_("This person takes no messages at the moment."))
    if refusal := _refusal(viewer, other, mail):
        title = _("Message to %(name)s", name=other.name)
        raise MailRefused(refusal, title=title, path=f"/people/{other.id}/messages")
    write_to(other.id, author=viewer, body=mail.text)


def _refusal(viewer: Viewer, other, mail: Incoming) -> str:
    if mail.attachments:
        return _("A message holds words alone. Send it again without the files.")
    if len(mail.text) > LONGEST:
        return _("A message holds at most %(max)d letters. Make two of it.", max=LONGEST)
    if not may_write_now(viewer, other):
        return _("That is much in a short time. Your words stay here; send them a little later.")
    return ""
