"""The two sentences a goal tells its owner: that it is reached, and that its day has come."""

from flask_babel import force_locale, gettext

from discussions.insights.goals.models import Goal
from discussions.insights.goals.words import title_of
from lms.notifications.actions import notify, withdraw_thread


def tell_reached(goal: Goal, locale: str) -> None:
    with force_locale(locale):
        title = gettext("Reached: %(goal)s", goal=title_of(goal))
        excerpt = gettext("Close it with a word about what helped, or aim for more.")
    _tell(goal, f"reached:{goal.version}", title, excerpt)


def tell_due(goal: Goal, locale: str) -> None:
    with force_locale(locale):
        title = gettext("Its day has come: %(goal)s", goal=title_of(goal))
        excerpt = gettext("Note what you learned from it. Give it another day, or close it.")
    _tell(goal, f"due:{goal.version}", title, excerpt)


def forget(goal: Goal) -> None:
    """Nobody is told any more about what is closed."""
    withdraw_thread(goal.thread)


def _tell(goal: Goal, what: str, title: str, excerpt: str) -> None:
    notify(
        [goal.owner_id], "goal", audience_id=goal.audience_id, actor=None, thread=goal.thread,
        thing=f"goal:{goal.id}:{what}", title=title, url=f"/goals/{goal.id}", excerpt=excerpt,
    )  # fmt: skip
