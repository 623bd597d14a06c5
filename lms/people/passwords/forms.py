"""What is typed to get a new password."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField
from wtforms.validators import DataRequired, Length, ValidationError

from lms.forms import Form
from lms.people.passwords.rules import LONGEST, SHORTEST, why_refused
from lms.people.signing_in import academy


class GoodPassword:
    """Refuses what others would try first; `form.email_of_owner` and `form.name_of_owner` are tried first too."""

    field_flags = {"minlength": SHORTEST, "required": True}

    def __call__(self, form, field):
        refusal = why_refused(
            field.data or "", email=form.email_of_owner, name=form.name_of_owner, academy=academy().name
        )
        if refusal:
            raise ValidationError(refusal)


def new_password_field(label):
    """A field for a password to be chosen; managers of passwords know it by its autocomplete."""
    return PasswordField(
        label,
        [Length(max=LONGEST), GoodPassword()],
        description=_l(
            "At least 15 characters. A sentence only you would write is easy to remember and hard to guess."
        ),
        render_kw={"autocomplete": "new-password"},
    )


class ForgottenForm(Form):
    email = EmailField(
        _l("Mail address"),
        [DataRequired(_l("Write the mail address of your account.")), Length(max=254)],
        render_kw={"autocomplete": "username"},
    )


class ResetForm(Form):
    password = new_password_field(_l("New password"))

    def __init__(self, owner, **options):
        self.email_of_owner, self.name_of_owner = owner.email, owner.name
        super().__init__(**options)


class ChangePasswordForm(Form):
    current_password = PasswordField(
        _l("Current password"),
        [DataRequired(_l("Write your current password."))],
        render_kw={"autocomplete": "current-password"},
    )
    new_password = new_password_field(_l("New password"))

    def __init__(self, owner, **options):
        self.email_of_owner, self.name_of_owner = owner.email, owner.name
        super().__init__(**options)
