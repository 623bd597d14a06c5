"""What people write about earned roles: the offer, the answer, who sees it, and the end."""

from datetime import timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from cohorts.dates import DayField
from cohorts.roles.words import KIND_CHOICES, SHOWN_CHOICES
from lms.database import now
from lms.forms import Form, choices_of
from lms.revisions.forms import trimmed

LONGEST = 2 * 366  # days
TOO_LONG = _l("Keep it under %(max)d letters.")


def _words(label, hint: str = "") -> TextAreaField:
    checks = [Length(max=600, message=TOO_LONG)]
    return TextAreaField(label, filters=[trimmed], validators=checks, description=hint, render_kw={"rows": 2})


class OfferForm(Form):
    kind = RadioField(
        _l("Role"), choices=choices_of(KIND_CHOICES.items()), validators=[InputRequired(_l("Choose a role."))]
    )
    place = SelectField(_l("Where"), coerce=int, validators=[InputRequired(_l("Choose where."))])
    mandate = TextAreaField(
        _l("What they are asked to do, and may"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write what they are asked to do.")),
            Length(max=600, message=TOO_LONG),
        ],
        description=_l(
            "In a few sentences. Whoever they show the role to there can read it, and it stands on their badge."
        ),
        render_kw={"rows": 4},
    )
    begins_on = DayField(_l("From"), validators=[InputRequired(_l("Write the first day."))])
    until = DayField(_l("Until and with"), validators=[InputRequired(_l("Write the last day."))])

    @property
    def offer(self) -> dict:
        names = ("kind", "mandate", "begins_on", "until")
        return {name: self[name].data for name in names}

    def validate_begins_on(self, field):
        days = (field.data - now().date()).days if field.data else 0
        if not -1 <= days <= 366:
            raise ValidationError(gettext("Write a day from today on, within a year."))

    def validate_until(self, field):
        if not (field.data and self.begins_on.data):
            return
        if not timedelta() < field.data - self.begins_on.data:
            raise ValidationError(gettext("Write a day after the first."))
        if (field.data - self.begins_on.data).days > LONGEST:
            raise ValidationError(gettext("Offer it for at most two years; it can be offered again."))


class ShowingForm(Form):
    """Who sees the role; roles of the academy know no cohort."""

    shown = RadioField(_l("Who sees that you have this role"), validators=[InputRequired(_l("Choose who sees it."))])

    @classmethod
    def of(cls, role, **more) -> "ShowingForm":
        form = cls(**more)
        form.shown.choices = choices_of(
            (name, words) for name, words in SHOWN_CHOICES.items() if role.cohort_id or name != "cohort"
        )
        return form


class RefusalForm(Form):
    words = _words(_l("A few words to them"), _l("Read by who leads there."))


class EndForm(Form):
    words = _words(_l("A few words"))
