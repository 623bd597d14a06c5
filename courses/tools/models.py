"""The table of external tools."""

from urllib.parse import urlsplit

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base


class LessonTool(Base):
    """The page elsewhere that a lesson of this kind leads to; `address` begins with https://."""

    __tablename__ = "lesson_tools"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")

    @property
    def host(self) -> str:
        """Where it is, as people know it."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")
