"""What people fill in about events: the event, whether they come, another date, why it is cancelled, who was there."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import URL, DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from cohorts.calendar.models import ANSWERS, KINDS
from cohorts.calendar.recurrence import MOST, REPEATS, TooMany, repeats_of, rule_of, spans
from cohorts.calendar.seating import MOST_GUESTS
from cohorts.calendar.words import ANSWER_CHOICES, KIND_WORDS, REPEAT_WORDS
from cohorts.dates import DayField
from cohorts.forms import WholeNumber
from lms.database import now
from lms.forms import Form, choices_of, readable
from lms.people.accounts.timezones import PLACES

TOO_LONG = _l("Keep it under %(max)d letters.")
NO_TIME = _l("Write a time such as 19:30.")
LONGEST = timedelta(days=31)  # from the beginning to the end of one date


class HourField(TimeField):
    """An hour, or none."""

    def process_formdata(self, valuelist):
        if valuelist and not valuelist[0].strip():
            self.data = None
        else:
            super().process_formdata(valuelist)


class WhenForm(Form):
    """A day with its hours, where the event is; without hours it is the whole day."""

    day = DayField(_l("Day"), validators=[InputRequired(_l("Write the day."))])
    begins = HourField(
        _l("From"), validators=[readable(NO_TIME)], description=_l("Leave both empty for the whole day.")
    )
    ends = HourField(_l("Until"), validators=[readable(NO_TIME)])
    last_day = DayField(_l("Last day"), description=_l("Only when it ends on another day."))

    def __init__(self, *args, zone: ZoneInfo, **more):
        super().__init__(*args, **more)
        self.zone = zone

    def validate_ends(self, field):
        if self.begins.errors or field.errors:
            return
        if (self.begins.data is None) != (field.data is None):
            raise ValidationError(gettext("Write from when until when, or leave both empty."))
        if self.begins.data and not self.last_day.data and field.data <= self.begins.data:
            raise ValidationError(gettext("It ends before it begins. Write a later hour, or a last day."))

    def validate_last_day(self, field):
        if not (field.data and self.day.data):
            return
        if field.data < self.day.data:
            raise ValidationError(gettext("The last day lies before the first."))
        if field.data - self.day.data > LONGEST:
            raise ValidationError(gettext("Keep it within a month; for more dates, let it repeat."))

    @property
    def is_all_day(self) -> bool:
        return self.begins.data is None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Start and end in UTC; a whole day ends at the next midnight."""
        last = self.last_day.data or self.day.data
        if self.is_all_day:
            return self._at(self.day.data, time()), self._at(last + timedelta(days=1), time())
        return self._at(self.day.data, self.begins.data), self._at(last, self.ends.data)

    def show_span(self, starts_at: datetime, ends_at: datetime, is_all_day: bool) -> None:
        """Fill in when it is."""
        start, end = starts_at.astimezone(self.zone), ends_at.astimezone(self.zone)
        last = (end - timedelta(seconds=1)).date() if is_all_day else end.date()
        self.day.data, self.last_day.data = start.date(), last if last != start.date() else None
        if not is_all_day:
            self.begins.data, self.ends.data = start.time(), end.time()

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)


