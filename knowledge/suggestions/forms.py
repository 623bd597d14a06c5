"""What is sent about suggestions: the changed copy and why, a remark, a reason, and the text that is merged."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from knowledge.writing.forms import SUMMARY_CHECKS, TITLE_CHECKS
from lms.forms import Form
from lms.markup import MAX_LENGTH
from lms.merging import is_marked
from lms.revisions.forms import trimmed, unified, why_field

TOO_LONG = _l("Keep this within %(max)d characters.")


def _version() -> IntegerField:
    return IntegerField(widget=HiddenField.widget, validators=[InputRequired()])


def sentences(label, missing) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[unified],
        render_kw={"rows": 3},
        validators=[DataRequired(missing), Length(max=2000, message=TOO_LONG)],
    )


class TextForm(Form):
    """The words of an article, as somebody would have them."""

    title = StringField(_l("Title"), filters=[trimmed], validators=TITLE_CHECKS)
    summary = TextAreaField(
        _l("The answer in one or two sentences"), filters=[trimmed], render_kw={"rows": 2}, validators=SUMMARY_CHECKS
    )
    body = TextAreaField(
        _l("Text in Markdown"),
        filters=[unified],
        render_kw={"rows": 24},
        validators=[
            DataRequired(_l("Write what the article should say.")),
            Length(max=MAX_LENGTH["article"], message=_l("This text is longer than %(max)d characters.")),
        ],
    )

    @property
    def words(self) -> dict[str, str]:
        return {name: getattr(self, name).data or "" for name in ("title", "summary", "body")}


class SuggestionForm(TextForm):
    """`base` is what the article says where the copy began: without a difference there is nothing to suggest."""

    why = sentences(_l("Why is this better?"), _l("Write in a sentence why this is better."))
    draft_key = HiddenField(validators=[Length(max=64)])

    def __init__(self, *args, base, **more):
        super().__init__(*args, **more)
        self._base = base

    def validate_body(self, field):
        base = {name: getattr(self._base, name) for name in self.words}
        if unified(base["body"]).strip() == (field.data or "").strip() and {**base, "body": field.data} == self.words:
            raise ValidationError(_l("This is what the article says already. Change something first."))


class NewSuggestionForm(SuggestionForm):
    """`revision` is the text the copy began with, also when another is published while somebody writes."""

    revision = IntegerField(widget=HiddenField.widget, validators=[Optional()])


class ChangeForm(SuggestionForm):
    version = _version()


class MergeForm(TextForm):
    """What becomes of the article: made of its text `revision` and of the suggestion as it was at `version`."""

    why = why_field()
    version = _version()
    revision = _version()

    def validate_body(self, field):
        if is_marked(field.data or ""):
            raise ValidationError(
                _l(
                    "Two texts still stand somewhere between <<<<<<< and >>>>>>>. Choose what stays, and take out the marks."
                )
            )


class StepForm(Form):
    """A step without words."""

    version = _version()


class AskForm(StepForm):
    changes = sentences(_l("What must change?"), _l("Write what must change."))


class DeclineForm(StepForm):
    reason = sentences(_l("Why not?"), _l("Write why not: its author reads it."))


class RemarkForm(Form):
    remark = sentences(_l("Your remark"), _l("Write something first."))
