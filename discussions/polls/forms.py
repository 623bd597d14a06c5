"""What people fill in about polls: what can be chosen and how, and a ballot."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask_babel import get_timezone
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, HiddenField, IntegerField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, StopValidation

from discussions.polls.actions import Terms
from discussions.polls.models import MOST_OPTIONS
from discussions.polls.words import METHOD_WORDS, RESULTS_WORDS, SECRECY_WORDS
from lms.database import now
from lms.forms import Form, choices_of, readable

MAX_OPTION = 120


class TermsForm(Form):
    options = TextAreaField(
        _l("What can be chosen"),
        description=_l("One option on each line. Nobody can change them once somebody has voted."),
        validators=[DataRequired(_l("Write at least two options, each on a line of its own."))],
        render_kw={"rows": 5},
    )
    method = RadioField(_l("How to vote"), choices=choices_of(METHOD_WORDS.items()), default="single")
    secrecy = RadioField(_l("Who sees who chose what"), choices=choices_of(SECRECY_WORDS.items()), default="named")
    results = RadioField(_l("When the results are shown"), choices=choices_of(RESULTS_WORDS.items()), default="always")
    closes_at = DateTimeLocalField(
        _l("Closes by itself"),
        description=_l("In your own time. Without a moment it is open until you close it."),
        validators=[Optional(), readable(_l("Choose a day and a time."))],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )

    @classmethod
    def of(cls, poll) -> "TermsForm":
        """The form as it stands for a poll that is there."""
        closes_at = poll.closes_at.astimezone(_zone()).replace(tzinfo=None) if poll.closes_at else None
        return cls(
            formdata=None,
            options="\n".join(poll.options),
            method=poll.method,
            secrecy="secret" if poll.is_secret else "named",
            results=poll.results,
            closes_at=closes_at,
        )

    @property
    def listed(self) -> list[str]:
        return [words for line in (self.options.data or "").splitlines() if (words := " ".join(line.split()))]

    @property
    def terms(self) -> Terms:
        return Terms(
            options=self.listed,
            method=self.method.data,
            is_secret=self.secrecy.data == "secret",
            results=self.results.data,
            closes_at=self._end(),
        )

    def validate_options(self, field):
        options = self.listed
        if len(options) < 2:
            raise StopValidation(_("Write at least two options, each on a line of its own."))
        if len(options) > MOST_OPTIONS:
            raise StopValidation(_("A poll has at most %(max)d options.", max=MOST_OPTIONS))
        if len({words.casefold() for words in options}) < len(options):
            raise StopValidation(_("Two options are the same."))
        if any(len(words) > MAX_OPTION for words in options):
            raise StopValidation(_("An option has at most %(max)d characters.", max=MAX_OPTION))

    def validate_closes_at(self, field):
        if field.data and self._end() <= now():
            raise StopValidation(_("This moment has passed. Choose one that is still to come."))

    def _end(self) -> datetime | None:
        try:
            return self.closes_at.data and self.closes_at.data.replace(tzinfo=_zone()).astimezone(UTC)
        except OverflowError:
            return datetime.min.replace(tzinfo=UTC)


class BallotForm(Form):
    """`choice` of a poll where one chooses; of a ranked one the `rank` of each option in turn, 0 for none.

    `seal` stands for the poll as the voter saw it."""

    seal = HiddenField(validators=[Length(max=64)], default="")
    choice = SelectMultipleField(coerce=int)
    rank = SelectMultipleField(coerce=int)
    withdraw = IntegerField(validators=[Optional()])

    def __init__(self, poll, **values):
        super().__init__(**values)
        self.poll = poll
        self.choice.choices = choices_of(enumerate(poll.options))
        self.rank.choices = choices_of((rank, rank) for rank in range(len(poll.options) + 1))

    @property
    def choices(self) -> tuple[int, ...]:
        """What is chosen, in its order; nothing when the vote is taken back."""
        if self.withdraw.data:
            return ()
        if self.poll.method == "ranked":
            ranked = [(rank, place) for place, rank in enumerate(self.rank.data or ()) if rank]
            return tuple(place for _rank, place in sorted(ranked))
        return tuple(sorted(set(self.choice.data or ())))

    @property
    def error(self) -> str:
        """What is wrong with it, in one sentence; empty when it can be counted."""
        if not self.validate() or len(self.rank.data or ()) > len(self.poll.options):
            return _("This is not one of the options.")
        if self.withdraw.data:
            return ""
        ranks = [rank for rank in self.rank.data or () if rank]
        if len(set(ranks)) < len(ranks):
            return _("Two options have the same place. Give each place once.")
        if not self.choices:
            return _("Choose something first.")
        if self.poll.method == "single" and len(self.choices) > 1:
            return _("Choose one option only.")
        return ""


def _zone() -> ZoneInfo:
    return ZoneInfo(str(get_timezone()))
