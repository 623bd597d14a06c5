"""What is filled in to let people in: one person of the academy, or a list of addresses."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from cohorts.forms import WholeNumber, phase_choices
from lms.forms import Form

LARGEST = 1024 * 1024  # bytes of a list


class AddForm(Form):
    """One person who has an account."""

    user_id = WholeNumber(widget=HiddenInput())
    phase = SelectField(
        _l("They come in as"),
        choices=phase_choices("trainee", "mentor", "facilitator"),
        default="trainee",
    )


class ListForm(Form):
    """Addresses, pasted or from a file."""

    addresses = TextAreaField(_l("Mail addresses"))
    file = FileField(_l("Or a CSV file"))
    list_phase = SelectField(_l("They come in as"), choices=phase_choices("trainee", "mentor"))
    source: str | bytes = ""

    def validate_addresses(self, field):
        data = self.file.data.read(LARGEST + 1) if self.file.data else b""
        self.source = data or (field.data or "")
        if len(self.source) > LARGEST:
            raise ValidationError(gettext("This list is larger than 1 MB. Split it into smaller ones."))
        if not self.source.strip():
            raise ValidationError(gettext("Paste at least one mail address, or choose a file."))
