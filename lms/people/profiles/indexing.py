"""Making people findable: by the whole academy through what it may see of them, by alumni and their cohorts through more."""

import unicodedata

from sqlalchemy import delete

from lms.access import ACADEMY
from lms.database import db
from lms.people.models import LISTS, PROFILE_FIELDS, ProfileWord, User
from lms.people.profiles.words import listed
from lms.search import actions as search


def index_person(user: User, *, formerly: str | None = None) -> None:
    """Bring what is found of a person up to date; `formerly` is the language they were indexed in before."""
    for_academy = _words_seen_by(user, "academy")
    user.found_by = folded(f"{user.name} {for_academy}")
    user.found_by_alumni = folded(_words_seen_by(user, "alumni"))
    user.found_by_cohort = folded(_words_seen_by(user, "cohort"))
    _keep_words(user)
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


def _keep_words(user: User) -> None:
    """Each word of what is a list, in a row of its own by which the directory filters."""
    db.session.execute(delete(ProfileWord).where(ProfileWord.user_id == user.id))
    rows = {(field, folded(word)): word for field in LISTS for word in listed(getattr(user, field) or "")}
    db.session.add_all(
        ProfileWord(field=field, key=key, user_id=user.id, word=word) for (field, key), word in rows.items() if key
    )
    db.session.flush()


def _words_seen_by(user: User, whom: str) -> str:
    fields = (getattr(user, field) or "" for field in PROFILE_FIELDS if user.visibility_of(field) == whom)
    return "\n".join(filter(None, fields))
