"""Making people findable: by the whole academy through what it may see of them, by their cohorts through a little more."""

import unicodedata

from lms.access import ACADEMY
from lms.people.models import PROFILE_FIELDS, User
from lms.search import actions as search


def index_person(user: User, *, formerly: str | None = None) -> None:
    """Bring what is found of a person up to date; `formerly` is the language they were indexed in before."""
    for_academy = _words_seen_by(user, "academy")
    user.found_by = folded(f"{user.name} {for_academy}")
    user.found_by_cohort = folded(_words_seen_by(user, "cohort"))
    if formerly is not None and formerly != user.locale:
        search.remove("person", user.id, language=formerly)
    search.index(
        "person",
        user.id,
        audience_id=ACADEMY,
        title=user.name,
        body=for_academy,
        language=user.locale,
        url=f"/people/{user.id}",
        at=user.created_at,
    )


def hide_person(user_id: int) -> None:
    """No longer found; the directory leaves out closed accounts by itself."""
    search.remove("person", user_id)


def folded(text: str) -> str:
    """The words without capitals and accents, so that Zoe finds Zoë."""
    text = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(sign for sign in text if not unicodedata.combining(sign)).split())


def _words_seen_by(user: User, whom: str) -> str:
    fields = (getattr(user, field) or "" for field in PROFILE_FIELDS if user.visibility_of(field) == whom)
    return "\n".join(filter(None, fields))
