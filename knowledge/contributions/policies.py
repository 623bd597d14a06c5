"""Who may do what with a contribution, decided from what is loaded."""

from knowledge.policies import can_contribute, can_publish, can_write
from lms.access import Viewer


def can_change(viewer: Viewer, contribution) -> bool:
    """Its author goes on with it as long as it is shown and the collection takes contributions."""
    return (
        contribution.author_id == viewer.id and contribution.is_shown and can_contribute(viewer, contribution.article)
    )


def can_withdraw(viewer: Viewer, contribution) -> bool:
    """An author takes back what they wrote, and that too, also when the collection no longer takes contributions."""
    return contribution.author_id == viewer.id


def can_answer_readers(viewer: Viewer, contribution) -> bool:
    """Whoever wrote it decides who else reads it."""
    return contribution.author_id == viewer.id


def can_mark(viewer: Viewer, contribution) -> bool:
    """Whoever reads it says whether it was useful, but not about their own."""
    is_read = contribution.is_shown and viewer.can_see(contribution.audience_id)
    return viewer.is_authenticated and is_read and contribution.author_id != viewer.id


def can_hide(viewer: Viewer, contribution) -> bool:
    """Whoever writes in the collection answers for what stands under its articles."""
    return can_write(viewer, contribution.article.collection)


def can_place(viewer: Viewer, contribution) -> bool:
    """An article in the archive is brought back first."""
    return can_publish(viewer, contribution.article, contribution.article.collection)


def can_see_history(viewer: Viewer, contribution) -> bool:
    """What it said before is between its author and who writes in the collection."""
    is_read = viewer.can_see(contribution.audience_id)
    return contribution.author_id == viewer.id or (is_read and can_hide(viewer, contribution))


def can_read_words(viewer: Viewer, contribution) -> bool:
    """Of what is withdrawn, hidden or not written for them, others learn only that it was there."""
    is_read = contribution.is_shown and viewer.can_see(contribution.audience_id)
    return is_read or can_see_history(viewer, contribution)
