"""What a mentor is asked for."""

from datetime import date, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from cohorts.dates import DayField
from cohorts.forms import WholeNumber
from lms.database import now
from lms.forms import Form

MOST = 50
LONGEST = 3 * 366  # days
USUAL, SHORTEST = 4, timedelta(days=30)


def usual_term(cohort) -> dict:
    """What somebody is asked for as long as nobody says otherwise: a few people, to the end of the training."""
    return {"capacity": USUAL, "until": max(cohort.ends_on, now().date() + SHORTEST), "words": ""}


class TermForm(Form):
    capacity = WholeNumber(
        _l("For how many people"),
        default=USUAL,
        validators=[NumberRange(1, MOST, message=_l("Write a number of people between 1 and 50."))],
    )
    until = DayField(_l("Until and with"), validators=[InputRequired(_l("Write the last day as a mentor."))])
    words = TextAreaField(
        _l("A few words to them"),
        validators=[Length(max=1000, message=_l("Keep it under 1,000 letters."))],
    )

    @property
    def term(self) -> dict:
        return {"capacity": self.capacity.data, "until": self.until.data, "words": self.words.data or ""}

    def validate_until(self, field):
        today: date = now().date()
        if field.data and field.data <= today:
            raise ValidationError(gettext("Write a day that is still to come."))
        if field.data and (field.data - today).days > LONGEST:
            raise ValidationError(gettext("Ask for at most three years; it can be longer later."))
