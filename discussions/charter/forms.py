"""What is filled in about a charter: the purpose, the host, and the day to look at it again."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from cohorts.forms import WholeNumber
from lms.database import now
from lms.forms import Form, choices_of, readable

LONGEST = 400  # letters
FURTHEST = timedelta(days=3 * 366)


class CharterForm(Form):
    purpose = TextAreaField(
        _l("What this space is for"),
        [DataRequired(_l("Write what it is for.")), Length(max=LONGEST, message=_l("Keep it under %(max)d letters."))],
        description=_l("One or two sentences. Everybody who reads the space reads them above its conversations."),
        render_kw={"rows": 3, "maxlength": LONGEST},
    )
    host_id = SelectField(
        _l("Its host"),
        coerce=int,
        default=0,
        description=_l("Whom people turn to, and who hears when the day has come."),
    )
    review_on = DateField(
        _l("Look at it again on"), [Optional(), readable(_l("Choose the day."))], description=_l("Empty: never.")
    )
    version = WholeNumber(widget=HiddenInput(), default=0, render_kw={"id": False})

    def __init__(self, people, **values):
        super().__init__(**values)
        self.host_id.choices = choices_of([(0, _("Nobody yet")), *people])

    def validate_review_on(self, field):
        today = now().date()
        if field.data is not None and not today < field.data <= today + FURTHEST:
            raise ValidationError(_("Choose a day after today, within three years."))

    @property
    def words(self) -> dict:
        return {
            "purpose": " ".join(self.purpose.data.split()),
            "host_id": self.host_id.data or None,
            "review_on": self.review_on.data,
            "version": self.version.data or 0,
        }
