"""From what somebody wrote to what is kept and who is meant: `@[Full Name]` among the people who can read along."""

import re
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from knowledge.links.titles import titles_in
from lms.access import AudienceMember
from lms.database import db
from lms.markup import render
from lms.people.models import User
from lms.revisions.rendering import FilesOf

MENTION = re.compile(r"@\[([^\[\]\n]{1,80})\]")
MOST = 50


@dataclass(frozen=True, slots=True)
class Written:
    """A post's words as safe HTML and as plain text, and the ids of the people and articles it names."""

    html: str
    text: str
    people: frozenset[int]
    titles: tuple[str, ...]


def write(body: str, audience_id: int, post_id: int | None = None) -> Written:
    """Render a post; a name is a link when somebody of the audience bears it, and stays words when nobody does. So does the
    title of an article, when all of the audience read that."""
    named = _people_named(body, audience_id)
    rendered = render(
        body,
        profile="post",
        image=FilesOf(body, "en").shown,
        mention=lambda name: _link(named.get(_key(name))),
        titled=titles_in(body, audience_id, ("post", post_id) if post_id else None),
    )
    meant = frozenset(user_id for name in rendered.mentions for user_id, _ in named.get(_key(name), ()))
    return Written(rendered.html, rendered.text, meant, rendered.titles)


def _people_named(body: str, audience_id: int) -> dict[str, list[tuple[int, str]]]:
    """Who bears each name: usually one person, rarely two of the same name, and then both are meant."""
    written = MENTION.findall(body)[:MOST]
    if not written:
        return {}
    # SQLite knows small letters only of the English alphabet; a name that is written as it is kept needs none.
    is_named = or_(func.lower(User.name).in_(sorted(set(map(_key, written)))), User.name.in_(sorted(set(written))))
    statement = (
        select(User.id, User.name)
        .join(AudienceMember, AudienceMember.user_id == User.id)
        .where(AudienceMember.audience_id == audience_id, is_named, User.is_active)
        .order_by(User.id)
    )
    named: dict[str, list[tuple[int, str]]] = {}
    for user_id, name in db.session.execute(statement):
        named.setdefault(_key(name), []).append((user_id, name))
    return named


def _link(people: list[tuple[int, str]] | None) -> tuple[str, str] | None:
    return (f"/people/{people[0][0]}", people[0][1]) if people else None


def _key(name: str) -> str:
    return " ".join(name.split()).lower()
