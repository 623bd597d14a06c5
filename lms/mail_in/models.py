"""The table of what was received: enough to take each mail once, and no word of it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, now


class ReceivedMail(Base):
    """`key` is the SHA-256 of the secret address and the mail's own Message-ID."""

    __tablename__ = "received_mails"

    key: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    outcome: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(default=now, index=True)
