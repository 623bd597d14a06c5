"""The one sentence whoever came to moderate the alumni of a course hears."""

from flask_babel import force_locale, gettext
from sqlalchemy import select

from discussions.models import Space
from lms.database import db
from lms.notifications.actions import notify
from lms.people.models import User


def tell_moderator(space: Space, user_id: int) -> None:
    locale = db.session.scalar(select(User.locale).where(User.id == user_id))
    with force_locale(locale):
        notify(
            [user_id],
            "invited",
            audience_id=space.audience_id,
            actor=None,
            thread=f"space:{space.id}",
            thing=f"space:{space.id}:moderator",
            title=gettext("You moderate %(space)s", space=space.title),
            url=space.address,
            excerpt=gettext("Nobody who leads was among them. If you leave them, somebody else takes over."),
        )
