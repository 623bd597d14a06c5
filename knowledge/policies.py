"""Who may do what with collections and articles, decided from what is loaded.

Collections, and rows of articles, carry `openness`; collections carry `owner_id` and `is_personal`,
rows of articles `collection_owner_id`.
"""

from lms.access import Viewer

OPEN_FOR_TALK = ("discuss", "contribute")


def can_keep_knowledge(viewer: Viewer) -> bool:
    """Whether this person makes collections and decides who reads them."""
    return viewer.has_role("editor")


def can_write(viewer: Viewer, collection) -> bool:
    """Whether this person writes the articles of a collection: whoever it belongs to, and editors unless it is a member's own."""
    keeps = can_keep_knowledge(viewer) and not collection.is_personal
    return viewer.is_authenticated and (keeps or collection.owner_id == viewer.id)


def can_vote(viewer: Viewer) -> bool:
    """Whether this person can say if an article helped: guests read, members answer."""
    return viewer.is_authenticated


def can_report(viewer: Viewer) -> bool:
    """Whether this person may say that an article they read is outdated: at every level of openness, and privately."""
    return viewer.is_authenticated


def can_verify(viewer: Viewer, *, verifies: bool) -> bool:
    """Only who is named for a collection vouches for its articles; editors and owners may name themselves."""
    return viewer.is_authenticated and verifies


def can_look_after(viewer: Viewer, collection, *, verifies: bool) -> bool:
    """Whether this person sees what is doubted and deals with it: who verifies the collection, and who writes in it."""
    return can_verify(viewer, verifies=verifies) or can_write(viewer, collection)


def can_name_verifiers(viewer: Viewer, collection) -> bool:
    """Its owner and the editors say who verifies in a collection."""
    return can_write(viewer, collection)


def can_discuss(viewer: Viewer, article) -> bool:
    """Whether this person may start a conversation about an article they read."""
    return viewer.is_authenticated and article.openness in OPEN_FOR_TALK


def can_contribute(viewer: Viewer, article) -> bool:
    """Whether this person may suggest a change or add their own experience to an article they read."""
    return viewer.is_authenticated and article.openness == "contribute"


def can_publish(viewer: Viewer, article, collection) -> bool:
    """What is in the archive is brought back first."""
    return can_write(viewer, collection) and article.archived_at is None


def can_return(viewer: Viewer, article, collection) -> bool:
    """An article comes back from the archive on its own as long as its collection is not there too."""
    return can_write(viewer, collection) and collection.archived_at is None
