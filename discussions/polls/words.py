"""The words of polls: how one votes, who sees what, and what came out."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from discussions.polls.models import STEP
from discussions.words import listed

METHOD_WORDS = {
    "single": _l("Everybody chooses one"),
    "multiple": _l("Everybody chooses one or more"),
    "ranked": _l("Everybody puts them in order"),
}
SECRECY_WORDS = {
    "named": _l("Open: everybody sees who chose what"),
    "secret": _l("Secret: nobody ever sees who chose what, staff included"),
}
RESULTS_WORDS = {
    "always": _l("Always"),
    "voted": _l("After voting"),
    "closed": _l("When the poll is closed"),
}
MOST_NAMES = 20


def how_to(method: str) -> str:
    """What somebody about to vote is asked to do."""
    return {
        "single": _("Choose one"),
        "multiple": _("Choose as many as you like"),
        "ranked": _("Give your first choice place 1, and so on; leave open what you do not want"),
    }[method]


def waiting(results: str) -> str:
    """Why there are no results yet."""
    return _("You see the results once you have voted.") if results == "voted" else _("The results come at the end.")


def in_steps(counted: int) -> str:
    """Why the results of an open secret poll are not the latest."""
    if counted:
        return _("The results move on by %(num)d votes at a time, so that nobody can tell who chose what.", num=STEP)
    return _("The results come once %(num)d people have voted, so that nobody can tell who chose what.", num=STEP)


def taken_part(count: int) -> str:
    return ngettext("%(num)d person voted", "%(num)d people voted", count) if count else _("Nobody has voted yet")


def share(votes: int, ballots: int) -> str:
    """“4 (33%)”."""
    return f"{votes} ({round(100 * votes / ballots) if ballots else 0}%)"


def names(people: list[str]) -> str:
    """The first twenty who chose something, and how many more."""
    return listed(people[:MOST_NAMES], max(0, len(people) - MOST_NAMES))


def outcome(won: list[str], *, is_open: bool) -> str:
    """“Chosen: Thursday”."""
    if not won:
        return ""
    if len(won) > 1:
        text = _("Equal so far: %(options)s") if is_open else _("Equal: %(options)s")
        return text % {"options": listed(won)}
    return (_("Ahead so far: %(option)s") if is_open else _("Chosen: %(option)s")) % {"option": won[0]}
