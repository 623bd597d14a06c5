"""Every write about contributions: adding and changing one, who found it useful, and what becomes of it."""

from datetime import datetime

from sqlalchemy import delete, func, select

from knowledge.contributions import notices, queries
from knowledge.contributions.crediting import is_named_in, quoted
from knowledge.contributions.finding import is_kept, readers_of, settle_contribution
from knowledge.contributions.models import Contribution, ContributionMark, ContributionRevision
from knowledge.links.titles import keep_titles, titles_in
from knowledge.models import Article
from lms.admin.audit import audit
from lms.database import db, insert, now
from lms.markup import RENDERER_VERSION
from lms.notifications.actions import withdraw as withdraw_notice
from lms.notifications.actions import withdraw_thread
from lms.revisions import drafts
from lms.revisions.drafts import locked
from lms.revisions.rendering import render_text


class Moved(Exception):
    """Somebody did something with the contribution since it was shown."""


def contribute(article: Article, *, kind: str, body: str, by, at: datetime | None = None) -> Contribution:
    """A member adds something from their own work under an article. `at` seeds the past."""
    moment = at or now()
    contribution = Contribution(
        article_id=article.id, author_id=by.id, audience_id=article.audience_id, kind=kind, body=body, html="", made_at=moment, changed_at=moment,
    )  # fmt: skip
    db.session.add(contribution)
    show(contribution, article)
    notices.tell_owner(article, contribution, by=by, at=at)
    return contribution


def show(contribution: Contribution, article: Article) -> None:
    """Render its words, for readers and for search."""
    db.session.flush()
    text = ("contribution", contribution.id)
    audience_id = readers_of(contribution, article)
    titled = titles_in(contribution.body, audience_id, text, article.language)
    rendered = render_text(contribution.body, article.language, profile="post", titled=titled)
    contribution.html = rendered.html
    contribution.renderer_version = RENDERER_VERSION
    keep_titles(text, rendered.titles, audience_id, article.language)
    db.session.flush()
    settle_contribution(contribution, article)


def change(contribution: Contribution, *, kind: str, body: str, version: int) -> None:
    """Its author says it otherwise; what it said is kept."""
    stored = _still(contribution, version)
    if not stored.is_shown:
        raise Moved
    if stored.body != body:
        last = select(func.max(ContributionRevision.number)).filter_by(contribution_id=stored.id)
        number = (db.session.scalar(last) or 0) + 1
        db.session.add(
            ContributionRevision(
                contribution_id=stored.id, number=number, body=stored.body, written_at=stored.changed_at
            )
        )
    stored.kind, stored.body, stored.changed_at = kind, body, now()
    stored.version += 1
    show(stored, _article(stored))


def answer_readers(contribution: Contribution, *, may_read: bool, audience_id: int, version: int) -> None:
    """Its author says whether who reads the article now, as they were asked, may read it too; either can be said later."""
    stored = _still(contribution, version, "shown")
    article = drafts.locked(_article(stored))
    if article.audience_id != audience_id or not is_kept(stored, article):
        raise Moved
    stored.audience_id = audience_id if may_read else stored.audience_id
    stored.kept_from_id = None if may_read else audience_id
    stored.version += 1
    show(stored, article)
    withdraw_notice(notices.question_of(stored, audience_id))


def withdraw(contribution: Contribution, *, version: int, by) -> None:
    """Its author no longer shows it. What was published in the article stays there."""
    stored = _still(contribution, version, "shown")
    _come_to(stored, "withdrawn")
    withdraw_thread(f"contribution:{stored.id}")
    if stored.placed_by and stored.taken_id is None:
        notices.tell_who_placed(_article(stored), stored, by=by)


def bring_back(contribution: Contribution, *, version: int) -> None:
    """Its author shows again what they withdrew."""
    _come_to(_still(contribution, version, "withdrawn"), "shown")


def hide(contribution: Contribution, reason: str, *, version: int, by) -> None:
    """Who writes in the collection hides it, for a reason its author reads."""
    stored = _still(contribution, version, "shown")
    _come_to(stored, "hidden", reason)
    _note("contribution hidden", stored, by)
    notices.tell_author(_article(stored), stored, "hidden", reason, by=by)


def show_again(contribution: Contribution, *, version: int, by) -> None:
    """What was hidden is shown again, and its author hears so."""
    stored = _still(contribution, version, "hidden")
    _come_to(stored, "shown")
    _note("contribution shown", stored, by)
    notices.tell_author(_article(stored), stored, "shown", by=by)


def mark_useful(contribution: Contribution, *, by) -> None:
    """It was useful to somebody; twice is once."""
    stored = locked(contribution)
    values = {"contribution_id": stored.id, "user_id": by.id, "at": now()}
    db.session.execute(insert(ContributionMark).values(**values).on_conflict_do_nothing())
    stored.useful_count = queries.count_marks(stored.id)
    db.session.flush()


def unmark(contribution: Contribution, *, by) -> None:
    stored = locked(contribution)
    db.session.execute(delete(ContributionMark).filter_by(contribution_id=stored.id, user_id=by.id))
    stored.useful_count = queries.count_marks(stored.id)
    db.session.flush()


def place(contribution: Contribution, *, version: int, by, at: datetime | None = None) -> None:
    """Put its words at the end of the draft, as a quotation with its author's name; readers see nothing of it yet."""
    article = drafts.locked(_article(contribution))
    stored = _still(contribution, version, "shown")
    if is_kept(stored, article):
        raise Moved
    if not is_named_in(stored, article.draft_body):
        body = "\n\n".join(filter(None, (article.draft_body.rstrip(), quoted(stored, article)))) + "\n"
        words = {"title": article.draft_title, "summary": article.draft_summary, "body": body}
        drafts.replace(article, words, by=by)
    stored.placed_at, stored.placed_by = at or now(), by.id
    stored.version += 1
    db.session.flush()


def _still(contribution: Contribution, version: int, *states: str) -> Contribution:
    stored = locked(contribution)
    if stored.version != version or (states and stored.state not in states):
        raise Moved
    return stored


def _come_to(contribution: Contribution, state: str, reason: str = "") -> None:
    contribution.state, contribution.reason = state, reason
    contribution.version += 1
    db.session.flush()
    settle_contribution(contribution, _article(contribution))


def _note(action: str, contribution: Contribution, by) -> None:
    audience_id = _article(contribution).audience_id
    audit(action, actor=by, object_kind="contribution", object_id=contribution.id, audience_id=audience_id)


def _article(contribution: Contribution) -> Article:
    return db.session.get_one(Article, contribution.article_id)
