"""A post as a page shows it: everything `_posts.html` writes, decided before the template runs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from discussions import policies
from discussions.moderation.policies import can_see_review
from discussions.posts.acts import gives
from discussions.reacting.words import given
from discussions.words import role_of
from lms.access import Viewer
from lms.drawings import face, phase_mark
from lms.markup import excerpt, plain_text, stored
from lms.moments import Teller
from lms.people.queries import Face

LONGEST_QUOTE = 280


@dataclass(frozen=True, slots=True)
class Reader:
    """What a page knows of its reader that every post on it asks for."""

    viewer: Viewer
    thread: object
    moment: datetime
    teller: Teller
    takes_part: bool
    not_open: Collection[int]


@dataclass(frozen=True, slots=True)
class About:
    """The passage of a lesson or an article that is talked about; an event, or a lesson not yet open, has no `quote`."""

    quote: str
    is_lost: bool
    address: str
    title: str


class PostLine:
    """One post for one reader."""

    __slots__ = (
        "about", "address", "author", "author_id", "can_restore", "can_thank", "edited", "face", "given", "gone_words", "html",
        "id", "is_gone", "is_kept", "is_own", "is_thanked", "mark", "name", "number", "post", "review", "role", "thanks_count",
        "thanks_words", "when",
    )  # fmt: skip

    def __init__(self, post, reader: Reader):
        thread, is_own = reader.thread, post.author_id == reader.viewer.id
        self.post, self.id, self.number, self.author_id, self.name = (
            post,
            post.id,
            post.number,
            post.author_id,
            post.name,
        )
        self.address = f"/posts/{post.id}"
        self.author = Face.of(post.author_id, post.name, post.photo_key)
        self.is_gone = post.deleted_at is not None
        self.can_restore = False
        if self.is_gone:
            self.gone_words = gone_words(post, reader)
            is_concerned = post.hidden_at and can_see_review(reader.viewer, thread, post)
            self.review = f"{self.address}/review" if is_concerned else ""
            self.can_restore = policies.can_restore(reader.viewer, thread, post, reader.moment)
            return
        self.html, self.about = stored(post.html), about(post, reader.not_open) or about_event(post)
        self.face = face(self.author)
        self.mark = phase_mark(post.phase) if post.phase else ""
        in_cohort = thread.cohort_id is not None
        self.role = role_of(
            post, in_cohort=in_cohort, is_shared=in_cohort and reader.takes_part, locale=reader.teller.locale
        )
        self.when = reader.teller.moment(post.created_at)
        self.edited = reader.teller.moment(post.edited_at) if post.edited_at else None
        self.thanks_count, self.is_thanked = post.thanks_count, post.is_thanked
        self.given, self.is_kept, self.is_own = given(post), post.is_kept, is_own
        self.can_thank = reader.takes_part and gives(post, thread) and not is_own
        self.thanks_words = thanks_words(post, is_own) if post.thanks_count and not self.can_thank else ""


def about(row, not_open: Collection[int]) -> About | None:
    """The passage a post or a whole thread is about; nothing of a text that the reader may not read, or not yet."""
    if row.anchor_quote and row.visible_lesson_id:
        address = f"/lessons/{row.visible_lesson_id}?language={row.anchor_language}"
        quote = "" if row.visible_lesson_id in not_open else row.anchor_quote
        return About(quote, row.anchor_lost, address, row.lesson_title)
    if row.anchor_quote and row.visible_article_id:
        return About(row.anchor_quote, row.anchor_lost, f"/articles/{row.visible_article_id}", row.article_title)
    return None


def about_event(post) -> About | None:
    """The event a reply is about; a whole thread names its own above its title."""
    return About("", False, f"/events/{post.visible_event_id}", post.event_title) if post.visible_event_id else None


def thanks_words(post, is_own: bool) -> str:
    if is_own:
        return ngettext("%(num)d person thanks you", "%(num)d people thank you", post.thanks_count)
    return ngettext("%(num)d person thanks them", "%(num)d people thank them", post.thanks_count)


def gone_words(post, reader: Reader) -> str:
    """The line that stands where a removed post stood."""
    when = reader.teller.spoken(post.deleted_at)
    if post.hidden_at:
        return _("Hidden for review, %(when)s.", when=when) if post.deleted_by is None else _("Hidden after a review.")
    if post.deleted_by == post.author_id:
        return _("%(name)s removed this, %(when)s.", name=post.name, when=when)
    return _("Somebody who leads this conversation removed this, %(when)s.", when=when)


def quoted(post) -> str:
    """The beginning of a reply to somebody: their name and their words, as Markdown."""
    return f"@[{post.name}]\n\n> {words_of(post)}\n\n"


def words_of(post) -> str:
    """The beginning of what a post says; of a removed one only that it was removed."""
    return excerpt(plain_text(post.html), LONGEST_QUOTE) if post.deleted_at is None else _("This was removed.")
