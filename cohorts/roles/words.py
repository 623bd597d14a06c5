"""The words of earned roles."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from lms.access import ACADEMY

KIND_WORDS = {"host": _l("Host"), "verifier": _l("Verifier"), "ambassador": _l("Ambassador"), "mentor": _l("Mentor")}
KIND_CHOICES = {
    "host": _l("Host: welcomes people and has meetings happen"),
    "verifier": _l("Verifier: sees that answers and articles are right"),
    "ambassador": _l("Ambassador: tells others at work and elsewhere what happens here"),
}
SHOWN_CHOICES = {
    "nobody": _l("Nobody but me and who leads there"),
    "cohort": _l("The people of this cohort"),
    "academy": _l("Everyone in the academy"),
}
ENDED_WORDS = {
    "over": _l("its time is over"),
    "laid down": _l("laid down"),
    "taken back": _l("taken back"),
    "left": _l("they left the cohort"),
    "changed": _l("they have another part there now"),
}


def standing(role) -> str:
    """Where a role or an offer is."""
    if role.answer == "declined":
        return gettext("Declined")
    if role.ended_at:
        return gettext("Ended: %(why)s", why=ENDED_WORDS[role.ended_because])
    return gettext("Accepted") if role.answer else gettext("No answer yet")


def shown_to(role) -> str:
    """Who sees it, as its holder chose."""
    if role.audience_id is None:
        return "nobody"
    return "academy" if role.audience_id == ACADEMY else "cohort"


def badge_words(kind: str, place: str) -> str:
    """“Host of Spring 2026”."""
    return gettext("%(role)s of %(place)s", role=KIND_WORDS[kind], place=place)


def why_ended_early(role) -> str | None:
    """None for what goes on or ended on its day."""
    early = role.ended_at is not None and role.ended_because != "over"
    return str(ENDED_WORDS[role.ended_because]) if early else None
