"""What an author fills in about an external tool."""

from urllib.parse import urlsplit

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from lms.forms import Form
from lms.revisions.forms import trimmed


class ToolForm(Form):
    name = StringField(
        _l("Name of the tool"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Write what the tool is called.")),
            Length(max=120, message=_l("Keep it within %(max)d characters.")),
        ],
    )
    address = StringField(
        _l("Address"),
        filters=[trimmed],
        render_kw={"inputmode": "url", "placeholder": "https://"},
        validators=[
            DataRequired(_l("Write the address of the tool.")),
            Length(max=1000, message=_l("Keep it within %(max)d characters.")),
        ],
    )
    purpose = TextAreaField(
        _l("What people do there"),
        filters=[trimmed],
        render_kw={"rows": 3},
        description=_l("In a sentence or two, also what they need, such as an account."),
        validators=[Length(max=600, message=_l("Keep it within %(max)d characters."))],
    )

    def validate_address(self, field):
        try:
            parts = urlsplit(field.data)
            is_usable = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
        except ValueError:
            is_usable = False
        if not is_usable or any(letter.isspace() for letter in field.data):
            raise ValidationError(gettext("Write the whole address, beginning with https://."))
