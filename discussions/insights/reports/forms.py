"""What the maker of a report says in it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, TextAreaField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import HiddenInput

from lms.forms import Form

MOST, MOST_LINES = 1500, 12  # letters and paragraphs that leave the report on one page


class WordsForm(Form):
    words = TextAreaField(
        _l("What you want to say with it"),
        [Length(max=MOST, message=_l("Keep it under %(max)d letters, so that the report stays one page."))],
        description=_l("What was behind the figures, and what comes next. Name nobody: the report may go anywhere."),
    )
    version = IntegerField(widget=HiddenInput(), default=0, render_kw={"id": False})

    def validate_words(self, field):
        if sum(bool(line.strip()) for line in (field.data or "").splitlines()) > MOST_LINES:
            raise ValidationError(
                _("Keep it to %(max)d paragraphs, so that the report stays one page.", max=MOST_LINES)
            )
