"""The tables of tags: the small set a space offers, and which of them a topic carries."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id


class Tag(Base):
    """A word for topics of its space; those of the space of the academy are offered in every space."""

    __tablename__ = "tags"
    __table_args__ = (UniqueConstraint("space_id", "name"),)

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    name: Mapped[str]


class TopicTag(Base):
    """A topic carries a tag."""

    __tablename__ = "topic_tags"
    __table_args__ = (Index("ix_topic_tags_tag_id", "tag_id", "topic_id"),)

    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True)
