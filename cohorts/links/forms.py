"""What is filled in for an invitation link, and by a guest who has one."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length, NumberRange, ValidationError

from cohorts.forms import WholeNumber, phase_choices
from lms.forms import Form
from lms.people.addresses import normal_address
from lms.people.names import PersonName


class LinkForm(Form):
    """How long a link works, for how many, and what they become."""

    link_phase = SelectField(_l("They come in as"), choices=phase_choices("trainee", "mentor"))
    days = WholeNumber(
        _l("Days it works"), default=14, validators=[NumberRange(1, 90, message=_l("Choose between 1 and 90 days."))]
    )
    places = WholeNumber(_l("Places"))

    def validate_places(self, field):
        if field.raw_data and field.raw_data[0].strip() and (field.data is None or not 1 <= field.data <= 1000):
            raise ValidationError(gettext("Write a number between 1 and 1,000, or nothing for no limit."))


class GuestForm(Form):
    """Name and address of a guest with a link."""

    name = StringField(
        _l("Your name"),
        validators=[
            DataRequired(_l("Write your name as the others will read it.")),
            Length(max=120, message=_l("Keep your name under 120 letters.")),
            PersonName(),
        ],
    )
    email = StringField(_l("Your mail address"))

    def validate_email(self, field):
        address = normal_address(field.data or "")
        if address is None:
            raise ValidationError(gettext("Write a mail address such as name@example.org."))
        field.data = address
