"""What is asked of words before they are said: not too many at once, and none the academy does not want."""

import re
from collections import Counter
from datetime import timedelta

from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from discussions.mentions import MENTION
from discussions.moderation.rules.queries import get_rules
from discussions.moderation.rules.words import found
from lms.access import Viewer
from lms.database import now
from lms.limits import Allowance

LINK = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]*", re.I)
# Nobody who converses comes near this; a script, or somebody very upset, does.
POSTS = Allowance.of("posts", "120/hour")


def refusal(viewer: Viewer, *texts: str) -> str:
    """Why this cannot be said now, as a sentence for the form; empty when it can."""
    return unwanted(*texts) or too_much(viewer, " ".join(texts))


def refusal_of_change(viewer: Viewer, before: str, *texts: str) -> str:
    """The same for words that take the place of others: the links and names that they add count as in a new post."""
    after = " ".join(texts)
    added = {"links": _added(LINK, before, after), "mentions": _added(MENTION, before, after)}
    return unwanted(*texts) or _too_much_of_newcomer(viewer, added)


def unwanted(*texts: str) -> str:
    """The same where only the words themselves matter."""
    word = found(get_rules().refused_words, "\n".join(texts))
    return (
        _("“%(words)s” is on the list of what this academy does not want. Say it otherwise.", words=word)
        if word
        else ""
    )


def too_much(viewer: Viewer, text: str) -> str:
    key = str(viewer.id)
    if not POSTS.spend(key):
        return " ".join((_("You wrote a great deal this hour."), _again(POSTS, key)))
    counts = {"posts": 1, "links": len(LINK.findall(text)), "mentions": len(MENTION.findall(text))}
    return _too_much_of_newcomer(viewer, counts)


def _too_much_of_newcomer(viewer: Viewer, counts: dict[str, int]) -> str:
    """`counts` says how many posts, links and names somebody adds."""
    if viewer.is_staff:
        return ""
    rules, key = get_rules(), str(viewer.id)
    lifted = viewer.member_since + timedelta(days=rules.newcomer_days)
    if now() >= lifted:
        return ""
    limits = {"posts": rules.newcomer_posts, "links": rules.newcomer_links, "mentions": rules.newcomer_mentions}
    for what, count in counts.items():
        most = limits[what]
        allowance = Allowance.of(f"newcomer {what}", f"{max(most, 1)}/hour")
        if count and not allowance.spend(key, cost=count):
            when = format_datetime(lifted, "d MMMM H:mm")
            return " ".join(
                (
                    _limit_words(what, most),
                    _again(allowance, key),
                    _("From %(when)s on there is no such limit.", when=when),
                )
            )
    return ""


def _added(pattern: re.Pattern, before: str, after: str) -> int:
    """How many matches stand in `after` that did not stand in `before`."""
    return (Counter(pattern.findall(after)) - Counter(pattern.findall(before))).total()


def _limit_words(what: str, most: int) -> str:
    if what == "posts":
        return ngettext(
            "In your first days you can write %(num)d time an hour.",
            "In your first days you can write %(num)d times an hour.",
            most,
        )
    if what == "links":
        return ngettext(
            "In your first days you can give %(num)d link an hour.",
            "In your first days you can give %(num)d links an hour.",
            most,
        )
    return ngettext(
        "In your first days you can name %(num)d person an hour.",
        "In your first days you can name %(num)d people an hour.",
        most,
    )


def _again(allowance: Allowance, key: str) -> str:
    return ngettext(
        "Your words are kept; send them again in %(num)d minute.",
        "Your words are kept; send them again in %(num)d minutes.",
        allowance.wait(key),
    )
