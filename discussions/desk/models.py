"""The table of the help desk: one row, for the one academy."""

from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id


class HelpDesk(Base):
    """What one question costs the academy, and where guests ask people: an address for mail or of a page."""

    __tablename__ = "help_desk"

    id: Mapped[Id]
    cost_cents: Mapped[int] = mapped_column(default=0)
    contact: Mapped[str] = mapped_column(default="")

    @property
    def contact_address(self) -> str:
        return f"mailto:{self.contact}" if "@" in self.contact.partition("/")[0] else self.contact
