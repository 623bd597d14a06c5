"""What a facilitator chooses: the event that is the session of a lesson."""

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from lms.forms import Form, choices_of


class SessionForm(Form):
    event = SelectField(_l("Held as"), coerce=int, default=0)

    def __init__(self, *args, events, **more):
        super().__init__(*args, **more)
        self.event.choices = choices_of(
            [
                (0, gettext("Not planned yet")),
                *((row.id, f"{row.title} ({format_date(row.starts_at, 'd MMM y')})") for row in events),
            ]
        )
