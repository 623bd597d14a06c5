"""The page on which it is decided about a story, as every route of it shows it again."""

from flask_login import current_user

from knowledge.models import Article
from knowledge.stories import policies, queries
from knowledge.stories.forms import HideForm
from lms.access import audience_of, get_or_404, require
from lms.markup import stored
from lms.pages import not_found, render


def moderated(article_id: int) -> Article:
    """The story, for who moderates where it is read."""
    article = get_or_404(queries.stories_looked_at_by(current_user), article_id)
    moderates = policies.can_moderate(current_user, article, queries.leaders_of(article.audience_id))
    if not moderates and not article.is_read and article.created_by != current_user.id:
        not_found()
    require(moderates)
    return article


def moderation_page(article: Article, *, form: HideForm | None = None, typed: str = "", status: int = 200):
    return render(
        "knowledge/stories/moderation.html",
        status=status,
        article=article,
        html=stored(article.html),
        reports=queries.reports_of(article.id),
        hidings=queries.hidings_of(article.id),
        reads=audience_of(article.audience_id),
        form=form or HideForm(formdata=None),
        moved=status == 409,
        typed=typed,
    )
