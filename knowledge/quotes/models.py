"""The table of quotes: the words, and nothing else of an article, that belong to somebody else."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id


class ArticleQuote(Base):
    """What an article shows where its text says `::: quote 2`. Only while its writer says yes it has words.

    `audience_id` are the readers the writer said yes to, whatever becomes of the article; `person_id` is who gave their name."""

    __tablename__ = "article_quotes"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    number: Mapped[int]
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    title: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")  # paragraphs of plain text with an empty line between them
    person_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
