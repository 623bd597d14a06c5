"""Every write about suggestions: making and changing one, what its readers say, and what becomes of it."""

from datetime import datetime

from knowledge.actions import draft_gives_way, publish_beside_draft
from knowledge.models import Article, ArticleRevision
from knowledge.suggestions import notices, queries
from knowledge.suggestions.copies.files import give_to_article
from knowledge.suggestions.models import Suggestion, SuggestionEvent
from lms.database import db, now
from lms.merging import Piece, merge, merge_line, written
from lms.notifications.actions import withdraw
from lms.revisions.drafts import locked


class Moved(Exception):
    """Somebody did something with the suggestion, or the article, since it was shown; `suggestion` is as it stands now."""

    def __init__(self, suggestion: Suggestion):
        super().__init__("something happened since this was shown")
        self.suggestion = suggestion


def suggest(
    article: Article, words: dict[str, str], *, base: ArticleRevision, why: str, by, at: datetime | None = None
) -> Suggestion:
    """A member would have the article say this in place of `base`, the text they read. `at` seeds the past."""
    moment = at or now()
    suggestion = Suggestion(
        article_id=article.id, revision_id=base.id, author_id=by.id, **words, why=why, made_at=moment,
        changed_at=moment,
    )  # fmt: skip
    db.session.add(suggestion)
    db.session.flush()
    event = _happened(suggestion, "suggested", why, by, moment)
    notices.tell_writers(article, suggestion, event, by=by, at=at)
    return suggestion


def change(suggestion: Suggestion, words: dict[str, str], *, why: str, version: int, by) -> Suggestion:
    """Its author goes on with it; who writes the article looks at it anew."""
    suggestion = _still(suggestion, version)
    for name, value in words.items():
        setattr(suggestion, name, value)
    suggestion.why = why
    _come_to(suggestion, "open", "changed", "", by)
    return suggestion


def say(suggestion: Suggestion, words: str, *, by) -> None:
    """A remark, for the other side."""
    event = _happened(suggestion, "said", words, by, now())
    if by.id == suggestion.author_id:
        notices.tell_writers(_article(suggestion), suggestion, event, by=by)
    else:
        notices.tell_author(_article(suggestion), suggestion, event, by=by)


def ask_for_changes(suggestion: Suggestion, words: str, *, version: int, by) -> None:
    """Something must change before it can become part of the article."""
    _come_to(_still(suggestion, version), "changes", "changes", words, by)


def decline(suggestion: Suggestion, reason: str, *, version: int, by) -> None:
    """It does not become part of the article, for a reason its author reads."""
    _come_to(_still(suggestion, version), "declined", "declined", reason, by)


def take_back(suggestion: Suggestion, *, version: int, by) -> None:
    """Its author withdraws it; nobody needs to look at it any more."""
    _come_to(_still(suggestion, version), "withdrawn", "withdrawn", "", by)


def reopen(suggestion: Suggestion, *, version: int, by) -> None:
    """A withdrawal or a refusal is taken back."""
    _come_to(_still(suggestion, version, open_only=False), "open", "open", "", by)


def merge_suggestion(
    suggestion: Suggestion, words: dict[str, str], *, why: str, version: int, revision_id: int, by,
    at: datetime | None = None,
) -> ArticleRevision:  # fmt: skip
    """Publish `words`, which somebody made of the suggestion and the text `revision_id`, as a new revision.

    What its writers have in their draft is kept: beside these words where they do not touch, else in the history."""
    article = locked(_article(suggestion))
    stored = _still(suggestion, version)
    if article.revision_id != revision_id:
        raise Moved(stored)
    if draft_gives_way(article, words):
        notices.tell_draft_writer(article, stored, by=by, at=at)
    give_to_article(article, words["body"], author_id=stored.author_id)
    revision = publish_beside_draft(article, words, by=by, why=why, at=at)
    stored.merged_id = revision.id
    _come_to(stored, "merged", "merged", "", by, at=at)
    return revision


def merged_with(suggestion: Suggestion, base: ArticleRevision, current: ArticleRevision):
    """What suggestion and current text make together: (words, pieces of the body, names of what both changed)."""
    pieces: list[Piece] = merge(base.body, current.body, suggestion.body)
    words, both = {"body": written(pieces)}, []
    for name in ("title", "summary"):
        words[name], is_both = merge_line(*(getattr(text, name) for text in (base, current, suggestion)))
        if is_both:
            both.append(name)
    return words, pieces, both


def _still(suggestion: Suggestion, version: int, *, open_only: bool = True) -> Suggestion:
    stored = locked(suggestion)
    if stored.version != version or (open_only and not stored.is_open):
        raise Moved(stored)
    return stored


def _come_to(suggestion: Suggestion, state: str, kind: str, words: str, by, at: datetime | None = None) -> None:
    moment = at or now()
    suggestion.state, suggestion.changed_at = state, moment
    suggestion.version += 1
    withdraw(*(notices.thing_of(suggestion.id, event_id) for event_id in queries.asking_events(suggestion.id)))
    event = _happened(suggestion, kind, words, by, moment)
    article = _article(suggestion)
    if kind in queries.ASKING:
        notices.tell_writers(article, suggestion, event, by=by, at=at)
    if kind != "withdrawn":
        notices.tell_author(article, suggestion, event, by=by, at=at)


def _happened(suggestion: Suggestion, kind: str, words: str, by, at: datetime) -> SuggestionEvent:
    event = SuggestionEvent(suggestion_id=suggestion.id, kind=kind, words=words, by=by.id, at=at)
    db.session.add(event)
    db.session.flush()
    return event


def _article(suggestion: Suggestion) -> Article:
    return db.session.get_one(Article, suggestion.article_id)
