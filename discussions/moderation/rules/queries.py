"""Every SELECT about the academy's rules for conversations."""

from types import SimpleNamespace

from flask import g
from sqlalchemy import select

from discussions.moderation.rules.models import ConversationRules
from lms.database import db
from lms.reading import read

DEFAULTS = {
    column.key: column.default.arg for column in ConversationRules.__table__.columns if column.default is not None
}
_RULES = select(*ConversationRules.__table__.columns).where(ConversationRules.id == 1)


def get_rules():
    """The rules as they are now, for reading: the defaults when nobody has changed any. A request asks once."""
    if "conversation_rules" not in g:
        g.conversation_rules = read(_RULES).one_or_none() or SimpleNamespace(**DEFAULTS)
    return g.conversation_rules


def find_rules() -> ConversationRules | None:
    """The row to write to."""
    return db.session.get(ConversationRules, 1)
