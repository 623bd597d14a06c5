"""Drafts: rows with `draft_…` words, a `draft_version` that rises with each change, and the page that saved last."""

from flask_babel import format_datetime, to_user_timezone

from lms.database import db, now


class Conflict(Exception):
    """Somebody else saved this draft since it was opened; both texts are here, so neither is lost."""

    def __init__(self, stored, words: dict[str, str]):
        super().__init__("the draft was saved by somebody else")
        self.stored, self.title, self.body = stored, words["title"], words["body"]


def locked(draft):
    """The draft as it stands now, held until this transaction ends."""
    db.session.flush()
    return db.session.get_one(type(draft), draft.id, with_for_update=True, populate_existing=True)


def keep(draft, words: dict[str, str], *, version: int, by, key: str = ""):
    """Keep what is being written, unless another page kept something since `version`.

    `key` names the open page: its second save may leave before it has heard of the first."""
    stored = locked(draft)
    if all(getattr(stored, f"draft_{name}") == value for name, value in words.items()):
        return stored  # a repeated or empty save conflicts with nobody
    if stored.draft_version != version and not (key and key == stored.draft_key):
        raise Conflict(stored, words)
    return replace(stored, words, by=by, key=key)


def replace(draft, words: dict[str, str], *, by, key: str = ""):
    """Put other words in a draft that is held, whatever stood there."""
    for name, value in words.items():
        setattr(draft, f"draft_{name}", value)
    draft.draft_version += 1
    draft.draft_saved_at, draft.draft_by, draft.draft_key = now(), by.id if by else None, key
    db.session.flush()
    return draft


def saved_at(draft) -> str:
    """“14:02” today, “3 March 14:02” before."""
    saved, today = to_user_timezone(draft.draft_saved_at), to_user_timezone(now())
    pattern = "HH:mm" if saved.date() == today.date() else "d MMMM HH:mm"
    return format_datetime(saved, pattern, rebase=False)
