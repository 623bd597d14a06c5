"""What a facilitator writes for a moment after the training."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import HiddenInput

from discussions.forms import MAX_POST, title_field
from lms.forms import Form


class PromptForm(Form):
    title = title_field(_l("Your title in one sentence"))
    body = TextAreaField(
        _l("What you want to ask them"),
        validators=[
            DataRequired(_l("Write a few words, so that others know what to answer to.")),
            Length(max=MAX_POST, message=_l("This is longer than %(max)d characters. Make two of it.")),
        ],
    )
    version = IntegerField(widget=HiddenInput(), default=0, render_kw={"id": False})
