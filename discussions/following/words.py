"""The levels of following in words, and the sentence that says why one holds."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from discussions.following.levels import by_itself, effective, why


@dataclass(frozen=True, slots=True)
class Level:
    """`of_space` says what the level means for everything in a space."""

    icon: str
    word: LazyString
    of_topic: LazyString
    of_space: LazyString


LEVELS = {
    "watching": Level(
        "bell", _l("Hear of everything"),
        _l("Every reply reaches your inbox."),
        _l("Every new conversation and every reply reaches your inbox."),
    ),
    "tracking": Level(
        "eye", _l("Keep an eye on it"),
        _l("It stands among what you follow. Only what is meant for you reaches your inbox."),
        _l("Everything here stands among what you follow. Only what is meant for you reaches your inbox."),
    ),
    "normal": Level(
        "circle-dot", _l("As usual"),
        _l("You see in lists what is new. Only what is meant for you reaches your inbox."),
        _l("You see in lists what is new. Conversations in which you write reach your inbox."),
    ),
    "muted": Level(
        "bell-off", _l("Mute"),
        _l("Nothing here counts as new. You only hear of it when somebody names you."),
        _l("Nothing here counts as new. You only hear of it when somebody names you, and of announcements to everybody."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Following:
    """What the choice of a level shows: which one holds, what that means and why it is so.

    `otherwise` says what would hold without the choice that was made for a topic; empty when none was."""

    address: str
    level: str
    means: str
    reason: str
    otherwise: str = ""


def following_topic(thread, place: str) -> Following:
    own, reason, of_space = thread.level, thread.follow_reason, thread.space_level
    level = effective(own, thread.chosen, of_space)
    source = why(own, thread.chosen, reason, of_space)
    return Following(
        f"/topics/{thread.id}/following",
        level,
        str(LEVELS[level].of_topic),
        _reason(source, level, place),
        _otherwise(by_itself(reason), reason, of_space, place) if source == "chosen" else "",
    )


def following_space(space_id: int, level: str | None) -> Following:
    return Following(
        f"/spaces/{space_id}/following",
        level or "normal",
        str(LEVELS[level or "normal"].of_space),
        _("You chose this.") if level else _("It is so until you choose something else."),
    )


def _otherwise(own: str | None, reason: str | None, of_space: str | None, place: str) -> str:
    level = effective(own, False, of_space)
    because = _reason(why(own, False, reason, of_space), level, place)
    return _("Automatically it would be “%(level)s”. %(because)s", level=LEVELS[level].word, because=because)


def _reason(source: str, level: str, place: str) -> str:
    if source == "chosen":
        return _("You chose this.")
    if source == "space" and level == "muted":
        return _("Because you muted %(name)s.", name=place)
    if source == "space":
        return _("Because you chose this for %(name)s.", name=place)
    if source == "wrote":
        return _("Because you wrote here.")
    if source == "me too":
        return _("Because you have this question too.")
    if source == "story":
        return _("Because it is about your story.")
    return _("Because you take part.") if source else _("It is so until you write here or choose something else.")
