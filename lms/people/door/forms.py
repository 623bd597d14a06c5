"""What is typed at the door."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Length

from lms.forms import Form


class SignInForm(Form):
    email = StringField(
        _l("Mail address"),
        [DataRequired(_l("Write the mail address of your account.")), Length(max=254)],
        render_kw={"type": "email", "autocomplete": "username", "inputmode": "email", "autocapitalize": "none"},
    )
    password = PasswordField(
        _l("Password"),
        [DataRequired(_l("Write your password.")), Length(max=1000)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()
