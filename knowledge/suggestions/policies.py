"""Who may do what with a suggestion, decided from what is loaded."""

from knowledge.policies import can_contribute, can_publish, can_write
from lms.access import Viewer


def can_change(viewer: Viewer, suggestion) -> bool:
    """Its author goes on with it as long as it waits and the collection takes suggestions."""
    return suggestion.author_id == viewer.id and suggestion.is_open and can_contribute(viewer, suggestion.article)


def can_withdraw(viewer: Viewer, suggestion) -> bool:
    """An author takes back what they suggested, also when the collection no longer takes suggestions."""
    return suggestion.author_id == viewer.id


def can_decide(viewer: Viewer, suggestion) -> bool:
    """Whoever writes in the collection asks for changes and declines."""
    return can_write(viewer, suggestion.article.collection)


def can_merge(viewer: Viewer, suggestion) -> bool:
    """An article in the archive is brought back first."""
    return can_publish(viewer, suggestion.article, suggestion.article.collection)


def can_reopen(viewer: Viewer, suggestion) -> bool:
    """Each takes back their own ending: the author a withdrawal, who writes in the collection a refusal."""
    if suggestion.state == "withdrawn":
        return suggestion.author_id == viewer.id
    return suggestion.state == "declined" and can_decide(viewer, suggestion)
