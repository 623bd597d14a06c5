"""The tables of certificates: what a course gives, what was given to whom, and the keys badges are signed with."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id, now


class CertificateOffer(Base):
    """What a course gives to who completes it from now on; `ended_at` is set while it gives nothing."""

    __tablename__ = "certificate_offers"

    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    words_en: Mapped[str] = mapped_column(default="")
    words_nl: Mapped[str] = mapped_column(default="")
    signer: Mapped[str] = mapped_column(default="")
    signer_role: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]


class Certificate(Base):
    """What was given: its words stay as they were then. `audience_id` finds it on the holder's page, one's own or the academy.

    `code` opens the page on which anybody checks it; what that page names is the holder's choice."""

    __tablename__ = "certificates"
    __table_args__ = (UniqueConstraint("course_id", "user_id"),)

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    own_audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]  # of the holder, as they agreed to it
    course_title: Mapped[str]
    cohort_name: Mapped[str] = mapped_column(default="")
    words_en: Mapped[str] = mapped_column(default="")
    words_nl: Mapped[str] = mapped_column(default="")
    signer: Mapped[str] = mapped_column(default="")
    signer_role: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    shows_name: Mapped[bool] = mapped_column(default=False)
    shows_cohort: Mapped[bool] = mapped_column(default=False)
    completed_at: Mapped[datetime]
    issued_at: Mapped[datetime] = mapped_column(default=now)
    badge: Mapped[str] = mapped_column(default="")  # the signed credential, as a JWT
    revoked_at: Mapped[datetime | None]
    revoked_because: Mapped[str] = mapped_column(default="")

    @property
    def thread(self) -> str:
        """What holds the notifications about it together."""
        return f"certificate:{self.id}"

    def words(self, language: str) -> str:
        """What it says in a language, or in the other one where nobody wrote any."""
        written = {"en": self.words_en, "nl": self.words_nl}
        return written.get(language) or next(filter(None, written.values()), "")


class SigningKey(Base):
    """A key pair; the newest signs, all are published. `private` is sealed with the secret of the installation."""

    __tablename__ = "signing_keys"

    id: Mapped[Id]
    kid: Mapped[str] = mapped_column(unique=True)  # its thumbprint, RFC 7638
    public: Mapped[dict] = mapped_column(JSON)  # the JWK
    private: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
