"""What is sent about comments: the words, the passage they are about, and why some are removed."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from knowledge.reviews.forms import TOO_LONG
from knowledge.suggestions.forms import sentences
from lms.forms import Form, choices_of
from lms.markup import Block
from lms.revisions.forms import unified

SHOWN = 70  # characters of a passage in the list to choose from


def _words(label, rows: int) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[unified],
        render_kw={"rows": rows},
        validators=[DataRequired(_l("Write something first.")), Length(max=4000, message=TOO_LONG)],
    )


class CommentForm(Form):
    """`blocks` are the passages of the draft as it stands."""

    passage = SelectField(_l("About which passage?"), validate_choice=False)
    comment = _words(_l("Your comment"), 3)

    def __init__(self, *args, blocks: Sequence[Block], **more):
        super().__init__(*args, **more)
        self._blocks = {block.key: block for block in blocks if block.text.strip()}
        named = [(key, _shortened(block.text)) for key, block in self._blocks.items()]
        self.passage.choices = choices_of([("", _("The whole draft")), *named])

    def validate_passage(self, field):
        if field.data and field.data not in self._blocks:
            raise ValidationError(_("The draft has changed since: choose the passage once more."))

    @property
    def block(self) -> Block | None:
        return self._blocks.get(self.passage.data)


class AnswerForm(Form):
    answer = _words(_l("Your answer"), 2)


class ChangeForm(Form):
    words = _words(_l("Your words"), 3)


class RemovalForm(Form):
    """Why somebody else's words are removed."""

    reason = sentences(_l("Why is it removed?"), _l("Write why: its author reads it."))


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
