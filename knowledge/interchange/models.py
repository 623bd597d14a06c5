"""The table of imports of articles."""

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base
from lms.interchange.models import Import


class ArticleImport(Import, Base):
    """One import of articles with its receipt, into the collection where they arrive.

    `made` lists the ids of what it made, as "articles" and "collections": undoing removes that and nothing else."""

    __tablename__ = "article_imports"

    collection_id: Mapped[int | None] = mapped_column(ForeignKey("collections.id"), index=True)
    made: Mapped[dict] = mapped_column(JSON, default=dict)
