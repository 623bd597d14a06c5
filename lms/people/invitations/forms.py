"""What is typed to accept an invitation."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length

from lms.forms import Form
from lms.people.names import PersonName
from lms.people.passwords.forms import new_password_field


class AcceptForm(Form):
    name = StringField(
        _l("Your name"), [Length(max=120), PersonName()], render_kw={"autocomplete": "name", "maxlength": 120}
    )
    password = new_password_field(_l("Password"))

    def __init__(self, invitation, **options):
        self.email_of_owner = invitation.email
        super().__init__(**options)

    @property
    def name_of_owner(self) -> str:
        return self.name.data or ""
