"""The words of consent: what it is about, who would read it, and what somebody said."""

from flask_babel import gettext as _

from lms.access import Audience


def where(kind: str, audience: Audience, course: str | None, title: str) -> str:
    """Where the words would be shown, and to whom; `title` is that of the lesson or article."""
    if kind == "echo":
        return _(
            "Beside the lesson “%(lesson)s”, for later cohorts of %(course)s. Nobody can reply to it there.",
            lesson=title,
            course=course,
        )
    if kind == "article" and audience.kind == "public":
        return _("In the article “%(title)s”, which everyone can read, also without an account.", title=title)
    if kind == "article" and audience.kind == "academy":
        return _("In the article “%(title)s”, which everyone with an account here can read.", title=title)
    if kind == "article":
        return _("In the article “%(title)s”, which only the staff of the academy can read.", title=title)
    if audience.kind == "public":
        return _("On a page that everyone can read, also without an account.")
    if audience.kind == "academy":
        return _("On a page that everyone with an account here can read.")
    return _("On a page that everyone in any cohort of %(course)s can read.", course=course)


def said(consent) -> str:
    """What became of the question so far."""
    if consent.withdrawn_at is not None:
        return _("You took your yes back. Nothing is shown.")
    if consent.proposal.retracted_at is not None:
        return _("It was taken back by who proposed it. Nothing is shown.")
    if consent.answer == "no":
        return _("You said no. Nothing is shown, and nothing was kept.")
    if consent.post.deleted_at is not None:
        return _("This post was removed. Nothing is shown.")
    if consent.is_given and not consent.words:
        return _(
            "You said yes, and this post was removed and put back since. Nothing is shown until you say yes again."
        )
    if consent.answer == "named":
        return _("You said yes, with your name.")
    if consent.answer == "anonymous":
        return _("You said yes, without your name.")
    return _("You have not answered. Until you do, nothing is shown.")
