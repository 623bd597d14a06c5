"""Sentences about notifications: what happened, who did it, and who else can read it."""

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.notifications.reasons import REASONS


def headline(reason: str, actor: str, title: str) -> str:
    """What happened, in one sentence: the subject of the mail."""
    return str(REASONS[reason].subject) % {"actor": actor or _("The academy"), "title": title}


def lead(reason: str, actor: str) -> str:
    """What happened, before the title."""
    return str(REASONS[reason].lead) % {"actor": actor or _("The academy")}


def readers(kind: str, name: str, size: int) -> str:
    """Who else can read what the mail quotes."""
    if kind == "public":
        return _("Everyone can read this, also without an account.")
    if kind == "academy":
        return _("Everyone with an account in the academy can read this.")
    if kind == "staff":
        return _("Only the staff of the academy can read this.")
    if kind == "course":
        return _("Members of every cohort of %(name)s can read this.", name=name)
    if kind == "group":
        return ngettext("Only you can read this.", "Only the %(num)d people it was shared with can read this.", size)
    return ngettext(
        "Only %(num)d person of %(name)s can read this.", "Only the %(num)d people of %(name)s can read this.", size,
        name=name,
    )  # fmt: skip


def actors(name: str | None, others: int) -> str:
    """“Wietske Postma and 2 others”."""
    name = name or _("The academy")
    if others < 1:
        return name
    return ngettext("%(name)s and %(num)d other", "%(name)s and %(num)d others", others, name=name)


def said(reason: str, actor: str) -> str:
    """“Answered your question · Wietske Postma”: one line of a digest."""
    return f"{REASONS[reason].said} · {actor or _('The academy')}"
