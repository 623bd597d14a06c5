"""When the renderer learns something, stored articles are rendered again and nobody's words change."""

from knowledge import actions
from knowledge.models import Article, ArticleRevision
from lms.database import db
from tests.factories.knowledge import make_article, revise_article


def test_outdated_articles_are_rendered_again(app, cast):
    article = make_article(body="Some *old* words.")
    first = actions.publish_article(article, by=cast.editor)
    revise_article(article, "Some *new* words.")
    actions.save_draft(article, title="T", summary="", body="set aside", version=2, by=cast.editor)
    actions.restore_revision(article, first, by=cast.editor)
    good, blocks = article.html, article.blocks
    article.html, article.blocks, article.renderer_version = "<p>broken</p>", [], 0
    for revision in db.session.scalars(db.select(ArticleRevision)):
        revision.html = "<p>broken</p>" if revision.published_at else ""
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["render-again"])
    assert result.exit_code == 0
    assert "articles: 1" in result.output
    db.session.expire_all()
    article = db.session.get_one(Article, article.id)
    assert (article.html, article.blocks, article.draft_body) == (good, blocks, "Some *old* words.")
    html = db.session.scalars(db.select(ArticleRevision.html).order_by(ArticleRevision.number)).all()
    assert "<em>old</em>" in html[0]
    assert "<em>new</em>" in html[1]
    assert html[2] == ""
    assert "articles: 0" in app.test_cli_runner().invoke(args=["render-again"]).output
