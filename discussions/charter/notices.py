"""The one sentence a host hears: that the day has come to look at the charter again."""

from flask_babel import gettext

from discussions.charter.models import Charter
from discussions.models import Space
from discussions.screens import title_of
from lms.notifications.actions import notify, withdraw_thread
from lms.notifications.languages import in_each_language


def ask_for_review(charter: Charter, space: Space, people: list[int]) -> None:
    for readers in in_each_language(people):
        notify(
            readers,
            "charter",
            audience_id=space.audience_id,
            actor=None,
            thread=charter.thread,
            thing=f"{charter.thread}:{charter.review_on.isoformat()}",
            title=title_of(space),
            url=f"/spaces/{space.id}/charter",
            excerpt=gettext("Is it still what this space is for? Change it, or choose another day to look."),
        )


def forget(charter: Charter) -> None:
    """Whoever kept it looked at it."""
    withdraw_thread(charter.thread)
