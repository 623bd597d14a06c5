"""What an administrator fills in about office hours."""

from datetime import time

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, TimeField
from wtforms.validators import InputRequired, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from discussions.answering.words import day_names
from lms.forms import Form, choices_of
from lms.people.accounts.timezones import PLACES

WRONG = _l("Write a time such as 9:00.")


class OfficeHoursForm(Form):
    days = SelectMultipleField(
        _l("Days on which somebody is at work"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_l("Without any day, every hour counts."),
    )
    opens = TimeField(_l("From"), validators=[InputRequired(WRONG)], default=time(9))
    closes = TimeField(
        _l("Until"), validators=[InputRequired(WRONG)], default=time(17), description=_l("0:00 is the end of the day.")
    )
    timezone = SelectField(_l("Time zone"), choices=PLACES)

    def __init__(self, **values):
        super().__init__(**values)
        self.days.choices = choices_of(day_names().items())

    def validate_closes(self, field):
        if self.opens.data and self.closing <= _minutes(self.opens.data):
            raise StopValidation(_("Closing comes after opening."))

    @property
    def opening(self) -> int:
        return _minutes(self.opens.data)

    @property
    def closing(self) -> int:
        return _minutes(self.closes.data) or 24 * 60


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
