"""What happens in the knowledge base that rooms above want to hear."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ArticlePublished:
    """An article has a new published revision."""

    article_id: int


@dataclass(frozen=True)
class ArticleArchived:
    article_id: int


@dataclass(frozen=True)
class ArticlesNamed:
    """These texts, as (kind, number), name articles that have another title or other readers now."""

    texts: tuple[tuple[str, int], ...]
