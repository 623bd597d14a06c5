"""The table of images and files that were put into posts."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base


class Attachment(Base):
    """An image or file, with what it shows; without a post as long as the words around it are not sent."""

    __tablename__ = "attachments"

    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), primary_key=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)
    alt: Mapped[str] = mapped_column(default="")
