"""Every write about copies that are being changed: kept while somebody writes, sent, and dropped."""

from knowledge.models import Article, ArticleRevision
from knowledge.suggestions.copies import queries
from knowledge.suggestions.copies.models import SuggestionCopy
from knowledge.suggestions.models import Suggestion
from lms.database import db, insert, now
from lms.revisions import drafts

NOTHING = {"title": "", "summary": "", "body": "", "why": ""}


def keep_copy(
    article: Article, words: dict[str, str], *, base: ArticleRevision, version: int, key: str, by,
    suggestion: Suggestion | None = None,
) -> SuggestionCopy:  # fmt: skip
    """Keep what is being written; Conflict when another page of the same person kept something since `version`.

    What comes late from a page that was sent meanwhile is no draft any more."""
    copy = drafts.locked(row_for(article, suggestion, base=base, by=by))
    if not copy.is_unsent:
        if key and key == copy.draft_key:
            return copy
        copy.revision_id, version = base.id, copy.draft_version
    copy = drafts.keep(copy, words, version=version, by=by, key=key)
    copy.is_unsent = True
    db.session.flush()
    return copy


def forget_copy(article: Article, *, base: ArticleRevision, by, key: str = "", suggestion: Suggestion | None = None):
    """It was sent, or its writer wants it no more; `key` names the page that did, so that nothing of it comes back."""
    copy = drafts.locked(row_for(article, suggestion, base=base, by=by))
    drafts.replace(copy, NOTHING, by=by, key=key)
    copy.is_unsent = False
    db.session.flush()


def row_for(article: Article, suggestion: Suggestion | None, *, base: ArticleRevision, by) -> SuggestionCopy:
    """The one row of this person for an article, or for what they suggested; made when there is none."""
    values = {
        "article_id": article.id,
        "suggestion_id": suggestion.id if suggestion else None,
        "revision_id": base.id,
        "draft_by": by.id,
        **{f"draft_{name}": value for name, value in NOTHING.items()},
        "draft_version": 0,
        "draft_saved_at": now(),
        "draft_key": "",
        "is_unsent": False,
    }
    which = (by.id, article.id, values["suggestion_id"])
    if (found := queries.find_row(*which)) is None:
        db.session.execute(insert(SuggestionCopy).values(**values).on_conflict_do_nothing())
        found = queries.find_row(*which)
    return found
