"""What tells how far somebody has read, and where they want to go on."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional

from lms.forms import Form, readable
from lms.notifications.actions import EPOCH


class ReadingForm(Form):
    """The number of the last post that was really on the screen."""

    number = IntegerField(validators=[InputRequired(), NumberRange(min=1)])
    opened = IntegerField(validators=[Optional(), NumberRange(min=0, max=10**14)])  # in thousandths of a second

    @property
    def opened_at(self) -> datetime | None:
        """When the page that tells was made."""
        return None if self.opened.data is None else EPOCH + timedelta(milliseconds=self.opened.data)


class JumpForm(Form):
    """Where to go on reading in a long topic: at a post, or at a day."""

    number = IntegerField(
        _l("Post number"),
        validators=[
            Optional(),
            readable(_l("Write a number, such as 12.")),
            NumberRange(min=1, message=_l("Posts are numbered from 1.")),
        ],
    )
    day = DateField(_l("Day"), validators=[Optional(), readable(_l("Choose a day, such as 30 June 2026."))])
