"""What a facilitator confirms after having seen what will happen."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Length

from lms.forms import Form, choices_of


class MoveForm(Form):
    """Where to, and the mark of the preview that was seen."""

    into = SelectField(_l("Cohort"), coerce=int, validators=[InputRequired(_l("Choose the cohort to go on in."))])
    mark = HiddenField(validators=[Length(max=40)])


class MergeForm(MoveForm):
    """And what becomes of the meetings to come."""

    events = RadioField(
        _l("Meetings to come that its facilitators planned"),
        choices=choices_of(
            [("along", _l("They are held, for everybody in the cohort")), ("cancel", _l("They are cancelled"))]
        ),
        default="along",
    )
