"""What the holder of a role wants a badge to name."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from lms.forms import Form, choices_of
from lms.languages import NAMES


class BadgeForm(Form):
    language = RadioField(
        _l("Language"), choices=choices_of(NAMES.items()), validators=[InputRequired(_l("Choose a language."))]
    )
    shows_name = BooleanField(
        _l("Name me on the page on which it is checked"),
        description=_l("Whoever has the address can then see that it is yours."),
    )
    shows_cohort = BooleanField(_l("Name my cohort there too"))

    @property
    def choices(self) -> dict:
        return {name: self[name].data for name in ("language", "shows_name", "shows_cohort")}
