"""Every write about comments on drafts: saying something, answering, other words, resolving and removing."""

from datetime import datetime, timedelta

from sqlalchemy import update

from knowledge.models import Article
from knowledge.reviews.comments import notices
from knowledge.reviews.comments.models import DraftComment
from knowledge.reviews.comments.policies import UNDO
from lms.admin.audit import audit
from lms.database import db, now
from lms.jobs import every
from lms.markup import Block
from lms.revisions.drafts import locked

LONGEST_QUOTE = 2000


def comment(article: Article, body: str, *, by, block: Block | None = None, at: datetime | None = None) -> DraftComment:
    """Say something about the draft, or about one passage of it. `at` seeds the past."""
    said = DraftComment(
        article_id=article.id,
        author_id=by.id,
        version=article.draft_version,
        block=block.key if block else "",
        quote=block.text[:LONGEST_QUOTE] if block else "",
        body=body.strip(),
        said_at=at or now(),
    )
    return _said(said, article, by=by, at=at)


def answer(to: DraftComment, body: str, *, by, at: datetime | None = None) -> DraftComment:
    """Answer a comment; an answer to an answer stands under the same comment."""
    article = db.session.get_one(Article, to.article_id)
    said = DraftComment(
        article_id=article.id,
        parent_id=to.parent_id or to.id,
        author_id=by.id,
        version=article.draft_version,
        body=body.strip(),
        said_at=at or now(),
    )
    return _said(said, article, by=by, at=at)


def change(said: DraftComment, body: str) -> None:
    """Its author says it otherwise; whoever was told of it reads the new words too."""
    stored = locked(said)
    if stored.body != body.strip():
        stored.body, stored.edited_at = body.strip(), now()
        db.session.flush()
        notices.reword(stored)


def remove(said: DraftComment, *, by, reason: str = "") -> None:
    """Take its words away, for a reason its author reads when it was not theirs to take; answers to it stay."""
    stored = locked(said)
    if stored.removed_at is None:
        stored.removed_at, stored.removed_by, stored.removal_reason = now(), by.id, reason.strip()
        db.session.flush()
        notices.forget(stored)
        if by.id != stored.author_id:
            _note("draft comment removed", stored, by)
            notices.tell_removed(db.session.get_one(Article, stored.article_id), stored, by=by)


def bring_back(said: DraftComment, *, by) -> None:
    """Undo a removal."""
    stored = locked(said)
    if stored.removed_at is not None:
        stored.removed_at, stored.removed_by, stored.removal_reason = None, None, ""
        db.session.flush()
        notices.forget_removed(stored)
        if by.id != stored.author_id:
            _note("draft comment brought back", stored, by)


@every(timedelta(days=1))
def empty_removed_draft_comments() -> None:
    """After thirty days the words of what was removed are gone for good."""
    is_old = (DraftComment.removed_at < now() - UNDO, DraftComment.body != "")
    db.session.execute(update(DraftComment).where(*is_old).values(body=""))


def resolve(to: DraftComment, *, by) -> None:
    """Nothing needs to be done about it any more; done twice, it is once."""
    stored = locked(to)
    if stored.resolved_at is None:
        stored.resolved_at, stored.resolved_by = now(), by.id
        db.session.flush()
        notices.tell_resolved(db.session.get_one(Article, stored.article_id), stored, by=by)


def reopen(to: DraftComment) -> None:
    stored = locked(to)
    stored.resolved_at = stored.resolved_by = None
    db.session.flush()
    notices.forget_resolved(stored)


def _said(said: DraftComment, article: Article, *, by, at: datetime | None) -> DraftComment:
    db.session.add(said)
    db.session.flush()
    notices.tell(article, said, by=by, at=at)
    return said


def _note(action: str, said: DraftComment, by) -> None:
    audience_id = db.session.get_one(Article, said.article_id).audience_id
    audit(action, actor=by, object_kind="draft comment", object_id=said.id, audience_id=audience_id)
