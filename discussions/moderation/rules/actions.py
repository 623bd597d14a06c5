"""Every write about the academy's rules for conversations."""

from flask import g

from discussions.moderation.rules.models import ConversationRules
from discussions.moderation.rules.queries import DEFAULTS, find_rules
from discussions.moderation.rules.words import entries
from lms.admin.audit import audit
from lms.database import db


def save_rules(*, by, refused_words: str, held_words: str, **numbers: int) -> None:
    rules = find_rules()
    if rules is None:
        rules = ConversationRules(id=1, **DEFAULTS)
        db.session.add(rules)
    rules.refused_words, rules.held_words = ("\n".join(entries(words)) for words in (refused_words, held_words))
    for name, number in numbers.items():
        setattr(rules, name, number)
    rules.version += 1
    db.session.flush()
    g.pop("conversation_rules", None)
    audit("conversation rules saved", actor=by, object_kind="academy", object_id=1)
