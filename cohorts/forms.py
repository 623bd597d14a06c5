"""What people fill in about a cohort: its name and dates, its schedule, and the reason for a visit."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import HiddenInput

from cohorts.dates import DayField
from cohorts.models import INSIDE
from cohorts.words import PHASE_WORDS
from lms.forms import Form, choices_of
from lms.languages import NAMES
from lms.people.accounts.timezones import PLACES

LONGEST = 3 * 366  # days a training may take


def phase_choices(*phases: str) -> list[SelectChoice]:
    return choices_of((phase, PHASE_WORDS[phase]) for phase in phases)


class WholeNumber(IntegerField):
    """A number; what is none is simply missing, so that one sentence says what to write."""

    def process_formdata(self, valuelist):
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None


class CohortForm(Form):
    """A cohort's own settings."""

    name = StringField(
        _l("Name"),
        validators=[
            DataRequired(_l("Give the cohort a name, such as Spring 2026.")),
            Length(max=80, message=_l("Keep the name under 80 letters.")),
        ],
    )
    starts_on = DayField(_l("First day"), validators=[InputRequired(_l("Write the first day of the training."))])
    ends_on = DayField(_l("Last day"), validators=[InputRequired(_l("Write the last day of the training."))])
    timezone = SelectField(
        _l("Time zone"), choices=PLACES, validators=[InputRequired(_l("Choose the time zone the cohort lives in."))]
    )
    language = SelectField(_l("Language"), choices=choices_of(NAMES.items()))
    welcome = TextAreaField(
        _l("Words of welcome"),
        validators=[Length(max=5000, message=_l("Keep the welcome under 5,000 letters."))],
    )

    version = WholeNumber(widget=HiddenInput(), default=1)

    @property
    def words(self) -> dict:
        """What the person wrote, as the actions take it."""
        return {
            "name": " ".join(self.name.data.split()),
            "starts_on": self.starts_on.data,
            "ends_on": self.ends_on.data,
            "timezone": self.timezone.data,
            "language": self.language.data,
            "welcome": (self.welcome.data or "").strip(),
        }

    def validate_ends_on(self, field):
        if not (self.starts_on.data and field.data):
            return
        if field.data < self.starts_on.data:
            raise ValidationError(gettext("The last day lies before the first. Write a day after it."))
        if (field.data - self.starts_on.data).days > LONGEST:
            raise ValidationError(
                gettext("A training takes at most three years; the group goes on without an end date.")
            )


class RuleForm(Form):
    """When one module opens."""

    rule = SelectField(
        _l("Opens"),
        choices=choices_of(
            [
                ("at_once", _l("At once")),
                ("on_date", _l("On a date")),
                ("days_after", _l("Some days after the start")),
            ]
        ),
    )
    opens_on = DayField(_l("Date"))
    days = WholeNumber(_l("Days after the start"))

    def validate_opens_on(self, field):
        if self.rule.data != "on_date":
            field.errors = []
        elif field.data is None and not field.errors:
            raise ValidationError(gettext("Write the date this module opens."))

    def validate_days(self, field):
        if self.rule.data == "days_after" and (field.data is None or not 0 <= field.data <= LONGEST):
            raise ValidationError(gettext("Write a number of days between 0 and %(most)d.", most=LONGEST))


class VisitForm(Form):
    """Why an administrator opens a cohort, and for how long."""

    reason = StringField(
        _l("Reason"),
        validators=[
            DataRequired(_l("Write why you need to read this cohort; its members will see it.")),
            Length(min=8, max=300, message=_l("Write a reason of 8 to 300 letters; the members will read it.")),
        ],
    )
    hours = WholeNumber(
        _l("Hours"), default=1, validators=[NumberRange(1, 24, message=_l("Choose between 1 and 24 hours."))]
    )


class PhaseForm(Form):
    """Another phase for somebody who is in."""

    phase = SelectField(_l("Phase"), choices=phase_choices(*INSIDE))
