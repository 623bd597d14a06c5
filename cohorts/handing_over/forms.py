"""What a facilitator writes who offers a cohort to another."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import Length

from lms.forms import Form, PersonField, choices_of

STAY_WORDS = {
    "facilitator": _l("I go on leading it as well"),
    "mentor": _l("I stay as a mentor"),
    "left": _l("I leave the cohort, and read it no more"),
}


class OfferForm(Form):
    person = PersonField(_l("To whom"), _l("Choose who is to lead it."))
    stays = RadioField(_l("And you"), choices=choices_of(STAY_WORDS.items()), default="mentor")
    words = TextAreaField(
        _l("A few words to them"),
        validators=[Length(max=1000, message=_l("Keep it under 1,000 letters."))],
    )
