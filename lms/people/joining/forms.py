"""What a guest tells who wants to join."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from lms.forms import Form
from lms.people.addresses import normal_address
from lms.people.names import PersonName


class MailAddress:
    """Refuses what no mail can reach, and keeps the one form an address is compared in."""

    def __call__(self, form, field):
        address = normal_address(field.data or "")
        if address is None:
            raise ValidationError(_l("Write a mail address such as name@organisation.nl."))
        field.data = address


class JoinForm(Form):
    name = StringField(
        _l("Your name"), [Length(max=120), PersonName()], render_kw={"autocomplete": "name", "maxlength": 120}
    )
    email = EmailField(
        _l("Mail address"),
        [DataRequired(_l("Write the address for the answer.")), MailAddress()],
        render_kw={"autocomplete": "email"},
    )
    reason = TextAreaField(
        _l("Why do you want to join?"),
        [DataRequired(_l("Write a sentence or two; a person reads them.")), Length(max=2000)],
        render_kw={"rows": 4, "maxlength": 2000},
    )
