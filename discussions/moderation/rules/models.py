"""The table of the academy's rules for conversations."""

from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id


class ConversationRules(Base):
    """One row (id 1), made when somebody first changes something; until then the defaults hold.

    Words stand one per line. Who has an account for fewer than `newcomer_days` may do so much in an hour."""

    __tablename__ = "conversation_rules"

    id: Mapped[Id]
    refused_words: Mapped[str] = mapped_column(default="")
    held_words: Mapped[str] = mapped_column(default="")
    newcomer_days: Mapped[int] = mapped_column(default=3)
    newcomer_posts: Mapped[int] = mapped_column(default=15)
    newcomer_links: Mapped[int] = mapped_column(default=10)
    newcomer_mentions: Mapped[int] = mapped_column(default=20)
    hides_at: Mapped[int] = mapped_column(default=3)  # what flags weigh together when they hide a post
    version: Mapped[int] = mapped_column(default=1)
