"""Every SELECT about composing: where somebody writes, whom they can name there, what they can link to."""

from sqlalchemy import exists, func, or_, select

from discussions import policies
from discussions.composing.models import Attachment
from discussions.models import Post, Space, Topic
from discussions.queries import spaces_visible_to, topics_visible_to
from lms.access import AudienceMember, Viewer, get_or_404, require, visible
from lms.database import db
from lms.drafts.places import PLACE
from lms.files.models import File
from lms.pages import not_found
from lms.people.models import User
from lms.search.linking import MOST, Suggestion


def place_of(viewer: Viewer, place: str) -> Topic | Space:
    """Where somebody writes, `topic:7` or `space:2:question`; as strict as the page it is written on."""
    found = PLACE.fullmatch(place)
    if found is None or found[1] not in ("topic", "space"):
        not_found()
    rooms = topics_visible_to if found[1] == "topic" else spaces_visible_to
    there = get_or_404(rooms(viewer), int(found[2]))
    require(policies.takes_part(viewer, there))
    return there


def people_to_name(viewer: Viewer, there: Topic | Space, words: str) -> list[Suggestion]:
    """People who can read along, by the beginning of any part of their name; who wrote here already comes first."""
    typed = " ".join(words.split())
    begun, with_capital = typed.lower(), typed[:1].upper() + typed[1:]
    wrote = exists().where(Post.topic_id == there.id, Post.author_id == User.id, Post.deleted_at.is_(None))
    order = [wrote.desc(), User.name] if isinstance(there, Topic) else [User.name]
    statement = (
        select(User.name)
        .join(AudienceMember, AudienceMember.user_id == User.id)
        .where(
            AudienceMember.audience_id == there.audience_id,
            AudienceMember.until.is_(None),
            User.is_active,
            User.id != viewer.id,
            or_(
                func.lower(User.name).startswith(begun, autoescape=True),
                func.lower(User.name).contains(f" {begun}", autoescape=True),
                # SQLite knows small letters only of the English alphabet.
                User.name.startswith(with_capital, autoescape=True),
                User.name.contains(f" {with_capital}", autoescape=True),
            ),
        )
        .order_by(*order, User.id)
        .limit(MOST)
    )
    names = dict.fromkeys(db.session.scalars(statement))
    return [Suggestion(name, f"@[{name}]", "user") for name in names]


def find_unsent(viewer: Viewer, key: str):
    """An upload of the viewer's own that stands in no post yet, with what it shows."""
    statement = (
        select(File.key, File.name, File.media_type, File.width, File.height, Attachment.alt)
        .join(Attachment, Attachment.file_id == File.id)
        .where(
            File.key == key,
            File.uploaded_by == viewer.id,
            File.deleted_at.is_(None),
            Attachment.post_id.is_(None),
            visible(File.audience_id, viewer),
        )
    )
    return db.session.execute(statement).one_or_none()
