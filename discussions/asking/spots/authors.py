"""Whose words stand in a whole text that can answer a question: the statement, narrowed by who asks for it."""

from collections.abc import Callable

from sqlalchemy import CompoundSelect, cast, literal, null, or_, select, union

from courses.models import LessonRevision, LessonText
from discussions.models import Post, Topic
from knowledge.contributions.models import Contribution
from knowledge.models import Article
from knowledge.quotes.models import ArticleQuote
from knowledge.suggestions.models import Suggestion
from lms.access import PUBLIC


def authored(which: Callable) -> CompoundSelect:
    """kind, id, user_id and, of words that are quoted, quote_id, of who gave an accepted answer, wrote in an article or
    published a lesson.

    `which(kind, id)` narrows each of them. Who is quoted counts where every reader reads their name."""

    def written(kind: str, thing, person, quote=None):
        quote = cast(null(), ArticleQuote.id.type) if quote is None else quote
        columns = (literal(kind).label("kind"), thing.label("id"), person.label("user_id"), quote.label("quote_id"))
        return select(*columns).where(which(kind, thing), person.is_not(None))

    is_read_by_all = or_(ArticleQuote.audience_id == Article.audience_id, ArticleQuote.audience_id == PUBLIC)
    return union(
        written("topic", Topic.id, Post.author_id)
        .join(Post, Post.id == Topic.accepted_post_id)
        .where(Post.deleted_at.is_(None)),
        written("article", Article.id, Article.created_by),
        written("article", Suggestion.article_id, Suggestion.author_id).where(Suggestion.state == "merged"),
        written("article", Contribution.article_id, Contribution.author_id).where(Contribution.taken_id.is_not(None)),
        written("article", ArticleQuote.article_id, ArticleQuote.person_id, ArticleQuote.id)
        .join(Article, Article.id == ArticleQuote.article_id)
        .where(ArticleQuote.words != "", is_read_by_all),
        written("lesson", LessonText.lesson_id, LessonRevision.published_by).join(
            LessonRevision, LessonRevision.lesson_text_id == LessonText.id
        ),
    )
