"""Forms of the first run."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, Optional, Regexp

from lms.admin.brand import HEX
from lms.forms import Form, choices_of
from lms.languages import NAMES
from lms.people.accounts.timezones import PLACES


class FounderForm(Form):
    """The name of the academy and its first administrator."""

    academy = StringField(
        _l("Name of the academy"),
        [
            DataRequired(_l("Write the name people know the academy by.")),
            Length(max=80, message=_l("At most 80 letters.")),
        ],
    )
    name = StringField(
        _l("Your name"),
        [DataRequired(_l("Write your name as others know it.")), Length(max=120, message=_l("At most 120 letters."))],
    )
    email = EmailField(
        _l("Your mail address"),
        [DataRequired(_l("Write your mail address.")), Email(_l("Write an address such as naomi@example.nl."))],
    )
    password = PasswordField(
        _l("Password"),
        [DataRequired(_l("Choose a password of at least 15 characters."))],
        description=_l(
            "At least 15 characters. Three or four words that only you would put together are easy to remember."
        ),
    )


class LookForm(Form):
    colour = StringField(
        _l("Brand colour"),
        [
            DataRequired(_l("Choose a colour.")),
            Regexp(HEX, message=_l("Write a colour as # and six digits or letters a to f, such as #005b5d.")),
        ],
    )


class LanguageForm(Form):
    locale = SelectField(_l("Language"), choices=choices_of(NAMES.items()))
    timezone = SelectField(_l("Time zone"), choices=PLACES)


class PeopleForm(Form):
    people = TextAreaField(
        _l("Mail addresses"),
        [Optional(), Length(max=200_000, message=_l("This list is too long."))],
        description=_l("One person on a line, such as “Naomi Pinas &lt;naomi@example.nl&gt;”."),
    )
