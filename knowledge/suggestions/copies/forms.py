"""What a page sends of a copy while somebody changes it: whatever stands there, finished or not."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from knowledge.suggestions.forms import TOO_LONG
from knowledge.writing.forms import SUMMARY_CHECKS, TITLE_CHECKS
from lms.forms import Form
from lms.markup import MAX_LENGTH
from lms.revisions.forms import trimmed, unified

WORDS = ("title", "summary", "body", "why")


class CopyForm(Form):
    title = StringField(_l("Title"), filters=[trimmed], validators=TITLE_CHECKS[1:])
    summary = TextAreaField(_l("The answer in one or two sentences"), filters=[trimmed], validators=SUMMARY_CHECKS)
    body = TextAreaField(
        _l("Text in Markdown"),
        filters=[unified],
        validators=[Length(max=MAX_LENGTH["article"], message=_l("This text is longer than %(max)d characters."))],
    )
    why = TextAreaField(
        _l("Why is this better?"), filters=[unified], validators=[Length(max=2000, message=TOO_LONG)]
    )  # fmt: skip
    revision = IntegerField(widget=HiddenField.widget, validators=[Optional()])
    draft_version = IntegerField(widget=HiddenField.widget, default=0, validators=[Optional()])
    draft_key = HiddenField(validators=[Length(max=64)])

    def words(self, kept) -> dict[str, str]:
        """What can be kept: a field with an error stays as it is in `kept`, and keeps the others from nothing."""
        return {
            name: (getattr(kept, f"draft_{name}") if kept else "") if self[name].errors else self[name].data
            for name in WORDS
        }
