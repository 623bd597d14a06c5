"""When a writer wants a draft to be published: a day and an hour where the academy is."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, IntegerField, TimeField
from wtforms.validators import InputRequired, ValidationError

from lms.database import now
from lms.forms import Form, readable
from lms.revisions.forms import why_field

FURTHEST = 10  # years


class ScheduleForm(Form):
    day = DateField(_l("Day"), validators=[InputRequired(_l("Choose the day.")), readable(_l("Choose the day."))])
    hour = TimeField(_l("Hour"), validators=[InputRequired(_l("Choose the hour.")), readable(_l("Choose the hour."))])
    why = why_field()
    version = IntegerField(widget=HiddenField.widget, default=0)

    def __init__(self, *args, zone: ZoneInfo, **more):
        super().__init__(*args, **more)
        self.zone = zone

    @property
    def due_at(self) -> datetime:
        """In UTC; of an hour the clock shows twice, the first."""
        return datetime.combine(self.day.data, self.hour.data, self.zone).astimezone(UTC)

    def validate_hour(self, field):
        if self.day.errors or self.day.data is None or field.data is None:
            return
        if not now().year <= self.day.data.year <= now().year + FURTHEST:
            raise ValidationError(
                gettext("This moment has passed, or is more than ten years away. Choose another day.")
            )
        if self.due_at.astimezone(self.zone).replace(tzinfo=None) != datetime.combine(self.day.data, field.data):
            raise ValidationError(gettext("The clock goes forward in this hour: it is not there on that day."))
        if self.due_at <= now():
            raise ValidationError(gettext("This moment has passed. Choose a later one, or publish it now."))
