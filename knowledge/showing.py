"""What readers see of an article: the rendering of its published text, made when it is published and whenever it has to be anew."""

from knowledge.links.actions import follow_text
from knowledge.links.rendering import render_article
from knowledge.models import Article, ArticleRevision
from lms.database import db
from lms.markup import RENDERER_VERSION, Rendered


def show(article: Article, rendered: Rendered) -> None:
    """Let readers see this rendering of the published text."""
    article.html = rendered.html
    article.blocks = [[block.key, block.text] for block in rendered.blocks]
    article.headings = [[heading.level, heading.text, heading.slug] for heading in rendered.headings]
    article.renderer_version = RENDERER_VERSION
    db.session.flush()


def show_again(article: Article) -> None:
    """The words stay as they were published; their links lead where they lead now."""
    revision = db.session.get_one(ArticleRevision, article.revision_id)
    rendered = render_article(article, revision.body)
    revision.html = rendered.html
    show(article, rendered)
    follow_text(article)
