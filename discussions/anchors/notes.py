"""A conversation, or one reply of it, as a note beside the text it is about."""

from flask_babel import gettext as _

from cohorts.words import PHASE_WORDS
from discussions.policies import can_say_me_too
from discussions.words import first_name
from lms.markup import excerpt, plain_text, stored
from lms.people.queries import Face

LONGEST_MARK = 160  # letters of a quote that are underlined in the text; a longer one is a whole paragraph
LONGEST_WORDS = 280  # letters of a reply that its note shows


class Note:
    """A row of the notes statement with what its template needs decided."""

    __slots__ = ("answer", "asker", "can_say_me_too", "clock", "row")
    kind = "conversation"

    def __init__(self, row, clock, viewer):
        self.row, self.clock = row, clock
        self.asker = Face.of(row.author_id, row.author_name, row.photo_key)
        self.answer = stored(row.answer_html) if row.answer_html else None
        self.can_say_me_too = can_say_me_too(viewer, row)

    @property
    def anchor(self):
        return self.row

    @property
    def mark(self) -> str:
        """The words to underline in the text; none when the note is about a whole paragraph."""
        return self.row.anchor_quote if len(self.row.anchor_quote) <= LONGEST_MARK else ""

    @property
    def by(self) -> str:
        name = first_name(self.row.author_name)
        return _("%(name)s asked", name=name) if self.row.kind == "question" else _("%(name)s wrote", name=name)

    @property
    def answered(self) -> str:
        """“Answered by Wietske, mentor”."""
        name, phase = first_name(self.row.answerer_name), PHASE_WORDS.get(self.row.answerer_phase)
        if phase is None:
            return _("Answered by %(name)s", name=name)
        return _("Answered by %(name)s, %(phase)s", name=name, phase=str(phase).lower())


class PostNote:
    """A reply about a passage; its conversation may be about anything."""

    __slots__ = ("row", "words", "writer")
    kind = "reply"

    def __init__(self, row):
        self.row = row
        self.writer = Face.of(row.author_id, row.author_name, row.photo_key)
        self.words = excerpt(plain_text(row.html), LONGEST_WORDS)

    @property
    def anchor(self):
        return self.row

    @property
    def by(self) -> str:
        return _("%(name)s replied", name=first_name(self.row.author_name))
