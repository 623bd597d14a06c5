"""The line in a digest that is written anyway: what its reader's words answered last month."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask_babel import ngettext

from discussions.desk.queries import answered_by, months
from lms.admin.queries import get_academy
from lms.database import now
from lms.notifications.asides import aside
from lms.notifications.digests import PERIODS


@aside
def what_their_words_answered(reader) -> tuple[str, str] | None:
    """Once a month: in the first digest of a month."""
    if now().astimezone(ZoneInfo(reader.timezone)).day > PERIODS[reader.digest] // timedelta(days=1):
        return None
    last = months(get_academy().timezone, *answered_by(reader.id))[1]
    if not last.avoided:
        return None
    words = ngettext(
        "Your words answered %(num)d question last month, so that nobody had to ask it.",
        "Your words answered %(num)d questions last month, so that nobody had to ask them.",
        last.avoided,
    )
    return words, "/ask/mine"