class EventForm(WhenForm):
    """An event; `can_plan` offers another host, and in a cohort sessions; `event` is the one that is changed."""

    kind = RadioField(_l("What it is"), validators=[InputRequired(_l("Choose what it is."))])
    title = StringField(
        _l("Title"),
        validators=[DataRequired(_l("Give it a title.")), Length(max=150, message=TOO_LONG)],
    )
    body = TextAreaField(
        _l("What happens there"),
        validators=[Length(max=10_000, message=TOO_LONG)],
        description=_l("For whom it is, what you will do, what to bring."),
    )
    speaker = StringField(_l("Guest speaker"), validators=[Length(max=150, message=TOO_LONG)])
    place = StringField(
        _l("Place"),
        validators=[Length(max=300, message=TOO_LONG)],
        description=_l("An address, or “online”."),
    )
    link = StringField(
        _l("Link to the meeting"),
        validators=[
            Optional(),
            Length(max=1000, message=TOO_LONG),
            URL(require_tld=False, message=_l("Write the whole address, beginning with https://.")),
        ],
        description=_l("Only who said they come sees it, from the beginning of the day itself."),
    )
    capacity = WholeNumber(
        _l("Places"),
        validators=[Optional(), NumberRange(1, 100_000, _l("Write a number of at least 1, or leave it empty."))],
        description=_l("Guests count. Who comes too late waits, and moves up by themselves."),
    )
    timezone = SelectField(
        _l("Time zone"), description=_l("The clock of these hours. Everybody reads them on their own.")
    )
    repeats = SelectField(_l("Repeat"), default="")
    repeats_until = DayField(_l("Repeat until"))
    host = SelectField(_l("Host"), coerce=int)
    version = WholeNumber(widget=HiddenInput(), default=1)

    def __init__(self, *args, can_plan: bool, members, zone: ZoneInfo, is_for_cohort: bool = True, event=None, **more):
        super().__init__(*args, zone=zone, timezone=zone.key, **more)
        self.event = event
        # Calendars that were brought in may have zones that stand in no list.
        known = {place.value for place in PLACES}
        self.timezone.choices = PLACES if zone.key in known else [*PLACES, SelectChoice(zone.key, zone.key)]
        if self.timezone.data in known:
            self.zone = ZoneInfo(self.timezone.data)
        kinds = [
            kind
            for kind in KINDS
            if kind != "session" or (can_plan and is_for_cohort) or (event and event.kind == kind)
        ]
        self.kind.choices = choices_of((kind, KIND_WORDS[kind]) for kind in kinds)
        repeats = [(name, REPEAT_WORDS[name]) for name in REPEATS]
        if event and repeats_of(event.rrule)[0] == "other":
            repeats.append(("other", _l("As it came from another calendar")))
        self.repeats.choices = choices_of(repeats)
        self.host.choices = choices_of((row.id, row.name) for row in members)
        if not can_plan:
            del self.host

    def show(self, event) -> None:
        """Fill in what stands there."""
        for name in ("kind", "title", "body", "speaker", "place", "link", "timezone", "capacity", "version"):
            self[name].data = getattr(event, name)
        self.show_span(event.starts_at, event.ends_at, event.is_all_day)
        self.repeats.data, until = repeats_of(event.rrule)
        self.repeats_until.data = until.astimezone(self.zone).date() if until else None
        if "host" in self:
            self.host.data = event.host_id

    def validate_day(self, field):
        if field.data and self.event is None and field.data < now().astimezone(self.zone).date():
            raise ValidationError(gettext("This day is over. Write today or a later day."))

    def validate_repeats_until(self, field):
        if self.repeats.data in ("", "other"):
            return
        if not field.data:
            raise ValidationError(gettext("Write until which day it repeats."))
        if self.day.data and field.data < self.day.data:
            raise ValidationError(gettext("The last day lies before the first."))

    def validate(self, **more) -> bool:
        if not super().validate(**more):
            return False
        try:
            spans(*self.span, self.zone, self.rrule)
        except TooMany:
            self.repeats_until.errors = [gettext("This makes more than %(most)d dates. End it earlier.", most=MOST)]
            return False
        return True

    @property
    def rrule(self) -> str:
        if self.repeats.data == "other":
            return self.event.rrule
        return rule_of(self.repeats.data, self.span[0], self.zone, self.repeats_until.data)

    @property
    def words(self) -> dict:
        """What the person wrote and chose, as the actions take it."""
        starts_at, ends_at = self.span
        texts = {name: " ".join((self[name].data or "").split()) for name in ("title", "speaker", "place", "link")}
        words = texts | {
            "kind": self.kind.data,
            "body": (self.body.data or "").strip(),
            "starts_at": starts_at,
            "ends_at": ends_at,
            "is_all_day": self.is_all_day,
            "rrule": self.rrule,
            "timezone": self.zone.key,
            "capacity": self.capacity.data,
        }
        return words | ({"host_id": self.host.data} if "host" in self else {})


class HostForm(Form):
    """Who hosts from now on; nothing chosen means whoever sends it."""

    host = SelectField(_l("Somebody else hosts it"), coerce=int)

    def __init__(self, *args, members, **more):
        super().__init__(*args, **more)
        self.host.choices = choices_of((row.id, row.name) for row in members)


class DateForm(WhenForm):
    """Another time for one date of a series."""

    def validate_day(self, field):
        if field.data and field.data < now().astimezone(self.zone).date():
            raise ValidationError(gettext("This day is over. Write today or a later day."))


class AnswerForm(Form):
    answer = RadioField(
        _l("Do you come?"),
        choices=choices_of((said, ANSWER_CHOICES[said]) for said in ANSWERS),
        validators=[InputRequired(_l("Choose what comes closest."))],
    )
    guests = WholeNumber(
        _l("Guests you bring"),
        default=0,
        validators=[
            Optional(),
            NumberRange(0, MOST_GUESTS, _l("Write a number from 0 to %(max)s.")),
        ],
    )
    later = BooleanField(_l("The same for the dates after it"))


class CancelForm(Form):
    reason = TextAreaField(
        _l("Why is it cancelled?"),
        validators=[
            DataRequired(_l("Say in a sentence why; who wanted to come reads it.")),
            Length(max=500, message=TOO_LONG),
        ],
    )


class PresenceForm(Form):
    """Who was there, of those that are listed; where they are too many to list, `find` knows the others by name."""

    people = SelectMultipleField(
        _l("Who was there?"), coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    others = TextAreaField(
        _l("Who else was there?"),
        validators=[Length(max=5_000, message=TOO_LONG)],
        description=_l("A name on each line, as it stands on their page."),
        render_kw={"rows": 3},
    )

    def __init__(self, *args, listed, find=None, **more):
        super().__init__(*args, **more)
        self.people.choices = choices_of((row.id, row.name) for row in listed)
        self.find, self.named = find, set()
        if find is None:
            del self.others

    def validate_others(self, field):
        names = {name for line in (field.data or "").splitlines() if (name := " ".join(line.split()))}
        found = self.find(names) if names else []
        called = Counter(row.name for row in found)
        if unknown := sorted(names - set(called)):
            raise ValidationError(gettext("Nobody here is called %(names)s.", names=", ".join(unknown)))
        if doubtful := sorted(name for name, number in called.items() if number > 1):
            raise ValidationError(gettext("Several people are called %(names)s.", names=", ".join(doubtful)))
        self.named = {row.id for row in found}

    @property
    def everybody(self) -> set[int]:
        return set(self.people.data) | self.named
