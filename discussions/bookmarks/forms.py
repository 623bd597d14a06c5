"""What is noted with a bookmark, and when it is to come back."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import get_timezone
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, SelectField, TextAreaField
from wtforms.validators import Length, Optional

from lms.database import now
from lms.forms import Form, choices_of, readable

MORNING = time(9)
DAYS = {"tomorrow": 1, "week": 7, "month": 30}


class BookmarkForm(Form):
    note = TextAreaField(
        _l("Note"),
        validators=[Length(max=300, message=_l("At most 300 letters."))],
        description=_l("Only you see it."),
        default="",
    )
    when = SelectField(
        _l("Remind me"),
        choices=choices_of(
            [
                ("", _l("Not")),
                ("tomorrow", _l("Tomorrow at nine")),
                ("week", _l("In a week")),
                ("month", _l("In a month")),
                ("at", _l("At the moment below")),
            ]
        ),
        default="",
        validators=[Optional()],
    )
    at = DateTimeLocalField(
        _l("Moment"),
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        validators=[Optional(), readable(_l("Choose a day and a time."))],
    )

    def validate(self, **more) -> bool:
        if not super().validate(**more):
            return False
        if self.when.data == "at" and (self.at.data is None or self.remind_at <= now()):
            self.at.errors = [_("Choose a moment that is still to come.")]
            return False
        return True

    @property
    def remind_at(self) -> datetime | None:
        """The moment that was chosen, as the clock of the reader shows it."""
        zone = ZoneInfo(str(get_timezone()))
        if self.when.data == "at" and self.at.data:
            return _in_utc(self.at.data.replace(tzinfo=zone))
        if self.when.data in DAYS:
            day = now().astimezone(zone).date() + timedelta(days=DAYS[self.when.data])
            return _in_utc(datetime.combine(day, MORNING, zone))
        return None

    def show(self, bookmark) -> None:
        """Fill in what was noted before."""
        self.note.data = bookmark.note
        if bookmark.remind_at:
            zone = ZoneInfo(str(get_timezone()))
            self.when.data, self.at.data = "at", bookmark.remind_at.astimezone(zone).replace(tzinfo=None)


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first and last days of the calendar have no place in every zone
        return datetime.min.replace(tzinfo=UTC)
