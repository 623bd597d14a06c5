"""Every write about searches in vain: one that was made, a group that is seen to, and forgetting them in time."""

import hashlib
import hmac
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select

from knowledge.searches.meaning import is_typed_on, meaning_of, plainly
from knowledge.searches.models import SearchGroup, SearchMiss
from lms.admin.audit import audit
from lms.database import db, now
from lms.jobs import every
from lms.writing import write

KEPT = timedelta(days=90)
SITTING = timedelta(minutes=10)  # within which somebody is still typing the same


def record_miss(viewer, typed: str, at=None) -> None:
    """Somebody did not find something: their last words for it count, once. What may point at a person is not kept."""
    words = plainly(typed)
    meaning, asker, moment = meaning_of(words), _asker(viewer.id), at or now()
    if not meaning:
        return
    _forget_typing(asker, words, moment)
    write(_grouped, meaning=meaning)
    group_id = db.session.scalars(select(SearchGroup.id).filter_by(meaning=meaning)).one()
    write(_missed, group_id=group_id, asker=asker, words=words, at=moment)


def handle(group: SearchGroup, *, by) -> None:
    """The group leaves the list, until enough people search for it again."""
    group.handled_at = now()
    db.session.flush()
    audit("search in vain seen to", actor=by, object_kind="search group", object_id=group.id)


@every(timedelta(days=1))
def forget_misses() -> None:
    """What was searched for long ago is forgotten, and groups that nobody is left in."""
    db.session.execute(delete(SearchMiss).where(SearchMiss.at < now() - KEPT))
    empty = SearchGroup.id.not_in(select(SearchMiss.group_id))
    db.session.execute(delete(SearchGroup).where(empty))


def _forget_typing(asker: str, words: str, moment) -> None:
    """What they typed on the way to these words was no search of its own."""
    recent = select(SearchMiss).where(SearchMiss.asker == asker, SearchMiss.at > moment - SITTING)
    for miss in db.session.scalars(recent).all():
        if is_typed_on(miss.words, words):
            db.session.delete(miss)
    db.session.flush()


def _asker(user_id: int) -> str:
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, f"search in vain {user_id}".encode(), hashlib.sha256).hexdigest()[:32]


def _grouped(insert):
    return insert(SearchGroup.__table__).on_conflict_do_nothing(index_elements=["meaning"])


def _missed(insert):
    row = insert(SearchMiss.__table__)
    later = {name: row.excluded[name] for name in ("words", "at")}
    return row.on_conflict_do_update(index_elements=["group_id", "asker"], set_=later)
