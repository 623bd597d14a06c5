"""How a milestone is called, in the language of whoever reads it."""

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _


def milestone_words(kind: str, number: int, title: str | None = None, titles: dict | None = None) -> str:
    """One sentence; `title` and `titles` are those of the module, when it is about one."""
    if kind == "module":
        name = (titles or {}).get(str(get_locale()), title)
        return _("Everybody has finished “%(module)s”.", module=name)
    if kind == "answered":
        return ngettext("%(num)d question was answered here.", "%(num)d questions were answered here.", number)
    if kind == "practised":
        return ngettext(
            "%(num)d time somebody told how it went in practice.",
            "%(num)d times somebody told how it went in practice.",
            number,
        )
    return ngettext("This cohort exists for %(num)d year.", "This cohort exists for %(num)d years.", number)


def step_words(kind: str, number: int, coming: int) -> str:
    """How far the cohort is on the way to its next milestone."""
    if kind == "answered":
        return _("%(number)d of %(coming)d questions answered", number=number, coming=coming)
    return _("%(number)d of %(coming)d times told how it went in practice", number=number, coming=coming)
