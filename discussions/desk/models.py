"""The table of the help desk: one row, for the one academy."""

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from lms.database import Base, Id


class HelpDesk(Base):
    """What one question costs the academy, and where guests ask people: an address for mail or of a page."""

    __tablename__ = "help_desk"

    id: Mapped[Id]
    cost_cents: Mapped[int] = mapped_column(default=0)
    contact: Mapped[str] = mapped_column(default="")
    costs: Mapped[list] = mapped_column(JSON, default=list)  # [day it holds from, cents], once it was changed

    @property
    def costs_since(self) -> list:
        """What a question cost, from which day; the first since ever."""
        return self.costs or [["", self.cost_cents]]

    @property
    def contact_address(self) -> str:
        return f"mailto:{self.contact}" if "@" in self.contact.partition("/")[0] else self.contact
