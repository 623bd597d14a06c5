"""Every SELECT about contradictions: the articles an answer may be about, and what stands behind a doubt."""

import re

from sqlalchemy import func, select

from discussions.models import Post, Topic
from knowledge.links.addresses import PLACE, title_key
from knowledge.links.models import ArticleTitle
from knowledge.models import Article
from knowledge.queries import articles_visible_to
from lms.access import Viewer, visible
from lms.database import db
from lms.people.models import User
from lms.search.queries import find_resembling
from lms.search.telling import stems, telling_words

MOST = 8
ADDRESS = re.compile(r'href="(?:https?://[^"/]+)?/articles/(\d{1,15})["/?#]')


def possible_articles(viewer: Viewer, post: Post) -> list[tuple[int, str]]:
    """(id, title) of what the viewer reads: the article the question is about, those its answer links to, those alike."""
    topic = post.topic
    ids = [topic.article_id] if topic.article_id else []
    ids += [int(number) for number in ADDRESS.findall(post.html)]
    if words := telling_words(topic.title):
        hits = find_resembling(viewer, [tuple(sorted(stems(word))) for word in words], ("article",), MOST)
        ids += [hit.object_id for hit in hits]
    ids = list(dict.fromkeys(ids))[:MOST]
    titles = {row.id: row.title for row in db.session.scalars(articles_visible_to(viewer).where(Article.id.in_(ids)))}
    return [(article_id, titles[article_id]) for article_id in ids if article_id in titles]


def articles_called(viewer: Viewer, words: str) -> list[Article]:
    """What the viewer reads at this address, or else under this title: who is called so now before who once was."""
    if place := PLACE.fullmatch(words):
        _host, kind, number = place.groups()
        return _read(viewer, Article.id == int(number)) if kind == "article" else []
    called = select(ArticleTitle.article_id).where(ArticleTitle.key == title_key(words))
    found = _read(viewer, Article.id.in_(called))
    return [article for article in found if title_key(article.title) == title_key(words)] or found


def _read(viewer: Viewer, which) -> list[Article]:
    return list(db.session.scalars(articles_visible_to(viewer).where(which).order_by(Article.id).limit(MOST)))


def find_answer(viewer: Viewer, post_id: int):
    """Where an answer stands and whose it is; None for who does not read that conversation."""
    return db.session.execute(
        select(Post.id, Topic.title, User.name.label("author_name"))
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .where(
            Post.id == post_id,
            visible(Topic.audience_id, viewer),
            func.coalesce(Topic.deleted_at, Post.deleted_at).is_(None),
        )
    ).one_or_none()
