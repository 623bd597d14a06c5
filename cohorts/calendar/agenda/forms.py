"""What people fill in about an agenda: a point, what becomes of it, and its place."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import AnyOf, DataRequired, Length, NumberRange, Optional

from cohorts.calendar.agenda.models import STATES
from cohorts.forms import WholeNumber
from lms.forms import Form, choices_of

TOO_LONG = _l("Keep it under %(max)d letters.")
MOST_MINUTES = 480


class PointForm(Form):
    title = StringField(
        _l("What do you want to speak of?"),
        validators=[DataRequired(_l("Say what it is about.")), Length(max=120, message=TOO_LONG)],
        filters=[lambda words: " ".join((words or "").split())],
    )
    body = StringField(
        _l("What for, in a sentence"),
        validators=[Length(max=300, message=TOO_LONG)],
        filters=[lambda words: " ".join((words or "").split())],
    )
    minutes = WholeNumber(
        _l("Minutes"),
        validators=[
            Optional(),
            NumberRange(1, MOST_MINUTES, _l("Write a number from %(min)s to %(max)s, or leave it empty.")),
        ],
    )


class StateForm(Form):
    state = SelectField(choices=choices_of((state, state) for state in STATES))


class MoveForm(Form):
    step = IntegerField(validators=[AnyOf((-1, 1))])
