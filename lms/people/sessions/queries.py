"""Every SELECT about sessions: the browsers of one person."""

import re

from sqlalchemy import select

from lms.database import db, now
from lms.people.models import Session

# The first that matches names the browser; others carry its name along.
BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"(Firefox|FxiOS)/"),
    ("Chrome", r"(Chrome|CriOS)/"),
    ("Safari", r"Safari/"),
)
SYSTEMS = (
    ("iPad", r"iPad"),
    ("iPhone", r"iPhone"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux"),
)


def sessions_of(user_id: int):
    """The person's browsers, the last one signed in first: id, browser, system, when, from where."""
    rows = db.session.execute(
        select(Session.id, Session.created_at, Session.user_agent, Session.address)
        .where(Session.user_id == user_id, Session.expires_at > now())
        .order_by(Session.created_at.desc(), Session.id.desc())
    )
    return [
        {
            "id": row.id,
            "created_at": row.created_at,
            "address": row.address,
            "browser": _named(BROWSERS, row.user_agent),
            "system": _named(SYSTEMS, row.user_agent),
        }
        for row in rows
    ]


def own_sessions(viewer):
    """The sessions a person may end: nobody's but their own."""
    return select(Session).where(Session.user_id == viewer.id)


def _named(names: tuple, user_agent: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, user_agent)), "")
