"""What people set about their own account."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, PasswordField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from lms.forms import Form, choices_of
from lms.languages import NAMES
from lms.notifications.reasons import REASONS
from lms.people.accounts.timezones import PLACES
from lms.people.joining.forms import MailAddress

THEMES = choices_of(
    [
        ("auto", _l("As my device")),
        ("light", _l("Light")),
        ("dark", _l("Dark")),
    ]
)


DIGESTS = choices_of(
    [
        ("daily", _l("Every day")),
        ("weekly", _l("Every week")),
        ("never", _l("Never")),
    ]
)


class SettingsForm(Form):
    locale = SelectField(_l("Language"), choices=choices_of(NAMES.items()))
    timezone = SelectField(_l("Time zone"), choices=PLACES, description=_l("Every date and time is shown in it."))
    theme = RadioField(_l("Colours"), choices=THEMES)
    shortcuts = BooleanField(_l("Single-key shortcuts"), description=_l("Press ? on any page to see them."))


class MailsForm(Form):
    reasons = SelectMultipleField(
        _l("Send me a mail when"),
        choices=choices_of((reason.name, reason.choice) for reason in REASONS.values()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    digest = RadioField(
        _l("Everything else, together in one mail"),
        choices=DIGESTS,
        validators=[Optional()],
        description=_l("In the morning, and only when something is new."),
    )


class AskingForm(Form):
    can_be_asked = BooleanField(
        _l("Bring me questions that I may be able to answer"),
        description=_l("Never more than a few at a time, and you can always pass one on."),
    )


class AddressForm(Form):
    new_email = EmailField(
        _l("New mail address"),
        [DataRequired(_l("Write the new address.")), MailAddress()],
        render_kw={"autocomplete": "email"},
    )
    address_password = PasswordField(
        _l("Your password"),
        [DataRequired(_l("Write your password."))],
        render_kw={"autocomplete": "current-password"},
    )
