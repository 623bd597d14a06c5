"""The words of sharing: how a proposal stands."""

from flask_babel import gettext as _
from flask_babel import ngettext


def standing(row) -> str:
    """“2 of 5 posts are shown”: who said no and who has not answered are one number, so that nobody is pointed at."""
    if row.proposal.retracted_at is not None:
        return _("Taken back. Nothing of it is shown.")
    asked = ngettext("Asked about %(num)d post.", "Asked about %(num)d posts.", row.asked)
    shown = ngettext("%(num)d is shown.", "%(num)d are shown.", row.shown) if row.shown else _("None is shown yet.")
    return f"{asked} {shown}"
