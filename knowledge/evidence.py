"""What a person's page may tell of articles: those they wrote, and suggestions of theirs that became part of one."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, select

from knowledge.models import Article
from knowledge.queries import IS_READ
from knowledge.suggestions.models import Suggestion
from lms.access import Viewer, visible
from lms.people.directory.evidence import Evidence


def _articles(viewer: Viewer) -> Select:
    return (
        select(Article.created_by.label("user_id"), Article.title)
        .join(Article.collection)
        .where(Article.created_by.is_not(None), visible(Article.audience_id, viewer), *IS_READ)
    )


def _suggestions(viewer: Viewer) -> Select:
    return (
        select(Suggestion.author_id.label("user_id"), Article.title)
        .join(Suggestion.article)
        .join(Article.collection)
        .where(Suggestion.state == "merged", visible(Article.audience_id, viewer), *IS_READ)
    )


WROTE = Evidence(
    name="wrote",
    choice=_l("Articles you wrote"),
    said=lambda number: ngettext("%(num)d article written", "%(num)d articles written", number),
    things=_articles,
    is_usual=False,
)
SUGGESTED = Evidence(
    name="suggested",
    choice=_l("Suggestions of yours that were merged"),
    said=lambda number: ngettext("%(num)d suggestion merged", "%(num)d suggestions merged", number),
    things=_suggestions,
    is_usual=False,
)
