"""What people fill in about topics: starting one, replying, marking an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length, Optional, StopValidation
from wtforms.widgets import HiddenInput

from discussions.cases import is_untouched
from discussions.polls.forms import TermsForm
from discussions.subjects.forms import TagsField
from lms.forms import Form, new_form_key
from lms.markup import MAX_LENGTH
from lms.revisions.forms import trimmed

MAX_TITLE = 200
MAX_POST = MAX_LENGTH["post"]


def title_field(label) -> TextAreaField:
    """What a conversation is called: one sentence, shown whole where it takes two lines of a phone."""
    return TextAreaField(
        label,
        filters=[trimmed],
        render_kw={"rows": 1, "data-sentence": True, "data-draft-part": True},
        validators=[
            DataRequired(_l("Write a title, so that others see what it is about.")),
            Length(max=MAX_TITLE, message=_l("A title has at most %(max)d characters. Put the rest below.")),
        ],
    )


class TopicForm(Form):
    title = title_field(_l("Your title in one sentence"))
    body = TextAreaField(
        _l("What you want to say"),
        validators=[
            DataRequired(_l("Write a few words, so that others know what to answer to.")),
            Length(max=MAX_POST, message=_l("This is longer than %(max)d characters. Make two of it.")),
        ],
    )
    tags = TagsField()

    @property
    def all_words(self) -> list[str]:
        """Everything others will read."""
        return [self.title.data, self.body.data]


class CaseForm(TopicForm):
    """The headings alone are no case yet."""

    def validate_body(self, field):
        if is_untouched(field.data or ""):
            raise StopValidation(_("Write below the headings what happened; the rest may stay short."))


class PollForm(TopicForm, TermsForm):
    """A topic with what can be chosen in it."""

    @property
    def all_words(self) -> list[str]:
        return [*super().all_words, *self.listed]


def form_for(kind: str) -> type[TopicForm]:
    """What is filled in to start a topic of this kind."""
    return {"case": CaseForm, "poll": PollForm}.get(kind, TopicForm)


class ReplyForm(Form):
    """`seen` is the number of the last post the writer had on screen, `after` the last one the page held."""

    body = TextAreaField(
        _l("Your reply"),
        validators=[
            DataRequired(_l("Write your reply first; an empty one was not sent.")),
            Length(max=MAX_POST, message=_l("This is longer than %(max)d characters. Make two replies of it.")),
        ],
    )
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])
    after = IntegerField(widget=HiddenInput(), validators=[Optional()])
    about = StringField(widget=HiddenInput(), validators=[Optional(), Length(max=80)])  # a passage, as a Place names it
    held = BooleanField()  # kept back while the peers have the question


@dataclass(frozen=True, slots=True)
class Composer:
    """What the page under a conversation shows of a reply; a page of posts needs no more of the form than this."""

    body: str
    form_key: str
    seen: int | None
    after: int | None
    errors: Sequence[str] = ()
    most: int = MAX_POST
    takes_focus: bool = False
    sequence: int = 0  # of the draft that was kept last
    about: str = ""  # the passage it is about, as a Place names it

    @classmethod
    def empty(cls, body: str, *, seen: int, after: int, sequence: int) -> "Composer":
        return cls(body, new_form_key(), seen, after, sequence=sequence)

    @classmethod
    def of(cls, form: ReplyForm, sequence: int) -> "Composer":
        """The reply as it was written, with what is wrong about it."""
        body, numbers = form.body.data or "", (form.seen.data, form.after.data)
        errors, about = form.body.errors, form.about.data or ""
        return cls(body, form.form_key.data, *numbers, errors, sequence=sequence, about=about)


class AnswerForm(Form):
    """Which reply answers the question; none when no reply does any more."""

    post = IntegerField(validators=[Optional()])


class SwitchForm(Form):
    """Something said once, and taken back by saying no."""

    say = StringField(default="yes", validators=[Optional(), AnyOf(("yes", "no"))])
