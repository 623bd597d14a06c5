"""How long somebody who is matched each month pauses."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from cohorts.coffee.matching.words import pause_words
from lms.forms import Form, choices_of

PAUSES = (1, 3, 6)  # months


class PauseForm(Form):
    months = RadioField(
        _l("How long do you pause?"), coerce=int, default=1, validators=[InputRequired(_l("Choose how long."))]
    )

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.months.choices = choices_of((months, pause_words(months)) for months in PAUSES)
