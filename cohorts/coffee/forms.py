"""What people fill in about a coffee: first words with a few times, other times, and why not."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from cohorts.coffee.models import ASKED_BY, MINUTES
from cohorts.coffee.words import ASKED_BY_WORDS
from lms.database import now
from lms.forms import Form, choices_of, readable

TOO_LONG = _l("Keep it under %(max)d letters.")
FURTHEST = timedelta(days=90)
HOURS = (10, 14, 11, 15)  # of the days ahead that a form begins with
TIMES = tuple(f"time_{number}" for number in range(1, len(HOURS) + 1))


def _time(label, *, needed: bool = False) -> DateTimeLocalField:
    missing = [InputRequired(_l("Offer at least one time."))] if needed else [Optional()]
    return DateTimeLocalField(
        label,
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        validators=[*missing, readable(_l("Choose a day and a time."))],
    )


class TimesForm(Form):
    """Up to four times that suit a person, on their own clock."""

    time_1 = _time(_l("A time that suits you"), needed=True)
    time_2 = _time(_l("A second time"))
    time_3 = _time(_l("A third time"))
    time_4 = _time(_l("A fourth time"))
    minutes = SelectField(_l("How long?"), coerce=int, default=30)
    place = StringField(
        _l("How or where do you meet?"),
        validators=[Length(max=300, message=TOO_LONG)],
        description=_l("A link to a video call, “I ring you”, a café. It can wait until a time is chosen."),
    )

    def __init__(self, *args, zone: ZoneInfo, **more):
        super().__init__(*args, **more)
        self.zone = zone
        self.minutes.choices = choices_of(
            (length, ngettext("%(num)d minute", "%(num)d minutes", length)) for length in MINUTES
        )

    def propose(self) -> None:
        """The form begins with working days ahead that can be changed; only the first is filled in."""
        day = now().astimezone(self.zone) + timedelta(days=2)
        while day.weekday() > 4:
            day += timedelta(days=1)
        self.time_1.data = day.replace(hour=HOURS[0], minute=0, second=0, microsecond=0, tzinfo=None)

    @property
    def starts(self) -> list[datetime]:
        """The times in UTC, each once."""
        written = (self[name].data for name in TIMES)
        return sorted({moment for at in written if at and (moment := self._in_utc(at)) is not None})

    def _in_utc(self, at: datetime) -> datetime | None:
        try:
            return at.replace(tzinfo=self.zone).astimezone(UTC)
        except OverflowError:  # the first and last days of the calendar have no place in every zone
            return None

    def _check(self, field) -> None:
        if field.data is None:
            return
        moment = self._in_utc(field.data)
        if moment is None or moment > now() + FURTHEST:
            raise ValidationError(gettext("Choose a time within the next three months."))
        if moment <= now():
            raise ValidationError(gettext("This time has passed. Choose a later one."))

    validate_time_1 = validate_time_2 = validate_time_3 = validate_time_4 = _check

    @property
    def words(self) -> dict:
        """What the person wrote and chose, as the actions take it."""
        return {"starts": self.starts, "minutes": self.minutes.data, "place": " ".join((self.place.data or "").split())}


class AskForm(TimesForm):
    intro = TextAreaField(
        _l("Your first words"),
        validators=[DataRequired(_l("Write a few words.")), Length(max=2000, message=TOO_LONG)],
        description=_l("We began for you with what you have in common. Change whatever you like."),
        render_kw={"rows": 8},
    )


class RefusalForm(Form):
    reason = TextAreaField(
        _l("A few words"),
        validators=[Length(max=500, message=TOO_LONG)],
        description=_l("You need not say why."),
        render_kw={"rows": 2},
    )


class WhoAsksForm(Form):
    asked_by = RadioField(
        _l("Who may ask you for a coffee?"),
        choices=choices_of((choice, ASKED_BY_WORDS[choice]) for choice in ASKED_BY),
        validators=[InputRequired(_l("Choose who may ask you."))],
    )
